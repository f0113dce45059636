"""What may not be added to a sealed file: empty fields, active content, junk beside the validation material."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from charter.sealing.making.upgrade import Material, upgrade
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
CHANGED = ("covers_whole_file", "changed-after-sealing")
LEFT_OVER = ("covers_whole_file", "bytes-not-covered")
JUNK = b"<</Length 4>>\nstream\njunk\nendstream"


@pytest.fixture(scope="session")
def lasting(sealed: bytes, authority: Authority) -> bytes:
    """The sealed file with a timestamp and validation material, and another timestamp over both."""
    return upgrade(sealed, authority.clock(SPRING), Material(lists=(authority.revocations(),))).pdf


# ── active content: what a file shows would depend on who opens it ─────────────────────────────

SCRIPT = "<</S /JavaScript /JS (this.getField)>>"
ACTIVE = {
    "OpenAction": SCRIPT,
    "AA": f"<</WC {SCRIPT}>>",
    "Names": f"<</JavaScript <</Names [(a) {SCRIPT}]>>>>",
    "OCProperties": "<</OCGs [] /D <</BaseState /OFF>>>>",
    "PageMode": "/UseOC",
    "Lang": "(de)",
    "Requirements": "[<</Type /Requirement /S /EnableJavaScripts>>]",
}


@pytest.mark.parametrize("entry", ACTIVE)
def test_active_content_added_to_the_catalog(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse, entry: str
) -> None:
    file = anatomy(sealed)
    root = file.written(file.root, **{entry: ACTIVE[entry]})
    refuse(append(sealed, {file.number(file.root): root}), *CHANGED)


def test_a_launch_action_on_a_page(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(sealed)
    page = file.written(file.page, AA="<</O <</S /Launch /F (calc)>>>>")
    refuse(append(sealed, {file.number(file.page): page}), *CHANGED)


FILLING = {"XFA": "(<xdp/>)", "DR": "<</Font <<>>>>", "CO": "[]", "DA": "(/F 9 Tf)"}


@pytest.mark.parametrize("entry", FILLING)
def test_a_form_that_fills_itself(sealed: bytes, append: Append, anatomy: type[Anatomy], entry: str) -> None:
    file = anatomy(sealed)
    form = file.written(file.root.AcroForm, **{entry: FILLING[entry]})
    verdict = verify(append(sealed, {file.number(file.root.AcroForm): form}))
    assert verdict.covers_whole_file.holds is False


# ── fields ─────────────────────────────────────────────────────────────────────────────────────


def with_field(file: bytes, append: Append, taken: Anatomy, look: str = "/Rect [0 0 0 0]") -> bytes:
    number = taken.free
    field = f"<</FT /Sig /T (Guest) /Subtype /Widget {look} /F 132 /P {taken.number(taken.page)} 0 R>>"
    fields = " ".join(f"{taken.number(each)} 0 R" for each in taken.root.AcroForm.Fields)
    listed = " ".join(f"{taken.number(each)} 0 R" for each in taken.page.Annots)
    form = taken.written(taken.root.AcroForm, Fields=f"[{fields} {number} 0 R]")
    page = taken.written(taken.page, Annots=f"[{listed} {number} 0 R]")
    changed = {taken.number(taken.root.AcroForm): form, taken.number(taken.page): page}
    return append(file, changed | {number: field.encode()})


def test_an_empty_signature_field_for_a_guest(
    sealed: bytes, lasting: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    """Whoever is to sign is invited before the seal; after it, and after a timestamp, nobody is."""
    for file in (sealed, lasting):
        refuse(with_field(file, append, anatomy(file)), "covers_whole_file", "uninvited-signature")


def test_a_field_that_hides_a_text_under_its_looks(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    look = "/AP <</N 5 0 R>> /Rect [72 600 400 720]"
    refuse(with_field(sealed, append, anatomy(sealed), look), *CHANGED)


# ── what passes as validation material ─────────────────────────────────────────────────────────


def test_a_form_changed_under_cover_of_new_material(
    lasting: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(lasting)
    form = {file.number(file.root.AcroForm): file.written(file.root.AcroForm, NeedAppearances="true")}
    refuse(append(lasting, form), *LEFT_OVER)
    root = file.written(file.root, DSS=f"{file.free} 0 R")
    refuse(append(lasting, form | {file.number(file.root): root, file.free: b"<<>>"}), *LEFT_OVER)


def test_only_material_may_follow_the_last_signature(
    lasting: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    file = anatomy(lasting)
    named = file.written(file.root, Extensions="<</ESIC <</BaseVersion /1.7 /ExtensionLevel 1>>>>")
    refuse(append(lasting, {file.number(file.root): named}), *LEFT_OVER)


@pytest.mark.parametrize("place", ["CRLs", "OCSPs", "Certs"])
def test_junk_among_the_material_changes_no_other_answer(
    sealed: bytes, root: bytes, append: Append, anatomy: type[Anatomy], place: str
) -> None:
    """Who adds junk must not be able to say of an honest file that its seal is broken."""
    file = anatomy(sealed)
    number = file.free
    catalog = file.written(file.root, DSS=f"{number} 0 R")
    store = f"<</{place} [{number + 1} 0 R]>>".encode()
    junk = append(sealed, {file.number(file.root): catalog, number: store, number + 1: JUNK})
    verdict, before = verify(junk, roots=[root]), verify(sealed, roots=[root])
    assert [verdict.intact, verdict.by_signer, verdict.trusted] == [
        before.intact,
        before.by_signer,
        before.trusted,
    ]
    assert (verdict.covers_whole_file.reason, verdict.level) == ("later-additions", "B-B")


@pytest.mark.parametrize("place", ["CRLs", "OCSPs"])
def test_junk_beside_a_timestamp_changes_no_other_answer(
    sealed: bytes, authority: Authority, append: Append, anatomy: type[Anatomy], place: str
) -> None:
    stamped = upgrade(sealed, authority.clock(SPRING)).pdf
    file = anatomy(stamped)
    number = file.free
    catalog = file.written(file.root, DSS=f"{number} 0 R")
    store = f"<</{place} [{number + 1} 0 R]>>".encode()
    for junk in (JUNK, b"<</Length 2>>\nstream\n0\0\nendstream"):
        verdict = verify(append(stamped, {file.number(file.root): catalog, number: store, number + 1: junk}))
        assert (verdict.intact.holds, verdict.timestamped.holds, verdict.level) == (True, True, "B-T")


@pytest.mark.parametrize("store", [b"7", b"<</Shadow (Fee: 1 EUR)>>", b"<</Certs 7>>", b"<</VRI 7>>"])
def test_material_that_is_none(
    sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse, store: bytes
) -> None:
    file = anatomy(sealed)
    catalog = file.written(file.root, DSS=f"{file.free} 0 R")
    refuse(append(sealed, {file.number(file.root): catalog, file.free: store}), *CHANGED)


# ── and the honest things pass ─────────────────────────────────────────────────────────────────


def test_a_chain_of_document_timestamps_passes(lasting: bytes, authority: Authority) -> None:
    again = upgrade(
        lasting, authority.clock(SPRING + dt.timedelta(days=900)), Material(lists=(authority.revocations(5),))
    )
    verdict = verify(again.pdf, roots=[authority.root.public_bytes(Encoding.DER)])
    assert set(verdict.findings) == {"trusted"}  # the sealer's own certificate is none of this authority's
    assert (len(verdict.stamps), verdict.level) == (2, "B-LTA")
    assert verdict.covers_whole_file.says.endswith("2 document timestamps.")
