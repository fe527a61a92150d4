"""Names found in texts by their beginnings are those that a look at each name finds."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.standing import Forms, Standing

LETTERS = st.text(st.sampled_from("가나다A a"), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS, max_size=12), st.text(st.sampled_from("가나다A a"), max_size=20))
def test_names_within_a_text_are_those_that_stand_in_it(names: list[str], text: str) -> None:
    assert Standing(names).within(text) == [name for name in dict.fromkeys(names) if name in text]


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS.filter(str.strip), max_size=12), st.text(st.sampled_from("가나다A a"), max_size=20))
def test_forms_are_found_with_other_blanks_and_capitals(forms: list[str], text: str) -> None:
    found = Forms(([form], f"key of {form}") for form in forms).within(text)
    stands = {f for f in forms if re.search(r"\s*".join(re.escape(c) for c in "".join(f.split())), text, re.I)}
    assert found == sorted(stands, key=lambda form: (-len(form), form))
