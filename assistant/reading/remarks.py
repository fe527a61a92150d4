"""What people say around a question: why they ask, who they are, what they will do with the answer.

``정산 일정표 짜야 돼`` or ``just need the day for a caption`` names things that no document has, so that the whole is silent.
A message is parted at the ends of its sentences, and of clauses before a comma; the parts that ask (a word of asking, a
request, a question mark, or nothing but names) are the question, the others remarks.
"""

from __future__ import annotations

import re

from embeddings.tokens import morphemes

_STOP = re.compile(
    r"(?P<end>[?!;…]+|\.{2,}|(?<=[가-힣A-Za-z)\"'”’」])[.~]+)(?=\s|$)|(?P<clause>[,~]|\s[-–—])\s|\s(?=(?:just|only)\s\w)"
    r"|,\s(?=(?:it|this|that|i|we|my|our|for|because|since|just|only)\b)",
    re.I,
)
_WORD_OF_ASKING = re.compile(
    r"얼마|얼만|몇|며칠|언제|언재|어디|어딨|어느|누구|누가|무엇|무슨|뭐|뭔|뭘|어떤|어떻게|(?:^|\s)왜|여부"
    r"|^(?:(?:hi|hello|hey|please|and|so)\W+)*(?:what|which|who|whom|whose|when|where|why|how|list|show|tell|give|name|need|compare"
    r"|could|can|would|is|are|was|were|do|does|did|find|get|count)\b",
    re.I,
)
_TOPIC = re.compile(
    r"\s*(?:(?:건\s*)?말(?:인데요?|이에요|이야|입니다|이죠)|있잖(?:아요?|습니까)|있죠|건인데요?|건입니다|관련해서요?|관련인데요?)$"
)
"""What ends words that name what a question is about: … 말인데요, … 있잖아."""
_REQUEST = re.compile(
    r"(?:알려|보여|찾아|뽑아|불러|세어|추려|골라|적어|꼽아|말해|말씀해|가르쳐|정리해|계산해|비교해|확인해|체크해|봐|해)?\s?"
    r"(?:줘|줘요|주세요|주셔요|주십시오|주실래요|줄래|줄래요|주시겠어요|줄\s?수\s?있[가-힣]*|주실\s?수\s?있[가-힣]*|부탁[가-힣]*|바랍니다|바래요|궁금[가-힣]*|알고\s?싶[가-힣]*|찾고\s?있[가-힣]*|볼\s?수\s?있[가-힣]*|달라[가-힣]*|계산\s?좀)[~!.…\s]*$"
)
_ASKED_FOR = re.compile(
    r"(?:알려|보여|찾아|뽑아|불러|세어|추려|골라|적어|꼽아|말해|가르쳐|정리해|계산해|확인해)\s?(?:줘|주[세시실라])"
)
_LED = re.compile(
    r"(?<=[가-힣])(?:는데요?|은데요?|인데요?|던데요?|려는데요?|한데요?|다가|느라|길래|라서|거든요)\s+(?=\S+\s\S)"
)
"""Where a clause ends that tells what one is doing, with no comma behind it: 채용공고 쓰는 중인데 ….."""
_STATES = ("EF", "EC", "ETN")
_SHORTEST = 4


def question_alone(text: str) -> tuple[str, tuple[str, ...]]:
    """The parts of a message that ask, joined, and the remarks left out; empty and none where nothing can be left out."""
    asking: list[str] = []
    remarks: list[str] = []
    for said, mark in [piece for part in _parts(text) for piece in _led(*part)]:
        if (topic := _TOPIC.search(said)) and not mark.startswith("?"):
            asking.append(said[: topic.start()])
            remarks.append(said[topic.start() :])
        else:
            (asking if _asks(said, mark) else remarks).append(said)
    return (" ".join(asking), tuple(remarks)) if asking and remarks else ("", ())


def _parts(text: str) -> list[tuple[str, str]]:
    """The sentences of a message, and clauses before a comma, each with the mark that ends it."""
    found: list[tuple[str, str]] = []
    start = 0
    for match in _STOP.finditer(text):
        said = text[start : match.start()].strip()
        if not match["end"] and match["clause"] and match["clause"].strip() in (",", "~") and not _ends_clause(said):
            continue
        if len(said) >= _SHORTEST:
            found.append((said, match["end"] or ""))
            start = match.end()
    if len(rest := text[start:].strip()) >= _SHORTEST:
        found.append((rest, ""))
    return found


def _led(said: str, mark: str) -> list[tuple[str, str]]:
    """A sentence with the clause that leads up to its question apart."""
    led = _LED.search(said)
    if led is None or led.start() < _SHORTEST or not re.search("[가-힣]", said):
        return [(said, mark)]
    return [(said[: led.end()].strip(), ""), (said[led.end() :].strip(), mark)]


def _asks(said: str, mark: str) -> bool:
    if "?" in mark or _WORD_OF_ASKING.search(said) or _REQUEST.search(said) or _ASKED_FOR.search(said):
        return True
    return not _ends_clause(said) and bool(re.search("[가-힣]", said))


def _ends_clause(said: str) -> bool:
    """Whether words end as a sentence or a clause does (… 짜야 돼, … 쓰다가, … 보려는데), not as a name; English ones say a verb."""
    if not re.search("[가-힣]$", said):
        return bool(_ENGLISH_VERB.search(said)) or said.isascii()
    read = morphemes(said)
    last = read[-1]
    if (last.tag == "JX" or last.form == "요") and len(read) > 1:
        last = read[-2]
    return last.tag.startswith(_STATES) or (last.tag == "NNB" and last.form == "데")


_ENGLISH_VERB = re.compile(r"\b(?:am|is|are|was|were|writing|need|have|want|asking|thanks|thx)\b", re.I)
