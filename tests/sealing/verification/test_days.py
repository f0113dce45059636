"""Days are those of the agreement's zone: half an hour before midnight in UTC it is another day elsewhere."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pytest

from charter.formats import pdf
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.journal_record import JournalRecord, unrecorded
from charter.sealing.evidence.link import RecordedEvent, follow
from charter.sealing.evidence.reconciliation import Books, discrepancies
from charter.sealing.making.keys import own_key
from charter.sealing.making.seal import seal
from charter.sealing.making.upgrade import upgrade
from charter.sealing.signing import freeze
from charter.sealing.verification import reproduce
from charter.sealing.verification.enclosure import Enclosed, SealStatement
from charter.sealing.verification.renderer import renderer_parts
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.core.document import tree
    from charter.sealing.verification.verdict import Verdict
    from tests.sealing.conftest import Authority

LATE = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
EARLY = dt.datetime(2026, 3, 3, 0, 30, tzinfo=dt.UTC)
DAYS = {"UTC": "2 March 2026", "Europe/Berlin": "3 March 2026", "America/Los_Angeles": "2 March 2026"}
CLOCKS = {"UTC": "23:30 UTC", "Europe/Berlin": "00:30 CET", "America/Los_Angeles": "15:30 PST"}


@pytest.fixture(scope="module", params=DAYS)
def zone(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sealed_there(zone: str, agreement: tree.Document, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A document of a zone with its attachments, sealed half an hour before midnight in UTC."""
    terms = f'[general.interpretation]\nzone = "{zone}"\n'
    frozen = freeze.freeze(agreement, terms, "2026.1")
    key = own_key(tmp_path_factory.mktemp("key"), "Northlight CTO", LATE)
    statement = SealStatement("2026.1", renderer_parts(), frozen.digest, "", key.fingerprint)
    found = Enclosed(terms, agreement, statement)
    return seal(pdf.render(found.document, found.files()), key, LATE).pdf


def chain_of(sealed: bytes, at: dt.datetime) -> bytes:
    link = follow(None, RecordedEvent("sealed", "Mara", at, {"digest": hashlib.sha256(sealed).hexdigest()}))
    return link.line + b"\n"


def judged(sealed: bytes, at: dt.datetime = LATE, now: dt.datetime | None = None) -> Verdict:
    return verify(sealed, evidence=chain_of(sealed, at), now=now)


def test_the_zone_is_read_from_the_attached_terms(sealed_there: bytes, zone: str) -> None:
    assert judged(sealed_there).chain.says.startswith(
        f"The chain is unbroken; link 1 records this document's seal on {DAYS[zone]}."
    )


def test_a_timestamp(sealed_there: bytes, zone: str, authority: Authority) -> None:
    stamped = upgrade(sealed_there, authority.clock(LATE)).pdf
    assert f"saw the document on {DAYS[zone]}, {CLOCKS[zone]}." in verify(stamped).timestamped.says


def test_a_time_that_is_still_to_come(sealed_there: bytes, zone: str) -> None:
    answer = judged(sealed_there, now=LATE - dt.timedelta(days=9)).trusted
    assert answer.says == f"The signature claims to be of {DAYS[zone]}, which is still to come."


def test_a_link_dated_before_the_seal(sealed_there: bytes, zone: str) -> None:
    answer = judged(sealed_there, LATE - dt.timedelta(days=30)).chain
    assert answer.reason == "chain-dated-before"
    assert answer.says.endswith(f"before the seal's own {DAYS[zone]}.")


def test_a_certificate_out_of_its_time(sealed_there: bytes, zone: str, authority: Authority) -> None:
    printed = sealed_there[: sealed_there.index(b"%%EOF") + 5]
    brief = authority.key("Northlight CTO", start=LATE - dt.timedelta(days=1), days=100)
    later = upgrade(seal(printed, brief, LATE).pdf, authority.clock(LATE + dt.timedelta(days=200))).pdf
    ended, shown = ("10", "19") if zone == "Europe/Berlin" else ("9", "18")
    assert verify(later).trusted.says == (
        f"The certificate ended on {ended} June 2026; "
        f"nothing shows that the signature was there before {shown} September 2026."
    )


@pytest.mark.parametrize(
    "terms",
    [
        "",
        "[general",
        "[general.interpretation]\nzone = 7",
        "general = 1",
        '[general.interpretation]\nzone = "Moon/Sea"',
    ],
)
def test_terms_that_name_no_zone_are_read_in_utc(agreement: tree.Document, terms: str) -> None:
    found = Enclosed(terms, agreement, SealStatement("", {}, "", "", ""))
    assert reproduce.zone(found) == "UTC"


# ── what is told of the journal and the terms ──────────────────────────────────────────────────


def test_what_was_recorded(zone: str) -> None:
    hours = JournalRecord.of({"kind": "hours", "on": "2026-03-02", "hours": "3 hours"})
    terms = follow(None, RecordedEvent("offered", "Mara", LATE, {"name": "terms", "digest": "ab" * 32}))
    signed = follow(terms.head, RecordedEvent("signed", "Mara", LATE, {"digest": "ab" * 32}))
    entry = follow(
        signed.head, RecordedEvent("entry", "Mara", LATE, {"digest": hours.digest, "name": hours.name})
    )
    amended = follow(
        entry.head, RecordedEvent("amended", "Mara", LATE, {"amendment": 1, "digest": "ab" * 32})
    )
    chain = Chain(b"".join(each.line + b"\n" for each in (terms, signed, entry, amended)))
    told = discrepancies(Books("audit", "other", {}, (), zone), chain)
    assert [(each.kind, DAYS[zone] in each.message) for each in told] == [
        ("changed", True),
        ("gone", True),
        ("gone", True),
    ]
    changed = JournalRecord.of({"kind": "hours", "on": "2026-03-02", "hours": "4 hours"})
    (found,) = unrecorded((changed,), chain, zone=zone)
    assert f"was changed since it was recorded on {DAYS[zone]} (link 3)" in found.message
