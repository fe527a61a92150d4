from __future__ import annotations

import numpy as np
import pytest

from library.links.neighbours import COARSE, Lists, Placed, empty, update

NUMBERS = 32


def some(count: int, seed: int) -> dict[str, Placed]:
    """Programs with chance vectors, many of them equal, that share chance pieces."""
    rng = np.random.default_rng(seed)
    vectors = rng.integers(-200, 300, (count // 3 + 1, NUMBERS)).astype(np.int16)
    return {
        f"p{i:05d}": Placed(
            f"issuer{int(rng.integers(0, 7))}", tuple(sorted({f"w{int(w)}" for w in rng.zipf(1.4, 3) % 50})),
            vectors[int(rng.integers(0, len(vectors)))],
        )
        for i in range(count)
    }  # fmt: skip


def lists(programs: dict[str, Placed]) -> Lists:
    return update(empty(NUMBERS), programs, set())[0]


def same(a: Lists, b: Lists) -> bool:
    return a.keys == b.keys and bool((a.best == b.best).all())


@pytest.mark.parametrize("seed", range(4))
def test_putting_in_and_taking_out_is_the_same_as_computing_anew(seed: int) -> None:
    programs = some(400, seed)
    keys = sorted(programs)
    later = {k: programs[k] for k in keys[::7]}
    first = {k: v for k, v in programs.items() if k not in later}
    grown, changed = update(lists(first), later, set())
    assert same(grown, lists(programs))
    assert set(later) <= changed
    shrunk, _ = update(grown, {}, set(later))
    assert same(shrunk, lists(first))


def test_neighbours_are_of_other_issuers_share_a_piece_and_come_nearest_first() -> None:
    programs = some(200, 9)
    found = lists(programs)
    for row, key in enumerate(found.keys):
        near = found.at(row)
        products = [p for _, p in near]
        assert products == sorted(products, reverse=True)
        for other, product in near:
            assert programs[other].issuer != programs[key].issuer
            assert set(programs[other].pieces) & set(programs[key].pieces)
            assert product == int(programs[key].vector.astype(int) @ programs[other].vector.astype(int)) // COARSE


def test_only_changed_lists_are_named() -> None:
    programs = some(300, 3)
    lonely = {"zzz": Placed("alone", ("nothing else has this",), programs["p00000"].vector)}
    _, changed = update(lists(programs), lonely, set())
    assert changed == {"zzz"}
