"""What a word means: the entry of a glossary, before the program whose name has the word."""

from __future__ import annotations

import re

from assistant.answer import Found
from assistant.desk import Candidate, Desk
from assistant.facts import Fit
from assistant.kinds.stated import told
from assistant.plan import Subject
from lexicon.text import squash

_ASKED = re.compile(
    r"(?:이|가|란|이란|은|는|라는\s*(?:게|건|것은|말은|용어는?))?\s*"
    r"(?:뭔가요|뭐(?:예요|야|죠|지|에요|임)|무엇(?:인가요|입니까|이에요|이죠|인지)|뭡니까|무슨\s*(?:뜻|말|의미))"
)
_GLOSSARY = re.compile(r"용\s*어|해\s*설|정\s*의")
_ENTRY = re.compile(r"(?:것|말|뜻|비율|사람|제도|창구|활동|방식)(?:임|을?\s*(?:말함|의미함?|뜻함))?\.?$")
_HITS = 12
_LONG = 10


def meaning(desk: Desk) -> Found | None:
    """The entry under exactly the words of the question; None where something else is asked or no glossary has it."""
    plan = desk.plan
    if desk.index is None or plan.asked or not plan.words or not _ASKED.search(plan.text):
        return None
    word = squash(" ".join(plan.words))
    hits = desk.index.search(
        " ".join(plan.words), _HITS, documents=plan.values_of("document") or None, lexical_only=True
    )
    chunks = sorted({h.chunk_key for h in hits})
    for row in desk.evidence.rows("facts_in_chunks", chunks=chunks) if chunks else []:
        value = str(row["value"] or "")
        entry = row["number"] is None and len(value) >= _LONG
        listed = _GLOSSARY.search(str(row["section"] or "").split(" > ")[-1]) or _ENTRY.search(value)
        if entry and listed and squash(str(row["attribute"] or "")) == word:
            subject = Subject("Document", row["document"], " ".join(plan.words), row["document"])
            part = told(desk, [Fit((), 0, {**row, "attribute": ""}, Candidate(subject, (), row["document"]))])
            return Found(part.text, part.items) if part else None
    return None
