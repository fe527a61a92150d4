"""The form of the authority tables in ``data/``: keys, parents, dates, spelling, order."""

import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"

# table → columns, and those that make the key (also the order of the rows)
TABLES = {
    "abbreviations": ("term expansions relation kind", "term kind relation"),
    "agencies": ("name aliases kind ministry english region", "name"),
    "english_terms": ("english korean kind", "english"),
    "english_words": ("english korean kind", "english"),
    "lookalikes": ("word kind refers_to meaning examples", "kind word"),
    "ministries": ("name abbreviations english kind valid_from valid_to successors", "name valid_from"),
    "regions": (
        "code name level parent aliases former_names english members valid_from valid_to successors later_code",
        "code",
    ),
    "surnames": ("surname rank syllables frequency", "surname"),
    "titles": ("title kind rank holder english pattern", "title"),
    "towns": ("code name kind parent valid_from valid_to successors", "code"),
    "universities": ("name aliases english region", "name"),
}
VALUES = {
    "abbreviations.relation": {"같음", "비슷함"},
    "agencies.kind": {"공공기관", "출연기관", "협회", "대학", "기업", "지자체"},
    "lookalikes.kind": {"지역", "부처"},
    "ministries.kind": {"부", "처", "청", "위원회", "실", "원"},
    "regions.level": {"권역", "시도", "시군구"},
    "surnames.frequency": {"흔함", "보통", "드묾"},
    "titles.kind": {"직위", "직급", "직책"},
    "towns.kind": {"읍", "면", "동"},
}
# An alias that is another row's name: the date or the parent decides which is meant.
ALLOWED = {
    ("regions", "광주광역시", "광주시"),
    ("regions", "미추홀구", "남구"),
    ("ministries", "고용노동부", "노동부"),
    ("ministries", "과학기술정보통신부", "과학기술부"),
    ("ministries", "교육과학기술부", "교육부"),
    ("ministries", "교육인적자원부", "교육부"),
    ("ministries", "농림수산식품부", "농림부"),
    ("ministries", "농림축산식품부", "농림부"),
    ("ministries", "여성가족부", "여성부"),
    ("ministries", "외교통상부", "외교부"),
}

Row = dict[str, str]


def read(table: str) -> list[Row]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def day(text: str, *, end: bool = False) -> date:
    """The first (or last) day that a date of any precision may mean, for comparing."""
    parts = [int(p) for p in text.split("-")]
    fill = (12, 28) if end else (1, 1)
    year, month, dom = (*parts, *fill[len(parts) - 1 :])
    return date(year, month, dom)


@pytest.mark.parametrize("table", TABLES)
def test_plain_text(table: str) -> None:
    raw = (DATA / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\t\u00a0\u200b\ufeff]", text)


@pytest.mark.parametrize("table", TABLES)
def test_columns_cells_and_order(table: str) -> None:
    columns, key = (part.split() for part in TABLES[table])
    rows = read(table)
    assert list(rows[0]) == columns
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row.values())
    for row in rows:
        for column, cell in row.items():
            if column in {"pattern", "meaning"}:
                continue
            values = split(cell)
            assert all(v and v == v.strip() for v in values), row
            assert len(values) == len(set(values)), row
    keys = [tuple(row[c] for c in key) for row in rows]
    assert not [k for k, n in Counter(keys).items() if n > 1]
    assert keys == sorted(keys)
    assert all(k[0] for k in keys)


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    table, column = name.split(".")
    assert {row[column] for row in read(table)} <= VALUES[name]


@pytest.mark.parametrize("table", ["ministries", "regions", "towns"])
def test_dates(table: str) -> None:
    for row in read(table):
        for column in ("valid_from", "valid_to"):
            assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", row[column]), row
            assert not row[column] or day(row[column])
        if row["valid_from"] and row["valid_to"]:
            assert day(row["valid_from"]) < day(row["valid_to"], end=True), row
        assert not (row["successors"] and not row["valid_to"]), row


@pytest.mark.parametrize(("table", "column"), [("regions", "aliases"), ("ministries", "abbreviations")])
def test_aliases_are_no_other_rows_name(table: str, column: str) -> None:
    rows = read(table)
    names = {row["name"] for row in rows}
    clash = {(table, r["name"], a) for r in rows for a in split(r[column]) if a in names - {r["name"]}}
    assert clash == {c for c in ALLOWED if c[0] == table}


@pytest.mark.parametrize("table", ["agencies", "universities"])
def test_institutions_have_names_of_their_own(table: str) -> None:
    rows = read(table)
    names = [row["name"] for row in rows]
    aliases = [a for row in rows for a in split(row["aliases"])]
    assert not set(names) & set(aliases)
    assert not [a for a, n in Counter(aliases).items() if n > 1]


def test_regions_hang_together() -> None:
    regions = {row["code"]: row for row in read("regions")}
    shapes = {"시도": r"\d{2}", "시군구": r"\d{5}", "권역": r"\d{2}-.+"}
    for code, row in regions.items():
        assert re.fullmatch(shapes[row["level"]], code), row
        linked = [row["parent"], *split(row["members"]), *split(row["successors"])]
        assert all(link in regions for link in linked if link), row
        assert code not in linked
        for former in split(row["former_names"]):
            name, until = former.split(":")
            assert name in split(row["aliases"])
            assert day(until)
        if row["level"] == "시군구":
            assert row["parent"]
            assert row["name"][-1] in "시군구"
            assert regions[row["parent"]]["level"] in {"시도", "시군구"}
        if row["level"] == "권역":
            assert code == f"{row['parent'] or '00'}-{row['name']}"
        assert not row["later_code"] or row["later_code"] not in regions
    siblings = Counter((r["parent"], r["name"]) for r in regions.values() if not r["valid_to"])
    assert max(siblings.values()) == 1


def test_regions_are_complete() -> None:
    now = [row for row in read("regions") if not row["valid_to"]]
    assert sum(row["level"] == "시도" for row in now) == 16
    assert sum(row["level"] == "시군구" and len(row["parent"]) == 2 for row in now) == 229
    assert sum(row["level"] == "시군구" and len(row["parent"]) == 5 for row in now) == 39
    assert sum(bool(row["later_code"]) for row in now) == 27


def test_towns_hang_together() -> None:
    regions = {row["code"] for row in read("regions")}
    towns = read("towns")
    codes = {row["code"] for row in towns}
    for row in towns:
        assert re.fullmatch(r"\d{10}", row["code"]), row
        assert row["parent"] in regions, row
        assert set(split(row["successors"])) <= codes, row
        assert row["kind"] == "동" or row["name"].endswith(row["kind"]), row
    siblings = Counter((row["parent"], row["name"]) for row in towns if not row["valid_to"])
    assert max(siblings.values()) == 1
    assert sum(row["kind"] != "동" and not row["valid_to"] for row in towns) > 1400


def test_ministries_follow_each_other() -> None:
    rows = read("ministries")
    for row in rows:
        assert all(len(a) >= 3 for a in split(row["abbreviations"])), row
        for name in split(row["successors"]):
            later = [r for r in rows if r["name"] == name and (not r["valid_to"] or r["valid_to"] > row["valid_to"])]
            assert later, (row["name"], name)
    for name in {row["name"] for row in rows}:
        periods = [row for row in rows if row["name"] == name]
        assert all(a["valid_to"] < b["valid_from"] for a, b in pairwise(periods)), name
        assert sum(not row["valid_to"] for row in periods) <= 1


def test_agencies_name_ministries_and_regions_of_today() -> None:
    ministries = {row["name"] for row in read("ministries") if not row["valid_to"]}
    provinces = {row["code"] for row in read("regions") if row["level"] == "시도"}
    for row in read("agencies"):
        assert row["ministry"] in ministries | {""}, row
        assert row["region"] in provinces | {""}, row
    names = {row["name"] for row in read("regions") if row["level"] == "시도"}
    assert {row["region"] for row in read("universities")} <= names


def test_surnames_and_titles() -> None:
    surnames = read("surnames")
    assert sorted(int(row["rank"]) for row in surnames) == list(range(1, len(surnames) + 1))
    assert all(int(row["syllables"]) == len(row["surname"]) <= 2 for row in surnames)
    titles = read("titles")
    assert all(row["rank"].isdigit() or row["pattern"] for row in titles)
    patterns = [re.compile(row["pattern"]) for row in titles if row["pattern"]]
    for written in ("행정6급", "지방행정주사보", "시설사무관", "6급"):
        assert any(p.fullmatch(written) for p in patterns), written
    assert not any(p.fullmatch("급수") for p in patterns)


def test_english_words_are_lower_case_and_stand_in_one_table() -> None:
    words = [row["english"] for table in ("english_terms", "english_words") for row in read(table)]
    assert all(word == word.lower() for word in words)
    assert len(words) == len(set(words))


def test_lookalikes_refer_to_something() -> None:
    regions = {row["code"]: row for row in read("regions")}
    ministries = {row["name"] for row in read("ministries")}
    for row in read("lookalikes"):
        for target in split(row["refers_to"]):
            if row["kind"] == "부처":
                assert target in ministries, row
            else:
                assert row["word"] in [regions[target]["name"], *split(regions[target]["aliases"])], row


def test_every_table_is_described() -> None:
    described = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in described for path in DATA.glob("*.csv"))
