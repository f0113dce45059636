"""Sealing and verifying a twelve-page agreement, beside pyHanko's plain signer on the same bytes and key."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench.ratio import Ratio, beside
from charter.core.document import tree
from charter.formats import pdf
from charter.sealing.making import embedding, keys, seal
from charter.sealing.signing import freeze, sign
from charter.sealing.verification import reproduce
from charter.sealing.verification.enclosure import Enclosed, SealStatement
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.sealing.making.keys import SealingKey

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def measure() -> Iterable[Ratio]:
    """Seal and verify; the bounds are those of 35 and 25 ms over what pyHanko took where they were set."""
    with tempfile.TemporaryDirectory() as folder:
        key = keys.own_key(Path(folder), "Northlight CTO", SPRING)
        signer = _plain_signer(Path(folder, keys.FILE))
    printed = _printed(key)
    sealed = seal.seal(printed, key, SPRING, signatories=2).pdf
    found = reproduce.enclosed(open_pdf(sealed))
    assert verify(sealed).terms_match.reason == "terms-not-compared"  # printed and compared; of no edition
    assert isinstance(found, Enclosed)
    ours, theirs = beside(
        lambda: seal.seal(printed, key, SPRING, signatories=2), lambda: _plainly(printed, signer)
    )
    yield Ratio("seal 12 pages (35 ms promised)", "pyHanko's SimpleSigner", ours, theirs, at_most=1)
    yield Ratio("seal 12 pages, in seconds", "the promise", ours, 0.035, at_most=1)
    ours, theirs = beside(lambda: verify(sealed), lambda: _validated(sealed, key))
    yield Ratio("verify 12 pages (25 ms promised)", "pyHanko's validation", ours, theirs, at_most=3)
    yield Ratio("verify 12 pages, in seconds", "the promise", ours, 0.025, at_most=1)
    ours, theirs = beside(lambda: _verified_first(sealed), lambda: pdf.render(found.document, found.files()))
    yield Ratio("verify a file not met before", "printing it once", ours, theirs, at_most=4)
    yield Ratio("verify a file not met before, in seconds", "the promise", ours, 0.025, at_most=1)


def _verified_first(sealed: bytes) -> None:
    """Verify with the two printings that a file met for the first time costs."""
    reproduce.forget()
    verify(sealed)


def _plainly(printed: bytes, signer: signers.SimpleSigner) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(printed.rstrip() + b"\n"))
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Seal", md_algorithm="sha256"), signer)


def _validated(sealed: bytes, key: SealingKey) -> None:
    signature = PdfFileReader(io.BytesIO(sealed)).embedded_signatures[0]
    context = ValidationContext(
        trust_roots=[embedding.as_asn1(key.certificate)], allow_fetching=False, moment=SPRING
    )
    status = asyncio.run(async_validate_pdf_signature(signature, context))
    assert status.bottom_line


def _plain_signer(path: Path) -> signers.SimpleSigner:
    key = keys.read_key(path)
    secret = serialization.load_pem_private_key(path.read_bytes(), None)
    form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        embedding.as_asn1(key.certificate),
        PrivateKeyInfo.load(secret.private_bytes(*form)),
        SimpleCertificateStore(),
    )


def _printed(key: SealingKey) -> bytes:
    frozen = freeze.freeze(_agreement(), "[general.law]\n", "2026.1")
    consent = "I sign this agreement electronically."
    signatures = tuple(
        sign.Signature(key, "typed", name, SPRING, "code by email", consent, frozen.digest)
        for key, name in (("jonas", "Jonas Weber"), ("mara", "Mara Lindqvist"))
    )
    statement = SealStatement(frozen.edition, frozen.press, frozen.digest, "", key.fingerprint)
    enclosed = Enclosed(frozen.terms, sign.signed_document(frozen, signatures), statement)
    return pdf.render(enclosed.document, enclosed.files())


def _agreement() -> tree.Document:
    words = "The consultant hands over what was agreed and the client answers within ten business days. " * 5
    sections = tuple(
        tree.Section(
            f"general.part_{number}",
            f"1.{number}",
            f"Section {number}",
            (tree.Text("What it says in short."),),
            tuple(tree.Paragraph(f"1.{number}.{n}", (tree.Text(words),)) for n in range(1, 4)),
        )
        for number in range(1, 26)
    )
    blank = tree.Document(
        "Engagement agreement", "Harbourline and Northlight", "Version 3", dt.date(2026, 3, 1), "en", "a4", (), None,
        (tree.Article("general", "1", "General", sections),), (), (), (tree.Text("Signed by both sides."),), (),
    )  # fmt: skip
    client = tree.SignatureBlock(
        "client", "Harbourline", (tree.Signatory("Jonas Weber", "CEO", "jonas@client.example", key="jonas"),)
    )
    consultant = tree.SignatureBlock(
        "consultant", "Northlight", (tree.Signatory("Mara Lindqvist", "CTO", "mara@cto.example", key="mara"),)
    )
    return replace(blank, signatures=(client, consultant))
