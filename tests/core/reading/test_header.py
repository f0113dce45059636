"""The header of a file, `[charter]`: it is no term, and a file that this Charter cannot read says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charter.core.draft import draft
from charter.core.reading import Problems, read, read_agreement, schema, write, write_entries
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.header import RELEASE, SCHEMA


def under(header: str, agreement: str) -> str:
    """Put a header below the first comment and above all terms: TOML wants the plain ones first."""
    at = agreement.index("[foundation.parties.client]")
    return f"{agreement[:at]}{header}\n{agreement[at:]}"


def test_a_header_is_no_term(agreement: str) -> None:
    full = under(f'[charter]\nschema = {SCHEMA}\nedition = "{RELEASE}"\npreset = "retainer-de"\n', agreement)
    assert read_agreement(full) == read_agreement(agreement)
    assert draft(full).problems == ()
    assert read_agreement(
        f'charter = {{ schema = {SCHEMA}, preset = "small" }}\n{agreement}'
    ) == read_agreement(agreement)


@pytest.mark.parametrize(
    ("header", "where", "said"),
    [
        ("schema = 3", "charter.schema", "schema 3 is newer than this Charter knows, which is 2"),
        (
            'edition = "2031.2"',
            "charter.edition",
            "edition 2031.2 of the texts is newer than this Charter has, which is 2026.1",
        ),
        ("schema = 0", "charter.schema", "found 0, expected 1 or more"),
        ("schem = 2", "charter.schem", "'schem' is not known here"),
    ],
)
def test_what_cannot_be_read_says_so_at_its_place(agreement: str, header: str, where: str, said: str) -> None:
    full = under(f"[charter]\n{header}\n", agreement)
    with pytest.raises(Problems) as error:
        read_agreement(full)
    (problem,) = error.value.problems
    assert (problem.path, problem.message) == (where, said)
    assert full.split("\n")[problem.line - 1] == header
    assert [found.path for found in draft(full).problems] == [where]


@pytest.mark.parametrize("file", ["amendments/1.toml", "journal.toml"])
def test_amendments_and_journals_have_headers_too(harbourline: Path, file: str) -> None:
    files = {
        name: (harbourline / name).read_bytes()
        for name in ("agreement.toml", "amendments/1.toml", "journal.toml")
    }
    before = read(files)
    text = files[file].decode()
    at = text.index("[[")
    for number in (SCHEMA, SCHEMA + 1):
        files[file] = f"{text[:at]}[charter]\nschema = {number}\n\n{text[at:]}".encode()
        if number == SCHEMA:
            assert read(files) == before
            continue
        with pytest.raises(Problems, match="schema 3 is newer"):
            read(files)


def test_a_file_of_the_present_schema_is_not_read_as_an_old_one(agreement: str) -> None:
    journal = '[[entry]]\nkind = "met"\non = 2023-08-01\nby = "Jonas Petersen"\nmeeting = "weekly"\n'
    with pytest.raises(Problems, match="write its key, 'jonas'"):
        read({"agreement.toml": agreement.encode(), "journal.toml": journal.encode()})
    old = f"[charter]\nschema = 1\n\n{journal}"
    assert (
        read({"agreement.toml": agreement.encode(), "journal.toml": old.encode()}).journal.entries[0].by
        == "jonas"
    )


def test_what_is_written_begins_with_its_header(agreement: str) -> None:
    assert write(read_agreement(agreement)).startswith(f"charter.schema = {SCHEMA}\ntitle = ")
    entry = Worked(on=date(2026, 3, 2), by="mara", hours=Hours(3600), work="Plans")
    assert write_entries([entry]).startswith(f"charter.schema = {SCHEMA}\n\n[[entry]]\n")
    assert write_entries([entry], onto="[[entry]]\n").count("charter") == 0


@pytest.mark.parametrize("of", ["agreement", "amendment", "journal"])
def test_the_schemas_know_it(of: str) -> None:
    made = schema(of)
    assert made["properties"]["charter"] == {"$ref": "#/$defs/Header"}
    assert list(made["$defs"]["Header"]["properties"]) == ["schema", "edition", "preset", "frame"]
