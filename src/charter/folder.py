"""Engagement folders on disk: `agreement.toml`, `amendments/`, `journal.toml`, read whole and written whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from errno import EEXIST, ENOENT
from pathlib import Path
from typing import Any

from charter.atomic import locked, make_folder, write_whole
from charter.core.engagement import Engagement
from charter.core.reading import Problem, Problems, read
from charter.core.reading.by_hand import EVIDENCE
from charter.core.reading.syntax import LARGEST, decode
from charter.core.reading.texts import JOURNAL, ORDERS
from charter.core.vocabulary.entry import Entry
from charter.papers_folder import AGREEMENTS, file_of_text, papers_beside

__all__ = [
    "AGREEMENTS",
    "AMENDMENTS",
    "JOURNAL",
    "NoEngagement",
    "append_entries",
    "create_agreement",
    "engagement_texts",
    "keep_answers",
    "kept_answers",
    "load",
    "named_texts",
    "rewrite_agreement",
]

AMENDMENTS = "amendments"
PAPERS = "papers"
"""The folder of the papers that were issued."""
ANSWERS = "interview.json"
MOST_KEPT = 4
"""The most engagements that are kept as last read."""

_latest: dict[Path, tuple[dict[str, bytes], Engagement]] = {}
ALIKE = 0.8
"""How alike two names must be, from 0 to 1, for one to be meant."""

FOLDER = "make it a folder of amendments, or remove it"


class NoEngagement(FileNotFoundError):  # noqa: N818 - it is named for what is so
    """There is no engagement where one was looked for; the message says where to look instead."""

    def __init__(self, place: Path, message: str) -> None:
        super().__init__(ENOENT, message, "this folder" if place == Path() else str(place))


def load(path: Path) -> Engagement:
    """Read the engagement in a folder, or an agreement file alone.

    Raises Problems on what cannot be read, NoEngagement where there is none, OSError on what the system refuses.
    """
    path = Path(path)
    if path.is_file():
        return _alone(path)
    try:
        return _read(path, engagement_texts(path))
    except Problems as error:
        raise Problems(
            _renamed(problem, problem.file, str(file_of_text(path, problem.file)))
            for problem in error.problems
        ) from None


def load_terms(path: Path) -> tuple[Engagement, tuple[Problem, ...]]:
    """Read the terms and, where it is valid, the journal; otherwise no entries, but the problems of the journal.

    Raises as `load` does for all that is wrong with the agreement and its amendments.
    """
    try:
        return load(path), ()
    except Problems as error:
        if path.is_file() or any(Path(problem.file) != path / JOURNAL for problem in error.problems):
            raise
        return _read(path, engagement_texts(path, journal=False)), error.problems


def _read(folder: Path, held: dict[str, bytes]) -> Engagement:
    """Read an engagement from its texts, or give the one read before where they are the same byte for byte."""
    place = folder.resolve()
    found = _latest.get(place)
    return found[1] if found and found[0] == held else _keep(place, held, read(held, place.name))


def _keep(place: Path, held: dict[str, bytes], engagement: Engagement) -> Engagement:
    """Cache what was read, so that a command that reads, decides and appends need not read again."""
    if len(_latest) >= MOST_KEPT:
        _latest.clear()
    _latest[place] = held, engagement
    return engagement


def _alone(path: Path) -> Engagement:
    if path.name == JOURNAL:
        raise NoEngagement(path, f"this is a journal, not an agreement: name its folder, {path.parent}")
    if path.parent.name == AMENDMENTS:
        raise NoEngagement(
            path, f"this is an amendment, not a whole agreement: name the folder, {path.parent.parent}"
        )
    name = _role(path)
    try:
        return read({name: _bytes(path, name)}, path.stem)
    except Problems as error:
        raise Problems(_renamed(problem, name, str(path)) for problem in error.problems) from None


def engagement_texts(folder: Path, *, journal: bool = True) -> dict[str, bytes]:
    """Give the texts of an engagement by name, with or without its journal: its files, and the other papers of a frame.

    Raises NoEngagement where there is no agreement, Problems where a file cannot be read.
    """
    own = own_texts(folder, journal=journal)
    return own | papers_beside(folder.resolve(), own, own_texts)


def own_texts(folder: Path, *, journal: bool = True) -> dict[str, bytes]:
    """Give the files of an engagement folder itself by name. Raises as `engagement_texts` does."""
    if not folder.is_dir():
        said = "no file and no folder" if os.path.lexists(folder) else "there is no such file or folder"
        raise NoEngagement(folder, f"{said}: name an engagement folder")
    _misnamed(folder)
    names = [*AGREEMENTS, *(f"{AMENDMENTS}/{name}" for name in _amendments(folder / AMENDMENTS))]
    names += [JOURNAL] if journal else []
    found = {name: _bytes(folder / name, name) for name in names if _stands(folder / name, name)}
    if not any(name in found for name in AGREEMENTS):
        raise NoEngagement(folder, f"there is no agreement.toml here: {_elsewhere(folder)}")
    return found | _chain_of_schema_1(folder, found)


def _chain_of_schema_1(folder: Path, found: dict[str, bytes]) -> dict[str, bytes]:
    """Give the chain of evidence where it may tell who signed: beside an agreement that names no schema."""
    named = any(
        b"[charter]" in found.get(name, b"") or b'"charter"' in found.get(name, b"") for name in AGREEMENTS
    )
    path = folder / EVIDENCE
    if named or not path.is_file() or path.stat().st_size > LARGEST:
        return {}
    try:
        return {EVIDENCE: path.read_bytes()}
    except OSError as error:
        raise Problems([_refused(EVIDENCE, error)]) from None


def _amendments(folder: Path) -> list[str]:
    """Give the names of the amendments in order; any other file in their folder is refused.

    Raises Problems on what is no TOML file there, and where the folder itself is none or cannot be read.
    """
    try:
        found = sorted(file.name for file in folder.iterdir())
    except FileNotFoundError:
        if not os.path.lexists(folder):
            return []
        raise Problems([_unread(AMENDMENTS, "the link leads nowhere", FOLDER)]) from None
    except NotADirectoryError:
        raise Problems([_unread(AMENDMENTS, "this is no folder", FOLDER)]) from None
    except OSError as error:
        raise Problems([_refused(AMENDMENTS, error)]) from None
    others = [name for name in found if not name.startswith(".") and not name.endswith(".toml")]
    if others:
        said, hint = (
            "this is not read as an amendment",
            "write it as TOML in a file named *.toml, or move it elsewhere",
        )
        raise Problems(_unread(f"{AMENDMENTS}/{name}", said, hint) for name in others)
    return [name for name in found if name.endswith(".toml")]


def _misnamed(folder: Path) -> None:
    """Refuse a file or folder whose name is nearly that of the journal or the amendments. Raises Problems."""
    found = sorted(file.name for file in folder.iterdir() if not file.name.startswith("."))
    for wanted, hint in ((JOURNAL, f"rename it {JOURNAL}"), (AMENDMENTS, f"put it in a folder {AMENDMENTS}")):
        for name in found:
            if name != wanted and meant(name, wanted, there=wanted in found):
                raise Problems([_unread(name, "this is not read", f"{hint}, or move it elsewhere")])


def meant(name: str, wanted: str, *, there: bool) -> bool:
    """Whether a name was probably meant for another that is not there: equal but for capitals, or nearly equal."""
    from difflib import get_close_matches  # noqa: PLC0415 - for names that are out of the ordinary

    if there:
        return name.casefold() == wanted
    stems = (each.casefold().partition(".")[0] for each in (name, wanted))
    return bool(get_close_matches(next(stems), stems, 1, ALIKE))


def _stands(path: Path, name: str) -> bool:
    """Whether anything of a name is there. Raises Problems where the system does not let us know."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Problems([_refused(name, error)]) from None
    return True


def _unread(name: str, said: str, hint: str) -> Problem:
    return Problem(name, 1, 1, "", said, hint)


def _refused(name: str, error: OSError) -> Problem:
    return _unread(name, f"cannot be read: {error.strerror or error}", "see to its permissions and its links")


def named_texts(path: Path, *, journal: bool = True) -> dict[str, tuple[Path, bytes]]:
    """Give the files of an engagement folder and its master, or an agreement file alone: by name, with their paths."""
    if path.is_file():
        name = _role(path)
        return {name: (path, _bytes(path, name))}
    texts = engagement_texts(path, journal=journal)
    return {
        name: (file_of_text(path, name), raw) for name, raw in texts.items() if not name.startswith(ORDERS)
    }


def _elsewhere(folder: Path) -> str:
    """Say where an engagement is, if one is near."""
    below = sorted(file.parent for name in AGREEMENTS for file in folder.glob(f"*/{name}"))
    if below:
        return f"name one of the folders that hold one, like {below[0]}"
    above = folder.resolve().parent
    if any((above / name).is_file() for name in AGREEMENTS):
        return f"name the folder above, {folder.parent if folder.name else '..'}"
    return "put one here, or name the folder that holds one"


def append_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the journal of a folder; the file is either the old or the new one, whatever happens.

    Raises Problems where the journal with the entries would not hold; then nothing is written.
    """
    from charter.core.reading.appending import append_to_journal  # noqa: PLC0415 - most commands add nothing

    folder = path if path.is_dir() else path.parent
    with locked(folder / JOURNAL):
        held = engagement_texts(folder)
        after, engagement = append_to_journal(held, _read(folder, held), entries)
        write_whole(folder / JOURNAL, after)
        _keep(folder.resolve(), held | {JOURNAL: after}, engagement)


def keep_paper(path: Path, name: str, content: bytes) -> None:
    """Keep the JSON of a paper that was issued, under the name of its file; what is kept already stays."""
    folder = path if path.is_dir() else path.parent
    file = folder / PAPERS / f"{name}.json"
    if not file.exists():
        make_folder(file.parent)
        write_whole(file, content)


def kept_paper(path: Path, name: str) -> bytes | None:
    """Give what was kept of a paper; None where nothing was."""
    file = (path if path.is_dir() else path.parent) / PAPERS / f"{name}.json"
    return file.read_bytes() if file.is_file() else None


def create_agreement(folder: Path, terms: Mapping[str, Any] | str) -> Path:
    """Write the terms of a new agreement, whole or not, into a folder that has none yet; give the file.

    The terms are plain values, or the text of the file.

    Raises FileExistsError where the folder holds an agreement, OSError on what the system refuses.
    """
    from charter.core.reading.writing import write_values  # noqa: PLC0415 - most commands write no agreement

    make_folder(folder)
    file = folder / AGREEMENTS[0]
    with locked(file):
        there = next((folder / name for name in AGREEMENTS if os.path.lexists(folder / name)), None)
        if there is not None:
            raise FileExistsError(EEXIST, "there is an agreement already; name another folder", str(there))
        text = terms if isinstance(terms, str) else write_values(terms)
        write_whole(file, text.encode())
    return file


def rewrite_agreement(path: Path, anew: Callable[[str], str]) -> Path:
    """Write the text of an agreement anew, in one step that nobody else writes in between; give the file.

    `anew` is given the text as it is then. Raises Problems where it cannot be read, OSError on what the system refuses.
    """
    file = path if path.is_file() else path / AGREEMENTS[0]
    with locked(file):
        text = decode(_bytes(file, file.name), str(file))
        if (changed := anew(text)) != text:
            write_whole(file, changed.encode())
    return file


def kept_answers(folder: Path) -> object:
    """Give the answers that were kept of an interview, as JSON holds them; None where none can be read."""
    import json  # noqa: PLC0415 - only an interview keeps any

    try:
        raw = (folder / ANSWERS).read_bytes()
        return json.loads(raw) if len(raw) <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None


def keep_answers(folder: Path, answers: Mapping[str, Any] | None) -> None:
    """Keep the answers of an interview beside the agreement to come; None: the interview is over. Raises OSError."""
    import json  # noqa: PLC0415 - only an interview keeps any

    file = folder / ANSWERS
    if answers is None:
        file.unlink(missing_ok=True)
        return
    make_folder(folder)
    write_whole(file, json.dumps({**answers}, ensure_ascii=False, indent=1).encode())


def _role(path: Path) -> str:
    """Give the name that an agreement file has among the texts of an engagement, whatever it is called."""
    return "agreement.json" if path.suffix == ".json" else "agreement.toml"


def _bytes(path: Path, name: str) -> bytes:
    """Give what a file holds, or one byte more than it may. Raises Problems on what is no file, or is refused."""
    try:
        if path.exists() and not path.is_file():
            raise Problems([_unread(name, "a folder or a device stands here", "put a file in its place")])
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Problems([_refused(name, error)]) from None


def _renamed(problem: Problem, old: str, new: str) -> Problem:
    from dataclasses import replace  # noqa: PLC0415 - needed only when something is wrong

    return replace(problem, file=new) if problem.file == old else problem
