"""Forms out of types: every entry of the examples comes back out of its form as the same entry."""

from __future__ import annotations

import pytest

import charter
from charter.core.agreement import clause_types
from charter.core.kinds import entry_kinds
from charter.core.reading import Problems
from charter.core.reading.fields import by_field, entry_of, fields_of, values_of
from charter.core.vocabulary.entry import Entry
from tests.conftest import EXAMPLES

JOURNALS = sorted(path.parent for path in EXAMPLES.glob("*/*/journal.toml"))


def as_filled(entry: Entry) -> dict[str, str]:
    """Give what a person would have filled in."""
    values = entry.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"kind"})
    return {
        name: "\n".join(map(str, held)) if isinstance(held, list) else "yes" if held is True else str(held)
        for name, held in values.items()
    }


@pytest.mark.parametrize("folder", JOURNALS, ids=lambda path: path.name)
def test_an_entry_comes_out_of_its_form_as_it_was(folder: object) -> None:
    for entry in charter.load(folder).journal.entries:  # type: ignore[arg-type]
        name = str(type(entry).model_fields["kind"].default)
        if any(field.kind == "tables" for field in fields_of(type(entry))):
            continue
        assert entry_of({"kind": name} | values_of(type(entry), as_filled(entry))) == entry


def test_every_kind_of_entry_has_a_form_that_asks_when_and_by_whom() -> None:
    for kind in entry_kinds().values():
        fields = {field.name: field for field in fields_of(kind)}
        assert fields["on"].kind == "day"
        assert fields["on"].required
        assert fields["by"].refers == "foundation.parties.people"
        assert all(field.help for field in fields.values()), kind


def test_what_is_wrong_is_told_by_field() -> None:
    with pytest.raises(Problems) as wrong:
        entry_of({"kind": "hours", "on": "2026-02-30", "by": "mara", "hours": "2", "work": "review"})
    assert {name for name, _ in by_field(wrong.value)} == {"on", "hours"}


def test_words_of_a_closed_list_are_choices() -> None:
    fields = {field.name: field for field in fields_of(entry_kinds()["notice"])}
    assert fields["side"].choices == ("client", "consultant")
    assert values_of(entry_kinds()["chosen"], {"failed": "3", "tests": "three", "on": ""}) == {
        "failed": 3,
        "tests": "three",
    }


@pytest.mark.parametrize("text", ["--3", "9" * 5_000, "3-", "٣", "0x3"])
def test_what_is_no_number_stays_as_it_was_written(text: str) -> None:
    assert values_of(entry_kinds()["chosen"], {"failed": text}) == {"failed": text}


def test_the_example_in_a_field_is_written_as_it_is_typed() -> None:
    models = [*entry_kinds().values(), *clause_types().values()]
    lists = [
        (model, field, examples[0])
        for model in models
        for field in fields_of(model)
        if field.kind == "list" and (examples := model.model_fields[field.name].examples)
    ]
    assert len(lists) > 20
    for model, field, example in lists:
        assert values_of(model, {field.name: field.example}) == {field.name: example}, (model, field.name)
