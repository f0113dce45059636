"""Each refusal says what was found: nothing that was not, and no guess at who did it."""

from __future__ import annotations

import datetime as dt
import io
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from charter.sealing.making.seal import countersign
from charter.sealing.verification.pdf_file import MOST, TooLarge
from charter.sealing.verification.verify import verify
from tests.sealing.conftest import SPRING
from tests.sealing.verification.spellings import writing as der
from tests.sealing.verification.spellings.test_charters_own import edited

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.sealing.making.keys import SealingKey
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.spellings.writing import Value

ACCUSES = ("forged", "somebody", "tampered", "taken off", "attack")


def no_accusation(said: str) -> bool:
    return not any(word in said.lower() for word in ACCUSES)


# ── a further signature ────────────────────────────────────────────────────────────────────────


def digest(oid: str) -> Callable[[Value], None]:
    def change(container: Value) -> None:
        for place in ((*der.LISTED, 0), (*der.DIGEST, 0)):
            container.at(*place).content = bytes.fromhex(oid)

    return change


def mechanism(oid: str) -> Callable[[Value], None]:
    def change(container: Value) -> None:
        container.at(*der.SIGNATURE_ALGORITHM).parts[:] = [der.Value(0x06, content=bytes.fromhex(oid))]

    return change


def version(container: Value) -> None:
    container.at(1, 0, 0).content = b"\3"


def signers(container: Value) -> None:
    container.at(*der.SIGNERS).parts *= 2


def nobody(container: Value) -> None:
    container.at(*der.CERTIFICATES).parts[:] = container.at(*der.CERTIFICATES).parts[:1]
    container.at(*der.SIGNER, 1, 1).content = b"\7"


def signature(container: Value) -> None:
    written = container.at(*der.SIGNATURE).content
    container.at(*der.SIGNATURE).content = written[:-1] + bytes([written[-1] ^ 1])


@dataclass(frozen=True)
class Row:
    """What is done to a further signature, the reason that is given, and words that it must say."""

    change: Callable[[Value], None]
    reason: str
    says: str


TABLE = {
    "SHAKE256": Row(digest("60864801650304020c"), "unknown-digest", "SHAKE256, which is not known here"),
    "a digest that nobody knows": Row(digest("2a0304"), "unknown-digest", "1.2.3.4, which is not known here"),
    "SHA-1": Row(digest("2b0e03021a"), "weak-digest", "SHA1, for which two texts with one digest"),
    "SHA-224": Row(digest("608648016503040204"), "weak-digest", "SHA224, which is shorter than the 256 bits"),
    "an unknown mechanism": Row(mechanism("2a0304"), "unknown-algorithm", "1.2.3.4, which is not known here"),
    "a mechanism for another key": Row(mechanism("2b6570"), "other-key", "by ED25519, and the certificate"),
    "another version": Row(version, "container-odd", "its version is v3 and not v1"),
    "two signers": Row(signers, "signature-unreadable", "exactly one entry"),
    "no certificate of its signer": Row(nobody, "container-odd", "certificate not included"),
    "another signature": Row(
        signature, "signature-invalid", "does not verify with the key of the certificate"
    ),
}


@pytest.fixture(scope="module")
def countersigned(sealed: bytes, authority: Authority) -> bytes:
    return countersign(sealed, 1, authority.key("Jonas Weber"), SPRING).pdf


@pytest.mark.parametrize("name", TABLE)
def test_a_further_signature_that_is_refused(countersigned: bytes, name: str) -> None:
    """It is an answer of its own, and what stands before it holds as before."""
    row = TABLE[name]
    verdict = verify(edited(countersigned, row.change))
    (found,) = verdict.further
    assert (found.intact.holds, found.intact.reason) == (False, row.reason)
    assert row.says in found.intact.says
    assert no_accusation(found.intact.says)
    assert (found.trusted.holds, found.trusted.reason) == (None, "signature-does-not-hold")
    assert verdict.intact.holds
    assert verdict.terms_match.reason != "seal-does-not-hold"


def test_a_signature_that_cannot_be_read_leaves_the_end_of_the_file_open_to_doubt(
    countersigned: bytes,
) -> None:
    answer = verify(edited(countersigned, signers)).covers_whole_file
    assert (answer.holds, answer.reason) == (False, "addition-not-judged")
    assert "in the field Signature 1" in answer.says


def test_a_seal_that_cannot_be_read_under_a_signature_that_can(countersigned: bytes) -> None:
    """The first signature is the seal, also where only a later one can be read."""
    verdict = verify(edited(countersigned, signers, 0))
    assert (verdict.intact.reason, verdict.by_signer.holds) == ("signature-unreadable", None)


@pytest.mark.parametrize("name", [name for name in TABLE if name != "two signers"])
def test_a_seal_that_is_refused(sealed: bytes, name: str) -> None:
    answer = (
        verify(edited(sealed, TABLE[name].change)).intact if name != "no certificate of its signer" else None
    )
    assert answer is None or answer.reason == TABLE[name].reason


# ── certificates ───────────────────────────────────────────────────────────────────────────────


def middle(authority: Authority, *, names_key: bool) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A certificate between a signer's and the authority's, which may say which key signed it."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Middle Authority")])
    start = SPRING - dt.timedelta(days=30)
    built = x509.CertificateBuilder(
        authority.name, name, secret.public_key(), 5, start, start + dt.timedelta(900)
    )
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    if names_key:
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.secret.public_key())
        built = built.add_extension(above, critical=False)
    return built.sign(authority.secret, hashes.SHA256()), secret


def test_a_certificate_without_key_identifier(sealed: bytes, authority: Authority) -> None:
    """Nothing was changed, and nothing shows that: this is what is said."""
    for names_key in (True, False):
        above, secret = middle(authority, names_key=names_key)
        below = replace(authority, secret=secret, name=above.subject)
        key: SealingKey = replace(below.key("Jonas Weber"), chain=(above,))
        (found,) = verify(countersign(sealed, 1, key, SPRING).pdf).further
        assert found.intact.holds is names_key
    assert found.intact.reason == "certificate-unproven"
    assert (
        "cannot be checked: its issuer's is not there, nor does it say which key signed it"
        in found.intact.says
    )
    assert "Middle Authority" in found.intact.says


# ── files that are something else, or too much ─────────────────────────────────────────────────


def test_an_encrypted_file(sealed: bytes) -> None:
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(sealed)).save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    answer = verify(out.getvalue()).intact
    assert (answer.holds, answer.reason) == (False, "encrypted")
    assert answer.says.startswith("The file is encrypted, so nothing in it was judged.")


def test_a_file_without_a_seal_is_not_said_to_have_had_one(sealed: bytes) -> None:
    answer = verify(sealed[: sealed.index(b"%%EOF") + 5]).intact
    assert answer.reason == "not-sealed"
    assert no_accusation(answer.says)


def test_what_is_larger_than_anything_sealed_is_not_looked_at(sealed: bytes) -> None:
    with pytest.raises(TooLarge, match="this file has 32 MiB"):
        verify(sealed + bytes(MOST))
    with pytest.raises(TooLarge, match="the evidence has 32 MiB"):
        verify(sealed, evidence=bytes(MOST + 1))


HEAD, END = b"%PDF-1.7\n", b"\nstartxref\n9\n%%EOF\n"
ROWS = b"1 0 obj<</Type/XRef/Size 9/W[%b]/Index[0 2147483647]/Length 0/Root 1 0 R>>stream\n\nendstream endobj"
ENDLESS = {
    "zeros where objects should be listed": bytes(8_000_000),
    "digits without end": b"1" * 8_000_000,
    "lines without end": b"\n" * 8_000_000,
    "keys without end": b"1 0 obj<<" + b"".join(b"/K%d 1" % number for number in range(800_000)),
    "rows without end": b"xref\n0 400000\n" + b"0000000000 00000 n \n" * 400_000,
    "rows of no bytes": ROWS % b"0 0 0",
    "rows of less than no bytes": ROWS % b"1 -1 1",
    "more rows than any file has": ROWS % b"1 4 1",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_file_that_asks_for_endless_work(name: str) -> None:
    """It took up to 2.7 GiB and, in 140 bytes, for ever; now each takes well under a second of the processor."""
    started = time.process_time()
    answer = verify(HEAD + ENDLESS[name] + END).intact
    assert (answer.holds, answer.reason) == (False, "unreadable")
    assert (
        "more than 200,000 steps" in answer.says or "a cross-reference has 2,147,483,647 rows" in answer.says
    )
    assert time.process_time() - started < 10


def test_an_end_that_leads_nowhere(sealed: bytes) -> None:
    answer = verify(sealed + bytes(8_000_000) + b"\n%%EOF\n").intact
    assert answer.reason == "unreadable"
    assert "does not say where its objects are (startxref)" in answer.says


def test_evidence_of_empty_lines_is_not_taken_apart(sealed: bytes) -> None:
    answer = verify(sealed, evidence=b"\n" * 1_000_000).chain
    assert (answer.holds, answer.reason) == (False, "chain-broken")
    assert "most of its lines are too short to be links" in answer.says
