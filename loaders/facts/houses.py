"""Houses by their names: buildings, centres and rooms, and what only uses one; those that a line says are built."""

from __future__ import annotations

import re
from functools import cache

from lexicon.labels import read_label
from lexicon.tables import rows
from lexicon.text import squash

_BUILT = r"(?:구축|건립|조성|신축|설립|건설|증축|개축|신설|개소|개관)"
_BORDER = re.compile(
    r".*(?:[,;:→⇒()~※▸●○□·]\s+|^[(*※\s]*\(|[가-힣]\((?=[가-힣])|\)\s|㎡\s?|\s및\s|[을를]\s|에\s|의\s|[위통용]한\s|등\s)",
    re.S,
)
_MOST_WORDS = 7


@cache
def house_end(kind: str) -> re.Pattern[str]:
    """The words of ``houses.csv`` of a kind, at the end of a name."""
    return re.compile(rf"(?:{_words(kind)})$")


@cache
def _words(kind: str) -> str:
    words = sorted((row["word"] for row in rows("houses") if row["kind"] == kind), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))


@cache
def _built() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<n>[가-힣A-Za-z0-9·.()\s,㎡/:*※-]{{1,60}}?(?:{_words('house')})(?:\([A-Za-z]+\))?)(?:\s등)?\)?\s*(?={_BUILT})"
    )


def houses_built(text: str) -> list[str]:
    """The houses that a line says are built: ``해양 실증센터 구축('24.12.)``, ``(반려동물 문화센터 건립) …``."""
    found = []
    for match in _built().finditer(text):
        border = _BORDER.match(match["n"])
        words = (match["n"][border.end() :] if border else match["n"]).strip(" -*※(").split()
        name = " ".join(words[-_MOST_WORDS:])
        if len(squash(name)) >= 5 and read_label(name) is None and not re.match(r"\d", name):
            found.append(name)
    return found
