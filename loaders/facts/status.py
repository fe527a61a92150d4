"""What has become of a program: settled, bid for, proposed, put off, stopped, done (the values of `DESIGN.md` section 4)."""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.text import squash
from loaders.facts.cover import Cover
from loaders.facts.model import Actor, Cite, Mention, Period, Statement, Step

_STATES = (("미선정", "미선정"), ("연기", "연기"), ("중단", "중단"), ("폐지", "중단"))
_COMPLETED = re.compile(r"(?:사업|추진|이행|시행|운영|행사|개최|준공|조성)?\s*(?:조기\s*)?(?:완료|종료)(?:\s*사업)?")
"""A state that says that a program is over; ``토지매입 완료`` says it of a step."""
_BIDDING = re.compile(r"공모\s*(?:사업)?\s*(?:신청|응모|대응|준비|예정|접수)")
_WON = re.compile(r"(?<!미)(?<!불)선정(?!\s*(?:예정|발표|평가|기준))")
_TO_BID = re.compile(r"공모\s*(?:사업)?\s*(?:신청|응모|접수)|선정\s*(?:발표|통보|결과)")
_WILL_BID = re.compile(
    r"(?:[부처청]\s*|^|[\s’'.\d])공모\s*(?:사업)?\s*(?:신청|대응|응모)(?!\s*(?:자|기업|업체|서|접수))"
)
"""A bid of the program itself to come: 공모 신청(’26. 1.)."""
_WON_BID = re.compile(r"공모(?!전)[^,.]{0,14}?(?<!미)선정(?!\s*(?:예정|발표|평가|기준))")
_BIDDEN = re.compile(r"(?P<no>미선정|불선정|(?:공모|심사|평가|선정)[^,.]{0,8}탈락)|선정(?!\s*(?:예정|발표|평가|기준))")
_STATE_LABEL = re.compile(r"(?:추진|이행|진행)?\s*(?:상태|현황|상황|단계|여부|구분)")
_STATE = 8
"""Letters of a state at most."""
_DONE_RATE = re.compile(r"(?:추진|이행|공정|진도|진척)\s?[률율]$")


_STATE_RATE = re.compile(
    r"\W*(?P<s>완료|이행\s?후\s?계속(?:\s?추진)?|정상\s?추진|일부\s?추진|부진|추진\s?중|보류|지연|폐기|중단)\s*[(,]?\s*(?:이행률\s*)?"
    r"(?P<n>\d{1,3}(?:\.\d+)?)\s*%(?:\W|$)"
)


def state_and_rate(text: str, cite: Cite, year: int | None) -> list[Statement]:
    """The state of a program and how far it has come where one stands with the other: 정상추진(68%), 일부추진 45%."""
    match = _STATE_RATE.match(text)
    if match is None:
        return []
    state, rate = squash(match["s"]), float(match["n"])
    return [
        Statement("추진상태", state, cite, year=year),
        Statement("이행률", f"{match['n']}%", cite, rate, "%", year=year),
    ]


def status_of(mentions: list[Mention], actors: list[Actor], period: Period | None, cover: Cover) -> str:
    """The status of a program: what its state says, else its bids, marks, the roles of ministries, and its term."""
    told = [m.status for m in mentions] + [
        s.value
        for m in mentions
        for s in m.statements
        if _STATE_LABEL.fullmatch(s.attribute) and len(s.value) <= _STATE
    ]
    words = " ".join(told)
    for word, status in _STATES:
        if word in words:
            return status
    if any(_COMPLETED.fullmatch(piece.strip()) for said in told for piece in re.split(r"[,/()·;\n]", said)):
        return "완료"
    if any(_BIDDING.match(s.value) for m in mentions for s in m.statements if "공모" in s.attribute):
        return "공모"
    if _was_refused([s for m in mentions for s in m.steps]):
        return "미선정"
    marks = {mark for m in mentions for mark in m.marks}
    if ("공모대응" in marks or ("공모" in marks and _is_to_bid(mentions))) and not _was_won(mentions):
        return "공모"
    if any(_WILL_BID.search(s.text) for m in mentions for s in m.steps if s.kind == "plan") and not (
        _was_won(mentions) or any(a.role == "공모선정" for a in actors)
    ):
        return "공모"
    for mark in ("제안", "연기", "중단", "완료", "미선정"):
        if mark in marks:
            return mark
    if not words.strip() and _is_done(mentions):
        return "완료"
    return _by_roles({a.role for a in actors}, marks, period, cover)


def _by_roles(roles: set[str], marks: set[str], period: Period | None, cover: Cover) -> str:
    """The status that the roles of ministries, a mark of a bid, or a term to come give."""
    if roles & {"주관", "지원", "공모선정"} or "공모선정" in marks:
        return "확정"
    if "공모" in roles or "공모" in marks:
        return "공모"
    if "제안" in roles:
        return "제안"
    if period and period.start and cover.year and int(period.start[:4]) > cover.year:
        return "계획"
    return "확정"


def _was_won(mentions: list[Mention]) -> bool:
    return any(s.kind == "past" and _WON.search(s.text) for m in mentions for s in m.steps)


def won_bids(actors: list[Actor], mentions: list[Mention]) -> list[Actor]:
    """The actors, of whom those whose competition was won by what was done (공모 선정(3. 14.)) are no longer only applied to."""
    won = any(s.kind == "past" and _WON_BID.search(s.text) for m in mentions for s in m.steps)
    return [replace(a, role="공모선정") if won and a.role == "공모" else a for a in actors]


def _is_to_bid(mentions: list[Mention]) -> bool:
    """Whether a program's bid, or what comes of it, is still to come."""
    return any(s.kind == "plan" and _TO_BID.search(s.text) for m in mentions for s in m.steps)


def _is_done(mentions: list[Mention]) -> bool:
    """Whether the rate of what is done of a program is 100 %."""
    said = [s for m in mentions for s in m.statements if s.unit == "%" and _DONE_RATE.search(s.attribute)]
    return bool(said) and all(s.number == _WHOLE for s in said)


_WHOLE = 100.0


def _was_refused(steps: list[Step]) -> bool:
    """Whether the last that happened to a program's bid is that it was not taken."""
    past = [(s.start or "", m) for s in steps if s.kind == "past" and (m := _BIDDEN.search(s.text))]
    return bool(past) and max(past, key=lambda p: p[0])[1]["no"] is not None
