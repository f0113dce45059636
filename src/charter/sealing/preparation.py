"""What the sealed update may add to the printed document: the seal and empty fields, nothing else.

Shadow attacks prepare a file before it is signed. So the update that carries the seal is held to what
`seal.py` writes: empty signature fields that show nothing, the seal's own, the form that lists them,
and their names on the first page and in the catalog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import HistoricalResolver

    from charter.sealing.opened import Opened

_FIELD = frozenset({"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"})
_FORM = frozenset({"/Fields", "/SigFlags"})


def only_seal_in(file: Opened) -> bool:
    """Tell whether the sealed update added the seal and empty fields to what was printed, and no more."""
    if file.signatures[0].signed_revision != 1:
        return False
    before, after = (file.reader.get_historical_resolver(revision) for revision in (0, 1))
    if after.refs_freed_in_revision():
        return False
    return all(_expected(file, before, after, each) for each in after.explicit_refs_in_revision())


def _expected(
    file: Opened, before: HistoricalResolver, after: HistoricalResolver, reference: generic.Reference
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


def _raw(entry: generic.DictionaryObject, key: str) -> generic.PdfObject | None:
    return entry.raw_get(key) if key in entry else None
