"""Entries and the words in them: what a journal refuses, and why."""

import json

import pytest
from pydantic import ValidationError

from charter.core.kinds import entry_adapter
from charter.core.vocabulary.entry import Entry


def said(**fields: object) -> Entry:
    told = {"kind": "hours", "on": "2026-03-04", "by": "mara", "hours": "2 hours", "work": "Review"} | fields
    return entry_adapter().validate_json(json.dumps(told), strict=True)


def refused(**fields: object) -> str:
    with pytest.raises(ValidationError) as caught:
        said(**fields)
    return str(caught.value.errors()[0]["msg"])


def test_nobody_learns_of_a_thing_before_it_happens() -> None:
    assert "recorded on 2026-03-03, before it happened on 2026-03-04" in refused(recorded="2026-03-03")
    assert said(recorded="2026-03-04").known == said().on


def test_it_is_called_by_its_id_or_by_kind_and_day() -> None:
    assert (said().name, said(id="slip").name) == ("hours/2026-03-04", "slip")


@pytest.mark.parametrize(
    ("work", "complaint"),
    [
        ("   ", "empty text: say something, or leave the term out"),
        ("Review\nand more", "a line break where one line is expected"),
        ("Review\u202etxt", "changes the direction of the text unseen (U+202E) at line 1, character 7"),
        ("Review\ue000", "a private-use character, which prints differently everywhere"),
        ("Review\x07", "a control character (U+0007) at line 1, character 7"),
        ("Review\u2028more", "a control character (U+2028)"),
    ],
)
def test_words_that_cannot_be_read_as_they_are_written_are_refused(work: str, complaint: str) -> None:
    assert complaint in refused(work=work)


def test_marks_that_some_scripts_need_are_kept() -> None:
    assert getattr(said(work="مرور\u200cها"), "work", "") == "مرور\u200cها"


def test_a_note_keeps_its_lines() -> None:
    assert said(note="One\r\ntwo").note == "One\ntwo"
