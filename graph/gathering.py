"""The rows of a reading query in few records: what the driver takes for a record (some 20 µs) is paid once a thousand rows.

A query whose columns are known runs as a subquery, and its rows come as lists, ``ROWS`` to a record, in their order. On both
engines 5,000 rows come in a third of the time so, and one row takes .1 ms more (``bench/scale.md``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.cypher import Token, is_member, tokens

ROWS = 1000
"""The rows of a record."""
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_BEHIND = ("ORDER", "SKIP", "OFFSET", "LIMIT")
"""What may come behind the columns of a RETURN."""


@lru_cache(maxsize=1024)
def gathered(text: str) -> tuple[str, tuple[str, ...]]:
    """The query to send for ``text``, and the names of its columns; ``text`` itself and none where they cannot be told."""
    names = columns(text)
    if not names:
        return text, ()
    ended = [token.start for token in tokens(text) if (token.kind, token.text) == ("symbol", ";")]
    body = text[: ended[0]] if ended else text
    return (
        f"CALL () {{\n{body}\n}}\nWITH collect([{', '.join(f'`{name}`' for name in names)}]) AS `gathered`\n"
        f"UNWIND range(0, size(`gathered`) - 1, {ROWS}) AS `begin`\n"
        f"RETURN `gathered`[`begin`..`begin` + {ROWS}] AS `rows`"
    ), tuple(names)


def columns(text: str) -> list[str]:
    """The columns that the last RETURN of a query gives.

    None where there is no RETURN, or one of ``*`` or of an expression without a name: those only the engine can name.
    """
    found = tokens(text)
    returns = [index for index, depth in _outside(found) if depth == 0 and _is_word(found, index, "RETURN")]
    if not returns:
        return []
    items: list[list[Token]] = [[]]
    for index, depth in _outside(found):
        if index <= returns[-1] or (index == returns[-1] + 1 and _is_word(found, index, "DISTINCT")):
            continue
        if depth == 0 and (found[index].text == ";" or any(_is_word(found, index, word) for word in _BEHIND)):
            break
        if depth == 0 and found[index].text == ",":
            items.append([])
        else:
            items[-1].append(found[index])
    names = [_name(item) for item in items]
    return names if all(names) else []


def _outside(found: list[Token]) -> Iterator[tuple[int, int]]:
    """Each token's index, and how many brackets are open around it."""
    depth = 0
    for index, token in enumerate(found):
        depth -= token.text in _CLOSING
        yield index, depth
        depth += token.text in _OPENING


def _is_word(found: list[Token], index: int, word: str) -> bool:
    """Whether a clause's word stands here, and no name that reads like it (``AS order``)."""
    if index and found[index - 1].text.upper() == "AS":
        return False
    return found[index].kind == "word" and found[index].text.upper() == word and not is_member(found, index)


def _name(item: list[Token]) -> str:
    """The name of a column: what stands behind AS, or a variable that stands alone; empty for anything else."""
    named = len(item) == 1 or (len(item) > 2 and item[-2].kind == "word" and item[-2].text.upper() == "AS")
    return item[-1].text.strip("`") if named and item[-1].kind in ("word", "quoted") else ""
