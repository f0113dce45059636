"""A verdict keeps its answers apart, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from charter.sealing.making.seal import countersign, seal
from charter.sealing.verification import reproduce
from charter.sealing.verification.pdf_file import NotPdf, PdfRefused, open_pdf
from charter.sealing.verification.verdict import Signer
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen
    from tests.sealing.conftest import Authority

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def test_a_sealed_file_answers_every_question_by_itself(
    sealed: bytes, chain: bytes, root: bytes, key: SealingKey
) -> None:
    verdict = verify(sealed, evidence=chain, roots=[root], signer=key.fingerprint, now=SPRING)
    assert {name: answer.reason for name, answer in verdict.answers().items()} == {
        "intact": "intact",
        "covers_whole_file": "whole-file",
        "by_signer": "signer",
        "identity": "operator-only",
        "trusted": "root",
        "timestamped": "no-timestamp",
        "terms_match": "terms-not-compared",  # the tests' own text is of no edition
        "chain": "recorded",
        "printed": "printed-agrees",
    }
    assert (verdict.level, verdict.claimed_at, verdict.exit_code) == ("B-B", SPRING, 0)


def test_what_was_not_given_is_left_open_and_is_no_finding(sealed: bytes) -> None:
    verdict = verify(sealed)
    assert {name for name, answer in verdict.answers().items() if answer.holds is None} == {
        "identity",
        "trusted",
        "timestamped",
        "terms_match",
        "chain",
        "printed",
    }
    assert verdict.findings == {}


def test_a_verdict_dumps_to_json(sealed: bytes, key: SealingKey, authority: Authority) -> None:
    done = countersign(sealed, 1, authority.key("Jonas Weber"), SPRING, service=authority.clock(SPRING))
    data = json.loads(json.dumps(verify(done.pdf).to_data()))
    assert data["intact"] == {
        "holds": True,
        "reason": "intact",
        "says": "Nothing that the seal covers was changed.",
    }
    assert data["claimed_at"] == "2026-03-02T09:00:00+00:00"
    assert data["signer"]["fingerprint"] == key.fingerprint
    assert data["further"][0]["signer"]["name"] == "Jonas Weber"


def test_the_signer_is_named_by_certificate(sealed: bytes, key: SealingKey) -> None:
    certificate = key.certificate
    assert verify(sealed).signer == Signer(
        "Northlight CTO",
        "Northlight CTO",
        key.fingerprint,
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
    )


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\3\4", b" %PDF-1.7"])
def test_what_is_no_pdf_is_bad_input(data: bytes) -> None:
    with pytest.raises(NotPdf, match="not a PDF"):
        verify(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"%PDF-" + b"<<" * 5000])
def test_what_cannot_be_read_is_a_finding(data: bytes) -> None:
    assert verify(data).intact.reason == "unreadable"
    with pytest.raises(PdfRefused, match="file"):
        open_pdf(data)


def test_a_further_signature_that_was_changed_is_a_finding_of_its_own(
    sealed: bytes, authority: Authority
) -> None:
    """The seal stands; only the signature after it does not."""
    done = countersign(sealed, 1, authority.key("Jonas Weber"), SPRING).pdf
    start = done.rindex(b"/Contents <") + len(b"/Contents <")
    changed = done[: start + 1900] + bytes([done[start + 1900] ^ 1]) + done[start + 1901 :]
    verdict = verify(changed)
    assert verdict.intact.holds
    assert "Signature 1 intact" in verdict.findings
    assert verdict.identity.reason == "operator-only"


def test_a_further_signature_by_the_operators_own_key_attests_nobody(sealed: bytes, key: SealingKey) -> None:
    done = countersign(sealed, 1, key, SPRING).pdf
    assert verify(done).identity.reason == "operator-only"


def test_an_attachment_that_cannot_be_printed_is_an_answer_of_its_own(
    frozen: Frozen, key: SealingKey, sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("no font for this script")

    reproduce.forget()
    monkeypatch.setattr("charter.formats.pdf.render", broken)
    verdict = verify(sealed)
    assert (verdict.terms_match.holds, verdict.terms_match.reason) == (None, "cannot-re-render-here")
    assert "no font" in verdict.terms_match.says
    assert verify(seal(frozen.pdf, key, SPRING).pdf).terms_match.reason == "nothing-enclosed"
