"""All or nothing: whatever is killed, the old or the new document is there, whole, and the next command repairs the rest."""

from __future__ import annotations

import os
import random
from pathlib import Path

from graph.store import stop_embedded
from tests.reliability.chaos import Kills, Place, states


def test_whatever_is_killed_one_of_the_two_documents_is_there_whole(tmp_path: Path) -> None:
    place = Place(tmp_path, {"SAEOP_HOME": str(tmp_path / "home"), "SAEOP_IDLE_SECONDS": "120"})
    try:
        kills = Kills(place, random.Random(os.urandom(8)), states(place))
        for victim in ("client", "server"):
            assert kills.round(victim) == "", kills.outcomes
    finally:
        stop_embedded(place.settings)
