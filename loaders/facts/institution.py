"""What a document says beside its programs: the institution, its units, history, buildings, goals, and every table.

Nothing that a table or a labelled line says is dropped: what no label foresaw becomes a statement of the thing whose row
or section it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from lexicon.dates import find_years
from lexicon.text import squash
from loaders.facts.buildings import Building, read_buildings
from loaders.facts.cover import Cover
from loaders.facts.figures import statements_of, totals_of
from loaders.facts.history import is_history, read_history
from loaders.facts.loose import Loose
from loaders.facts.model import Statement, Step
from loaders.layout.model import Block, Layout
from loaders.layout.outline import is_numbered

_TASKS = {"이행과제", "추진과제", "실천과제", "세부과제", "세부추진과제"}


@dataclass
class Goal:
    """A strategic goal or a task of one: name, line, last line, the goal's index for a task."""

    name: str
    line: int
    last: int
    goal: int | None = None


@dataclass
class Institution:
    """Statements by subject, milestones by subject, buildings, goals and tasks. A subject is a unit or empty (issuer)."""

    statements: list[Statement] = field(default_factory=list)
    steps: list[tuple[str, Step]] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    tasks: list[Goal] = field(default_factory=list)

    def task_at(self, line: int) -> int | None:
        """The index of the task in whose section a line stands."""
        return next((i for i, t in enumerate(self.tasks) if t.line <= line <= t.last), None)


def read_institution(
    layout: Layout, cover: Cover, loose: Loose, programs: set[str], units: dict[int, Fraction]
) -> Institution:
    """Everything beside the programs; ``programs`` are the squashed names of those, ``units`` the factors of tables whose
    unit is wrong.
    """
    made = Institution()
    _goals(layout.root, made)
    made.buildings = read_buildings(layout, cover, programs)
    for unit, statement in loose.statements:
        made.statements.append(replace(statement, subject=unit))
    made.steps += loose.steps
    for table, context in loose.tables:
        if is_history(table, context):
            for step, statement in read_history(table):
                made.steps.append(("", step))
                made.statements.append(statement)
        else:
            said = statements_of(table, context)  # under the heading of a unit they are of that unit
            made.statements += [s if s.subject else replace(s, subject=context.unit) for s in said]
    whole = {
        year
        for s in made.statements
        if s.unit == "KRW" and not s.subject and _OF_ALL.search(s.attribute)
        for year in (*find_years(s.attribute)[:1], s.year)
    }
    for table, listing in loose.listings:
        totals = totals_of(table, listing, units.get(table.number, Fraction(1)))
        made.statements += [_of_programs(s) if s.year in whole else s for s in totals]
    return made


_OF_ALL = re.compile(
    r"(?:합계|총계|총액).*예산|예산.*(?:합계|총계|총액)|예산\s계(?=\s|$)|^계\s.*예산|^20\d\d년도?\s(?:총\s?)?예산(?:액|규모)?$"
)


def _of_programs(total: Statement) -> Statement:
    """The total of a list of programs, where the institution's own budget of that year stands elsewhere."""
    return replace(total, attribute=f"사업별 {total.attribute}") if total.unit == "KRW" else total


# ---------------------------------------------------------------- goals and tasks
def _goals(root: Block, made: Institution) -> None:
    """A goal is a heading that announces its tasks (이행과제); the numbered headings below it are the tasks."""
    for block in root.walk():
        if not any(squash(c.text) in _TASKS for c in block.children):
            continue
        made.goals.append(Goal(block.text, block.line_start, block.last_line))
        for child in block.children:
            if is_numbered(child.family) and child.children:
                made.tasks.append(Goal(child.text, child.line_start, child.last_line, len(made.goals) - 1))
