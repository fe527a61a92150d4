"""Which of very many names stand in a text: looked up by their beginnings, so that a question costs its own length."""

from __future__ import annotations

from collections.abc import Iterable

_HEAD = 2


class Standing:
    """Names that texts are searched for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._place: dict[str, int] = {}
        self._by_head: dict[str, list[str]] = {}
        for name in names:
            if name and name not in self._place:
                self._place[name] = len(self._place)
                self._by_head.setdefault(name[:_HEAD], []).append(name)

    def within(self, text: str) -> list[str]:
        """The names that stand somewhere in ``text``, in the order in which they were given."""
        found = {
            name
            for at in range(len(text))
            for size in range(1, _HEAD + 1)
            for name in self._by_head.get(text[at : at + size], ())
            if len(text[at : at + size]) == size and text.startswith(name, at)
        }
        return sorted(found, key=self._place.__getitem__)


class Forms:
    """What things are called: all their forms, to be found in texts with blanks and capitals set aside."""

    def __init__(self, things: Iterable[tuple[Iterable[str], str]]) -> None:
        self.keys: dict[str, list[str]] = {}
        for forms, key in things:
            for form in forms:
                self.keys.setdefault(form, []).append(key)
        self._by_letters: dict[str, list[str]] = {}
        for form in self.keys:
            self._by_letters.setdefault(_letters(form), []).append(form)
        self._standing = Standing(self._by_letters)

    def within(self, text: str) -> list[str]:
        """The forms whose letters stand somewhere in ``text``, the longest first."""
        found = [form for each in self._standing.within(_letters(text)) for form in self._by_letters[each]]
        return sorted(found, key=lambda form: (-len(form), form))


def _letters(text: str) -> str:
    return "".join(text.split()).lower()
