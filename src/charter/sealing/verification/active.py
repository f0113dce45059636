"""What makes a file show one thing to one reader and another to the next: scripts, layers, forms that fill themselves.

A document that Charter printed has none of it, and where it can be printed anew the bytes prove that. Where
they cannot, a seal over such a file would say nothing of what its readers see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.sealing.verification.pdf_file import PdfFile

_ENTRIES = {
    "/JS": "a script",
    "/JavaScript": "a script",
    "/AA": "an action that starts by itself",
    "/XFA": "a form that draws itself",
    "/NeedAppearances": "a form that draws itself",
    "/OCProperties": "layers that can be switched",
    "/RichMediaContent": "a film or a model",
}
_ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Hide", "/SetOCGState", "/Rendition",
    "/Movie", "/Sound", "/GoToE", "/GoToR", "/RichMediaExecute", "/GoTo3DView",
})  # fmt: skip


def active(file: PdfFile) -> str:
    """Name what in the sealed part of the file can change what it shows; "" if nothing."""
    return next((name for entry in _dictionaries(file) for name in _names(entry)), "")


def _names(entry: generic.DictionaryObject) -> Iterator[str]:
    yield from (name for key, name in _ENTRIES.items() if key in entry)
    kind = entry.raw_get("/S") if "/S" in entry else None
    if kind in _ACTIONS and "/P" not in entry:  # what has a parent is a part of the text's structure
        yield f"an action ({kind})"


def _dictionaries(file: PdfFile) -> Iterator[generic.DictionaryObject]:
    """Every dictionary that the sealed catalog leads to, each once."""
    then = file.reader.get_historical_resolver(file.signatures[0].signed_revision)
    waiting: list[generic.PdfObject] = [then.root]
    met: set[generic.Reference] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            if item.reference not in met:
                met.add(item.reference)
                waiting.append(then(item.reference))
        elif isinstance(item, generic.DictionaryObject):
            yield item
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, generic.ArrayObject):
            waiting.extend(list.__iter__(item))
