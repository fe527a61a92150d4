"""Reads Cypher as tokens: enough to find its parameters and to tell a reading query from any other.

No grammar: strings, comments and quoted names are told from words, so that a word inside them is never taken for a
clause. The guard (``refuse_writes``) is an allow-list; what it does not know, it refuses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.errors import RequestError

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`]|``)*`)
      | \$(?P<parameter>`(?:[^`]|``)*`|\w+)
      | (?P<number>\d[\da-zA-Z_]*)
      | (?P<word>[^\W\d]\w*)
      | (?P<symbol>\S)""",
    re.VERBOSE | re.DOTALL,
)

STARTS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
"""Words a reading query may begin with; administration commands all begin with another."""

_CHANGES = ("CREATE", "MERGE", "INSERT", "SET", "REMOVE", "DELETE", "DETACH", "NODETACH", "FOREACH", "DROP", "ALTER")
WRITES = frozenset((*_CHANGES, "LOAD", "USE", "TRANSACTIONS", "PERIODIC"))
"""Words that begin a clause that writes, reads files or addresses, or changes the database or the transaction."""

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.vector.queryNodes",
    }
)
"""Procedures that only read, on both engines."""

NAMESPACES = frozenset({"date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector"})
"""First parts of the dotted function names that Cypher itself has (``date.truncate``)."""


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
    for index, token in enumerate(found):
        if token.kind == "symbol" and token.text in "'\"`;\\":
            why = "one statement at a time" if token.text == ";" else "a quote that never ends"
            raise RequestError(_refusal(token.text, why))
        if token.kind == "word" and not _is_member(found, index):
            _check_word(found, index)


def _check_word(found: list[Token], index: int) -> None:
    """Refuse a word that begins a forbidden clause, procedure call or function call."""
    word = found[index].text
    if word.upper() in WRITES:
        raise RequestError(_refusal(word, "a name that reads like this needs `backticks`"))
    dotted, after = _dotted(found, index)
    called = after < len(found) and found[after].text == "("
    if word.upper() == "CALL" and (after == len(found) or found[after].text not in "({"):
        procedure, _ = _dotted(found, index + 1)
        if procedure not in PROCEDURES:
            raise RequestError(_refusal(f"CALL {procedure}", f"allowed are {', '.join(sorted(PROCEDURES))}"))
    elif called and "." in dotted and dotted not in PROCEDURES and word.lower() not in NAMESPACES:
        raise RequestError(_refusal(f"{dotted}()", "Cypher itself has no such function"))


def _is_member(found: list[Token], index: int) -> bool:
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
