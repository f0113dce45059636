"""Attacks with signatures: evil annotation, sneaky signature, other keys, weak digests, dead certificates.

Rohlmann, Mladenov, Mainka, Schwenk: "Breaking the Specification: PDF Certification" (IEEE S&P 2021).
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from charter.formats import pdf
from charter.sealing.making import keys, upgrade
from charter.sealing.making.embedding import as_asn1
from charter.sealing.making.seal import countersign, seal
from charter.sealing.verification import enclosure, reproduce
from charter.sealing.verification.enclosure import Enclosed
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.x509 import Certificate

    from charter.sealing.making.keys import SealingKey
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
YEAR = dt.timedelta(days=365)


class Stranger(signers.Signer):
    """Signs as any other program would, with the key of whoever attacks."""

    def __init__(self, key: SealingKey) -> None:
        chain = SimpleCertificateStore.from_certs([as_asn1(each) for each in key.chain])
        super().__init__(signing_cert=as_asn1(key.certificate), cert_registry=chain)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - pyHanko's signature
        return self._key.sign(data)


def signed_elsewhere(
    file: bytes,
    key: SealingKey,
    field: str,
    *,
    box: tuple[int, int, int, int] | None = None,
    certify: MDPPerm | None = None,
) -> bytes:
    """The file signed by stock pyHanko, which also rewrites the dates in the metadata."""
    settings = signers.PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, certify=certify is not None, md_algorithm="sha256",
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )  # fmt: skip
    signer = signers.PdfSigner(settings, signer=Stranger(key), new_field_spec=SigFieldSpec(field, box=box))
    done: bytes = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(file))).getvalue()
    return done


@pytest.fixture(scope="session")
def printed(sealed: bytes) -> bytes:
    return sealed[: sealed.index(b"%%EOF") + 5]


@pytest.fixture(scope="session")
def found(sealed: bytes) -> Enclosed:
    answer = reproduce.enclosed(open_pdf(sealed))
    assert isinstance(answer, Enclosed)
    return answer


# ── evil annotation, sneaky signature ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["FreeText", "Stamp", "Redact", "Highlight"])
def test_evil_annotation(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse, kind: str
) -> None:
    file = anatomy(sealed)
    note = f"<</Type /Annot /Subtype /{kind} /Rect [72 600 400 720] /Contents (Fee: 1 EUR) /F 4>>".encode()
    listed = " ".join(f"{file.number(each)} 0 R" for each in file.page.Annots)
    page = file.written(file.page, Annots=f"[{listed} {file.free} 0 R]")
    attacked = append(sealed, {file.number(file.page): page, file.free: note})
    refuse(attacked, "covers_whole_file", "changed-after-sealing")


def test_evil_annotation_under_a_seal_that_allows_them(
    printed: bytes, key: SealingKey, refuse: Refuse
) -> None:
    """Charter certifies with P=2; a file certified with P=3 is open to notes, and so no seal."""
    loose = signed_elsewhere(printed, key, "Seal", certify=MDPPerm.ANNOTATE)
    refuse(loose, "covers_whole_file", "not-certified")


def test_seal_that_certifies_nothing(printed: bytes, key: SealingKey, refuse: Refuse) -> None:
    refuse(signed_elsewhere(printed, key, "Seal"), "covers_whole_file", "not-certified")


def test_a_seal_that_draws_over_the_page(
    printed: bytes, key: SealingKey, authority: Authority, refuse: Refuse
) -> None:
    """Sneaky from the start: the seal itself shows something, and what follows it is allowed."""
    shown = signed_elsewhere(printed, key, "Seal", box=(72, 600, 400, 720), certify=MDPPerm.FILL_FORMS)
    refuse(shown, "terms_match", "changed-before-sealing")
    stamped = upgrade.upgrade(shown, authority.clock(SPRING)).pdf
    refuse(stamped, "covers_whole_file", "visible-signature")


def test_sneaky_signature_in_a_new_visible_field(sealed: bytes, authority: Authority, refuse: Refuse) -> None:
    stranger = authority.key("Stranger")
    attacked = signed_elsewhere(sealed, stranger, "Stamp", box=(72, 600, 400, 720))
    refuse(attacked, "covers_whole_file", "changed-after-sealing")


def test_sneaky_signature_in_a_new_hidden_field(sealed: bytes, authority: Authority, refuse: Refuse) -> None:
    attacked = signed_elsewhere(sealed, authority.key("Stranger"), "Guest")
    refuse(attacked, "covers_whole_file", "uninvited-signature")


def test_sneaky_signature_that_grows(
    sealed: bytes, authority: Authority, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    """An invited field is signed, and then moved onto the page."""
    signed = countersign(sealed, 1, authority.key("Stranger"), SPRING).pdf
    file = anatomy(signed)
    field = file.root.AcroForm.Fields[0]
    attacked = append(signed, {file.number(field): file.written(field, Rect="[72 600 400 720]")})
    refuse(attacked, "covers_whole_file", "changed-after-sealing")


def test_an_honest_signature_by_another_program_passes(sealed: bytes, authority: Authority) -> None:
    verdict = verify(signed_elsewhere(sealed, authority.key("Jonas Weber"), "Signature 1"))
    assert verdict.findings == {}
    assert verdict.covers_whole_file.reason == "later-additions"


# ── stripped, swapped, sealed anew ─────────────────────────────────────────────────────────────


def test_stripped_seal(printed: bytes, refuse: Refuse) -> None:
    refuse(printed, "intact", "not-sealed")


def test_stripped_seal_by_an_update(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    attacked = append(sealed, {file.number(file.root.AcroForm): b"<</Fields [] /SigFlags 3>>"})
    refuse(attacked, "intact", "seal-unreachable")


def test_re_sealed_by_another_key(printed: bytes, chain: bytes, authority: Authority, refuse: Refuse) -> None:
    other = seal(printed, authority.key("Northlight CTO"), SPRING).pdf
    refuse(other, "by_signer", "re-sealed")
    refuse(other, "chain", "not-in-chain", evidence=chain)


def test_re_sealed_by_another_key_that_the_document_names(
    found: Enclosed, key: SealingKey, root: bytes, authority: Authority, refuse: Refuse
) -> None:
    """Whoever prints the document anew with his own name in it is refused by who knows the signer."""
    forger = authority.key("Northlight CTO")
    renamed = replace(found, statement=replace(found.statement, sealer=forger.fingerprint))
    forged = seal(pdf.render(renamed.document, renamed.files()), forger, SPRING).pdf
    refuse(forged, "by_signer", "other-signer", signer=key.fingerprint)
    refuse(forged, "trusted", "unknown-signer", roots=[root])


def test_swapped_attachment_under_an_own_seal(found: Enclosed, key: SealingKey, refuse: Refuse) -> None:
    """The operator seals other terms than those that the signers saw."""
    swapped = replace(found, terms=found.terms.replace("DE", "KY"))
    refuse(
        seal(pdf.render(swapped.document, swapped.files()), key, SPRING).pdf, "terms_match", "seen-differs"
    )


def test_swapped_attachment_beside_the_old_text(found: Enclosed, key: SealingKey, refuse: Refuse) -> None:
    """The page still says the old thing, the tree beside it another."""
    other = replace(found, document=replace(found.document, title="Employment contract"))
    forged = seal(pdf.render(found.document, other.files()), key, SPRING).pdf
    refuse(forged, "terms_match", "text-differs")


def test_terms_edited_after_freezing(found: Enclosed, key: SealingKey, refuse: Refuse) -> None:
    other = replace(found, document=replace(found.document, closing=()))
    refuse(seal(pdf.render(other.document, other.files()), key, SPRING).pdf, "terms_match", "seen-differs")


def test_another_press_is_no_proof_of_anything(found: Enclosed, key: SealingKey) -> None:
    elsewhere = replace(found, statement=replace(found.statement, press={"typst": "0.1"}))
    files = elsewhere.files() | {enclosure.TREE: found.files()[enclosure.TREE] + b" "}
    verdict = verify(seal(pdf.render(elsewhere.document, files), key, SPRING).pdf)
    assert (verdict.terms_match.holds, verdict.terms_match.reason) == (None, "cannot-re-render-here")
    assert verdict.exit_code == 0


def test_a_seal_on_a_foreign_document_says_that_there_is_nothing_to_compare(
    frozen: object, key: SealingKey
) -> None:
    verdict = verify(seal(frozen.pdf, key, SPRING).pdf)  # type: ignore[attr-defined]
    assert (verdict.terms_match.holds, verdict.terms_match.reason) == (None, "nothing-enclosed")


# ── certificates and digests ───────────────────────────────────────────────────────────────────


def test_certificate_not_yet_valid(printed: bytes, authority: Authority, refuse: Refuse) -> None:
    early = authority.key("Northlight CTO", start=SPRING + YEAR)
    refuse(seal(printed, early, SPRING).pdf, "trusted", "certificate-not-yet-valid")


def test_certificate_no_longer_valid(printed: bytes, authority: Authority, refuse: Refuse) -> None:
    late = authority.key("Northlight CTO", start=SPRING - YEAR, days=100)
    refuse(seal(printed, late, SPRING).pdf, "trusted", "certificate-expired")


def test_certificate_no_longer_valid_and_the_time_dated_back(
    printed: bytes, authority: Authority, refuse: Refuse
) -> None:
    """The claimed time is free to choose; only a timestamp shows that the seal is as old as it says."""
    brief = authority.key("Northlight CTO", days=100)
    sealed = seal(printed, brief, SPRING).pdf
    refuse(sealed, "trusted", "certificate-expired-since", now=SPRING + YEAR)
    stamped = upgrade.upgrade(sealed, authority.clock(SPRING)).pdf
    assert verify(stamped, now=SPRING + YEAR).trusted.holds is None
    late = upgrade.upgrade(sealed, authority.clock(SPRING + YEAR)).pdf
    refuse(late, "trusted", "certificate-expired", now=SPRING + YEAR)


def test_certificate_taken_back(printed: bytes, authority: Authority, refuse: Refuse) -> None:
    key = authority.key("Northlight CTO")
    material = upgrade.Material(lists=(authority.revocations(key.certificate.serial_number),))
    done = upgrade.upgrade(seal(printed, key, SPRING).pdf, authority.clock(SPRING), material).pdf
    root = authority.root.public_bytes(Encoding.DER)
    refuse(done, "trusted", "certificate-revoked", roots=[root])


def test_certificate_for_another_purpose(printed: bytes, authority: Authority, refuse: Refuse) -> None:
    """An authority's certificate issues certificates; it does not sign documents."""
    issuing = replace(authority.key("Other"), certificate=authority.root, chain=(), sign=authority.sign)
    other = authority.key("Other").certificate.public_bytes(Encoding.DER)
    refuse(seal(printed, issuing, SPRING).pdf, "trusted", "certificate-unfit", roots=[other])


def sealed_by(
    printed: bytes,
    secret: PrivateKeyTypes,
    certificate: Certificate,
    *others: Certificate,
    digest: str = "sha256",
) -> bytes:
    """The file certified by stock pyHanko with a bare key."""
    form = (Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore.from_certs([as_asn1(each) for each in others])
    signer = signers.SimpleSigner(
        as_asn1(certificate), PrivateKeyInfo.load(secret.private_bytes(*form)), chain
    )
    settings = signers.PdfSignatureMetadata(
        field_name="Seal", subfilter=SigSeedSubFilter.PADES, certify=True, md_algorithm=digest
    )
    done: bytes = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(printed)), settings, signer).getvalue()
    return done


def test_weak_digest(printed: bytes, refuse: Refuse) -> None:
    secret, certificate = keys._made("Northlight CTO", SPRING)  # noqa: SLF001 - a bare key for another program
    refuse(sealed_by(printed, secret, certificate, digest="sha1"), "intact", "weak-digest")


@pytest.mark.parametrize(("bits", "reason"), [(1024, "weak-key"), (2048, "intact")])
def test_weak_key(printed: bytes, authority: Authority, bits: int, reason: str) -> None:
    """A modulus of 1,024 bits may be no secret of the one who made it."""
    secret = rsa.generate_private_key(65537, bits)
    certificate = authority.certificate("Northlight CTO", secret.public_key(), SPRING)
    assert verify(sealed_by(printed, secret, certificate, authority.root)).intact.reason == reason
