"""What readers may use besides Python packages; the caller says where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tools:
    """``node``: the program, empty for none; ``node_folder``: where the PDF reader's packages are installed;
    ``node_megabytes``: what it may use. ``ocr``: whether scans may go through Tesseract. ``seconds``: for the whole file.
    """

    node: str = ""
    node_folder: str = ""
    node_megabytes: int = 512
    ocr: bool = False
    seconds: float = 50.0


NO_TOOLS = Tools()
