"""Reads Cypher as tokens: enough to find its parameters and to tell a reading query from any other.

Strings, comments and quoted names are told from words, so that a word inside them is never taken for a clause. The
guard (``refuse_writes``) reads values and what stands between them: behind a value only the words of an allow-list may
come (``graph.allowed``), so that no clause begins that it does not know. What it does not know, it refuses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.allowed import (
    COMPLETE,
    FOLLOWING,
    FUNCTIONS,
    LEADING,
    NAMESPACES,
    PROCEDURES,
    STARTS,
    SYMBOLS,
    WRITES,
)
from graph.errors import RequestError

_TOKEN = re.compile(
    r"""(?P<comment>//[^\r\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`]|``)*`)
      | \$(?P<parameter>`(?:[^`]|``)*`|\w+)
      | (?P<number>\d[\da-zA-Z_]*)
      | (?P<word>[^\W\d]\w*)
      | (?P<symbol>\S)""",
    re.VERBOSE | re.DOTALL,
)
_ODD_SPACE = re.compile(r"[^\S \t\r\n]|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f]")
"""White space and invisible characters that engines may read otherwise than we do."""

_ALL = ("WITH", "RETURN", "DISTINCT", "YIELD")
"""Words behind which ``*`` stands for all variables."""


class Token(NamedTuple):
    """A piece of Cypher: its kind (string, quoted, parameter, number, word, symbol), text and place."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` without comments and white space. A quote that never ends comes as a symbol."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind != "comment":
            found.append(Token(kind, match[kind], match.start()))
    return found


def parameters(text: str) -> set[str]:
    """The names of the ``$parameters`` that ``text`` uses."""
    return {token.text.strip("`") for token in tokens(text) if token.kind == "parameter"}


def refuse_writes(text: str) -> None:
    """Let a single reading statement pass; raise ``RequestError`` saying what stands in the way of any other.

    A word after ``.`` or ``:`` is a property or a label, never a clause; any other name that reads like a clause
    (a variable called ``set``) needs backticks.
    """
    found = tokens(text)
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise RequestError("the query is empty; write for example: MATCH (p:Program) RETURN p.name LIMIT 10")
    if "\\u" in text.lower():
        # Neo4j turns \u escapes into characters before it reads the query, so that one could end a string here.
        raise RequestError("only reading queries are allowed: write the character itself instead of a \\u escape")
    if found[0].kind != "word" or found[0].text.upper() not in STARTS:
        raise RequestError(_refusal(found[0].text, f"a query begins with one of {', '.join(sorted(STARTS))}"))
    _check_spaces(text, found)
    complete = False
    for index in range(len(found)):
        complete = _after(found, index, complete)


def _check_spaces(text: str, found: list[Token]) -> None:
    """Refuse odd white space, except in strings and quoted names."""
    inside = list(text)
    for token in found:
        if token.kind in ("string", "quoted"):
            inside[token.start : token.start + len(token.text)] = "x" * len(token.text)
    odd = _ODD_SPACE.search("".join(inside))
    if odd:
        raise RequestError(_refusal(odd[0], "a blank or a line break stands between words"))


def _after(found: list[Token], index: int, complete: bool) -> bool:
    """Check a token; whether a value is complete behind it. ``complete``: whether one was before it."""
    token = found[index]
    if token.kind == "word" and not is_member(found, index):
        _check_word(found, index)
        word = token.text.upper()
        if complete and word not in FOLLOWING:
            raise RequestError(_refusal(token.text, "no reading clause begins so"))
        return word in COMPLETE if complete else word not in LEADING
    if token.kind == "symbol":
        return _after_symbol(found, index, complete)
    if complete and token.kind in ("string", "number", "parameter", "quoted"):
        raise RequestError(_refusal(token.text, "two values need something between them"))
    if token.kind == "quoted" and _text(found, index + 1) == "(" and not is_member(found, index):
        raise RequestError(_refusal(f"{token.text}()", "a function's name needs no backticks"))
    return True


def _after_symbol(found: list[Token], index: int, complete: bool) -> bool:
    """Check a symbol; whether a value is complete behind it."""
    symbol = found[index].text
    if symbol not in SYMBOLS:
        why = {";": "one statement at a time", "\\": "no backslash outside of strings"}
        unended = symbol in "'\"`"
        raise RequestError(_refusal(symbol, "a quote that never ends" if unended else why.get(symbol, "not Cypher")))
    if symbol == "{":
        _check_opened(found, index)
    if symbol == "*":  # all, times, or so many steps
        return index > 0 and found[index - 1].text.upper() in ("(", *_ALL)
    if symbol == "." and index and found[index - 1].kind == "number":
        return _text(found, index + 1) != "." and found[min(index + 1, len(found) - 1)].kind == "word"
    return symbol in ")]}"


def _check_opened(found: list[Token], index: int) -> None:
    """Refuse a subquery that begins with anything but a reading clause: a word that is neither key nor projected."""
    if index + 1 < len(found) and found[index + 1].kind == "word":
        word, after = found[index + 1].text, _text(found, index + 2)
        if word.upper() not in STARTS and after not in (":", ",", "}"):
            raise RequestError(_refusal(word, f"a subquery begins with one of {', '.join(sorted(STARTS))}"))


def _check_word(found: list[Token], index: int) -> None:
    """Refuse a word that begins a forbidden clause, procedure call or function call."""
    word = found[index].text
    if word.upper() in WRITES:
        raise RequestError(_refusal(word, "a name that reads like this needs `backticks`"))
    dotted, after = _dotted(found, index)
    called = _text(found, after) == "("
    if word.upper() == "CALL" and _text(found, after) not in ("(", "{"):
        procedure, _ = _dotted(found, index + 1)
        if procedure not in PROCEDURES:
            raise RequestError(_refusal(f"CALL {procedure}", f"allowed are {', '.join(sorted(PROCEDURES))}"))
    elif called and "." in dotted:
        if dotted not in PROCEDURES and word.lower() not in NAMESPACES:
            raise RequestError(_refusal(f"{dotted}()", "Cypher itself has no such function"))
    elif called and word.upper() not in FOLLOWING | LEADING and word.lower() not in FUNCTIONS:
        raise RequestError(_refusal(f"{word}()", "Cypher itself has no such function"))


def _text(found: list[Token], index: int) -> str:
    """The text of a token; empty behind the last."""
    return found[index].text if index < len(found) else ""


def is_member(found: list[Token], index: int) -> bool:
    """Whether the token is a property or a label: it follows ``:``, or the ``.`` of a property access.

    The dot of a number (``1.``) or of a range (``..``) is no property access.
    """
    if index == 0 or found[index - 1].text not in (".", ":"):
        return False
    if found[index - 1].text == ":" or index == 1:
        return found[index - 1].text == ":"
    before = found[index - 2]
    # After "{" or "," it is a property of a map projection: n {.name, .kind}
    return before.kind in ("word", "quoted", "parameter") or before.text in (")", "]", "}", "{", ",")


def _dotted(found: list[Token], index: int) -> tuple[str, int]:
    """The dotted name (``db.labels``) that begins at ``index``, and the index after it."""
    parts = []
    while index < len(found) and found[index].kind in ("word", "quoted"):
        parts.append(found[index].text.strip("`"))
        index += 1
        if index >= len(found) or found[index].text != ".":
            break
        index += 1
    return ".".join(parts), index


def _refusal(seen: str, why: str) -> str:
    return f"only reading queries are allowed: {seen!r} is not ({why})"
