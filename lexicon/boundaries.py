"""Where a Korean name ends: never by substring (대전환 is not 대전, 국토부지 not 국토부, 음성대화 not 음성군).

A name stands free when no letter touches it on the left, and on the right only a particle, or a word that says what it
is there for. The lists are grammar, not knowledge of a field.
"""

from __future__ import annotations

import re

PARTICLES = (
    "에서는요|에는요|는요|은요|도요|에서는|에서의|에서도|에서|에게서|에게|으로서|으로써|으로는|으로의|으로|로서|로써|까지|부터|이라는|라는|이란|이라고|라고|이랑|랑|하고|"
    "에는|에도|에만|에|의|은|는|이나|나|이며|며|이고|이가|이|가|을|를|와의|과의|와|과|도|만|로|및|께서|께|한테|보다|처럼|마다|조차|밖에|"
    "서|인|이다|이야|야|요|인가요|인가|입니까|입니다|인지|이었|였"
)
_PARTICLE_END = re.compile(rf"(?:{PARTICLES})?(?![가-힣A-Za-z0-9])")
_LETTER = re.compile(r"[가-힣A-Za-z0-9]")


def free_left(text: str, start: int) -> bool:
    """Whether no letter or digit touches ``text[start]`` from the left."""
    return start == 0 or not _LETTER.match(text[start - 1])


def free_right(text: str, end: int, words: re.Pattern[str] | None = None) -> bool:
    """Whether ``text[end:]`` begins with no letter, a particle, or one of ``words`` (matched from ``end``)."""
    if _PARTICLE_END.match(text, end):
        return True
    return words is not None and words.match(text, end) is not None
