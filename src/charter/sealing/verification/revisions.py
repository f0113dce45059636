"""What was added to a file: by the seal itself, and after it (further signatures and timestamps, or an attack).

The update that carries the seal is held to what `making/seal.py` writes, because shadow attacks prepare a file
before it is signed: empty signature fields that show nothing, the seal's own, the form that lists them, and their
names on the first page and in the catalog.

A seal allows later updates that fill one of the empty signature fields, add a document timestamp, or
add validation material. All else is refused, with the attack's place: page content, pages, form
values, annotations, attachments, metadata, hidden objects kept for later (shadow attacks), and
signatures that show something on the page (evil annotation, sneaky signature).

Each later update must also say of each object, once and to every reader, where it is. A hybrid update has a table
and names a stream beside it (/XRefStm; ISO 32000-2, 7.5.8.4). Old readers follow the table alone, others ask the
stream first, so one file shows two texts; a table that places an object twice does the same. A timestamp over such
an update covers both texts. No signing program needs either, so both are refused.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.xref import XRefSectionType, parse_xref_table
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.policies import StandardDiffPolicy
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.status import SignatureCoverageLevel

from charter.sealing.verification.level import is_stamp
from charter.sealing.verification.metadata import changed_metadata
from charter.sealing.verification.verdict import VerdictAnswer, no, yes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver

    from charter.sealing.verification.pdf_file import PdfFile


# Stricter than pyHanko's default: no form values, and no object that nothing refers to, because an
# orphan is where a shadow attack keeps what it will show later. Other people's signing programs write
# their name and the date into the metadata; what a reader is told there must stay (metadata.py).
_POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
        MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule([SigFieldCreationRule(), SigFieldModificationRule()]),
    ignore_orphaned_objects=False,
)

# The last name on the way to an object that was changed, and what a reader calls what lies there.
_PLACES = {
    "Contents": "the content of a page",
    "Pages": "the pages",
    "Kids": "a page",
    "Annots": "an annotation",
    "AcroForm": "the form",
    "Fields": "the form",
    "F": "the attachments",
    "UF": "the attachments",
    "EF": "the attachments",
    "AF": "the attachments",
    "Metadata": "the metadata",
    "Info": "the metadata",
    "Font": "a font",
}
_FIELD = frozenset({"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"})
_FORM = frozenset({"/Fields", "/SigFlags"})
_LAST = re.compile(r"(\w+)(?:\[\d+\])?'\)")


def covers(file: PdfFile) -> VerdictAnswer:
    """Tell whether the seal covers the whole file, or all but what it allows to be added."""
    seal = file.signatures[0]
    coverage = seal.evaluate_signature_coverage()
    if not _certifies(file):
        return no(
            "not-certified",
            "The first signature does not forbid later changes, as a seal must (DocMDP, P=2).",
        )
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return yes("whole-file", "The seal covers every byte of the file but itself.")
    if coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return no(
            "bytes-not-covered",
            "Bytes stand in the file that the seal does not cover, and that are no update.",
        )
    return _after(file)


def _certifies(file: PdfFile) -> bool:
    seal = file.signatures[0]
    try:
        certifying = file.reader.root["/Perms"].raw_get("/DocMDP")
    except (KeyError, TypeError, AttributeError):
        return False
    named = isinstance(certifying, generic.IndirectObject)
    return named and certifying.get_object() is seal.sig_object and seal.docmdp_level == MDPPerm.FILL_FORMS


def _after(file: PdfFile) -> VerdictAnswer:
    return (
        _changed(file)
        or _unread(file)
        or _odd_signature(file)
        or _uncovered_end(file)
        or yes("later-additions", f"The seal covers all but what was added as it allows: {_added(file)}.")
    )


def _changed(file: PdfFile) -> VerdictAnswer | None:
    seal = file.signatures[0]
    try:
        if two := _ambiguous(file):
            return two
        result = _POLICY.review_file(file.reader, seal.signed_revision, seal.fieldmdp, seal.docmdp_level)
        changed = changed_metadata(file)
    except Exception as error:  # noqa: BLE001 - what nobody can read is nothing that a seal allows
        return no("changed-after-sealing", f"What was added after sealing cannot be read: {error}")
    if isinstance(result, SuspiciousModification):
        places = ", ".join(sorted(set(_touched(str(result))))) or "something that a seal does not allow"
        return no("changed-after-sealing", f"The file was changed after it was sealed: {places}.")
    if changed:
        return no(
            "changed-after-sealing", f"The file was changed after it was sealed: the metadata ({changed})."
        )
    return None


def _unread(file: PdfFile) -> VerdictAnswer | None:
    """Tell of a signature that nobody here can judge: what it covers, and so the end of the file, is unknown."""
    if not file.unread:
        return None
    first = file.unread[0]
    return no(
        "addition-not-judged",
        f"After sealing a signature was added that was not judged, in the field {first.field_name}: {first.why}",
    )


def _odd_signature(file: PdfFile) -> VerdictAnswer | None:
    uninvited = _uninvited(file)
    if uninvited:
        return no(
            "uninvited-signature",
            f"The signature field {uninvited} was not there when the file was sealed.",
        )
    shown = [each.field_name for each in file.signatures if _shows(each.sig_field)]
    if shown:
        return no("visible-signature", f"The signature {shown[0]} draws on the page over what was sealed.")
    return None


def _uncovered_end(file: PdfFile) -> VerdictAnswer | None:
    last = file.signatures[-1].evaluate_signature_coverage()
    if last == SignatureCoverageLevel.ENTIRE_FILE or material_only(file):
        return None
    return no("bytes-not-covered", "Bytes at the end of the file are covered by no signature.")


def _touched(complaint: str) -> Iterator[str]:
    return (_PLACES[name] for name in _LAST.findall(complaint) if name in _PLACES)


def _uninvited(file: PdfFile) -> str:
    """Name a field, signed or empty, that was not there when the file was sealed and is no timestamp's."""
    root = file.reader.get_historical_root(file.signatures[0].signed_revision)
    known = {field.get_object().get("/T") for field in root["/AcroForm"]["/Fields"]}
    known |= {each.field_name for each in file.signatures if is_stamp(each)}
    names = (name for name, _, _ in enumerate_sig_fields(file.reader))
    return next((name for name in names if name not in known), "")


def _shows(field: generic.DictionaryObject) -> bool:
    box = field.get("/Rect", ())
    sides = [float(each) for each in box]
    return bool(sides) and (sides[0] != sides[2] and sides[1] != sides[3])


def material_only(file: PdfFile) -> bool:
    """Whether all that came after the last signature is validation material (DSS)."""
    reader, signed = file.reader, file.signatures[-1].signed_revision
    then = reader.get_historical_resolver(signed)
    before, root = then.root, reader.root
    changed = {key for key in before.keys() | root.keys() if _raw(before, key) != _raw(root, key)}
    material = then.collect_dependencies(before.raw_get("/DSS")) if "/DSS" in before else set()
    later = range(signed + 1, reader.xrefs.total_revisions)
    touched = {each for one in later for each in reader.xrefs.explicit_refs_in_revision(one)}
    kept = all(then.is_ref_unassignable(each) for each in touched - material - {reader.root_ref})
    brought = "/DSS" in changed or bool(touched & material)
    # A name for itself in /Extensions is what other programs add with the material.
    return kept and brought and changed <= {"/DSS", "/Extensions"} and file.data.rstrip().endswith(b"%%EOF")


def _raw(entry: generic.DictionaryObject, key: str) -> generic.PdfObject | None:
    return entry.raw_get(key) if key in entry else None


def _added(file: PdfFile) -> str:
    stamps = sum(is_stamp(each) for each in file.signatures[1:])
    signatures = len(file.signatures) - 1 - stamps
    counted = [
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((signatures, "signature"), (stamps, "document timestamp"))
        if count
    ]
    return " and ".join(counted) or "validation material"


# ── where each object is ───────────────────────────────────────────────────────────────────────────


def _ambiguous(file: PdfFile) -> VerdictAnswer | None:
    """Give the answer for a file whose updates say two things; None where they say one. Raises what parsers raise."""
    for revision in range(file.signatures[0].signed_revision + 1, file.reader.xrefs.total_revisions):
        where = file.reader.xrefs.get_xref_container_info(revision)
        if where.xref_section_type == XRefSectionType.STREAM:
            continue  # names no second one, and pyHanko reads none that places an object twice
        if "/XRefStm" in _trailer(file, where.end_location):
            return no(
                "two-cross-references",
                "An update after sealing has two cross-references (/XRefStm), and readers differ on which counts.",
            )
        rows = Counter(each.idnum for each in parse_xref_table(_at(file, where.start_location), strict=True))
        if twice := [number for number, count in rows.items() if count > 1]:
            return no(
                "object-placed-twice",
                f"An update after sealing says twice where object {twice[0]} is, and readers differ on which counts.",
            )
    return None


def _trailer(file: PdfFile, place: int) -> generic.DictionaryObject:
    """Read a trailer here, because pyHanko passes over a /XRefStm that is no number, and another reader might not."""
    read: generic.DictionaryObject = generic.DictionaryObject.read_from_stream(
        _at(file, place), generic.TrailerReference(file.reader)
    )
    return read


def _at(file: PdfFile, place: int) -> io.BytesIO:
    stream = io.BytesIO(file.data)
    stream.seek(place)
    return stream


# ── what the sealed update adds ────────────────────────────────────────────────────────────────────


def only_seal_in(file: PdfFile) -> bool:
    """Tell whether the sealed update added the seal and empty fields to what was printed, and no more."""
    if file.signatures[0].signed_revision != 1:
        return False
    before, after = (file.reader.get_historical_resolver(revision) for revision in (0, 1))
    if after.refs_freed_in_revision():
        return False
    return all(_expected(file, before, after, each) for each in after.explicit_refs_in_revision())


def _expected(
    file: PdfFile, before: HistoricalResolver, after: HistoricalResolver, reference: generic.Reference
) -> bool:
    fresh = before.is_ref_unassignable(reference)
    if fresh and reference == file.signatures[0].sig_field.raw_get("/V").reference:
        return True  # judged by itself, and long to read anew
    new = after(reference)
    if not isinstance(new, generic.DictionaryObject):
        return False
    if fresh:
        return _is_field(new) or new.keys() <= _FORM or _is_table(new)
    old = before(reference)
    if not isinstance(old, generic.DictionaryObject):
        return False
    changed = {key for key in old.keys() | new.keys() if _raw(old, key) != _raw(new, key)}
    if old.get("/Type") == "/Catalog":
        return changed <= {"/AcroForm", "/Perms"} and "/AcroForm" not in old
    return old.get("/Type") == "/Page" and changed == {"/Annots"} and _adds_fields(after, old, new)


def _is_field(entry: generic.DictionaryObject) -> bool:
    box = entry.get("/Rect", ())
    return entry.keys() <= _FIELD and entry.get("/FT") == "/Sig" and bool(box) and box[0] == box[2]


def _is_table(entry: generic.DictionaryObject) -> bool:
    return entry.get("/Type") == "/XRef"


def _adds_fields(
    after: HistoricalResolver, old: generic.DictionaryObject, new: generic.DictionaryObject
) -> bool:
    kept = list(old.get("/Annots", ()))
    listed = list(new["/Annots"])
    return listed[: len(kept)] == kept and all(
        _is_field(after(each.reference)) for each in listed[len(kept) :]
    )
