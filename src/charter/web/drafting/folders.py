"""Engagements as their folders in a ZIP file, in and out: one alone, or the papers of a frame together."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from charter.core.reading.texts import FRAMES, JOURNAL
from charter.sealing.evidence.names import PRIVATE_FILE
from charter.web.archive import UNREADABLE
from charter.web.kit.engagements import TERMS, texts_alone
from charter.web.kit.frames import papers_of
from charter.web.kit.models import DocumentFile
from charter.web.kit.papers import FOLDER as PAPERS
from charter.web.kit.papers import kept_papers
from charter.web.kit.refused import PageRefused
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.web.kit.models import EngagementRow

MOST_UNPACKED = 20 * 2**20
"""Bytes that a folder may have that is brought in."""
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How what is brought in may be packed; the other ways of ZIP let a small file ask for much memory."""
PLACE = re.compile(
    rf"(?:(?P<folder>.*)/)?(?P<file>{TERMS}|{JOURNAL}|amendments/[^/]*\.toml|{PAPERS}/[^/]*\.json)"
)
"""Where a file of an engagement folder lies in an archive, however deep the folder does."""

Folders = dict[str, dict[str, bytes]]
"""The files of engagement folders, by the name of the folder."""


def packed(row: EngagementRow) -> bytes:
    """Give an engagement as its folder in a ZIP file: texts, evidence, papers, and what was signed.

    The other papers of its frame lie beside it as in a workspace, the master in `frames/`.
    """
    papers = papers_of(row)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in papers:
            is_master = len(papers) > 1 and paper.slug == (row.frame or row.slug)
            folder = f"{FRAMES}/{paper.slug}" if is_master else paper.slug
            for name, content in _files_of(paper).items():
                archive.writestr(zipfile.ZipInfo(f"{folder}/{name}"), content)
    return held.getvalue()


def _files_of(row: EngagementRow) -> dict[str, bytes]:
    files: dict[str, bytes] = dict(texts_alone(row)) | kept_papers(row)
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
    return files


def unpacked(raw: bytes, name: str) -> Folders:
    """Give the engagement folders out of a ZIP file, or an agreement alone; `name` is what to call it.

    Where it is empty, each is called as its folder is. Raises PageRefused for what is no engagement or has no name of
    its own, and for a ZIP file that would grow beyond measure.
    """
    if not raw.startswith(b"PK"):
        return _called({"": {TERMS: raw}}, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if any(each.compress_type not in PACKINGS for each in archive.infolist()):
                raise PageRefused(
                    "It is packed in a way that is not read here.", "Pack it as an ordinary ZIP file."
                )
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                raise PageRefused(
                    "This folder is larger than any engagement.", "Choose the folder of one engagement."
                )
            return _called(_folders_in(archive), name)
    except UNREADABLE as error:
        raise PageRefused("This is no ZIP file that can be read.", "Pack the folder anew.") from error


def _folders_in(archive: zipfile.ZipFile) -> Folders:
    """Give the folders of an archive that hold an agreement, by where they lie; not what lies there as signed."""
    found = [
        (place["folder"] or "", place["file"], name)
        for name in sorted(archive.namelist())
        if (place := PLACE.fullmatch(name))
    ]
    folders = {
        folder: {file: archive.read(name) for _, file, name in files}
        for folder, files in groupby(sorted(found), itemgetter(0))
    }
    held = {folder: files for folder, files in folders.items() if TERMS in files}
    if not held:
        raise PageRefused(f"There is no {TERMS} in it.", "Choose the folder of one engagement.")
    signed = [f"{folder}/signing/".lstrip("/") for folder in held]
    return {folder: held[folder] for folder in held if not f"{folder}/".startswith(tuple(signed))}


def _called(folders: Mapping[str, dict[str, bytes]], name: str) -> Folders:
    """Call each folder as it is to be called here: `name` is for the one that is no master and lies nearest the top."""
    top = [folder for folder in folders if FRAMES not in folder.split("/")[-2:-1]] or list(folders)
    nearest = [each for each in top if each.count("/") == min(folder.count("/") for folder in top)]
    if name and len(nearest) > 1:
        raise PageRefused(
            "There are several engagements in it.",
            "Leave the name empty, and each is called as its folder is.",
        )
    names = {folder: name if name and folder in nearest else folder.rpartition("/")[2] for folder in folders}
    if not all(names.values()):
        raise PageRefused("It has no name of its own.", "Say what to call it.")
    if len(set(names.values())) < len(names):
        raise PageRefused("Two folders in it have one name.", "Give each a name of its own.")
    return {names[folder]: files for folder, files in folders.items()}
