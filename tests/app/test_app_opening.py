"""The app opens its library in a thread, and lets go of it whenever it is closed."""

from __future__ import annotations

import threading

import pytest

import viewing.office
from library.library import Library
from settings import Settings
from viewing.office import Office


class Counted(Library):
    """A library that counts how many of its kind are open."""

    open = 0

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        Counted.open += 1

    def close(self) -> None:
        super().close()
        Counted.open -= 1


def test_app_closed_while_it_opens_keeps_nothing_open(plan_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing.office, "Library", Counted)
    office = Office(plan_settings).start()
    office.close()
    assert not [t for t in threading.enumerate() if t.name == "office"]
    assert Counted.open == 0
