"""Files prepared by the operator, who seals what he likes and says that it was printed elsewhere.

Where the text can be printed anew, the bytes tell. Where it cannot, because the statement names another
press, nothing may stand in the file that lets it show one thing today and another tomorrow.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from charter.formats import pdf
from charter.sealing.making.seal import seal
from charter.sealing.verification import reproduce
from charter.sealing.verification.enclosure import STATEMENT, TERMS, TREE, Enclosed
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SCRIPT = "<</S /JavaScript /JS (this.getField)>>"
UNREADABLE = ("terms_match", "attachments-unreadable")


@pytest.fixture(scope="session")
def found(sealed: bytes) -> Enclosed:
    answer = reproduce.enclosed(open_pdf(sealed))
    assert isinstance(answer, Enclosed)
    return answer


@pytest.fixture(scope="session")
def elsewhere(found: Enclosed) -> bytes:
    """A printed file whose statement names a press that nobody has, with other bytes than this one prints."""
    other = replace(found, statement=replace(found.statement, press={"typst": "0.1"}))
    return pdf.render(replace(found.document, title="Engagement"), other.files())


def test_a_file_printed_elsewhere_is_left_open(elsewhere: bytes, key: SealingKey) -> None:
    verdict = verify(seal(elsewhere, key, SPRING).pdf)
    assert (verdict.terms_match.holds, verdict.terms_match.reason) == (None, "cannot-re-render-here")


ACTIVE = {
    "a script": {"OpenAction": SCRIPT},
    "a script ": {"Names": f"<</JavaScript <</Names [(a) {SCRIPT}]>>>>"},
    "an action (/Launch)": {"OpenAction": "<</S /Launch /F (calc)>>"},
    "an action (/SubmitForm)": {"OpenAction": "<</S /Named /Next [<</S /SubmitForm /F (a)>>]>>"},
    "an action that starts by itself": {"AA": "<</WP <</S /Named /N /Print>>>>"},
    "layers that can be switched": {"OCProperties": "<</OCGs [] /D <</BaseState /OFF>>>>"},
}


@pytest.mark.parametrize("held", ACTIVE)
def test_active_content_under_the_seal(
    elsewhere: bytes, key: SealingKey, anatomy: type[Anatomy], refuse: Refuse, held: str
) -> None:
    """Written into the printed file itself, so that no update shows it."""
    prepared = written_anew(elsewhere, anatomy(elsewhere), **ACTIVE[held])
    verdict = refuse(seal(prepared, key, SPRING).pdf, "terms_match", "active-content")
    assert verdict.terms_match.says.endswith(f"it holds {held.strip()}.")


def written_anew(printed: bytes, file: Anatomy, **entries: str) -> bytes:
    """The file, written as one revision with more entries in its catalog."""
    number, out = file.number(file.root), bytearray(printed[: printed.rindex(b"xref\n0")])
    place = len(out)
    out += b"%d 0 obj\n%b\nendobj\n" % (number, file.written(file.root, **entries))
    table = printed[printed.rindex(b"xref\n0") :]
    lines = table.splitlines(keepends=True)
    lines[2 + number] = b"%010d 00000 n \n" % place
    return bytes(out) + b"".join(lines[:-2]) + b"%d\n%%%%EOF" % len(out)


def test_an_update_under_the_seal_is_told_even_of_a_file_printed_elsewhere(
    elsewhere: bytes, key: SealingKey, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(elsewhere)
    root = {file.number(file.root): file.written(file.root, OpenAction=SCRIPT)}
    refuse(seal(append(elsewhere, root), key, SPRING).pdf, "terms_match", "changed-before-sealing")


# ── attachments ────────────────────────────────────────────────────────────────────────────────


def with_statement(found: Enclosed, **changed: object) -> bytes:
    stated = json.loads(found.files()[STATEMENT]) | changed
    return pdf.render(found.document, found.files() | {STATEMENT: json.dumps(stated).encode()})


@pytest.mark.parametrize(
    "changed",
    [
        {"head": 5},
        {"press": [1]},
        {"press": {"typst": 1}},
        {"edition": 1.5},
        {"amends": None},
        {"sealer": []},
        {"x": ""},
        {"format": 2},
        {"format": True},
        {"format": None},
    ],
)
def test_a_statement_that_is_none(
    found: Enclosed, key: SealingKey, chain: bytes, refuse: Refuse, changed: dict[str, object]
) -> None:
    refuse(seal(with_statement(found, **changed), key, SPRING).pdf, *UNREADABLE, evidence=chain)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"{}",
        b"7",
        b"[]",
        b"\xff",
        b'{"is":"X"}',
        b'{"format":1}',
        b'{"format":1,"is":"X"}',
        b'{"format":1,"is":"Text","text":"a"}',
    ],
)
def test_a_tree_that_is_none(found: Enclosed, key: SealingKey, refuse: Refuse, content: bytes) -> None:
    printed = pdf.render(found.document, found.files() | {TREE: content})
    refuse(seal(printed, key, SPRING).pdf, *UNREADABLE)


def test_an_attachment_that_unfolds_without_end(found: Enclosed, key: SealingKey, refuse: Refuse) -> None:
    """A deflate bomb: 50 KB in the file, 34 MB in memory."""
    printed = pdf.render(found.document, found.files() | {TERMS: b" " * 34_000_000})
    assert len(printed) < 200_000
    refuse(seal(printed, key, SPRING).pdf, *UNREADABLE)


def test_two_attachments_of_one_name(found: Enclosed, key: SealingKey, refuse: Refuse) -> None:
    """One reader shows the first, another the last; the names are made equal after printing."""
    twin = "agreement.tom2"
    printed = pdf.render(found.document, found.files() | {twin: b"[general.law]\n"})
    assert printed.count(twin.encode()) >= 2
    doubled = printed.replace(twin.encode(), TERMS.encode())
    refuse(seal(doubled, key, SPRING).pdf, "terms_match", "attachment-twice")


def test_a_key_that_stands_twice_in_the_statement(found: Enclosed, key: SealingKey, refuse: Refuse) -> None:
    """Two readers of JSON take two values; written canonically, there is but one."""
    twice = found.files()[STATEMENT].replace(b'{"amends":""', b'{"amends":"abc","amends":""')
    printed = pdf.render(found.document, found.files() | {STATEMENT: twice})
    refuse(seal(printed, key, SPRING).pdf, "terms_match", "text-differs")


def test_a_statement_that_names_no_head_of_a_chain(
    found: Enclosed, key: SealingKey, chain: bytes, refuse: Refuse
) -> None:
    printed = with_statement(found, head="the last one")
    refuse(seal(printed, key, SPRING).pdf, "chain", "chain-other", evidence=chain)
