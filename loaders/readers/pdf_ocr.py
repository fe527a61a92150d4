"""Text of scanned pages by Tesseract, where it is installed with Korean (the extra ``ocr``)."""

from __future__ import annotations

import functools
import shutil
from typing import Any

from loaders.readers.pdf_lines import Line, Word

_DOTS_PER_POINT = 300 / 72
_SURE = 30  # percent: less sure words are dirt


@functools.cache
def has_ocr() -> bool:
    """Whether Tesseract, its Korean and the Python package are there."""
    if shutil.which("tesseract") is None:
        return False
    try:
        import pytesseract

        return "kor" in pytesseract.get_languages()
    except (ImportError, OSError, RuntimeError):
        return False


def recognise(page: Any) -> list[Line]:
    """The lines of a page's picture."""
    import pytesseract

    height = page.get_height()
    picture = page.render(scale=_DOTS_PER_POINT, grayscale=True).to_pil()
    found = pytesseract.image_to_data(picture, lang="kor+eng", output_type=pytesseract.Output.DICT)
    words: dict[tuple[int, int, int], list[tuple[Word, float, float]]] = {}
    for n, text in enumerate(found["text"]):
        if text.strip() and float(found["conf"][n]) >= _SURE:
            x, y, wide, high = (found[k][n] / _DOTS_PER_POINT for k in ("left", "top", "width", "height"))
            place = found["block_num"][n], found["par_num"][n], found["line_num"][n]
            words.setdefault(place, []).append((Word(text.strip(), x, x + wide, False), height - y - high, high))
    return [_line(line) for line in words.values()]


def _line(words: list[tuple[Word, float, float]]) -> Line:
    only = [word for word, _, _ in words]
    low, high = min(y for _, y, _ in words), max(h for _, _, h in words)
    return Line(" ".join(w.text for w in only), only[0].x0, only[-1].x1, low, high, words=only)
