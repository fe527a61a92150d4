"""A document says the same in any style: rewritten documents give the same facts, exchanged names other facts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.memory import read_lines
from tests.restyle.exchange import is_composite, people, swapped, tenfold, tenfold_facts
from tests.restyle.fingerprint import Facts, differences, fingerprint
from tests.restyle.rewrite import REWRITINGS, rewrite

_OWN = sorted((Path(__file__).parent / "documents").glob("*.md"))
_SAMPLES = sorted((Path(__file__).resolve().parents[2] / "data" / "documents").glob("*.txt"))
DOCUMENTS = {path.stem: path for path in (*_OWN, *_SAMPLES)}


@cache
def text_of(name: str) -> str:
    return DOCUMENTS[name].read_text(encoding="utf-8")


def read(name: str, text: str) -> dict[str, Facts]:
    return fingerprint(read_lines(text, DOCUMENTS[name].name).programs)


@cache
def original(name: str) -> dict[str, Facts]:
    return read(name, text_of(name))


_STYLES = sorted(REWRITINGS)
_TURNS = 3
"""Every style is tried on each third of the documents that it changes, another third in turn."""


@pytest.mark.parametrize("rewriting", _STYLES)
def test_facts_do_not_depend_on_style(rewriting: str) -> None:
    rewritten = {path.stem: rewrite(text_of(path.stem), [rewriting], Random(7)) for path in _OWN}
    changed = [name for name, text in rewritten.items() if text != text_of(name)]
    assert changed
    for name in changed[_STYLES.index(rewriting) % min(_TURNS, len(changed)) :: _TURNS]:
        assert not differences(original(name), read(name, rewritten[name])), name


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(DOCUMENTS)),
    rewritings=st.lists(st.sampled_from(sorted(REWRITINGS)), min_size=2, max_size=5, unique=True),
    seed=st.integers(0, 10**6),
)
def test_facts_do_not_depend_on_several_styles_at_once(name: str, rewritings: list[str], seed: int) -> None:
    text = rewrite(text_of(name), rewritings, Random(seed))
    assert not differences(original(name), read(name, text))


@pytest.mark.parametrize("name", [p.stem for p in _OWN if not is_composite(p.read_text(encoding="utf-8"))])
def test_amounts_follow_their_unit(name: str) -> None:
    facts = read(name, tenfold(text_of(name)))
    expected = tenfold_facts(original(name))
    assert {n: f["money"] for n, f in facts.items()} == expected


@pytest.mark.parametrize("name", [p.stem for p in _OWN])
def test_contacts_follow_the_names_of_people(name: str) -> None:
    before = original(name)
    text, put = people(text_of(name), [who for facts in before.values() for who, _ in facts["contacts"]])
    expected = {n: {(put.get(who, who), phone) for who, phone in f["contacts"]} for n, f in before.items()}
    assert {n: f["contacts"] for n, f in read(name, text).items()} == expected


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [("agency_plan", "춘천시", "원주시"), ("foundation_budget", "무주군", "남원시"), ("bio_agency", "천안시", "논산시"),
     ("province_funds", "진주시", "합천군")],
)  # fmt: skip
def test_places_follow_their_names(name: str, one: str, other: str) -> None:
    before = original(name)
    after = {
        n.replace(one[:-1], "@").replace(other[:-1], one[:-1]).replace("@", other[:-1]): f
        for n, f in read(name, swapped(text_of(name), one, other)).items()
    }
    exchange = {one: other, other: one}
    for program, facts in before.items():
        cities = {exchange.get(r, r) for r in facts["regions"] if r[-1] in "시군"}
        found = next((f for n, f in after.items() if n == program or swapped(n, one, other) == program), None)
        assert found is not None, program
        assert {r for r in found["regions"] if r[-1] in "시군"} == cities, program


@pytest.mark.parametrize("name", [p.stem for p in _OWN])
def test_telephone_numbers_follow(name: str) -> None:
    before = original(name)
    text = re.sub(r"(?<![\d,.])000(?!\d|[,.]\d)", "888", text_of(name))
    expected = {n: {(who, _moved(phone)) for who, phone in f["contacts"]} for n, f in before.items()}
    assert {n: f["contacts"] for n, f in read(name, text).items()} == expected


def _moved(phone: str) -> str:
    return phone[:-7] + "888" + phone[-4:] if phone[-7:-4] == "000" else phone
