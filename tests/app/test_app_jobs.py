"""Loading, replacing and removing documents outside the pages."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import stop_embedded
from tests.conftest import embedded_settings
from viewing.card import card
from viewing.jobs import Job, Upload
from viewing.office import Office
from viewing.overview import overview
from viewing.words import Words

TEXT = """# 2026년도 업무계획

춘천시

## 1. 미래차 시범사업

 ○ 사업기간 : 2026 ~ 2027년
 ○ 총사업비 : 1,200백만원(국비 600, 시비 600)
 ○ 담당 : 미래산업팀 선우진 책임 (033-000-5141)
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The app of a home without documents."""
    settings = embedded_settings(tmp_path_factory.mktemp("jobs"), SAEOP_ENCODER="hashing", SAEOP_READERS="1")
    office = Office(settings).start()
    assert office.wait(60) == "ready", office.error
    yield office
    office.close()
    stop_embedded(settings)


def done(office: Office, number: int) -> Job:
    """The job when it has ended."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        job = next(j for j in office.jobs.all() if j.number == number)
        if job.finished:
            return job
        time.sleep(0.05)
    raise AssertionError(f"job {number} does not end")


def test_app_jobs_load_refuse_replace_and_remove(empty: Office) -> None:
    assert empty.is_empty
    files = [Upload("../계획.txt", TEXT.encode()), Upload("깨진.pdf", b"%PDF-1.4 broken")]
    job = done(empty, empty.jobs.load(files))
    good, bad = job.files
    assert (good.name, good.state) == ("계획.txt", "loaded")
    assert dict(good.found)["Program"] >= 1
    assert bad.state == "refused"
    assert bad.reason.startswith("깨진.pdf")
    assert "\n" not in bad.reason
    assert job.share == 1.0

    (glance,) = [g for g in overview(empty.reader(), empty.assistant.known().directory) if g.name == "미래차 시범사업"]
    changed = [Upload("계획.txt", TEXT.replace("1,200", "1,500").encode())]
    assert empty.jobs.taken(changed) == ["계획.txt"]
    assert empty.jobs.taken([Upload("계획.txt", TEXT.encode())]) == []
    assert done(empty, empty.jobs.load(changed)).files[0].state == "refused"
    assert done(empty, empty.jobs.load(changed, replacing=True)).files[0].state == "replaced"
    again = card(empty, glance.key, Words())
    assert again is not None
    assert again.total == 1_500_000_000

    key = done(empty, empty.jobs.remove(["계획.txt"])).files[0]
    assert key.state == "removed"
    assert empty.is_empty


def test_app_jobs_that_fail_say_so_and_the_next_goes_on(empty: Office) -> None:
    failed = done(empty, empty.jobs.remove(["없는 문서"]))
    assert "없는 문서" in failed.error
    job = done(empty, empty.jobs.load([Upload("둘.txt", TEXT.encode())], name="다른 이름.txt"))
    assert job.files[0].document == "다른 이름.txt"
    empty.jobs.dismiss(failed.number)
    assert failed.number not in {j.number for j in empty.jobs.all()}
    assert not empty.jobs.busy
    done(empty, empty.jobs.remove(["다른 이름.txt"]))


def test_app_that_cannot_open_says_why(tmp_path: Path, empty: Office) -> None:
    broken = dataclasses.replace(empty.settings, graph="bolt://127.0.0.1:1", home=tmp_path / "other")
    office = Office(broken).start()
    assert office.wait(60) == "failed"
    assert office.error
    office.close()
