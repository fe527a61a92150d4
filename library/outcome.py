"""What is asked of a load and what became of each file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from library.said import SetByPerson

IN = frozenset({"loaded", "replaced", "unchanged", "copy"})


@dataclass(frozen=True)
class Outcome:
    """What became of one file: ``loaded``, ``replaced``, ``unchanged``, ``copy`` (kept as another file of ``document``)
    or ``refused`` (then ``reason`` says why). ``seconds`` and ``peak`` (bytes) are what its reading cost.
    """

    path: str
    document: str
    state: str
    reason: str = ""
    found: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    peak: int = 0

    @property
    def is_in(self) -> bool:
        """Whether the file's content is in the graph now."""
        return self.state in IN


@dataclass(frozen=True)
class How:
    """How a load treats a document that is there already, and what a person says of the new one."""

    replace: bool = False
    name: str = ""
    said: SetByPerson = field(default_factory=SetByPerson)


@dataclass(frozen=True)
class Told:
    """Whom to tell: ``stage(file, stage)`` while a file is worked on, ``done(outcome)`` when it is finished."""

    stage: Callable[[str, str], None] = lambda file, stage: None
    done: Callable[[Outcome], None] = lambda outcome: None


AS_IT_IS = How()
NOBODY = Told()
