"""A person decides in the app what two programs are to each other; it is kept with name, time and reason, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import RequestError
from graph.store import stop_embedded
from library.library import Library
from library.links.desk import Desk
from tests.app.conftest import MEDICAL, Open, said
from tests.conftest import embedded_settings
from tests.links.editions import document, programs
from viewing.card import card
from viewing.editing import Said
from viewing.judging import decide, decided_on, open_to_judgement, undo
from viewing.office import Office
from viewing.words import Words

OTHER = "의료기기 사업화 촉진 지원"


def test_app_button_keeps_a_decision_and_takes_it_back(opened: Open, library: Library) -> None:
    app = opened("pages/program.py", {"program": MEDICAL})
    fields = {t.label: t for t in app.text_input}
    fields["목록에 없는 사업의 이름"].set_value(OTHER)
    fields["까닭"].set_value("담당자 확인")
    fields["남기는 사람"].set_value("김주무")
    app.radio[0].set_value("family")
    next(b for b in app.button if b.label == "판단 남기기").click().run()
    assert not app.exception
    judged = Desk(library.store).judged()
    assert [(j["verdict"], j["who"], j["why"]) for j in judged] == [("family", "김주무", "담당자 확인")]
    assert judged[0]["when"]
    told = [str(i.value).replace("\\", "").replace("\u2060", "") for i in app.info]
    assert any(f"같은 갈래: {OTHER}" in t for t in told), told
    next(b for b in app.button if b.label == "되돌리기").click().run()
    assert Desk(library.store).judged() == []
    assert "같은 갈래" not in said(app)


def test_app_read_only_shows_no_form(opened: Open) -> None:
    app = opened("pages/program.py", {"program": MEDICAL}, SAEOP_READ_ONLY="1")
    assert not [b for b in app.button if b.label == "판단 남기기"]


def test_decisions_change_the_links_and_need_a_person(tmp_path: Path) -> None:
    settings = embedded_settings(tmp_path / "home", SAEOP_ENCODER="hashing")
    for year, later in ((2023, False), (2024, True)):
        (tmp_path / f"y{year}.md").write_text(document(year, programs(later=later)), encoding="utf-8")
    try:
        with Library(settings) as library:
            library.load_all([tmp_path / "y2023.md", tmp_path / "y2024.md"])
            library.sync()
            library.link()
        office = Office(settings).start()
        assert office.wait(60) == "ready", office.error
        _decisions(office)
        office.close()
    finally:
        stop_embedded(settings)


def _decisions(office: Office) -> None:
    words, key = Words(), "y2024.md/Program/치매안심마을 운영"
    shown = card(office, key, words)
    assert shown is not None
    linked = open_to_judgement(shown)
    before = "y2023.md/Program/치매관리사업"
    assert before in linked
    person = Said("김주무", "다른 사업")
    for other, verdict, who in ((before, "not", Said("", "")), (before, "", person), ("없는 사업", "not", person)):
        with pytest.raises(RequestError):
            decide(office, key, other, verdict, who, words)
    decide(office, key, before, "not", person, words)
    assert [(d.name, d.verdict, d.who) for d in decided_on(office, key)] == [("치매관리사업", "not", "김주무")]
    after = card(office, key, words)
    assert after is not None
    assert before not in open_to_judgement(after)
    assert undo(office, key, before)
    assert not undo(office, key, before)
    again = card(office, key, words)
    assert again is not None
    assert before in open_to_judgement(again)
