"""What a person says of a document where its cover does not."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class SetByPerson:
    """What a person says of a document where its cover does not: empty fields say nothing."""

    institution: str = ""
    years: tuple[int, ...] = ()
    title: str = ""

    def as_json(self) -> str:
        """The stated fields as JSON, empty where none is."""
        stated = {
            k: v
            for k, v in (("institution", self.institution), ("years", list(self.years)), ("title", self.title))
            if v
        }
        return json.dumps(stated, ensure_ascii=False) if stated else ""

    @classmethod
    def from_json(cls, text: str | None) -> SetByPerson:
        """The inverse of ``as_json``."""
        stated = json.loads(text) if text else {}
        return cls(stated.get("institution", ""), tuple(stated.get("years", ())), stated.get("title", ""))
