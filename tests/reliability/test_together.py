"""Together: of two loads of one file at once, one wins and the other says so; a removal never takes another's original;
an answer is of one state, also when a document changes while it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from assistant.assistant import Assistant
from graph.bolt import Row
from graph.errors import AccessDenied, StoreUnavailable
from graph.query import Query
from graph.store import Store
from library.library import Library
from library.loading import Loading
from library.outcome import Outcome
from settings import Settings
from tests.reliability.chaos import THINGS, text


def test_of_two_loads_of_one_file_one_wins_and_the_other_says_so(home_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "계획.txt"
    path.write_text(text(1, 3), encoding="utf-8")
    together = Barrier(2)

    def load(number: int) -> Outcome:
        with Library(home_settings) as library:
            together.wait()
            return library.load(path)

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(load, range(2)))
    assert sorted(o.state for o in outcomes) == ["loaded", "unchanged"]


def test_a_removal_at_the_same_time_leaves_the_original_of_a_document_that_comes_in(
    home_settings: Settings, tmp_path: Path
) -> None:
    one, other = tmp_path / "하나.txt", tmp_path / "둘.txt"
    one.write_text(text(1, 3), encoding="utf-8")
    other.write_text(text(2, 3, of=1), encoding="utf-8")
    with Library(home_settings) as library, ThreadPoolExecutor(1) as pool:
        library.load(one)
        save = Loading._save
        removed = []

        def slowly(loading: Loading, *given: object) -> None:
            loading._originals.keep(given[2])  # type: ignore[arg-type]
            removed.append(pool.submit(library.remove, one.name))
            save(loading, *given)  # type: ignore[arg-type]

        Loading._save = slowly  # type: ignore[method-assign, assignment]
        try:
            assert library.load(other).state == "loaded"
        finally:
            Loading._save = save  # type: ignore[method-assign]
        removed[0].result()
        assert [d["key"] for d in library.documents()] == [other.name]
        assert library.used_originals() == {p.name for p in (home_settings.home / "originals").iterdir()}


class _Meddled:
    """A store whose documents change right before one of its reads."""

    def __init__(self, store: Store, at: int, change: Callable[[], object]) -> None:
        self._store, self._left, self._change = store, at, change

    def revision(self) -> int:
        return self._store.revision()

    def read(self, query: Query, **values: object) -> list[Row]:
        self._left -= 1
        if self._left == 0:
            self._change()
        return self._store.read(query, **values)


@pytest.mark.parametrize("at", [1, 12, 14, 16, 18])
def test_an_answer_is_of_one_state(home_settings: Settings, tmp_path: Path, at: int) -> None:
    path = tmp_path / "계획.txt"
    with Library(home_settings) as library:
        path.write_text(text(1, 3), encoding="utf-8")
        library.load(path)
        library.sync()

        def change() -> None:
            path.write_text("바뀐 첫 줄\n\n" + text(2, 3), encoding="utf-8")
            library.load(path)

        store = _Meddled(library.store, at, change)
        asked = Assistant(store, library.index)  # type: ignore[arg-type]
        answer, _ = asked.ask(f"1호 {THINGS[0]} 구축 사업 총사업비는?")
        (item,) = answer.found.items
        quote = answer.citations[item.citations[0]].quote
        assert f"총 {int(str(item.value)) // 10**8}억원" in quote


class _Restless(_Meddled):
    """A store whose revision moves with each of the first reads of amounts, which stumble over what was taken away, until held."""

    _moved = 0

    def revision(self) -> int:
        return self._store.revision() + self._moved

    def read(self, query: Query, **values: object) -> list[Row]:
        if self._left > 0 and query.name.startswith("budgets"):
            self._left -= 1
            self._moved += 1
            raise TypeError("a node that was taken away")
        return self._store.read(query, **values)

    @contextmanager
    def held(self) -> Iterator[None]:
        self._change()
        self._left = 0
        with self._store.held():
            yield


def _denied() -> None:
    raise AccessDenied("this login may only read")


@pytest.mark.parametrize(("changes", "held"), [(5, None), (100, lambda: None), (100, _denied)])
def test_a_question_is_answered_while_documents_come_and_go_and_holds_them_where_they_never_stand_still(
    home_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: int,
    held: Callable[[], None] | None,
) -> None:
    monkeypatch.setattr("graph.still._FIRST", 0.001)
    path = tmp_path / "계획.txt"
    with Library(home_settings) as library:
        path.write_text(text(1, 3), encoding="utf-8")
        library.load(path)
        library.sync()
        store = _Restless(library.store, changes, held or (lambda: pytest.fail("nothing had to be held")))
        asked = Assistant(store, library.index)  # type: ignore[arg-type]
        question = f"1호 {THINGS[0]} 구축 사업 총사업비는?"
        if held is not _denied:
            assert asked.ask(question)[0].found.answered
        else:
            with pytest.raises(StoreUnavailable, match="try again"):
                asked.ask(question)


def test_an_index_is_made_again_where_a_document_went_while_it_was_read(
    home_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "계획.txt"
    with Library(home_settings) as library:
        path.write_text(text(1, 3), encoding="utf-8")
        library.load(path)
        read = Store.read
        changed: list[int] = []

        def half_gone(store: Store, query: Query, **values: object) -> list[Row]:
            rows = read(store, query, **values)
            if query.name == "chunks" and not changed:
                changed.append(1)
                path.write_text("바뀐 첫 줄\n\n" + text(2, 3), encoding="utf-8")
                library.load(path)
                return [{**rows[0], "key": 1}, *rows]  # as of a node between two commits: no key that could be sorted
            return rows

        monkeypatch.setattr(Store, "read", half_gone)
        library.sync()
        assert changed
        assert library.index.status().revision == library.store.revision()
