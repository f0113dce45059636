"""Timestamps that belong elsewhere, and evidence that was cut, reordered, edited, forked."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms
from pyhanko.sign.general import simple_cms_attribute

from charter.sealing.evidence.link import RecordedEvent, follow, read_link
from charter.sealing.making import embedding, timestamping
from charter.sealing.making.seal import seal
from charter.sealing.making.upgrade import upgrade
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Refuse

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
EARLIER = SPRING - dt.timedelta(days=300)


# ── timestamps ─────────────────────────────────────────────────────────────────────────────────


def test_timestamp_from_another_file(
    frozen: Frozen, key: SealingKey, authority: Authority, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old timestamp, of another signature, is to date this one back."""
    token = timestamping.stamp(authority.clock(EARLIER), b"\7" * 32)

    def transplanted(signed: cms.ContentInfo, _service: object) -> str:
        info = signed["content"]["signer_infos"][0]
        info["unsigned_attrs"] = cms.CMSAttributes(
            [simple_cms_attribute("signature_time_stamp_token", token)]
        )
        return ""

    monkeypatch.setattr(embedding, "_stamp", transplanted)
    done = seal(frozen.pdf, key, SPRING, service=authority.clock(SPRING))
    verdict = refuse(done.pdf, "timestamped", "timestamp-of-something-else")
    assert verdict.intact.holds


def test_document_timestamp_from_another_file(
    sealed: bytes, authority: Authority, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = timestamping.stamp(authority.clock(EARLIER), b"\7" * 32)
    monkeypatch.setattr(timestamping, "stamp", lambda *_: token)
    done = upgrade(sealed, authority.clock(SPRING))
    refuse(done.pdf, "timestamped", "timestamp-of-something-else")


def test_timestamp_of_a_weak_digest(
    sealed: bytes, authority: Authority, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = authority.clock(SPRING)
    clock.override_md = "sha1"
    assert "does not hold" in upgrade(sealed, clock).missing, "Charter itself would not take it"
    monkeypatch.setattr("charter.sealing.making.timestamping.refuse_unsound", lambda *_: None)
    done = upgrade(sealed, clock)
    refuse(done.pdf, "timestamped", "weak-digest")


def test_timestamp_by_a_service_that_the_reader_does_not_trust(
    sealed: bytes, root: bytes, authority: Authority, refuse: Refuse
) -> None:
    done = upgrade(sealed, authority.clock(SPRING))
    refuse(done.pdf, "timestamp 1 trusted", "unknown-signer", roots=[root])


def test_document_timestamp_with_something_behind_it(
    sealed: bytes, authority: Authority, refuse: Refuse
) -> None:
    done = upgrade(sealed, authority.clock(SPRING)).pdf
    end = done.index(b">", done.rindex(b"/Contents <"))
    refuse(done[: end - 1] + b"1" + done[end:], "timestamped", "contents-padding")


def test_document_timestamp_that_is_a_signature(
    sealed: bytes, authority: Authority, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signature calls itself a timestamp, so that its own word stands for the time."""
    signed = open_pdf(sealed).signatures[0].pkcs7_content
    token = cms.ContentInfo.load(signed)
    monkeypatch.setattr(timestamping, "stamp", lambda *_: token)
    refuse(upgrade(sealed, authority.clock(SPRING)).pdf, "timestamped", "timestamp-unreadable")


def test_timestamp_of_another_kind(sealed: bytes, authority: Authority, refuse: Refuse) -> None:
    stamped = upgrade(sealed, authority.clock(SPRING)).pdf
    other = stamped.replace(b"/ETSI.RFC3161", b"/ETSI.RFC9999")
    refuse(other, "Timestamp 1 intact", "signature-kind")
    assert refuse(other, "covers_whole_file", "addition-not-judged").intact.holds


# ── evidence ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def lines(chain: bytes) -> list[bytes]:
    return chain.splitlines(keepends=True)


def test_evidence_truncated_before_the_seal(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    refuse(sealed, "chain", "not-in-chain", evidence=b"".join(lines[:-1]))


def test_evidence_truncated_before_the_signatures(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    refuse(sealed, "chain", "chain-cut-off", evidence=lines[0])


@pytest.mark.parametrize("stored", [b"", b'{"at":"2026'])
def test_evidence_stripped(sealed: bytes, refuse: Refuse, stored: bytes) -> None:
    refuse(sealed, "chain", "chain-broken", evidence=stored)


def test_evidence_reordered(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    refuse(sealed, "chain", "chain-broken", evidence=b"".join((lines[1], lines[0], *lines[2:])))


def test_evidence_edited(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    edited = lines[0].replace(b"jonas", b"james")
    refuse(sealed, "chain", "chain-broken", evidence=edited + b"".join(lines[1:]))


def test_evidence_written_in_another_form(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    loose = json.dumps(json.loads(lines[-1])).encode() + b"\n"
    refuse(sealed, "chain", "chain-broken", evidence=b"".join(lines[:-1]) + loose)


def test_evidence_with_a_line_that_is_no_link(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    refuse(sealed, "chain", "chain-broken", evidence=b"[]\n" + b"".join(lines))


def test_evidence_forked(sealed: bytes, lines: list[bytes], refuse: Refuse) -> None:
    """A chain with other links, made consistent anew, up to a link that records this very seal."""
    events = [read_link(line.strip()) for line in lines]
    other = follow(None, RecordedEvent("opened", "Sven", SPRING, {"name": "Another story"}))
    forked = [other]
    for link in events[1:]:
        forked.append(follow(forked[-1].head, RecordedEvent(link.kind, link.by, link.at, link.what)))
    stored = b"".join(link.line + b"\n" for link in forked)
    refuse(sealed, "chain", "chain-forked", evidence=stored)


def test_evidence_of_another_engagement(sealed: bytes, refuse: Refuse) -> None:
    other = follow(None, RecordedEvent("opened", "Sven", SPRING, {"name": "Another story"}))
    refuse(sealed, "chain", "chain-cut-off", evidence=other.line + b"\n")


def test_the_whole_chain_passes_and_may_have_grown(sealed: bytes, chain: bytes) -> None:
    head = read_link(chain.splitlines()[-1]).head
    grown = follow(head, RecordedEvent("exported", "Mara Lindqvist", SPRING))
    for stored in (chain, chain + grown.line + b"\n"):
        verdict = verify(sealed, evidence=stored)
        assert (verdict.chain.reason, verdict.exit_code) == ("recorded", 0)


def test_evidence_whose_last_link_names_another_certificate(
    sealed: bytes, lines: list[bytes], key: SealingKey, refuse: Refuse
) -> None:
    """Nothing follows the last link, so that it can be written anew; what it says of the file must be so."""
    other = lines[-1].replace(key.fingerprint.encode(), b"ab" * 32)
    assert other != lines[-1]
    refuse(sealed, "chain", "chain-other", evidence=b"".join(lines[:-1]) + other)
