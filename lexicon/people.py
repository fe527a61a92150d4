"""People as staff lists write them: name and title in either order, letter-spaced, with grade, duty and telephone.

``read_people`` reads ``한가람 책임 ☎043)000-1234``, ``팀장 민들레``, ``4급 나한결``, ``과장 문다온(1350), 담당 서가온(1901)``,
``(의료) 진달래 선임 …``, ``어촌개발팀 차은별 주무관``, ``과장 직무대리 구슬아[수산진흥팀장 겸임]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from lexicon.labels import field_of
from lexicon.phones import Phone, find_phones, plain_numbers
from lexicon.tables import rows
from lexicon.text import unspace

_UNIT_END = "실국과팀단소부원관처청대"
_UNIT = r"[가-힣A-Za-z0-9·]{1,20}?(?:담당관|센터|본부|사업소|사업단|보건소|추진단|위원회|연구소|지원단|실|국|과|팀|단|부|계|소|관)"
_NOT_NAMES = {
    "담당",
    "담당자",
    "전화",
    "연락처",
    "문의",
    "성명",
    "직위",
    "부서",
    "미정",
    "공석",
    "해당",
    "없음",
    "팀장",
    "겸임",
    "제출",
    "신청",
    "접수",
    "공고",
    "고시",
    "방문",
    "우편",
    "변경",
    "기한",
    "마감",
    "모두",
    "전부",
    "전체",
    "정산",
    "보고",
}


@dataclass(frozen=True)
class Post:
    """A person as one place of a text states them. ``unit`` is the unit named beside the person, ``duty`` in brackets."""

    name: str
    title: str = ""
    grade: str = ""
    unit: str = ""
    phone: str = ""
    duty: str = ""
    acting: bool = False


@cache
def titles() -> tuple[str, ...]:
    """Titles and grades, longest first."""
    return tuple(sorted({row["title"] for row in rows("titles")}, key=lambda t: (-len(t), t)))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    names = [row["surname"] for row in rows("surnames")]
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) == 2)


def is_masked(name: str) -> bool:
    """Whether letters of a name were made unreadable: others may bear the same."""
    return bool(re.fullmatch(r"[가-힣](?:[○〇◯*]{1,2}|[○〇◯*][가-힣])", name))


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a Korean name: a surname and one or two syllables, no title, no word of planning.

    What an office made unreadable (``김○○``) is the name as written.
    """
    if is_masked(text):
        return text[0] in _surnames()[0]
    if not re.fullmatch(r"[가-힣]{2,5}", text) or text in _NOT_NAMES or text in titles() or text[-1] in "팀과":
        return False
    if text in _planning_words() or field_of(text) or text.endswith(("사무국", "사무처")) or text in _towns():
        return False
    single, double = _surnames()
    if text[:2] in double and 3 <= len(text) <= 4:
        return True
    return text[0] in single and 2 <= len(text) <= 3


@cache
def _planning_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("generic_words"))


@cache
def _usual() -> dict[str, int]:
    weights = {"흔함": 3, "보통": 2, "드묾": 1}
    return {row["syllable"]: weights.get(row["frequency"], 0) for row in rows("given_syllables")}


def usualness(name: str) -> int:
    """How usual the letters of the given name are: 0 to 3 for the least usual one."""
    return min((_usual().get(c, 0) for c in name[1:]), default=0)


_OF_TWO = 3


@cache
def _towns() -> frozenset[str]:
    """Cities, counties and districts, in full and in short: 진주시 is nobody of the house of 진, and 창원 of that of 창."""
    names = {row["name"] for row in rows("regions") if row["level"] == "시군구"}
    return frozenset(names | {name[:-1] for name in names if len(name) == _OF_TWO})


@cache
def _title_pattern() -> str:
    return "|".join(re.escape(t) for t in titles())


_DESK = re.compile(r"[가-힣A-Za-z0-9·]{2,16}담당")
"""A unit as counties call theirs: 치매안심담당 민경애."""
_ADDRESS = re.compile(r"[가-힣](?:로|길)\s?\d+(?:-\d+)?(?:\(|\s|$)")
_SPLIT = re.compile(r"\s*(?:/|;|,(?![^()\[\]]*[)\]])|·(?=\s)|\s{2,})\s*")
_LABEL_LEAD = re.compile(r"^(?:담당자?|연락처|문의처?|책임자)\s*[:：]\s*")
_TERM_OF_OFFICE = re.compile(r"제\s?\d{1,2}\s?대(?=\s)\s*")
_REMARK = re.compile(r"(?<=\S)\s*※.*", re.S)
_ENCLOSED = re.compile(r"[(\[]((?:[^()\[\]]|\([^()]*\))*)[)\]]")
_BRACKET_LEAD = re.compile(r"^\(([^()]{1,12})\)\s*")


_VACANT = re.compile(
    r"(?:(?P<t>[가-힣]{1,10}장)\s*\(\s*)?공석\s*[(,]\s*"
    r"(?:(?:직무\s?대[리행]|직대|대행|겸임|겸직)\s*:?\s*(?P<n>[가-힣]{2,4})|[가-힣]{0,14}\s*(?P<m>[가-힣]{2,4})\s+(?:직무\s?대[리행]|직대|대행|겸임|겸직))\s*\)"
)
"""A vacant post and who stands in: 공석(직무대리 표은정), 실장(공석, 본부장 국민호 직무대리)."""
_OF_UNIT = re.compile(
    r"(?:담당\s+)?(?P<u>(?:[가-힣A-Za-z0-9·]{1,14}(?:과|실|국|소|단|센터|담당관|팀|본부|처)\s?){1,2})\s*"
    r"[(\[](?P<in>(?:팀장|과장|담당자?|주무관|계장|실장|부장|센터장|사무관|주사)\s[^\[\]]+)[)\]]"
)
"""A unit with its people in a bracket: 도시교통과 주택팀 (팀장 국세린, 담당자 옥도현 ☎ 6645)."""
_UNIT_ALONE = re.compile(
    r"[가-힣A-Za-z0-9·]+(?:과|실|국|소|단|센터|관|팀|본부|처|부|원|지점)(?:\s[가-힣A-Za-z0-9·]+팀)?"
)

_UNIT_WITH_NUMBER = re.compile(rf"(?P<u>(?:{_UNIT_ALONE.pattern})?)\s*(?:[(\[]?\s*[☎☏]?\s*[\d-]*\s*[)\]]?)")
"""A unit alone, or with its number before its people: 보증사업부 / 부장 서문혁(☎ …), 소상공인팀 ☎ 5311, 팀장 노은별."""


def is_desk(text: str) -> bool:
    """Whether a text is nothing but the name of a desk: 치매안심담당."""
    return bool(_DESK.fullmatch(text)) and not is_name(text.removesuffix("담당"))


def read_people(text: str) -> list[Post]:
    """The people of a contact text in order; empty where it names nobody."""
    text = plain_numbers(unspace(_REMARK.sub("", text.strip())))
    text = enclosed[1] if (enclosed := _ENCLOSED.fullmatch(text)) else text
    if of_unit := _OF_UNIT.fullmatch(text):
        people = read_people(of_unit["in"])
        return [replace(p, unit=p.unit or of_unit["u"].strip()) for p in people]
    text = _VACANT.sub(lambda m: f"{m['t'] or ''} 직무대리 {m['n'] or m['m']}".strip(), text)
    parts = [p for p in _SPLIT.split(_split_after_numbers(text)) if p.strip()]
    found: list[Post] = []
    unit = number = ""
    for part in parts:
        post = None if _ADDRESS.search(part) else _read_part(part.strip())
        if post:
            found.append(replace(post, unit=post.unit or unit, phone=post.phone or number))
            unit = number = ""
        elif not found and (desk := _UNIT_WITH_NUMBER.fullmatch(part.strip())):
            unit, number = desk["u"].strip(), next((p.number for p in find_phones(part)), "")
        elif found and not found[-1].phone and (phones := find_phones(part)):
            found[-1] = Post(**{**found[-1].__dict__, "phone": phones[0].number})
    return found


_CLOSED = re.compile(r"\)(?=\s+[가-힣]{2,4}\s?[가-힣]{2,4}\s?\()")
"""The end of a bracket behind which another person follows: 팀장 우정훈(☎6411) 주무관 표세영(6413)."""


def _split_after_numbers(text: str) -> str:
    """Part several people of one cell: each telephone number, with its remark in brackets, ends one."""
    phones = find_phones(text)
    for phone in reversed(phones[:-1] if phones else []):
        end = phone.end
        remark = None if _BRACKET_LEAD.match(text) else re.match(r"\)?\s*[(\[][^()\[\]]*[)\]]", text[end:])
        end += remark.end() if remark else len(closed.group()) if (closed := _CLOSED.match(text, end)) else 0
        rest = text[end:].lstrip()
        if rest and not rest.startswith(("/", ",", ";", ")", "~")):
            text = f"{text[:end]} / {rest}"
    return text


def _read_part(part: str) -> Post | None:
    duty = ""
    part = _LABEL_LEAD.sub("", _TERM_OF_OFFICE.sub("", part))
    lead = _BRACKET_LEAD.match(part)
    if lead:
        duty, part = lead[1], part[lead.end() :]
    phones = find_phones(part)
    phone = phones[0] if phones else None
    words, remark = _without_phone(part, phone)
    if remark.strip(" ☎☏:") and not find_phones(f"☎{remark}"):
        duty = duty or remark
    acting = bool(re.search(r"직무대리|직무대행", words))
    words = re.sub(r"\s*(?:직무대리|직무대행|대행)\s*", " ", words)
    best = _best_reading(words, called=phone is not None)
    if best is None:
        return None
    unit, title, grade, name = best
    return Post(name, title, grade, unit, phone.number if phone else "", duty.strip(), acting)


def _without_phone(part: str, phone: Phone | None) -> tuple[str, str]:
    """The words before the number, and what stands in brackets behind it or behind the name."""
    if phone:
        part = f"{part[: phone.start]} {part[phone.end :]}"
    remark = re.search(r"[(\[]\s*([^()\[\]\s☎☏:][^()\[\]]*)[)\]]", part)
    words = re.sub(r"[(\[][^()\[\]]*[)\]]?|[☎☏📞℡:]", " ", part)
    return re.sub(r"\s+", " ", words).strip(" ,/-"), remark[1] if remark else ""


def _may_be_name(token: str) -> bool:
    """Whether a word could be a name whose surname no table has."""
    if not re.fullmatch(r"[가-힣]{2,4}", token) or token in _NOT_NAMES or token in titles() or _split_title(token):
        return False
    return token[-1] not in _UNIT_END and token not in _planning_words() and not field_of(token)


def _best_reading(words: str, *, called: bool = False) -> tuple[str, str, str, str] | None:
    """(unit, title, grade, name) of ``어촌개발팀 차은별 주무관`` or ``기획팀장 소연우``; None where no name stands.

    Beside a title and a number (``called``) a rare surname is believed.
    """
    tokens = words.split(" ")
    spots = [i for i, t in enumerate(tokens) if is_name(t)]
    if called and not spots:
        spots = [i for i in range(1, len(tokens)) if _split_title(tokens[i - 1]) and _may_be_name(tokens[i])]
    if not spots:
        glued = re.fullmatch(rf"(.*?)([가-힣]{{2,4}})({_title_pattern()})", words)
        if glued and len(glued[2]) > 2 and is_name(glued[2]):  # 주택담당 is a desk, 홍길동과장 a person
            return glued[1].strip(), glued[3], "", glued[2]
        return None
    titled = [i for i in spots if i + 1 < len(tokens) and _split_title(tokens[i + 1])]
    behind = [i for i in spots if i and _split_title(tokens[i - 1])]
    i = (titled or behind or spots)[-1]
    unit, title, grade = "", "", ""
    rest = tokens[:i] + ([] if i + 1 >= len(tokens) else tokens[i + 1 :])
    for token in rest:
        reading = _split_title(token)
        if re.fullmatch(r"(?:[가-힣]{0,4})?\d급", token):
            grade = token
        elif reading and not title:
            unit, title = (unit or reading[0]), reading[1] if not reading[0] else token
        elif token == "원" and unit and not title:
            title = token
        elif token.endswith(tuple(_UNIT_END)) or re.fullmatch(_UNIT, token) or _DESK.fullmatch(token):
            unit = f"{unit} {token}".strip() if unit and not title else unit or token
    return unit, title, grade, tokens[i]


def _split_title(token: str) -> tuple[str, str] | None:
    """``기획팀장`` → (기획팀, 팀장); ``책임`` → ('', 책임); None where the word ends in no title."""
    for title in titles():
        if token == title:
            return "", title
        if token.endswith(title) and len(token) > len(title) and title[-1] in "장관원":
            before = token[: -len(title)]
            unit = token if title.endswith("관") else before + (title[:-1] if title[0] in "팀과국실부단계소센" else "")
            return unit, title
    return None
