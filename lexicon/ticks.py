"""Boxes to tick in a form: which of the states printed side by side is the one that is meant."""

from __future__ import annotations

import re

_OPEN, _TICKED = "□☐◻○◯", "■☑☒✔✅◼●◉"
_BOX = re.compile(rf"[{_OPEN}{_TICKED}]|[(\[]\s*[√✓✔vVoO○●]?\s*[)\]]")
_LONGEST = 12
_FEWEST, _SURE = 2, 3
"""Boxes; two alone may be bullets, and are boxes only where the words stand close to them."""


def ticked(text: str) -> str:
    """The options that are ticked (``□완료 ■정상추진 □지연`` → ``정상추진``); any other text as it is.

    A sign stands before each option or behind each; at least one has to be ticked and one not.
    """
    boxes = list(_BOX.finditer(text))
    if len(boxes) < _FEWEST:
        return text
    before = boxes[0].start() == 0
    if before:
        ends = [*(b.start() for b in boxes[1:]), len(text)]
        options = [text[b.end() : end] for b, end in zip(boxes, ends, strict=True)]
    elif boxes[-1].end() == len(text):
        starts = [0, *(b.end() for b in boxes[:-1])]
        options = [text[start : b.start()] for b, start in zip(boxes, starts, strict=True)]
    else:
        return text
    if len(boxes) < _SURE and any(o.startswith(" ") if before else o.endswith(" ") for o in options):
        return text
    options = [o.strip(" ,/·") for o in options]
    meant = [o for o, b in zip(options, boxes, strict=True) if _is_ticked(b.group())]
    if not 0 < len(meant) < len(options) or not all(0 < len(o) <= _LONGEST for o in options):
        return text
    return ", ".join(meant)


def _is_ticked(box: str) -> bool:
    return box in _TICKED or (box not in _OPEN and len(box.strip("()[] ")) > 0)
