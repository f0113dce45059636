"""Entries appended to a journal stand below what it says, and the engagement is what the whole would be read as."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from charter.core.reading import Problems, read
from charter.core.reading.appending import append_to_journal, pieces
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Delivered, Worked
from charter.core.vocabulary.judged import Refused
from charter.folder import engagement_texts

WORKED = Worked(on=dt.date(2024, 3, 21), by="mara", hours=Hours(3600), work="Handing over")


def test_what_stands_stays_and_the_engagement_is_as_if_it_were_read(harbourline: Path) -> None:
    texts = engagement_texts(harbourline)
    written, found = append_to_journal(texts, read(texts), [WORKED])
    assert written.startswith(texts["journal.toml"].rstrip(b"\n"))
    assert found.journal.entries[-1] == WORKED
    assert found == read({**texts, "journal.toml": written})


def test_a_journal_that_has_nothing_yet_is_begun(harbourline: Path) -> None:
    texts = {name: raw for name, raw in engagement_texts(harbourline).items() if name != "journal.toml"}
    written, found = append_to_journal(texts, read(texts), [WORKED])
    assert found.journal.entries[-1] == WORKED
    assert found == read({**texts, "journal.toml": written})


def test_what_cannot_be_is_refused(harbourline: Path) -> None:
    texts = engagement_texts(harbourline)
    unknown = Delivered(on=dt.date(2024, 3, 1), by="mara", deliverable="nothing")
    with pytest.raises(Problems, match="nothing"):
        append_to_journal(texts, read(texts), [unknown])


def test_what_no_file_may_hold_is_refused(harbourline: Path) -> None:
    """A refusal follows from silence or a choice; nobody writes it down."""
    texts = engagement_texts(harbourline)
    refused = Refused(on=dt.date(2024, 3, 1), by="silence", deliverable="audit", why="silence")
    with pytest.raises(Problems, match="refused"):
        append_to_journal(texts, read(texts), [refused])


@pytest.mark.parametrize(
    ("journal", "cut"),
    [
        (b"", []),
        (b"# Nothing yet\n", [b"# Nothing yet\n"]),
        (b"\xef\xbb\xbf[[entry]]\non = 1\n", [b"\xef\xbb\xbf[[entry]]\non = 1\n"]),
        (b'note = """\n[[entry]]\n"""\n', [b'note = """\n[[entry]]\n"""\n']),
        (b"[[entry]]\non = 1\n[[entry]]\non = 2\n", [b"[[entry]]\non = 1\n", b"[[entry]]\non = 2\n"]),
    ],
)
def test_a_journal_is_cut_at_its_entries_or_not_at_all(journal: bytes, cut: list[bytes]) -> None:
    assert pieces(journal) == cut
