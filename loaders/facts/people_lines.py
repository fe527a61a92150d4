"""Who is in charge, as lines say it: contacts of a program, of a unit, of items by their numbers or letters."""

from __future__ import annotations

import re

from lexicon.people import Post, read_people
from lexicon.phones import mark_extensions
from lexicon.staff_lines import people_alone
from lexicon.text import squash
from loaders.facts.charges import Counted, are_of_several, of_letters
from loaders.facts.contacts import contact_of, unit_and_people
from loaders.facts.loose import Loose, Standing, UnitPost
from loaders.facts.model import Cite, Mention

_NUMBERED = re.compile(
    r"(?:^|[/,;])\s*\(?(?P<n>\d{1,2}-\d{1,2})[.)]?\s*(?P<p>(?:(?![/,;]\s*\(?\d{1,2}-\d{1,2}[.)\s]).)+)"
)
"""People of a line by the numbers of items."""
_TITLE_LETTERS = 5
"""Letters before 담당 at most for them to say what kind of a person it is: 총괄담당, 예산담당."""
_OF_UNIT = re.compile(r".{2,14}(?:과|국|실|소|단|센터|본부|관|부)장")
"""The head of a unit under its name; that of a team answers for the team's programs."""
_HEADS = re.compile(r"(?:과|국|실|소|단|센터|본부|관|부)장")


class PeopleOfLines:
    """Gives the people of one document's lines to its programs, or to ``loose`` where they stand under none."""

    def __init__(self, loose: Loose, numbered: dict[str, str], counted: list[Counted]) -> None:
        self._loose = loose
        self._numbered = numbered
        self._counted = counted

    def by_number(self, value: str, standing: Standing) -> bool:
        """``1-1 연구원 봉하진 / 1-2 …``: people by the numbers of the items that are theirs; False where it is not so."""
        said = [(self._numbered.get(m["n"], ""), m["p"]) for m in _NUMBERED.finditer(value)]
        if not said or not all(item for item, _ in said):
            return False
        for item, words in said:
            self._of_items([item], words, standing)
        return True

    def by_letter(self, text: str, standing: Standing) -> bool:
        """``다·마 : 팀장 …, … / 사 : …``: people by the letters of the items that are theirs; False where it is not so."""
        given = of_letters(self._counted, standing.cite.start, text)
        for items, words in given:
            self._of_items(items, words, standing)
        return bool(given)

    def of_named(self, names: str, value: str, standing: Standing) -> bool:
        """``서산공항, 국도38호선 담당 : …``: people by the names of what is theirs; False where the line names no such thing,
        or stands below a program.
        """
        named = standing.owner is None and len(names) > _TITLE_LETTERS and bool(read_people(mark_extensions(value)))
        if named:
            self._of_items([n for n in re.split(r"[,·]", names) if n], value, standing)
        return named

    def _of_items(self, items: list[str], words: str, standing: Standing) -> None:
        """The people of items that stand elsewhere; who has one of them in a bracket (도예나(5741, 낙지)) is of that one."""
        unit = standing.context.unit
        self._loose.post_sections[standing.cite.start] = unit
        for post in read_people(mark_extensions(words)):
            own = [i for i in items if post.duty and squash(post.duty) in squash(i)] or items
            self._loose.posts.append(UnitPost(post, post.unit or unit, standing.cite, head=False, duty="; ".join(own)))

    def in_charge(self, value: str, owner: Mention, cite: Cite) -> None:
        """The unit in charge and its people; who only heads it, without a telephone, is no contact of the program."""
        owner.department, people = unit_and_people(value, cite)
        owner.department_at = cite
        if len(people) == 1 and not people[0].phone and people[0].title.endswith("장"):
            head = people[0]
            post = Post(head.name, head.title, head.grade, owner.department)
            self._loose.posts.append(UnitPost(post, owner.department, cite, head=True))
        else:
            owner.contacts += people

    def behind(self, text: str, owner: Mention, standing: Standing) -> str:
        """``공모 신청(’27. 2.)  /  경력이음팀 배수련 팀장(☎ 4211)``: who is in charge behind the last stroke; the text without."""
        said, _, who = text.rpartition(" / ")
        people = people_alone(who) if said else []
        if not people:
            return text
        if owner.contacts or owner.department:
            self.contacts(people, standing)
        else:
            self.in_charge(who.strip(), owner, standing.cite)
        return said.strip()

    def contacts(self, people: list[Post], standing: Standing) -> None:
        """Give people to the program they stand under, else to the unit of the section; so they are where one of them is of
        another program by what is said in brackets: 금나래(5642, 유치휴양림).
        """
        several = are_of_several(self._counted, standing.cite.start, [p.duty for p in people])
        if standing.owner is not None and not several:
            standing.owner.contacts += [contact_of(p, standing.cite) for p in people]
            return
        unit = standing.context.unit
        self._loose.post_sections[standing.cite.start] = unit
        for p in people:
            of = p.unit or unit
            title = p.title.removesuffix("장")
            heads = bool(_HEADS.fullmatch(p.title)) and of.endswith(title)  # 농산유통과: 과장
            heads = heads or (_OF_UNIT.fullmatch(p.title) is not None and squash(title) == squash(of))  # 경제진흥과장
            self._loose.posts.append(UnitPost(p, of, standing.cite, heads, p.duty))
