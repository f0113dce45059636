"""Whether the attached terms and tree reproduce the text that was signed.

The document is printed again from its own attachments: the result must be, byte for byte, what the
seal was put on, and without its signatures what each signer says they saw. With another renderer (fonts,
templates, Typst) a difference proves nothing: "cannot re-render here" is an answer of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError

from charter.core.document import assembly
from charter.core.document.amended import in_order, shown
from charter.core.document.amendment_paper import of_terms_alone
from charter.core.document.editions import NotKept, library
from charter.core.document.layout import Layout
from charter.core.reading import read
from charter.core.vocabulary import toml
from charter.formats import pdf
from charter.sealing.verification import enclosure
from charter.sealing.verification.active import active
from charter.sealing.verification.enclosure import Enclosed, NotEnclosed
from charter.sealing.verification.paper import redrawn_paper
from charter.sealing.verification.renderer import renderer_parts
from charter.sealing.verification.revisions import only_seal_in
from charter.sealing.verification.verdict import VerdictAnswer, no, open_question, printable, yes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter.core.document import tree
    from charter.sealing.verification.pdf_file import PdfFile


_SAME = "The attached document prints, byte for byte, the text that was signed and sealed."
_OLDER = open_question(
    "terms-not-compared",
    f"{_SAME} But its terms were put into words by an edition of the clauses that is not here, so nothing shows "
    "that they say the same: verify with the release of Charter that sealed it.",
)


def enclosed(file: PdfFile) -> Enclosed | VerdictAnswer:
    """Read the attachments as they were when the file was sealed; why not, if they cannot be read."""
    try:
        listed = list(_attachments(file))
        twice = [name for place, (name, _) in enumerate(listed) if name in dict(listed[:place])]
        if twice:
            return no(
                "attachment-twice",
                f"The attachment {twice[0]} is there twice: readers differ on which counts.",
            )
        return _read(dict(listed))
    except (PdfError, KeyError, TypeError, AttributeError, ValueError) as error:
        return no("attachments-unreadable", f"The attachments cannot be read: {error}.")


def _read(files: Mapping[str, bytes]) -> Enclosed | VerdictAnswer:
    try:
        return enclosure.read_attachments(files)
    except NotEnclosed as error:
        if files.keys() >= {enclosure.TERMS, enclosure.TREE, enclosure.STATEMENT}:
            return no("attachments-unreadable", f"The attachments cannot be read: {error}.")
        return open_question("nothing-enclosed", f"The terms cannot be compared: {error}.")


def zone(found: Enclosed | VerdictAnswer) -> str:
    """Give the zone of the attached terms, by which days are said; UTC where they name none that there is."""
    try:
        terms = toml.loads(found.terms) if isinstance(found, Enclosed) else {}
        return ZoneInfo(terms["general"]["interpretation"]["zone"]).key
    except (KeyError, TypeError, ValueError, OSError, RecursionError):
        return "UTC"


def master_named(found: Enclosed | VerdictAnswer) -> str:
    """Name the master under which a document says it is an order, with the day of its signing; empty: it is none."""
    try:
        terms = toml.loads(found.terms) if isinstance(found, Enclosed) else {}
        master = terms["foundation"]["frame"]["master"]
        return printable(f"“{master['title']}” of {master['signed_on']}")
    except (KeyError, TypeError, ValueError, RecursionError):
        return ""


def judge_reproduction(file: PdfFile, found: Enclosed | VerdictAnswer) -> VerdictAnswer:
    """Print the document again, and compare."""
    answer = _compared(file, found)
    moving = active(file) if answer.holds is None and answer is not _OLDER else ""
    if moving:
        return no("active-content", f"What the file shows is not fixed: it holds {moving}.")
    return answer


def _compared(file: PdfFile, found: Enclosed | VerdictAnswer) -> VerdictAnswer:
    if isinstance(found, VerdictAnswer):
        return found
    if not only_seal_in(file):
        return no("changed-before-sealing", "Something was added between printing and sealing.")
    try:
        printed = _printed(found)
        seen = _seen(found)
    except Exception as error:  # noqa: BLE001 - a tree from a hostile file may break the printing in any way
        return open_question("cannot-re-render-here", f"The document cannot be printed here: {error}")
    same = file.data.startswith(printed.rstrip() + b"\n")
    if same and found.annex and _print(found.annex.document, ()) != found.annex.pdf:
        return _difference(found, same=False)
    if same and seen == found.statement.frozen and _all_saw(found.document, seen):
        return _misread(found) or yes("reproduced", _SAME)
    return _difference(found, same=same)


def _misread(found: Enclosed) -> VerdictAnswer | None:
    """Assemble the document anew from its terms; None where they say what it says.

    That takes the edition of the clause library that was signed, and of an amended document the numbers that its
    clauses have from before; whatever the operator claims of them, the words are those that are kept here.

    The timeline and the version come from outside the terms, and so are left out.
    """
    whole = unsigned(found.annex.document if found.annex else found.document)
    amended = whole if found.statement.amends or found.annex else None
    if amended and not in_order(amended):
        return no("terms-differ", "The attached terms give the sections other numbers than the text has.")
    try:
        assembled = _assembled(found.terms, found.statement.edition, amended)
        paper = redrawn_paper(found, assembled) if found.annex else None
    except NotKept:
        return _OLDER
    except Exception as error:  # noqa: BLE001 - terms from a hostile file may break the reading in any way
        return no("terms-unreadable", f"The attached terms cannot be read: {error}")
    if paper is not None:
        assembled = paper.consolidated
        if of_terms_alone(unsigned(found.document)) != of_terms_alone(paper.document):
            return no(
                "terms-differ", "The attached amendment says something else than the paper that was sealed."
            )
    if _bare(assembled) == _bare(whole):
        return None
    return no("terms-differ", "The attached terms say something else than the text that was sealed.")


@lru_cache(maxsize=8)
def _assembled(terms: str, edition: str, amended: tree.Document | None) -> tree.Document:
    layout = shown(amended, edition) if amended else Layout(library(edition))
    return assembly.document(read({enclosure.TERMS: terms.encode()}, "attached").agreement, layout=layout)


def _bare(document: tree.Document) -> tree.Document:
    return replace(unsigned(document), timeline=None, version="", remarks=())


def _difference(found: Enclosed, *, same: bool) -> VerdictAnswer:
    if dict(found.statement.press) != dict(renderer_parts()):
        return open_question(
            "cannot-re-render-here",
            "This machine prints with other fonts or programs than the document was made with.",
        )
    if not same:
        return no(
            "text-differs", "The attached terms and tree print another text than the one that was sealed."
        )
    return no("seen-differs", "A signer saw another document than the one that was sealed.")


def unsigned(document: tree.Document) -> tree.Document:
    """Give the document as it was before anybody signed it."""
    blocks = (
        replace(block, signatories=tuple(replace(each, signed=None) for each in block.signatories))
        for block in document.signatures
    )
    return replace(document, signatures=tuple(blocks), seal_remarks=())


# The same attachments print the same bytes, so a page that verifies one file often prints it once.
@lru_cache(maxsize=8)
def _print(document: tree.Document, files: tuple[tuple[str, bytes], ...]) -> bytes:
    return pdf.render(document, dict(files))


def forget() -> None:
    """Forget what was printed before, so that the next verification prints it anew."""
    _print.cache_clear()
    _assembled.cache_clear()


def _printed(found: Enclosed) -> bytes:
    return _print(found.document, tuple(found.files().items()))


def _seen(found: Enclosed) -> str:
    before = unsigned(found.document)
    files = tuple(enclosure.drafts(found.terms, before, found.annex).items())
    return hashlib.sha256(_print(before, files)).hexdigest()


def _all_saw(document: tree.Document, digest: str) -> bool:
    given = (each.signed for block in document.signatures for each in block.signatories)
    return all(signed is None or signed.digest == digest for signed in given)


def _attachments(file: PdfFile) -> Iterator[tuple[str, bytes]]:
    root = file.reader.get_historical_root(file.signatures[0].signed_revision)
    for reference in root["/AF"] if "/AF" in root else ():  # noqa: SIM401 - get() leaves references unresolved
        specification = reference.get_object()
        stream = specification["/EF"]["/F"].get_object()
        if isinstance(stream, generic.StreamObject):
            yield str(specification["/UF"]), stream.data
