"""The texts of an engagement: the terms as they are written, whether they may still change, the whole as a folder."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import charter
from charter.core.reading.texts import JOURNAL
from charter.core.vocabulary.signing import Signed
from charter.sealing.evidence.names import PRIVATE_FILE
from charter.sealing.evidence.store import bound
from charter.sealing.signing.freeze import RECORD
from charter.web.drafting.models import DraftText
from charter.web.kit.engagements import TERMS, engagement_in, texts_of
from charter.web.kit.models import DocumentFile, TermsText
from charter.web.kit.papers import FOLDER as PAPERS
from charter.web.kit.papers import kept_papers
from charter.web.kit.refused import PageRefused
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from charter.core.draft import Draft
    from charter.web.kit.models import EngagementRow

MOST_UNPACKED = 20 * 2**20
"""Bytes that a folder may have that is brought in."""
LONGEST_NUMBER = 6


class TermsNow(NamedTuple):
    """What is written of the terms now: the text, the version it was begun on, and whether it is a version itself."""

    source: str
    base: int
    kept: bool


def written_terms(row: EngagementRow) -> TermsNow:
    """Give the terms as somebody writes them, or else the latest version."""
    draft = DraftText.objects.filter(engagement=row).first()
    if draft is not None:
        return TermsNow(draft.source, draft.base, kept=False)
    latest = TermsText.objects.filter(engagement=row).order_by("-n").first()
    if latest is None:
        return TermsNow("", 0, kept=True)
    return TermsNow(bytes(latest.source).decode("utf-8", "replace"), latest.n, kept=True)


def number_in(text: str) -> int:
    """Read the number of a version; 0, which no version has, for what is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def judged_draft(source: str, today: dt.date) -> Draft:
    """Judge a text of terms, whole or not."""
    return charter.draft(source, today)


def fixed_because(row: EngagementRow) -> str:
    """Say why the terms may not change any more; empty while they may."""
    store = RowsStore(row)
    if store.document().read(RECORD) is not None:
        return "The agreement is put forward for signing."
    if bound(store):
        return "The agreement is signed."
    try:
        signed = engagement_in(row).journal.of(Signed)
    except charter.Problems:
        return ""
    return "The journal says that the agreement is signed." if signed else ""


def packed(row: EngagementRow) -> bytes:
    """Give an engagement as its folder in a ZIP file: texts, evidence, papers, and what was signed."""
    files: dict[str, bytes] = dict(texts_of(row)) | kept_papers(row)
    store = RowsStore(row)
    if stored := store.chain().stored:
        files["evidence.jsonl"] = stored
    if openings := store.openings():
        files[PRIVATE_FILE] = b"".join(opening.line + b"\n" for opening in openings.values())
    named = DocumentFile.objects.filter(engagement=row).values_list("amendment", "name").distinct()
    for amendment, name in sorted(named):
        content = store.document(amendment).read(name)
        folder = f"signing/amendment-{amendment}" if amendment else "signing"
        files[f"{folder}/{name}"] = content or b""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{row.slug}/{name}"), content)
    return held.getvalue()


def unpacked(raw: bytes) -> Mapping[str, bytes]:
    """Give the texts of an engagement folder out of a ZIP file, or of an agreement alone, by their names.

    Raises PageRefused for what is neither, and for a ZIP file that would grow beyond measure.
    """
    if not raw.startswith(b"PK"):
        return {TERMS: raw}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                raise PageRefused(
                    "This folder is larger than any engagement.", "Choose the folder of one engagement."
                )
            names = {name: _role(name) for name in archive.namelist()}
            return {role: archive.read(name) for name, role in names.items() if role}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise PageRefused("This is no ZIP file that can be read.", "Pack the folder anew.") from error


def _role(name: str) -> str:
    """Give what a file is in an engagement folder, however deep that lies in the archive; empty: nothing."""
    *folders, file = name.split("/")
    if file in {TERMS, JOURNAL}:
        return file
    ending = {"amendments": ".toml", PAPERS: ".json"}.get("".join(folders[-1:]))
    return f"{folders[-1]}/{file}" if ending and file.endswith(ending) else ""
