"""What readers may use besides Python packages; the caller says where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tools:
    """``node``: the program, empty for none; ``node_folder``: where the PDF reader's packages are installed;
    ``node_megabytes`` and ``node_seconds``: what it may use.
    """

    node: str = ""
    node_folder: str = ""
    node_megabytes: int = 512
    node_seconds: float = 20.0


NO_TOOLS = Tools()
