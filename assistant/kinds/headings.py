"""What stands under a heading that the question names and that lists no programs: 공약 기대효과."""

from __future__ import annotations

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.wording import wording
from lexicon.text import plain, squash

_LINES = 8
"""Lines that are shown under a heading."""
_SECTION = 30
"""Lines of a section at most that is told by its first ones."""


def under_heading(desk: Desk) -> Found | None:
    """The lines under the one heading that the question names; None where it names none, or a group of rows."""
    plan = desk.plan
    chapters = [c for c in desk.directory.chapters if c.key in plan.values_of("chapter") and not c.of_rows]
    if len(chapters) != 1 or plan.words or plan.asked or chapters[0].line_end - chapters[0].line_start > _SECTION:
        return None
    chapter = chapters[0]
    last = min(chapter.line_end, chapter.line_start + _LINES)
    lines = desk.evidence.text(chapter.document, chapter.line_start, last).split("\n")[1:]
    told = [text for line in lines if squash(text := plain(line).strip(" -·○□※▪◦"))]
    if not told:
        return None
    quote = " ".join(told)
    item = Item(
        name=chapter.title,
        label="Chunk",
        key=chapter.key,
        value=quote,
        document=desk.file(chapter.document),
        year=desk.year_told(chapter.document),
        citations=(desk.evidence.cite(chapter.document, chapter.line_start, last),),
    )
    return Found(wording(plan).passage(quote, desk.title(chapter.document), chapter.title), (item,))
