"""Who may do what: corrections in the app, answers called wrong, signing in, and contacts hidden everywhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from commands.said import COMPLAINT, CORRECTION, lines_of, said_by_people
from graph.errors import RequestError
from library.feedback import complaints, forget
from settings import Settings
from tests.app.conftest import PLAN
from viewing.access import Access
from viewing.answers import answer_view
from viewing.card import Card, FactView, card
from viewing.documents import corrections_of, documents, findings_of, original
from viewing.editing import Said, complain, correct, fields_for, undo
from viewing.masking import Masker
from viewing.network import around_programs
from viewing.office import Office
from viewing.text import pages_of, text_page
from viewing.words import Words

KO = Words("ko")
DOCUMENT = PLAN.name
MEDICAL = f"{DOCUMENT}/Program/정밀의료 빅데이터 서비스 플랫폼 구축"
WHO = Said("김주무", "협약이 바뀜", datetime(2026, 11, 3, tzinfo=UTC))


@pytest.fixture
def fact(office: Office) -> Iterator[Any]:
    """Finds a fact of a program by kind and words; whatever was corrected is undone afterwards."""

    def find(kind: str, value: str) -> FactView:
        return next(f for f in shown(office).facts if f.kind == kind and value in f.stated)

    yield find
    for _, correction in corrections_of(office):
        undo(office, correction.key)


def shown(office: Office) -> Card:
    found = card(office, MEDICAL, KO)
    assert found is not None
    return found


# ---------------------------------------------------------------- corrections


def test_app_correction_wins_is_shown_and_undone(office: Office, fact: Any) -> None:
    before = fact("amount", "198억 5,000만 원")
    made = correct(office, before.id, {"krw": "201억원"}, WHO, KO)
    assert shown(office).total == 20_100_000_000
    after = fact("amount", "198억 5,000만 원")
    assert after.correction is not None
    assert "201억" in after.value
    answer, _ = office.assistant.ask("정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?")
    assert "201억" in answer.found.text
    assert any("김주무" in note for note in answer.found.assumptions)
    assert [c.key for _, c in corrections_of(office)] == [made.key]
    assert undo(office, made.key)
    assert shown(office).total == 19_850_000_000
    assert not undo(office, made.key)


def test_app_rejected_fact_leaves_the_card(office: Office, fact: Any) -> None:
    correct(office, fact("region", "춘천시").id, None, WHO, KO)
    assert "춘천시" not in shown(office).regions
    assert fact("region", "춘천시").rejected


@pytest.mark.parametrize(
    ("kind", "value", "given"),
    [
        ("amount", "198억 5,000만 원", {"krw": "많이"}),
        ("amount", "198억 5,000만 원", {"krw": "19,850,000,000"}),
        ("period", "2022-04", {"start": "봄", "end": "2026-12"}),
        ("region", "춘천시", {"name": "달나라"}),
        ("actor", "과학기술정보통신부", {"name": "없는부"}),
    ],
)
def test_app_correction_that_cannot_be_read_is_refused(
    office: Office, fact: Any, kind: str, value: str, given: dict[str, str]
) -> None:
    with pytest.raises(RequestError):
        correct(office, fact(kind, value).id, given, WHO, KO)
    assert corrections_of(office) == []


def test_app_correction_needs_a_name_and_a_reason(office: Office, fact: Any) -> None:
    with pytest.raises(RequestError, match="이름과 까닭"):
        correct(office, fact("amount", "198억").id, {"krw": "1억원"}, Said("", "까닭"), KO)
    with pytest.raises(RequestError, match="문서에 없습니다"):
        correct(office, f"{MEDICAL} ~ amount ~ [1]", {"krw": "1억원"}, WHO, KO)
    assert {f.name for f in fields_for(office, fact("contact", "남궁연").id)} == {"name", "title", "phone"}


def test_app_answer_called_wrong_is_kept_with_its_plan(office: Office) -> None:
    answer, _ = office.assistant.ask("원주시 사업 알려줘")
    kept = complain(office, answer, WHO)
    (found,) = complaints(office.library.store)
    assert (found.question, found.who, found.why) == ("원주시 사업 알려줘", "김주무", "협약이 바뀜")
    assert "원주시" in found.plan
    forget(office.library.store, kept.key)


# ---------------------------------------------------------------- rights


def access(**environment: str) -> Access:
    return Access(Settings.from_environment(environment), lambda: 0.0)


def test_app_rights_follow_the_settings() -> None:
    everybody = access().rights(signed_in=False)
    assert (everybody.documents, everybody.change, everybody.contacts, everybody.cypher) == (True, True, True, True)
    assert not access(SAEOP_READ_ONLY="1").rights(signed_in=True).change
    locked = access(SAEOP_PASSWORD="열쇠")
    assert not locked.rights(signed_in=False).documents
    assert not locked.rights(signed_in=False).cypher
    assert locked.rights(signed_in=True).change
    hidden = access(SAEOP_PASSWORD="열쇠", SAEOP_HIDE_CONTACTS="1")
    assert not hidden.rights(signed_in=False).cypher
    assert hidden.rights(signed_in=True).contacts


def test_app_wrong_passwords_make_the_next_try_wait() -> None:
    now = [0.0]
    door = Access(Settings.from_environment({"SAEOP_PASSWORD": "열쇠"}), lambda: now[0])
    assert not any(door.sign_in("아님") for _ in range(5))
    assert door.seconds_to_wait() > 0
    assert not door.sign_in("열쇠")
    now[0] += 2
    assert door.sign_in("열쇠")
    assert not access().sign_in("")


# ---------------------------------------------------------------- hidden contacts

PEOPLE = ("남궁연", "서문호", "황보람", "선우진", "독고은", "제갈민")
NUMBERS = ("033-000-5121", "000-5123", "5171)")


def leaks(value: Any) -> list[str]:
    """Names and numbers that stand anywhere in what is shown; keys of programs hold none."""
    text = repr(value)
    return [each for each in (*PEOPLE, *NUMBERS) if each in text]


@pytest.fixture(scope="module")
def mask(office: Office) -> Any:
    hidden = Access(dataclasses.replace(office.settings, hide_contacts=True)).rights(signed_in=False)
    return office.mask(hidden)


def test_app_hidden_contacts_are_hidden_in_answers_and_quotes(office: Office, mask: Any) -> None:
    for question in ("정밀의료 빅데이터 서비스 플랫폼 구축 담당자는?", "남궁연이 맡은 사업은?", "바이오산업팀 연락처"):
        answer, _ = office.assistant.ask(question)
        view = answer_view(office.assistant, answer, KO)
        assert not leaks(mask(dataclasses.replace(view, question="")))
    view = answer_view(office.assistant, office.assistant.ask("정밀의료 빅데이터 서비스 플랫폼 구축 담당자는?")[0], KO)
    assert leaks(view)
    assert "○○○" in mask(view).paragraphs[0]


def test_app_hidden_contacts_are_hidden_on_every_page(office: Office, mask: Any) -> None:
    assert leaks(shown(office))
    assert not leaks(mask(shown(office)))
    pages, _ = pages_of(office, DOCUMENT)
    assert not any(leaks(mask(text_page(office, DOCUMENT, n))) for n in range(1, pages + 1))
    drawn = around_programs(office.reader(), office.assistant.known().directory, [MEDICAL])
    assert leaks(drawn)
    assert not leaks(mask(drawn))
    assert not leaks(mask(documents(office)))
    assert not leaks(mask(findings_of(office, DOCUMENT)))


def test_app_hidden_contacts_are_hidden_in_downloads(office: Office) -> None:
    hidden = Office(dataclasses.replace(office.settings, hide_contacts=True))
    hidden._opened = office._opened
    file = original(hidden, DOCUMENT, contacts=False)
    text = file.data.decode()
    assert file.name.endswith(".masked.txt")
    assert not leaks(text)
    assert "19,850백만원" in text


def test_app_masking_keeps_length_and_other_words() -> None:
    mask = Masker(["이은", "남궁연"])
    text = "담당 남궁 연 책임, 이은 주임 / 이은희 시설, 043) 210-0868, a.b@c.kr, 1,234,567천원"
    masked = mask.text(text)
    assert len(masked) == len(text)
    assert "1,234,567천원" in masked
    assert "시설" in masked
    assert not any(each in masked for each in ("남궁", "이은 ", "0868", "a.b@"))


def test_app_words_of_people_are_listed_by_check(office: Office, fact: Any) -> None:
    correct(office, fact("amount", "198억 5,000만 원").id, {"krw": "201억원"}, WHO, KO)
    kept = complain(office, office.assistant.ask("원주시 사업 알려줘")[0], WHO)
    listed = said_by_people(office.library.store)
    assert [(row["kind"], row["who"]) for row in listed] == [(CORRECTION, "김주무"), (COMPLAINT, "김주무")]
    assert listed[0]["active"]
    assert "201억" in listed[0]["text"]
    assert any("201억" in line for line in lines_of(listed[0]))
    assert "원주시" in lines_of(listed[1])[0]
    assert said_by_people(office.library.store, {"다른 문서.txt"}) == []
    forget(office.library.store, kept.key)
