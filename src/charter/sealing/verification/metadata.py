"""What the metadata tells a reader about the document: the part of it that must outlive the seal.

Signing programs rewrite dates and their own name there, and may. Title, author, subject, keywords,
language and the standards that the file claims must stay as they were sealed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from pyhanko.pdf_utils import generic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver
    from pyhanko.pdf_utils.xref import TrailerDictionary

    from charter.sealing.verification.pdf_file import PdfFile

_TOLD = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Trapped")
_SPACES = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://www.aiim.org/pdfua/ns/id/}",
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def changed_metadata(file: PdfFile) -> str:
    """Name what the metadata says otherwise than when the file was sealed; "" if nothing."""
    sealed = _told(file, file.signatures[0].signed_revision)
    latest = _told(file, file.reader.xrefs.total_revisions - 1)
    return ", ".join(
        sorted(key.rpartition("}")[2] for key in sealed.keys() | latest if sealed.get(key) != latest.get(key))
    )


def _told(file: PdfFile, revision: int) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    resolver = file.reader.get_historical_resolver(revision)
    info = _then(resolver, file.reader.trailer, "/Info")
    if isinstance(info, generic.DictionaryObject):
        told = {key: [str(info[key])] for key in _TOLD if key in info}
    stream = _then(resolver, file.reader.get_historical_root(revision), "/Metadata")
    if isinstance(stream, generic.StreamObject):
        for key, text in _said(stream.data):
            told.setdefault(key, []).append(text)
    return {key: sorted(texts) for key, texts in told.items()}


def _then(
    resolver: HistoricalResolver, holder: generic.DictionaryObject | TrailerDictionary, key: str
) -> generic.PdfObject | None:
    """Follow an entry as it was at the resolver's revision; plain look-ups lead to the latest one."""
    entry = holder.raw_get(key) if key in holder else None
    return resolver(entry.reference) if isinstance(entry, generic.IndirectObject) else entry


def _said(packet: bytes) -> Iterator[tuple[str, str]]:
    """What an XMP packet says in the vocabularies that a reader is shown, as elements or attributes."""
    for element in etree.fromstring(packet, _PARSER).iter("*"):
        if str(element.tag).startswith(_SPACES):
            yield str(element.tag), "".join(str(text).strip() for text in element.itertext())
        for key, text in element.attrib.items():
            if str(key).startswith(_SPACES):
                yield str(key), str(text).strip()
