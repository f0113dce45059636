"""Whether updates after the seal say of each object, once and to every reader, where it is.

A hybrid update has a table and names a stream beside it (/XRefStm; ISO 32000-2, 7.5.8.4). Old readers follow the
table alone, others ask the stream first, so one file shows two texts; a table that places an object twice does the
same. A timestamp over such an update covers both texts. No signing program needs either, so both are refused.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.xref import XRefSectionType, parse_xref_table

from charter.sealing.verdict import Answer, no

if TYPE_CHECKING:
    from charter.sealing.opened import Opened


def ambiguous(file: Opened) -> Answer | None:
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


def _trailer(file: Opened, place: int) -> generic.DictionaryObject:
    """Read a trailer here, because pyHanko passes over a /XRefStm that is no number, and another reader might not."""
    read: generic.DictionaryObject = generic.DictionaryObject.read_from_stream(
        _at(file, place), generic.TrailerReference(file.reader)
    )
    return read


def _at(file: Opened, place: int) -> io.BytesIO:
    stream = io.BytesIO(file.data)
    stream.seek(place)
    return stream
