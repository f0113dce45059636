"""Whether the terms that a command reads are those that were signed: a warning in one line, or a refusal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from charter.cli.errors import Mistake, message_with_command

if TYPE_CHECKING:
    import datetime as dt

    from charter import Document, Engagement
    from charter.sealing.signing.signed_terms import Departure

MOST_TERMS = 3
"""No more terms than this are named: it is one line."""


def warn_unless_signed(engagement: Engagement, path: Path, *, journal: bool = True) -> None:
    """Say on the error stream where the terms are not those signed; `journal` is whether that is at hand.

    Raises Mistake for evidence that cannot be read.
    """
    for found in departures_in(engagement, path, journal=journal):
        sys.stderr.write(f"warning: {_worded(found, path if path.is_dir() else path.parent)}\n")


def refuse_to_issue(engagement: Engagement, path: Path) -> None:
    """Refuse to issue on terms that are not those signed; `warn` has said why. Raises TermsNotSigned, and Mistake."""
    from charter.sealing.signing import signed_terms

    signed_terms.refuse_unsigned(departures_in(engagement, path))


def departures_in(engagement: Engagement, path: Path, *, journal: bool = True) -> list[Departure]:
    """Give each way in which the terms of a folder, or of the agreement in one, are not those signed."""
    from charter.folder import AGREEMENTS, JOURNAL, named_texts
    from charter.sealing.evidence.names import holds_evidence

    folder = path if path.is_dir() else path.parent
    if (path.is_file() and path.name not in AGREEMENTS) or not holds_evidence(folder):
        return []
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.evidence.store import bound

    store = FolderStore(folder)
    try:
        if not bound(store):
            return []
    except OSError as error:
        said = f"cannot be read: {error.strerror or error}"
        raise Mistake(f"{store.place} {said}; see to its permissions and its links") from None
    from charter.sealing.signing import (
        signed_terms,
    )  # a third of a start, and most agreements are not signed here

    files = {name: raw for name, (_, raw) in named_texts(path).items() if name != JOURNAL}
    whole = path.is_dir()
    return signed_terms.departures(engagement, files, store, amendments=whole, journal=whole and journal)


def document_as_signed(
    engagement: Engagement,
    path: Path,
    until: dt.date,
    day: dt.date | None = None,
    shown: Engagement | None = None,
) -> Document:
    """Give the document of an engagement, in the words of the documents put forward for signing up to a day.

    `shown` is the engagement to show, where it is another one.
    Raises WordsNotHere and NotFrozen as `signed_documents.as_signed` does.
    """
    from charter import drawn
    from charter.folder import AGREEMENTS
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.signing.signed_documents import as_signed

    if path.is_file() and path.name not in AGREEMENTS:
        return drawn(shown or engagement, day)
    return as_signed(engagement, FolderStore(path if path.is_dir() else path.parent), until, day, shown)


def document_as_amended(engagement: Engagement, path: Path) -> Document:
    """Give the text with all amendments that both sides signed, in the words put forward for signing.

    Raises as `document_as_signed`.
    """
    from charter import drawn_as_amended
    from charter.folder import AGREEMENTS
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.signing.signed_documents import whole_as_amended

    if path.is_file() and path.name not in AGREEMENTS:
        return drawn_as_amended(engagement)
    return whole_as_amended(engagement, FolderStore(path if path.is_dir() else path.parent))


def amendment_as_put_forward(
    engagement: Engagement, path: Path, number: int
) -> tuple[Document, dict[str, bytes]]:
    """Give the paper of an amendment and what its PDF encloses: as it was put forward, or as it would be.

    Raises NotSigned where there is no such amendment, or one before it is open; and as `document_as_signed`.
    """
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.signing import ceremony
    from charter.sealing.verification.enclosure import drafts

    store = FolderStore(path if path.is_dir() else path.parent)
    frozen = ceremony.prepare(engagement, store, number).frozen
    return frozen.document, drafts(frozen.terms, frozen.document, frozen.annex)


def _worded(found: Departure, folder: Path) -> str:
    from charter.folder import AGREEMENTS, AMENDMENTS, JOURNAL

    said = message_with_command(found)
    if found.about == "evidence":
        return said
    if found.about == "journal":
        return f"{folder / JOURNAL}: {said}"
    if found.about == "amendments":
        return f"{folder / AMENDMENTS}: {said}"
    agreement = next(folder / name for name in AGREEMENTS if (folder / name).exists())
    more = f" and {len(found.terms) - MOST_TERMS} more" if len(found.terms) > MOST_TERMS else ""
    which = f" ({', '.join(found.terms[:MOST_TERMS])}{more})" if found.terms else ""
    return f"{agreement}: {said}{which}"
