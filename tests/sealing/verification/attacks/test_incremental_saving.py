"""Incremental saving: the file goes on after the seal, and tells another story.

Mladenov, Mainka, Meyer zu Selhausen, Grothe, Schwenk: "1 Trillion Dollar Refund: How To Spoof PDF
Signatures" (CCS 2019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

CHANGED = ("covers_whole_file", "changed-after-sealing")


def test_incremental_saving_page_content(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    stream = b"<</Length 44>>\nstream\nBT /F1 24 Tf 72 700 Td (Fee: 1 EUR) Tj ET     \nendstream"
    verdict = refuse(append(sealed, {file.number(file.page.Contents): stream}), *CHANGED)
    assert "the content of a page" in verdict.covers_whole_file.says
    assert verdict.intact.holds  # what was sealed is still there: only that it is not all


def test_incremental_saving_page_redirected(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    stream = b"<</Length 30>>\nstream\n0 0 500 800 re f              \nendstream"
    page = file.written(file.page, Contents=f"{file.free} 0 R")
    refuse(append(sealed, {file.free: stream, file.number(file.page): page}), *CHANGED)


def test_incremental_saving_new_page(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    pages = file.root.Pages
    kids = " ".join(f"{file.number(kid)} 0 R" for kid in pages.Kids)
    new = f"<</Type /Page /Parent {file.number(pages)} 0 R /MediaBox [0 0 595 842]>>".encode()
    listing = file.written(pages, Kids=f"[{kids} {file.free} 0 R]", Count=str(int(pages.Count) + 1))
    verdict = refuse(append(sealed, {file.number(pages): listing, file.free: new}), *CHANGED)
    assert "the pages" in verdict.covers_whole_file.says


def test_incremental_saving_form_value(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    field = b"<</FT /Tx /T (Fee) /V (1 EUR) /Type /Annot /Subtype /Widget /Rect [72 700 200 720]>>"
    fields = " ".join(f"{file.number(each)} 0 R" for each in file.root.AcroForm.Fields)
    form = file.written(file.root.AcroForm, Fields=f"[{fields} {file.free} 0 R]")
    refuse(append(sealed, {file.number(file.root.AcroForm): form, file.free: field}), *CHANGED)


def test_incremental_saving_annotation(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    note = (
        b"<</Type /Annot /Subtype /FreeText /Rect [72 600 400 720] /Contents (Fee: 1 EUR) /DA (/Helv 20 Tf)>>"
    )
    listed = " ".join(f"{file.number(each)} 0 R" for each in file.page.Annots)
    page = file.written(file.page, Annots=f"[{listed} {file.free} 0 R]")
    verdict = refuse(append(sealed, {file.number(file.page): page, file.free: note}), *CHANGED)
    assert "a page" in verdict.covers_whole_file.says


def test_incremental_saving_metadata(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    packet = file.root.Metadata.read_bytes().replace(b"Engagement agreement", b"Employment contract")
    stream = b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%b\nendstream" % (len(packet), packet)
    verdict = refuse(append(sealed, {file.number(file.root.Metadata): stream}), *CHANGED)
    assert "the metadata (title)" in verdict.covers_whole_file.says


def test_incremental_saving_attachment_swapped(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    terms = file.root.AF[0].EF.F
    swapped = b'<</Type /EmbeddedFile /Length 28>>\nstream\n[general.law]\nlaw = "KY"   \nendstream'
    verdict = refuse(append(sealed, {file.number(terms): swapped}), *CHANGED)
    assert "the attachments" in verdict.covers_whole_file.says
    assert verdict.terms_match == verify(sealed).terms_match  # what was sealed still says the same


def test_incremental_saving_orphan_kept_for_later(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    refuse(append(sealed, {anatomy(sealed).free: b"<</Shadow true>>"}), *CHANGED)


def test_incremental_saving_without_a_table(sealed: bytes, refuse: Refuse) -> None:
    objects = b"9 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n"
    refuse(sealed + objects, "covers_whole_file", "bytes-not-covered")


def test_incremental_saving_one_byte_more(sealed: bytes, refuse: Refuse) -> None:
    refuse(sealed + b"\n", "covers_whole_file", "bytes-not-covered")


def test_incremental_saving_with_the_signature_copied(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse, gap: tuple[int, int]
) -> None:
    """The update brings a copy of the signature, so that a careless reader finds one at the end."""
    file = anatomy(sealed)
    seal = file.root.Perms.DocMDP
    start = sealed.rindex(b"<<", 0, gap[0])
    copy = sealed[start : sealed.index(b"endobj", gap[1])].strip()
    stream = b"<</Length 0>>\nstream\n\nendstream"
    attacked = append(sealed, {file.number(seal): copy, file.number(file.page.Contents): stream})
    refuse(attacked, "intact", "hidden-signature")
