"""Input made to exhaust whoever verifies it: it ends soon, with an answer, and without a traceback."""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import RecordedEvent, follow, read_link
from charter.sealing.verification.pdf_file import NotPdf
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

HEAD = b"%PDF-1.7\n"
SECONDS = 20  # each takes well under one; what was mended took minutes, so that no slow machine fails here


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


FILES = {
    "no end": HEAD + bytes(8_000_000),
    "open brackets": HEAD + b"(" * 2_000_000,
    "nested dictionaries": HEAD + b"<<" * 50_000 + b"%%EOF",
    "many ends": HEAD + b"startxref\n0\n%%EOF\n" * 50_000,
    "many byte ranges": HEAD + b"/ByteRange [0 1 2 3]" * 100_000 + b"%%EOF",
    "byte ranges of spaces": HEAD + (b"/ByteRange " + b" " * 2000) * 2000 + b"\nstartxref\n9\n%%EOF",
    "gaps of spaces": HEAD + b"/ByteRange [0 9 4000000 3]" * 50 + b" " * 4_000_000 + b"%%EOF",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_long_in_reading(name: str) -> None:
    assert verify(FILES[name]).intact.holds is False


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"GIF89a", b"<html><!--", b"PK\3\4"])
def test_polyglot_prefix(sealed: bytes, before: bytes) -> None:
    """Readers look for %PDF- within the first kilobyte; what comes before it is another file to another program."""
    with pytest.raises(NotPdf):
        verify(before + sealed)


def test_fields_that_contain_themselves(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    form = {file.number(file.root.AcroForm): f"<</Fields [{file.free} 0 R]>>".encode()}
    circle = {file.free: f"<</T (a) /Kids [{file.free} 0 R]>>".encode()}
    refuse(append(sealed, form | circle), "intact", "unreadable")


def test_an_update_that_follows_itself(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    longer = append(sealed, {anatomy(sealed).free: b"<<>>"})
    before, here = longer.rindex(b"/Prev "), int(longer.split()[-2])
    looped = longer[:before] + b"/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (here, here)
    refuse(looped, "intact", "unreadable")


def test_metadata_that_unfolds_without_end(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    packed = zlib.compress(b"0" * 34_000_000, 9)
    bomb = b"<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream" % (len(packed), packed)
    refuse(
        append(sealed, {file.number(file.root.Metadata): bomb}), "covers_whole_file", "changed-after-sealing"
    )


@pytest.mark.parametrize("opening", ["<</A ", "["])
def test_an_object_nested_without_end(
    sealed: bytes, append: Append, anatomy: type[Anatomy], opening: str
) -> None:
    file = anatomy(sealed)
    deep = opening * 5000 + "1" + {"[": "]", "<</A ": ">>"}[opening] * 5000
    for objects in (
        {file.free: deep.encode()},
        {file.number(file.root): file.written(file.root, Deep=deep)},
    ):
        assert verify(append(sealed, objects)).exit_code == 1


# ── evidence ───────────────────────────────────────────────────────────────────────────────────

FRONT = b'{"at":"2026-03-02T09:00:00Z","by":"x","format":1,"kind":"y","n":'
TORN = {"a tail that is nested without end": b"[" * 200_000, "nothing but zeros": bytes(1_000_000)}
STORED = {
    "a line that is nested without end": b'{"a":' * 200_000 + b"\n",
    "a number without end": FRONT + b"9" * 100_000 + b',"prev":"' + b"0" * 64 + b'"}\n',
    "empty lines": b"\n" * 1_000_000,
    "every second line torn": b"".join(
        FRONT + b'%d,"prev":"%064x"}\nx\n' % (2 * n, n) for n in range(1, 20_000)
    ),
    "every line another chain": b"".join(
        FRONT + b'%d,"prev":"%064x"}\n' % (3 * n, n) for n in range(1, 5_000)
    ),
}


@pytest.mark.parametrize("name", STORED)
def test_evidence_that_is_long_in_reading(sealed: bytes, chain: bytes, refuse: Refuse, name: str) -> None:
    """Bad evidence says nothing against the file: it is an answer of its own."""
    verdict = refuse(sealed, "chain", "chain-broken", evidence=chain + STORED[name])
    assert set(verdict.findings) == {"chain"}


@pytest.mark.parametrize("name", TORN)
def test_an_end_without_a_line_end_is_what_a_crash_leaves(sealed: bytes, chain: bytes, name: str) -> None:
    """Whatever it holds, it is read in no time, and what stands before it still proves what it proved."""
    verdict = verify(sealed, evidence=chain + TORN[name])
    assert (verdict.chain.holds, verdict.chain.reason) == (True, "recorded")


def test_evidence_that_is_none_is_not_read_to_its_end() -> None:
    faults = inspect_chain(b"x\n" * 100_000)
    assert (len(faults), faults[-1].line) == (1001, 1001)
    assert "put back the file" in faults[-1].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"at"', b'{"at":"2020-01-01T00:00:00Z","at"'),
        (b'"format":1,', b'"format":1.0,'),
        (b'"format":1,', b'"format":true,'),
        (b'"format":1,', b'"format":2,'),
        (b'"format":1,', b""),
        (b'"n":1,', b'"n":1.0,'),
        (b'"n":1,', b'"n":1e0,'),
        (b'"n":1,', b'"n":01,'),
        (b'"n":1,', b'"n":true,'),
        (b'"n":1,', b'"n":NaN,'),
        (b"T09:00:00Z", b"T09:00:00+00:00"),
        (b"T09:00:00Z", b"T09:00:00.0Z"),
        (b"T09:00:00Z", b"T24:00:00Z"),
        (b"jonas", b"\\u006aonas"),
        (b"jonas", b"j\xffonas"),
        (b'"}}', b'"} }'),
        (b'{"at"', b'\xef\xbb\xbf{"at"'),
        (b'"digest"', b'"digest":"","digest"'),
    ],
)
def test_evidence_spelled_otherwise(
    sealed: bytes, chain: bytes, refuse: Refuse, old: bytes, new: bytes
) -> None:
    """A second spelling of a link: duplicate keys, numbers with a point, escapes that need not be."""
    changed = chain.replace(old, new, 1)
    assert changed != chain
    refuse(sealed, "chain", "chain-broken", evidence=changed)


def test_evidence_with_letters_composed_otherwise(sealed: bytes, refuse: Refuse) -> None:
    """To Unicode one name, to a digest two: whoever normalises a stored line breaks the chain."""
    first = follow(None, RecordedEvent("signed", "Zoë", at(sealed), {"digest": "ab" * 32}))
    second = follow(first.head, RecordedEvent("exported", "Zoë", at(sealed)))
    stored = first.line + b"\n" + second.line + b"\n"
    assert not inspect_chain(stored)
    refuse(sealed, "chain", "chain-broken", evidence=stored.replace("ë".encode(), "e\u0308".encode(), 1))


def test_evidence_dated_before_the_seal(sealed: bytes, chain: bytes, refuse: Refuse) -> None:
    """The link that records the seal is written after it; one that is dated before was made up."""
    lines = chain.splitlines()
    link = read_link(lines[-1])
    early = link.at.replace(year=link.at.year - 1)
    forged = follow(read_link(lines[-2]).head, RecordedEvent(link.kind, link.by, early, link.what))
    stored = b"\n".join([*lines[:-1], forged.line, b""])
    refuse(sealed, "chain", "chain-dated-before", evidence=stored)


def at(sealed: bytes) -> dt.datetime:
    claimed = verify(sealed).claimed_at
    assert claimed
    return claimed
