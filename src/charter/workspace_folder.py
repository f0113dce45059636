"""Workspaces on disk: the first `workspace.toml` above an engagement, and the engagements below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from charter.atomic import locked, write_whole
from charter.core.engagement import Engagement
from charter.core.included_hours import included_hours
from charter.core.reading import Problem, Problems, read
from charter.core.reading.counted import read_what_counts
from charter.core.reading.settings import WORKSPACE, read_positions, read_settings
from charter.core.reading.syntax import LARGEST, decode
from charter.core.reading.writing import write_below
from charter.core.workspace.acknowledged import Acknowledged
from charter.core.workspace.settings import Settings
from charter.core.workspace.workspace import Workspace, other_of
from charter.folder import AGREEMENTS, JOURNAL, engagement_texts, meant

PLAYBOOK, POSITIONS = "playbook", "positions.toml"
"""The folder of own texts and positions beside `workspace.toml`, and the file of the positions in it."""
DEEPEST = 3
"""How many folders an engagement may lie below its workspace; no workspace is looked for further up."""


class NoWorkspace(FileNotFoundError):  # noqa: N818 - it is named for what is so
    """No `workspace.toml` lies above an engagement."""


def workspace_above(path: Path) -> Path | None:
    """Give the folder of the workspace that an engagement folder, or an agreement file, lies in; None: there is none.

    It is the nearest that holds `workspace.toml`: the engagement's own, or one of the three above it. Raises Problems
    where a file on the way is nearly named so.
    """
    folder = path.resolve()
    folder = folder.parent if folder.is_file() else folder
    for each in (folder, *folder.parents)[: DEEPEST + 1]:
        if (each / WORKSPACE).is_file():
            return each
        _refuse_misnamed(each)
    return None


def _refuse_misnamed(folder: Path) -> None:
    """Refuse a file whose name is nearly that of a workspace file. Raises Problems."""
    try:
        found = sorted(file.name for file in folder.iterdir())
    except OSError:
        return  # the engagement's folder is not there yet, or what lies above is not ours to look into
    for name in found:
        if name.casefold().endswith(".toml") and meant(name, WORKSPACE, there=False):
            hint = f"rename it {WORKSPACE}, or move it elsewhere"
            raise Problems([Problem(str(folder / name), 1, 1, "", "this is not read", hint)])


def load_settings(path: Path) -> Settings | None:
    """Read the settings of the workspace that an engagement lies in; the engagements themselves are not read.

    Raises Problems where they do not hold, OSError on what the system refuses.
    """
    root = workspace_above(path)
    return None if root is None else _settings(root)


def load_workspace(path: Path, *, hours: bool = False) -> Workspace | None:
    """Read the workspace that an engagement lies in, with what its other engagements bring; None: there is none.

    With `hours` also the hours that they include, for which the whole of each is read (`adds_up_hours` says whether
    anybody asks).

    Another engagement that cannot be read is named as such, unless nothing has happened in it yet: a draft used no
    number. Raises as `load_settings` does.
    """
    root = workspace_above(path)
    if root is None:
        return None
    settings, here = _settings(root), path.resolve()
    others, unread = [], []
    for folder in engagements(root):
        if folder not in {here, here.parent if here.is_file() else here}:
            name = str(folder.relative_to(root))
            engagement = _readable(folder)
            if engagement is not None:
                counts = _whole(folder) if hours and settings.hours else None
                more = {"name": name, "included": included_hours(counts) if counts else ()}
                others.append(other_of(engagement).model_copy(update=more))
            elif (folder / JOURNAL).exists():
                unread.append(name)
    worded = tuple(
        dict.fromkeys(name.partition(".")[0].partition("@")[0].replace("/", ".") for name in _texts(root))
    )
    return Workspace(settings=settings, others=tuple(others), unread=tuple(unread), worded=worded)


@contextmanager
def locked_numbering(path: Path) -> Iterator[Workspace | None]:
    """Give the workspace, and lock it against others who want to number invoices in it.

    Whoever issues within it sees every number that was given before, and nobody gives the same one meanwhile.
    """
    root = workspace_above(path)
    if root is None:
        yield None
        return
    with locked(root / WORKSPACE):
        yield load_workspace(path)


def acknowledge(path: Path, accepted: Acknowledged) -> Path:
    """Write below the settings of a workspace that a finding was accepted; give the file.

    Raises NoWorkspace where the engagement lies in none, Problems where the settings would not hold.
    """
    root = workspace_above(path)
    if root is None:
        raise NoWorkspace
    file = root / WORKSPACE
    with locked(file):
        text = decode(file.read_bytes(), str(file))
        after = write_below("acknowledged", accepted.model_dump(mode="json"), text)
        read_settings(after, str(file))
        write_whole(file, after.encode())
    return file


def engagements(root: Path, below: int = DEEPEST) -> Iterator[Path]:
    """Give the engagement folders of a workspace, by name; none hidden, linked, or of another workspace."""
    if any((root / name).is_file() for name in AGREEMENTS):
        yield root
    for folder in sorted(root.iterdir()) if below else ():
        if folder.is_symlink() or not folder.is_dir() or folder.name.startswith("."):
            continue
        if not (folder / WORKSPACE).is_file():
            yield from engagements(folder, below - 1)


def hours_owed(path: Path, on: dt.date) -> dict[str, str]:
    """Give the hours a month that the other engagements of a workspace have, by name; unread ones are left out."""
    from charter.core.interview.asking import owed_hours  # noqa: PLC0415 - only an interview asks

    root = workspace_above(path)
    here = path.resolve()
    found: dict[str, str] = {}
    for folder in engagements(root) if root is not None else ():
        engagement = None if folder.resolve() == here else _whole(folder)
        hours = None if engagement is None else owed_hours(engagement, on)
        if hours is not None and root is not None:
            found[str(folder.relative_to(root))] = hours
    return found


def load_own_words(path: Path) -> dict[str, str]:
    """Read the texts of the playbook of the workspace, by name; empty: it has none.

    Raises Problems where one is not as a text has to be, OSError on what the system refuses.
    """
    from charter.core.interview.own_words import lint_texts  # noqa: PLC0415 - only who drafts asks

    root = workspace_above(path)
    texts = {} if root is None else {name: _text(root / PLAYBOOK / name) for name in _texts(root)}
    wrong = lint_texts(texts) if texts else []
    if wrong and root is not None:
        hint = "mend the text, or move it elsewhere"
        raise Problems(
            Problem(str(root / PLAYBOOK / name), 1, 1, "", said, hint)
            for name, _, said in (line.partition(": ") for line in wrong)
        )
    return texts


def _texts(root: Path) -> tuple[str, ...]:
    """Name the texts of a playbook, `part/clause.md`; none hidden or linked."""
    found = sorted((root / PLAYBOOK).glob("*/*.md"))
    kept = (file for file in found if not any(each.is_symlink() for each in (file, file.parent)))
    return tuple(f"{file.parent.name}/{file.name}" for file in kept if file.is_file() and file.name[0] != ".")


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        return decode(opened.read(LARGEST + 1), str(file))


def _settings(root: Path) -> Settings:
    """Read the settings; of a term on which both speak, the workspace file comes before the folder of the playbook."""
    file, more = root / WORKSPACE, root / PLAYBOOK / POSITIONS
    with file.open("rb") as opened:
        settings = read_settings(opened.read(LARGEST + 1), str(file))
    if not more.is_file():
        return settings
    with more.open("rb") as opened:
        held = read_positions(opened.read(LARGEST + 1), str(more))
    return settings.model_copy(update={"playbook": {**held, **settings.playbook}})


def _whole(folder: Path) -> Engagement | None:
    """Read the whole of another engagement; None as with `_readable`."""
    try:
        return read(engagement_texts(folder), folder.name)
    except (Problems, OSError):
        return None


def _readable(folder: Path) -> Engagement | None:
    """Read what counts of another engagement; None where it does not hold, or the system refuses it."""
    try:
        return read_what_counts(engagement_texts(folder), folder.name)
    except (Problems, OSError):
        return None
