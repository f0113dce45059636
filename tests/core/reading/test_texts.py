"""An engagement of texts that are not all there, twice there, or not as they should be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from charter.core.reading import Problems, read
from charter.folder import engagement_texts


@pytest.mark.parametrize(
    ("texts", "file", "said"),
    [
        ({}, "agreement.toml", "there is no agreement.toml: the folder is empty"),
        ({"notes.md": b""}, "agreement.toml", "there is no agreement.toml: found notes.md"),
        (
            {"agreement.toml": b"", "agreement.json": b"{}"},
            "agreement.json",
            "there are two agreements, agreement.toml and agreement.json",
        ),
    ],
)
def test_there_is_one_agreement(texts: dict[str, bytes], file: str, said: str) -> None:
    with pytest.raises(Problems) as error:
        read(texts)
    assert [(one.file, one.message) for one in error.value.problems] == [(file, said)]


def test_an_amendment_that_is_no_toml_is_told_of_with_its_place(harbourline: Path) -> None:
    texts = engagement_texts(harbourline) | {"amendments/2.toml": b"number = 2\ntitle = More hours\n"}
    with pytest.raises(Problems) as error:
        read(texts)
    assert [(one.file, one.line) for one in error.value.problems] == [("amendments/2.toml", 2)]


def test_a_journal_that_cannot_be_read_declines_no_amendment_and_is_told_of(harbourline: Path) -> None:
    texts = engagement_texts(harbourline)
    texts["journal.toml"] += b'\n[[entry]]\nkind = "declined\n'
    with pytest.raises(Problems) as error:
        read(texts)
    assert {one.file for one in error.value.problems} == {"journal.toml"}


def test_a_journal_with_one_table_is_no_list_of_entries(harbourline: Path) -> None:
    texts = engagement_texts(harbourline) | {"journal.toml": b'[entry]\nkind = "hours"\n'}
    with pytest.raises(Problems, match="found one table, expected a list of entries"):
        read(texts)
