"""Freezing: from here on nothing is re-worded, and every signer sees the same bytes.

Freezing fixes the terms, the rendered tree, the edition of the clause library and the renderer (fonts,
templates, Typst), and prints the PDF. Its SHA-256 is the digest shown to each signer. A frozen
document is a few plain files; whoever edits one of them finds that it no longer thaws.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.core.document import tree
from charter.formats import pdf
from charter.sealing.evidence.act import Act, Refusal
from charter.sealing.evidence.canonical import canonical
from charter.sealing.verification.enclosure import (
    FORMAT,
    TERMS,
    TREE,
    Annex,
    annex_of,
    drafts,
    unversioned,
)
from charter.sealing.verification.renderer import renderer_parts

if TYPE_CHECKING:
    from charter.sealing.evidence.store import DocumentStore

PRINTED, RECORD = "document.pdf", "frozen.json"


class NotFrozen(Refusal):
    """What holds no frozen document, or one that was changed since; the message names the file."""


@dataclass(frozen=True)
class Frozen:
    """A document as it is put before its signers.

    `digest` is the SHA-256 of `pdf` in hex, `edition` that of the clause library, `press` the renderer it was
    printed with. The paper of an amendment has an `annex`, which the digest covers, for it is enclosed in the PDF, and
    `words`, the edition that words the paper itself.
    """

    terms: str
    document: tree.Document
    edition: str
    press: Mapping[str, str]
    pdf: bytes
    digest: str
    annex: Annex | None = None
    words: str = ""

    @property
    def whole(self) -> tree.Document:
        """The text of the whole agreement: the document itself, or as amended what is beside it."""
        return self.annex.document if self.annex else self.document


def freeze(
    document: tree.Document, terms: str, edition: str, annex: Annex | None = None, words: str = ""
) -> Frozen:
    """Fix a document. Raises ValueError when somebody has signed it already."""
    if any(signatory.signed for block in document.signatures for signatory in block.signatories):
        raise ValueError("a document is frozen before anybody signs it; this one bears a signature")
    printed = pdf.render(document, drafts(terms, document, annex))
    digest = hashlib.sha256(printed).hexdigest()
    return Frozen(terms, document, edition, renderer_parts(), printed, digest, annex, words)


def annexed(document: tree.Document, amendment: str) -> Annex:
    """Print the text as amended, to be enclosed with the paper of the amendment."""
    return Annex(amendment, document, pdf.render(document))


def keep(frozen: Frozen, document: DocumentStore) -> None:
    """Keep a frozen document, inside the store's lock; the record comes last, so that half of one never counts.

    Keeping the same document again changes nothing. Raises NotFrozen when another is kept there.
    """
    if document.read(RECORD) is not None:
        if thaw(document).digest != frozen.digest:
            raise NotFrozen(
                f"{document.place}: another document is frozen here; give the new one a place of its own"
            )
        return
    for name, content in files(frozen).items():
        document.write(name, content)


def files(frozen: Frozen) -> dict[str, bytes]:
    """Give the files of a frozen document in the order in which they are kept, the record last."""
    found = drafts(frozen.terms, frozen.document, frozen.annex) | {PRINTED: frozen.pdf}
    record = {
        "format": FORMAT,
        "edition": frozen.edition,
        **({"words": frozen.words} if frozen.words else {}),
        "press": dict(frozen.press),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in found.items()},
    }
    return found | {RECORD: canonical(record) + b"\n"}


def thaw(document: DocumentStore) -> Frozen:
    """Read a frozen document back. Raises NotFrozen when there is none, or a file of it was changed."""
    stored = _there(document, RECORD)
    try:
        record = unversioned(stored)
        names = dict.fromkeys((TERMS, TREE, PRINTED, *record["files"]))
        files = {name: _there(document, name) for name in names}
        changed = [name for name in files if hashlib.sha256(files[name]).hexdigest() != record["files"][name]]
        edition, press, words = record["edition"], record["press"], record.get("words", "")
    except NotFrozen:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotFrozen(
            f"{document.place}/{RECORD}: not the record of a frozen document ({error})"
        ) from error
    if changed:
        raise NotFrozen(
            f"{document.place}/{changed[0]}: was changed after freezing; put it back, or freeze anew"
        )
    drawn = tree.from_data(unversioned(files[TREE]))
    digest = record["files"][PRINTED]
    return Frozen(
        files[TERMS].decode(), drawn, edition, press, files[PRINTED], digest, annex_of(files), words
    )


def _there(document: DocumentStore, name: str) -> bytes:
    content = document.read(name)
    if content is None:
        raise NotFrozen(f"{document.place}/{name}: not there", Act.PUT_FORWARD)
    return content
