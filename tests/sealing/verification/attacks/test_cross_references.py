"""Attacks by the cross-reference: one file, two tables of where its objects are, and readers that differ on which counts.

A hybrid file (ISO 32000-2, 7.5.8.4) has a table, and names a stream beside it (/XRefStm): old readers follow the
table alone, some ask the stream first, others only for what the table leaves out. /Prev says which table came before,
and so what a file was like when it was sealed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from charter.sealing.making.seal import seal
from charter.sealing.making.upgrade import upgrade
from tests.sealing.conftest import SPRING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.sealing.making.keys import SealingKey
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Anatomy, Refuse

CHANGED = ("covers_whole_file", "changed-after-sealing")
HYBRID = ("covers_whole_file", "two-cross-references")
TWICE = ("covers_whole_file", "object-placed-twice")
FEE = b"<</Length 41>>\nstream\nBT /F1 24 Tf 72 700 Td (Fee: 1 EUR) Tj ET\n\nendstream"


def starts(pdf: bytes) -> list[int]:
    """Where the file's cross-references begin, the oldest first."""
    return [int(each) for each in re.findall(rb"startxref\s+(\d+)", pdf)]


def place(pdf: bytes, number: int) -> int:
    """Where the latest version of an object stands."""
    return [found.start() + 1 for found in re.finditer(rb"\n%d 0 obj\b" % number, pdf)][-1]


@dataclass
class Update:
    """An update at the end of a file, written by hand: objects, and where two cross-references say that objects are."""

    pdf: bytes
    free: int
    body: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.pdf = self.pdf.rstrip() + b"\n"
        self.size = self.free + 4

    @property
    def here(self) -> int:
        return len(self.pdf) + len(self.body)

    def write(self, number: int, content: bytes) -> int:
        """Write an object, and give its place."""
        at = self.here
        self.body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        return at

    def kept(self) -> bytes:
        """Of the trailer, what stays."""
        kept = b" ".join(re.findall(rb"/%b\s+\d+ 0 R" % each, self.pdf)[-1] for each in (b"Root", b"Info"))
        return b"/Size %d %b %b" % (self.size, kept, re.findall(rb"/ID\s*\[[^\]]*\]", self.pdf)[-1])

    def stream(self, places: Mapping[int, int], previous: int) -> int:
        """Write a cross-reference stream, and give its place."""
        index = b" ".join(b"%d 1" % number for number in sorted(places))
        rows = b"".join(b"\x01" + places[number].to_bytes(4) + b"\0" for number in sorted(places))
        head = b"/Type /XRef /W [1 4 1] /Index [%b] /Prev %d %b /Length %d" % (
            index, previous, self.kept(), len(rows),
        )  # fmt: skip
        return self.write(self.free + 3, b"<<%b>>\nstream\n%b\nendstream" % (head, rows))

    def table(self, places: Mapping[int, int], previous: int, more: bytes = b"") -> int:
        """Write a table and its trailer, and give its place."""
        at = self.here
        rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, places[number]) for number in places)
        self.body += b"xref\n0 1\n0000000000 65535 f \n" + rows
        self.body += b"trailer\n<<%b /Prev %d %b>>\n" % (self.kept(), previous, more)
        return at

    def ended(self, start: int) -> bytes:
        return self.pdf + bytes(self.body) + b"startxref\n%d\n%%%%EOF\n" % start


@dataclass
class Scene:
    """The sealed file, an update to it, and the content of its page: where it is, and where another text is."""

    update: Update
    page: int
    then: int
    evil: int
    previous: int


@pytest.fixture
def scene(sealed: bytes, anatomy: type[Anatomy]) -> Scene:
    file = anatomy(sealed)
    number = file.number(file.page.Contents)
    update = Update(sealed, file.free)
    return Scene(update, number, place(sealed, number), update.write(number, FEE), starts(sealed)[-1])


def test_hybrid_where_the_stream_has_what_the_table_leaves_out(scene: Scene, refuse: Refuse) -> None:
    """To an old reader nothing changed; to one that knows /XRefStm the page says something else."""
    stream = scene.update.stream({scene.page: scene.evil}, scene.previous)
    table = scene.update.table({}, scene.previous, b"/XRefStm %d" % stream)
    refuse(scene.update.ended(table), *HYBRID)


def test_hybrid_where_the_table_has_the_other_text(scene: Scene, refuse: Refuse) -> None:
    """The table says the other text, the stream the sealed one."""
    stream = scene.update.stream({scene.page: scene.then}, scene.previous)
    table = scene.update.table({scene.page: scene.evil}, scene.previous, b"/XRefStm %d" % stream)
    refuse(scene.update.ended(table), *HYBRID)


def test_hybrid_where_the_table_repeats_the_sealed_text(scene: Scene, refuse: Refuse) -> None:
    """The table leads to what was sealed, so a reader of tables finds no change; one that asks the stream first does."""
    stream = scene.update.stream({scene.page: scene.evil}, scene.previous)
    table = scene.update.table({scene.page: scene.then}, scene.previous, b"/XRefStm %d" % stream)
    refuse(scene.update.ended(table), *HYBRID)


def test_hybrid_under_a_timestamp(scene: Scene, authority: Authority, refuse: Refuse) -> None:
    """A timestamp of the attacker's own covers the whole update, and so ends the file as it should end."""
    stream = scene.update.stream({scene.page: scene.evil}, scene.previous)
    table = scene.update.table({scene.page: scene.then}, scene.previous, b"/XRefStm %d" % stream)
    stamped = upgrade(scene.update.ended(table), authority.clock(SPRING))
    assert stamped.missing == ""
    refuse(stamped.pdf, *HYBRID)


def test_hybrid_by_something_that_is_no_number(scene: Scene, authority: Authority, refuse: Refuse) -> None:
    """One reader passes over it, another takes the digits in it."""
    stream = scene.update.stream({scene.page: scene.evil}, scene.previous)
    table = scene.update.table({scene.page: scene.then}, scene.previous, b"/XRefStm (%d)" % stream)
    refuse(upgrade(scene.update.ended(table), authority.clock(SPRING)).pdf, *HYBRID)


def test_hybrid_that_changes_nothing(
    scene: Scene, sealed: bytes, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    """Two cross-references after a seal are refused for being two, whatever they say today."""
    update = Update(sealed, anatomy(sealed).free)
    stream = update.stream({scene.page: scene.then}, scene.previous)
    refuse(update.ended(update.table({}, scene.previous, b"/XRefStm %d" % stream)), *HYBRID)


def test_hybrid_before_the_seal_is_not_what_was_printed(
    sealed: bytes, anatomy: type[Anatomy], key: SealingKey, refuse: Refuse
) -> None:
    """An operator who has the key puts the second cross-reference in before sealing."""
    printed = sealed[: sealed.index(b"%%EOF") + 5]
    file = anatomy(printed)
    number, update = file.number(file.page.Contents), Update(printed, file.free)
    evil = update.write(number, FEE)
    stream = update.stream({number: evil}, starts(printed)[-1])
    table = update.table({number: place(printed, number)}, starts(printed)[-1], b"/XRefStm %d" % stream)
    prepared = seal(update.ended(table), key, SPRING, signatories=2).pdf
    refuse(prepared, "terms_match", "changed-before-sealing")


def test_a_stream_after_a_table(scene: Scene, refuse: Refuse) -> None:
    """The newest cross-reference is of the other kind."""
    refuse(scene.update.ended(scene.update.stream({scene.page: scene.evil}, scene.previous)), *CHANGED)


@pytest.mark.parametrize("stamped", [False, True])
@pytest.mark.parametrize("sealed_last", [False, True])
def test_an_object_that_one_table_places_twice(
    scene: Scene, authority: Authority, refuse: Refuse, *, sealed_last: bool, stamped: bool
) -> None:
    """Some readers take the first row, others the last."""
    first, last = (scene.evil, scene.then) if sealed_last else (scene.then, scene.evil)
    update, number = scene.update, scene.page
    at = update.here
    update.body += b"xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n" % (number, first, number, last)
    update.body += b"trailer\n<<%b /Prev %d>>\n" % (update.kept(), scene.previous)
    file = update.ended(at)
    refuse(upgrade(file, authority.clock(SPRING)).pdf if stamped else file, *TWICE)


def test_an_object_that_one_stream_places_twice(scene: Scene, refuse: Refuse) -> None:
    update, number = scene.update, scene.page
    rows = b"".join(b"\x01" + at.to_bytes(4) + b"\0" for at in (scene.evil, scene.then))
    index = b"/Index [%d 1 %d 1]" % (number, number)
    head = b"/Type /XRef /W [1 4 1] %b /Prev %d %b /Length 12" % (index, scene.previous, update.kept())
    at = update.write(update.free + 3, b"<<%b>>\nstream\n%b\nendstream" % (head, rows))
    refuse(update.ended(at), "intact", "unreadable")


def test_prev_to_a_table_that_was_not_there_when_the_file_was_sealed(scene: Scene, refuse: Refuse) -> None:
    """Between the newest table and the sealed one stands another, with the other text."""
    between = scene.update.table({scene.page: scene.evil}, scene.previous)
    refuse(scene.update.ended(scene.update.table({}, between)), *CHANGED)


def sealed_objects(pdf: bytes) -> dict[int, int]:
    """The objects that the seal brought, as its own table places them."""
    rows = pdf[starts(pdf)[-1] :]
    found: dict[int, int] = {}
    for first, count, entries in re.findall(rb"(\d+) (\d+)\n((?:\d{10} \d{5} n \n)+)", rows):
        for number, entry in zip(
            range(int(first), int(first) + int(count)), entries.splitlines(), strict=True
        ):
            found[number] = int(entry[:10])
    return found


def test_prev_past_the_sealed_table(scene: Scene, sealed: bytes, refuse: Refuse) -> None:
    """The newest table leads to the printed file at once, and places the seal's objects itself."""
    places = sealed_objects(sealed) | {scene.page: scene.evil}
    refuse(
        scene.update.ended(scene.update.table(places, starts(sealed)[0])),
        "covers_whole_file",
        "bytes-not-covered",
    )


def test_prev_past_the_sealed_table_with_nothing_changed(scene: Scene, sealed: bytes, refuse: Refuse) -> None:
    update = Update(sealed, scene.update.free)
    refuse(
        update.ended(update.table(sealed_objects(sealed), starts(sealed)[0])),
        "covers_whole_file",
        "bytes-not-covered",
    )


def test_prev_to_itself(scene: Scene, refuse: Refuse) -> None:
    at = scene.update.here
    refuse(scene.update.ended(scene.update.table({scene.page: scene.evil}, at)), "intact", "unreadable")


def test_prev_past_the_end(scene: Scene, refuse: Refuse) -> None:
    refuse(
        scene.update.ended(scene.update.table({scene.page: scene.evil}, 99_999_999)), "intact", "unreadable"
    )


def test_no_prev_at_all(scene: Scene, sealed: bytes, refuse: Refuse) -> None:
    """A whole new table: nothing says that there was a sealed file before."""
    at = scene.update.here
    rows = {
        number: place(sealed, number)
        for number in range(1, scene.update.free)
        if b"\n%d 0 obj" % number in sealed
    }
    scene.update.table(rows | {scene.page: scene.evil}, 0)
    whole = scene.update.ended(at).replace(b"/Prev 0 ", b"        ")
    refuse(whole, "covers_whole_file", "bytes-not-covered")


def test_an_old_end_after_a_new_update(scene: Scene, refuse: Refuse) -> None:
    """The file ends with the sealed table's address: a reader that rebuilds the table finds the other text."""
    scene.update.table({scene.page: scene.evil}, scene.previous)
    refuse(scene.update.ended(scene.previous), "covers_whole_file", "bytes-not-covered")
