"""Who with whom: ministries and institutions of a program, each with the role that the words around it give.

A ministry in a labelled field has the field's role; in running text the cue nearest behind it decides (``data/roles.csv``:
공모 대응, 제안, 방문 …), names of other institutions in between passed over. Alone in a list of facts (``…, 해수부(공단)``) it leads;
in any other sentence it is only mentioned.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from lexicon.ministries import MinistryMention, When, find_ministries
from lexicon.organisations import Organisation, canonical, find_organisations, is_known, kind_of, nearest_known
from lexicon.places import Standpoint, named
from lexicon.tables import rows
from lexicon.text import squash
from loaders.facts.model import Actor, Cite

_FIELD_ROLE = {"ministry": "주관", "structure": "지원", "agency": "지원", "executor": "주관"}
_PIECE = re.compile(r"\s*(?:,|;|/|·(?=[가-힣]{2,}[도시군구](?:\W|$))|∙|\s및\s|와\s|과\s)\s*")
_WITH_REST = re.compile(r"[^()]+\([^()]*\)\s*[가-힣].*")
_WON_ON = re.compile(
    r"공모\S{0,2}\s*(?:20\d\d\s*[.년]|['’‘]\d\d\s*[.년])?\s*\d{1,2}\s*[월.]\s*(?:\d{1,2}\s*[일.])?\s*에?\s*(?:최종\s*)?선정(?!\s*(?:예정|계획|목표))"
)
_GIVES = re.compile(r"\s*\d[\d,.]*\s*(?:천원|백만원|억원?|만원|원)?\s*(?=[,/·)]|$)")
"""An amount right behind a ministry, as one of the shares of a sum: (교육부 100,000 / 자체 50,000)."""
_SEPARATOR = re.compile(r"\s*(?:[,·/&]|및|와|과)?\s*")


@cache
def _cues(where: str) -> tuple[tuple[str, str], ...]:
    return tuple((row["cue"].replace(" ", ""), row["role"]) for row in rows("roles") if row["where"] == where)


def actors_of_text(text: str, when: When | None, cite: Cite, in_list: bool) -> list[Actor]:
    """The ministries that running text names, with their agencies; ``in_list``: the text is a list of facts."""
    found: list[Actor] = []
    for mention in find_ministries(text, when):
        role = _role(text, mention, in_list)
        found.append(Actor(mention.name, role, True, cite, mention.surface))
        if role not in ("언급",):
            found += _agencies(text, mention, cite)
    named = {a.name for a in found}
    others = [(o, role) for o in find_organisations(text) if o.name not in named and (role := _part_taken(text, o))]
    return found + [Actor(o.name, role, False, cite, o.surface) for o, role in others]


def _part_taken(text: str, house: Organisation) -> str:
    """What an institution is to a program by the words beside it; empty where they do not say."""
    if is_known(house.surface) and _BIDDING.match(text, house.end):
        return "전담"
    if (carrying := _CARRIED_OUT.search(text[: house.start])) or _ENTRUSTED.match(text, house.end):
        if carrying and carrying["by"]:
            return "전담"
        return "수행" if not carrying or carrying["w"] != "협력" else "참여"
    return "참여" if _TAKING_PART.match(text, house.end) else ""


_CARRIED_OUT = re.compile(
    r"(?:^|[,(/;]\s*)(?:(?P<w>시행|수행|협력)(?:\s?(?:자|기관|주체))?|(?P<by>전담|주관)\s?기관)\s*[:：]?\s*$"
)
_ENTRUSTED = re.compile(
    r"\s*(?:[과와]\s)?(?:위·?수탁|위탁|\(위탁\)|대행)(?=[\s,.;)]|$)|\s*(?:이|가|에서)\s+(?:[가-힣]{2,4}[을를]\s+)?(?:맡[는고아으]|대행|전담|총괄)"
)
_TAKING_PART = re.compile(
    r"\s*(?:와|과)?\s*(?:(?:협력|공동(?:\s?(?:추진|수행|운영))?|참여|컨소시엄)\s*(?=[,;)]|$)|(?:업무\s?)?협약(?=\s*(?:[,;)(]|체결|$)))"
)


_BIDDING = re.compile(r"\s*(?:「[^」]*」|『[^』]*』|[‘'][^’']*[’'])?\s*(?:의\s)?공모(?!전)")
"""Behind the agency whose competition a program is of: ○○진흥원 「…」 공모 선정."""


def _role(text: str, mention: MinistryMention, in_list: bool) -> str:
    before, after = _around(text, mention)
    closed = re.sub(r"\s+", "", before)
    if any(closed.endswith(cue) for cue, role in _cues("before") if role == "언급"):  # 개편 전 산업부 소관
        return "언급"
    role = _nearest(after, "after") or _nearest(before, "before")
    if role == "제안" and "선정" in after and "공모" in before:
        return "공모선정"
    if role == "공모" and _WON_ON.search(after):
        return "공모선정"
    if role:
        return role
    if re.fullmatch(r"\s*(?:소관\s*)?사업\s*", after) or _GIVES.match(text, mention.end):
        return "지원"
    if text[: mention.start].endswith("(") and _SCHEME.match(text, mention.end):
        return "지원"
    if _OF_MONEY.fullmatch(text[: mention.start]) and _SCHEME_AT_END.fullmatch(text, mention.end):
        return "지원"
    if in_list and not re.sub(r"[\s,.()]+", "", after):
        return "주관"
    return "언급"


_SCHEME = re.compile(r"\s+[가-힣A-Za-z0-9·\s]{2,24}(?:사업|정비|지원|보조|조성|개선|확충|구축)\s*\)")
"""In brackets, the scheme of a ministry that something is paid by: 야간조명(문체부 관광자원개발사업)."""


_OF_MONEY = re.compile(r"[\W_]*|.*\d\s*(?:원|만원|천원|백만원|억원|억)?\s*\)?\s*[,/]\s*")
_SCHEME_AT_END = re.compile(r"\s+[가-힣A-Za-z0-9·\s]{2,24}사업\s*")
"""A ministry's scheme behind the money, or in a line of its own: 총사업비 : 32억원(…), 복지부 농어촌의료서비스 개선사업."""


def _around(text: str, mention: MinistryMention) -> tuple[str, str]:
    """The words right before and behind a mention within its clause, other institutions and brackets passed over."""
    start, end = mention.start, mention.end
    before = text[:start]
    opening = before.rfind("(")
    inside = opening > before.rfind(")")
    after = text[end:]
    bracket = re.match(r"\s*\(([^()]*)\)", after)
    agency_words = ""
    if bracket and (_agency_in(bracket[1]) or find_ministries(bracket[1], None)):
        after = after[bracket.end() :]
    elif bracket:
        agency_words = bracket[1]
    after = _pass_over(re.sub(r"「[^」]*」|『[^』]*』", " ", after))
    if inside:
        close = after.find(")")
        within = after[:close] if close >= 0 else after
        if not re.sub(r"[\s,·/⇒→-]+", "", _only_names(within)):
            return before[max(0, opening - 12) : opening], after[close + 1 :][:24] if close >= 0 else ""
        after = within
    clause = re.split(r"[,;]|\s/\s|→|다\.", after, maxsplit=1)[0]
    previous = re.split(r"[,;()]|→", before)[-1]
    return previous[-12:], f"{agency_words} {clause}".strip()[:30]


def _pass_over(after: str) -> str:
    """Skip other institutions that share the cue: ``, 한국관광공사 공모사업 신청``."""
    while True:
        separator = _SEPARATOR.match(after)
        rest = after[separator.end() :] if separator else after
        spans = [(n.start, n.end) for n in find_organisations(rest)[:1]] + [
            (n.start, n.end) for n in find_ministries(rest, None)[:1]
        ]
        end = next((e for s, e in spans if s == 0), None)
        if end is None:
            return after
        after = rest[end:]


def _only_names(text: str) -> str:
    for name in reversed([*find_ministries(text, None)]):
        text = text[: name.start] + text[name.end :]
    return text


def _nearest(text: str, where: str) -> str:
    compact = re.sub(r"\s+", "", text)
    best: tuple[int, int, str] | None = None
    for cue, role in _cues(where):
        at = compact.find(cue) if where == "after" else compact.rfind(cue)
        if at < 0:
            continue
        rank = (at if where == "after" else -at, -len(cue), role)
        if best is None or rank < best:
            best = rank
    return best[2] if best else ""


def _agencies(text: str, mention: MinistryMention, cite: Cite) -> list[Actor]:
    """The agency in brackets or right behind a ministry: 과기정통부(정보통신산업진흥원), 산업부 한국로봇산업진흥원."""
    after = text[mention.end :]
    bracket = re.match(r"[^,;()]{0,8}\(([^()]*)\)", after)
    if bracket:
        agency = _agency_in(bracket[1])
        return [Actor(agency, "전담", False, cite, bracket[1].strip())] if agency else []
    near = [o for o in find_organisations(after) if _SEPARATOR.fullmatch(after[: o.start])]
    near = [o for o in near if is_known(o.surface) or not _ANY_HOUSE.search(o.surface)]
    return [Actor(near[0].name, "전담", False, cite, near[0].surface)] if near else []


_ANY_HOUSE = re.compile(r"(?:병원|은행|조합|위원회|대학교|센터|사업단|지원단|추진단)$")
"""Ends that the names of programs have as well: 보건복지부 지역거점병원 공공성 강화사업."""


def _agency_in(words: str) -> str | None:
    """The institution that a bracket names and nothing else; a misread letter is forgiven."""
    words = words.strip()
    known = find_organisations(words)
    if known:
        return known[0].name
    return nearest_known(words) if re.fullmatch(r"[가-힣]{5,20}", words) else None


def actors_of_label(field: str, words: str, value: str, where: Standpoint, cite: Cite) -> list[Actor]:
    """The actors of a field whose own ``words`` may say that nothing is settled: 건의부처, 제안부처."""
    found = actors_of_field(field, value, where, cite)
    asked = _ASKED_OF.search(words)
    return [replace(a, role="제안") if asked and a.ministry and a.role in ("주관", "지원") else a for a in found]


_ASKED_OF = re.compile(r"건의|제안|요청")


def actors_of_bid(value: str, when: When | None, cite: Cite) -> list[Actor]:
    """Who holds the competition of ``공모 : 문체부·한국관광공사 「야간관광」 선정(’25. 4.)``."""
    role = "공모선정" if _WON_BID.search(value) else "공모"
    ministries = [Actor(m.name, role, True, cite, m.surface) for m in find_ministries(value, when)]
    houses = [o for o in find_organisations(value) if is_known(o.surface)]
    return ministries + [Actor(o.name, "전담", False, cite, o.surface) for o in houses]


_WON_BID = re.compile(r"선정(?!\s*(?:예정|계획|목표|심사))")


def actors_of_field(field: str, value: str, where: Standpoint, cite: Cite) -> list[Actor]:
    """The ministries and institutions of a labelled value such as ``추진체계 : 과기정통부(NIPA), 충북도(과기원)``."""
    value, _, remark = value.partition("※")
    found = [a for a in actors_of_text(remark, where.when, cite, False) if a.ministry] if remark else []
    if leads := list(_ROLE_LEAD.finditer(value)):
        ends = [*(m.start() for m in leads[1:]), len(value)]
        for lead, end in zip(leads, ends, strict=True):
            role = _ROLE_IN_BRACKETS.get(lead["role"] or lead["word"], "전담")
            told = actors_of_field(field, value[lead.end() : end].strip(" /;,"), where, cite)
            found += [a if a.ministry else replace(a, role=role) for a in told]
        value = value[: leads[0].start()].strip(" /;,")
    for piece in _pieces(value):
        if _WITH_REST.fullmatch(piece) and find_ministries(piece, where.when):
            told = actors_of_text(piece, where.when, cite, True)
            won = _bid_role(piece, "", value) == "공모선정"
            found += [replace(a, role="공모선정") if won and a.role == "공모" else a for a in told]
            continue
        match = re.fullmatch(r"(?P<a>(?:\((?:주|사|재|유)\)\s?)?[^()]+?)\s*(?:\((?P<b>.+?)\)?)?", piece.strip())
        if not match or not match["a"].strip(" -·"):
            continue
        outer, inner = _AND_OTHERS.sub("", match["a"].strip()), (match["b"] or "").strip()
        ministries = find_ministries(outer, where.when)
        if ministries:
            said = _ROLE_OF_MINISTRY.get(squash(inner), "")
            role = _bid_role(outer[ministries[-1].end :], inner, value) or said or _FIELD_ROLE.get(field, "지원")
            found += [Actor(m.name, role, True, cite, m.surface) for m in ministries]
            found += _handed_on(outer[ministries[-1].end :], cite)
            if inner and not said and (agency := _house_in(inner)):
                found.append(Actor(agency, "전담", False, cite, inner))
            continue
        found += _other(field, outer, inner, where, cite)
        above = find_ministries(inner, where.when)  # 한국도로공사(국토교통부)
        if above and squash(above[0].surface) == squash(inner):
            found.append(Actor(above[0].name, _FIELD_ROLE.get(field, "지원"), True, cite, inner))
    return found


_AND_OTHERS = re.compile(r"(?<=[가-힣])\s*등\s*(?:총\s*)?\d*\s*(?:개소|개|곳|개\s?기관|기관)?$")
"""대한노인회 지회 등 4개소."""


def _handed_on(behind: str, cite: Cite) -> list[Actor]:
    """The agency to which a ministry hands on, or that stands beside it: 보건복지부 → 한국노인인력개발원, 과기정통부·NIPA."""
    arrow = _HANDS_ON.match(behind)
    houses = [o for o in find_organisations(behind) if arrow and o.start == arrow.end() and is_known(o.surface)]
    return [Actor(o.name, "전담", False, cite, o.surface) for o in houses[:1]]


_HANDS_ON = re.compile(r"\s*(?:→|⇒|➔|➜|⇨|▶|>>|[·ㆍ‧])\s*")


def _bid_role(behind: str, inner: str, value: str) -> str:
    """The role of a ministry whose competition a labelled value tells of: ``국토부(공모)``, ``중기부 공모(’24. 4. 선정)``."""
    if not re.search(r"공모(?!전)", f"{behind} {inner}"):
        return ""
    return "공모선정" if re.search(r"선정(?!\s*(?:예정|계획|목표|심사))", value) else "공모"


_ROLE_OF_MINISTRY = {
    **dict.fromkeys(("주관", "소관", "총괄", "주관부처", "소관부처"), "주관"),
    **dict.fromkeys(("지원", "보조", "국고보조", "국비", "국비지원", "지원부처"), "지원"),
    **dict.fromkeys(("협의", "협력", "협조", "관계부처", "협력부처"), "언급"),
}
"""What a bracket behind a ministry says of it: 성평등가족부(주관), 고용노동부(협의)."""


def _house_in(words: str) -> str:
    """The institution of a bracket behind a ministry: a known one, else its words where they can be a name."""
    known = find_organisations(words)
    if known:
        return known[0].name
    named_so = _INSTITUTION_END.search(words) and not re.search(r"\d|공모|선정|예정|심사|부담", words)
    return canonical(words)[0] if named_so and 2 <= len(words) <= 24 else ""


_INSTITUTION_END = re.compile(r"(?:원|단|청|소|회|관|대|공사|은행|센터|기구|본부|[A-Za-z&])$")
_NO_INSTITUTION = re.compile(
    r"(?:.*\s)?(?:해당\s?없음|없음|미정|직접|자체|자체\s?사업|소\s?계|합\s?계|(?:[시군구도]·)+[시군구도]"
    r"|(?:우리|본)\s(?:원|재단|공단|공사|센터|진흥원|기관|시|군|구|도))"
)
_ROLE_LEAD = re.compile(
    r"(?:^|(?<=[/;,]))\s*(?:[(\[〔]\s*(?P<role>주관|총괄|수행|시행|운영|참여|협력|공동|자문|전담|전문|위탁|수탁)(?:\s?(?:기관|기업|대학|주체|자))?\s*[)\]〕]\s*:?(?=\s*\S)"
    r"|(?P<word>주관|총괄|수행|시행|운영|참여|협력|공동|자문|전담|전문|위탁|수탁|사업)(?:(?<!사업)(?:\s?(?:기관|기업|대학|주체|자))?\s*:|\s?(?:기관|기업|대학|주체)\s*:?\s+(?=[가-힣A-Z(])|(?<!사업)\s+(?=[가-힣A-Z()㈜]{2,20}(?:원|대학교?|테크노파크|공사|공단|재단|센터|협회|조합|농협|㈜|\(주\))(?:[\s·,/(]|$))))"
)
"""A role that stands before its institutions: ``(주관) 진흥원 / (참여) 대학교, 연구원``, ``주관: …, 참여: …``, ``전담기관 ○○진흥원``."""
_ROLE_IN_BRACKETS = {
    "주관": "수행",
    "총괄": "수행",
    "수행": "수행",
    "시행": "수행",
    "운영": "수행",
    "위탁": "수행",
    "수탁": "수행",
    "사업": "수행",
    "참여": "참여",
    "협력": "참여",
    "공동": "참여",
    "자문": "참여",
    "지원": "참여",
}


def _other(field: str, outer: str, inner: str, where: Standpoint, cite: Cite) -> list[Actor]:
    government = named(outer, where)
    acronym = re.fullmatch(r"[A-Za-z&]{2,10}", inner)
    if _HANDED_OUT.fullmatch(outer) and inner:  # 민간위탁(수탁기관 : ○○조합, 위탁기간 …)
        told = _ENTRUSTED_LEAD.sub("", _pieces(inner)[0])
        return _other("executor", told, "", where, cite) if find_organisations(told) else []
    if government is not None and government.level in ("시도", "시군구"):
        role = "주관" if field == "ministry" else "참여"
        found = [Actor(government.name, role, field == "ministry", cite, outer)]
        if inner and not acronym:
            handed = _HANDED_OVER.sub("", inner)
            found.append(Actor(canonical(handed)[0], "수행", False, cite, handed))
        return found
    houses = find_organisations(outer)
    if houses and houses[0].start == 0 and is_known(houses[0].surface) and _DEED.fullmatch(outer, houses[0].end):
        outer = houses[0].surface
    outer = _LEGAL_FORM.sub("", _HANDED_OVER.sub("", outer))
    name = canonical(outer)[0]
    if (re.search(r"\d{2}|선정$|예정$", outer) or _NO_INSTITUTION.fullmatch(outer)) and not is_known(outer):
        return []  # a date or a state is no institution, nor is one ‘해당없음’
    if (
        field == "ministry" and kind_of(name) != "지자체"
    ):  # an institute beside its ministry: 해양수산부, 국립수산과학원
        return [Actor(name, "전담", False, cite, outer)] if len(name) >= 2 else []
    role = {"agency": "전담", "executor": "수행", "partner": "참여", "ministry": "주관"}.get(field, "참여")
    if field in ("executor", "partner", "structure"):
        role = _ROLE_IN_BRACKETS.get(inner, role)
    return [Actor(name, role, field == "ministry", cite, outer)] if len(name) >= 2 else []


_HANDED_OUT = re.compile(r"(?:민간\s?|공공\s?)?(?:위·?수탁|위탁|대행)(?:\s?(?:운영|추진))?")
_ENTRUSTED_LEAD = re.compile(r"^(?:수탁|위탁|대행|운영)\s?(?:기관|업체|법인|단체|자)?\s*:?\s*")
_LEGAL_FORM = re.compile(r"^\((?:재|사)\)\s*")
_HANDED_OVER = re.compile(r"(?<=[가-힣])\s+(?:위·?수탁|위탁|대행)(?:\s?(?:추진|수행|운영))?$")
_DEED = re.compile(r"\s+(?:업무\s?)?(?:협약|위·?수탁|위탁|대행|협력|참여|공동|공모)(?:\s?(?:체결|추진|수행|운영))?")
"""Behind an institution what is done with it: ○○진흥원 협약."""


_PART = re.compile(
    r"\((?:주|사|재)\)|[()]|,|;|/|·(?=[가-힣]{2,}[도시군구](?:[,·\s(]|$)|㈜|\(주\))"
    r"|→(?=\s*[^()→,]{2,30}\((?:주관|수행|참여|총괄|공동|운영)[^()]*\))"
)
"""What parts the institutions of a list, or a bracket; an arrow does where the role of the next stands behind it."""


def _pieces(value: str) -> list[str]:
    """Parts of a list at separators outside brackets."""
    parts, depth, start = [], 0, 0
    for match in _PART.finditer(value):
        token = match.group()
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and token in ",;/·→":
            parts.append(value[start : match.start()])
            start = match.end()
    parts.append(value[start:])
    return [q.strip() for p in parts if p.strip() for q in _joined(p.strip())]


def _joined(piece: str) -> list[str]:
    """``한라대·강원대(참여)`` are two, each with the bracket; a dot inside one name parts nothing."""
    match = re.fullmatch(r"([^()]+)(\([^()]*\))?", piece)
    names = match[1].strip().split("·") if match and "·" in match[1] else []
    if names and all(is_known(n.strip()) or re.search(r"[가-힣]대(?:학교?)?$", n.strip()) for n in names):
        return [f"{n.strip()}{match[2] or ''}" for n in names] if match else []
    return [piece]
