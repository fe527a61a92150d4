"""The desk where people look over links: what they decide of two things, and which links a word would help most."""

from __future__ import annotations

from typing import Any

from graph.errors import RequestError
from graph.store import Store
from lexicon.text import clean, squash
from library.links.judgements import judgement, read_judgements
from queries.catalog import query

Row = dict[str, Any]
_UNSURE = 0.7


class Desk:
    """Reads and writes judgements, and lists links for review. Links follow at the next ``Library.link``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str) -> str:
        """The key of a program, person, unit or building: by its key, or a program by its name.

        Raises ``RequestError`` naming those meant, where there are several or none.
        """
        wanted = clean(text).strip()
        if self._store.read(query("labels_of"), keys=[wanted]):
            return wanted
        if any(wanted in j.ends for j in read_judgements(self._store)):
            return wanted  # of a document that is not loaded now
        named = self._store.read(query("programs_called"), name=wanted)
        if not named:
            rows = self._store.read(query("program_names"))
            named = [r for r in rows if squash(wanted) in {squash(n) for n in (r["name"], *(r["aliases"] or ()))}]
        keys = sorted(str(r["key"]) for r in named)
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise RequestError(f"{wanted!r} is the name of several programs; give the key: {'; '.join(keys)}")
        raise RequestError(f"no program is called {wanted!r}; give its name or key as 'saeop links' shows it")

    def decide(self, one: str, other: str, verdict: str, **said: str) -> None:
        """Keep a decision on two keys, in place of an earlier one. Raises ``RequestError`` for things of two kinds."""
        rows = self._store.read(query("labels_of"), keys=[one, other])
        if len({r["label"] for r in rows}) > 1:
            raise RequestError(f"{one} and {other} are things of two kinds; name two of one kind")
        j = judgement(one, other, verdict, **said)
        self._store.write(
            query("save_judgement"), key=j.key, left=j.left, right=j.right, verdict=j.verdict, who=j.who, when=j.when,
            why=j.why,
        )  # fmt: skip

    def undo(self, one: str, other: str) -> bool:
        """Forget the decision on two keys; ``False`` where there is none."""
        left, right = sorted((one, other))
        key = f"{left} ~ {right}"
        if not any(j.key == key for j in read_judgements(self._store)):
            return False
        self._store.write(query("drop_judgement"), key=key)
        return True

    def judged(self) -> list[Row]:
        """All decisions in the order of keys."""
        return [
            {"from": j.left, "to": j.right, "verdict": j.verdict, "who": j.who, "when": j.when, "why": j.why}
            for j in read_judgements(self._store)
        ]

    def listed(self) -> list[Row]:
        """All links between programs, the surest first."""
        return sorted(self._rows(), key=lambda r: (-(r["score"] or 0), r["type"], r["from"], r["to"]))

    def review(self, limit: int) -> list[Row]:
        """The uncertain links, those first of which a person's word changes most.

        A word helps the more the less sure the link is, the more money hangs on it, and the more links it decides
        between: a program with several uncertain partners comes before one with a single one.
        """
        judged = {frozenset(j.ends) for j in read_judgements(self._store)}
        unsure = [
            r for r in self._rows()
            if r["score"] is not None and r["score"] < _UNSURE and r["type"] in ("CONTINUES", "LOCAL_SHARE")
            and frozenset((r["from"], r["to"])) not in judged
        ]  # fmt: skip
        rivals: dict[str, int] = {}
        for row in unsure:
            for key in (row["from"], row["to"]):
                rivals[key] = rivals.get(key, 0) + 1
        for row in unsure:
            others = rivals[row["from"]] + rivals[row["to"]] - 2
            row["use"] = round((1 - abs(row["score"] - 0.5)) * (1 + 0.25 * others) * (1 + _money(row["krw"])), 3)
        return sorted(unsure, key=lambda r: (-r["use"], r["from"], r["to"]))[:limit]

    def _rows(self) -> list[Row]:
        return [
            {"type": r["type"], "score": r["score"], "from": r["start"], "to": r["end"], "reason": r["reason"],
             "lines_from": r["lines_from"] or [], "lines_to": r["lines_to"] or [], "krw": r["krw"] or 0}
            for r in self._store.read(query("all_links"))
        ]  # fmt: skip


def _money(krw: int) -> float:
    """0 for nothing, 1 for a hundred 억 and more."""
    return min(1.0, krw / 10_000_000_000)
