"""The playbook of a workspace: what it wants of terms, and its own words for clauses, as the folder beside a terminal.

It comes as that folder in a ZIP file, or as its `positions.toml` alone, and is kept as it is written, file by file.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from charter.core.interview.own_words import clause_of, lint_texts
from charter.core.reading.settings import read_positions, read_settings
from charter.core.reading.syntax import decode
from charter.web.archive import UNREADABLE
from charter.web.drafting.folders import MOST_UNPACKED, PACKINGS
from charter.web.kit.refused import PageRefused
from charter.workspace_folder import POSITIONS

if TYPE_CHECKING:
    from charter.core.workspace.settings import Settings
    from charter.web.kit.models import WorkspaceRow

PLACE = re.compile(rf"(?:.*/)?(?P<file>{re.escape(POSITIONS)}|[a-z_]+/[a-z_]+(?:@[A-Za-z-]+)?\.md)")
"""Where a file of a playbook lies in an archive, however deep the folder does."""
MOST_FILES = 200


def settings_in(workspace: WorkspaceRow) -> Settings | None:
    """Give what a workspace says of itself; of a term on which both speak, it comes before the playbook.

    None where the workspace says nothing.
    """
    if not workspace.settings:
        return None
    settings = read_settings(workspace.settings.encode())
    written = workspace.playbook.get(POSITIONS)
    if not written:
        return settings
    wanted = {**read_positions(written, POSITIONS), **settings.playbook}
    return settings.model_copy(update={"playbook": wanted})


def own_words_in(workspace: WorkspaceRow) -> dict[str, str]:
    """Give the texts in which a workspace words clauses itself, by the names of their files."""
    return {name: text for name, text in workspace.playbook.items() if name != POSITIONS}


def worded_clauses(workspace: WorkspaceRow) -> tuple[str, ...]:
    """Name the clauses for which a workspace has words of its own."""
    return tuple(dict.fromkeys(map(clause_of, own_words_in(workspace))))


def keep_playbook(workspace: WorkspaceRow, raw: bytes) -> None:
    """Keep a playbook in place of the one before; what is empty takes it out.

    Raises PageRefused for what is none, or says what cannot be read or does not hold; Problems for its positions.
    """
    files = _files_of(raw) if raw else {}
    if POSITIONS in files:
        read_positions(files[POSITIONS], POSITIONS)
    texts = {name: text for name, text in files.items() if name != POSITIONS}
    if wrong := lint_texts(texts):
        raise PageRefused(f"The playbook does not hold: {wrong[0]}.", "Mend that text, and bring it anew.")
    workspace.playbook = files
    workspace.save(update_fields=["playbook"])


def _files_of(raw: bytes) -> dict[str, str]:
    """Give the texts of a playbook by their names. Raises PageRefused, and Problems for what is no text."""
    files = _unpacked(raw) if raw.startswith(b"PK") else {POSITIONS: raw}
    if not files:
        raise PageRefused(
            "There is no playbook in it.", f"A playbook has {POSITIONS}, or texts like general/signature.md."
        )
    texts = {name: decode(held, name) for name, held in files.items()}
    if torn := next((name for name, text in texts.items() if "\0" in text), ""):
        raise PageRefused(f"{torn} holds a NUL character.", "Take it out, and bring the playbook anew.")
    return texts


def _unpacked(raw: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            held = archive.infolist()
            if any(each.compress_type not in PACKINGS for each in held):
                raise PageRefused(
                    "It is packed in a way that is not read here.", "Pack it as an ordinary ZIP file."
                )
            if sum(each.file_size for each in held) > MOST_UNPACKED or len(held) > MOST_FILES:
                raise PageRefused("This is larger than any playbook.", "Choose the folder of the playbook.")
            places = {each.filename: PLACE.fullmatch(each.filename) for each in held}
            return {place["file"]: archive.read(name) for name, place in sorted(places.items()) if place}
    except UNREADABLE as error:
        raise PageRefused("This is no ZIP file that can be read.", "Pack the folder anew.") from error
