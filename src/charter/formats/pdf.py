"""The PDF: PDF/UA-1 and PDF/A-3a at once, set by Typst, the same bytes for the same tree."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import typst

from charter.core.document import tree
from charter.formats import days, scripts

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "typst"
_UNDRAWN = re.compile(r'the text `"(.+)"` could not be displayed')
_ENDLESS = re.compile(r"\S{200}")
"""A word of so many letters is no word: to weigh each place where it may break took Typst minutes."""
_TWICE = re.compile(r"label `<(.+)>` occurs multiple times")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SHOWN = 2
"""Groups of eight letters of a digest that are printed where the whole is attached."""
_AGED = 5
"""Empty pages after each document: Typst keeps what it worked out (120 MB for 20 pages) for ten runs without a use."""
_NONE: Mapping[str, bytes] = MappingProxyType({})
_kept = threading.local()


class NotSet(RuntimeError):  # noqa: N818 - it is named for what did not happen
    """The typesetter refused a page: a fault of the tree or of the page template, never of what a term says.

    What the typesetter said is the error's note.
    """

    def __init__(self, title: str, why: str) -> None:
        super().__init__(f"The PDF of “{title}” cannot be set: {why}.")


def render(document: tree.Document, attachments: Mapping[str, bytes] = _NONE) -> bytes:
    """Print `document` as PDF bytes, with `attachments` (file name to content) embedded.

    The same tree and attachments give the same bytes, on any day and in any thread: the file is dated
    `document.dated`. Terms are set as text and never read as markup. Raises MissingScript, which names the term,
    for a character that no shipped font can print; NotSet where the tree is none that a page can show, such as
    two clauses of one name.
    """
    shown = _for_people(document, attached=bool(attachments))
    scripts.refuse_missing(scripts.printed_texts(shown))
    data = {"document": tree.to_data(shown)} | beside(document, attachments)
    return compiled("agreement.typ", data, document, sheet=document.paper)


class Dated(Protocol):
    """A tree that a page template can print: what its PDF is called, and the day that it bears."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def dated(self) -> dt.date:
        """The day that goes into the file's properties."""


def beside(node: Dated, attachments: Mapping[str, bytes]) -> dict[str, Any]:
    """Give what a template needs beside a tree: what is attached, and whether a word in it has no end."""
    return {
        "attachments": [_file(*pair) for pair in attachments.items()],
        "endless": any(_ENDLESS.search(text) for _, text in scripts.printed_texts(node)),
    }


def compiled(template: str, data: Mapping[str, Any], node: Dated, sheet: str = "a4") -> bytes:
    """Print data by a page template as PDF bytes, on the grid of a sheet ("a4", "us-letter").

    Raises MissingScript and NotSet as `render` does.
    """
    compiler = _compiler()
    try:
        printed, warnings = compiler.compile_with_warnings(
            TEMPLATES / template,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False), "sheet": sheet},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=int(dt.datetime.combine(node.dated, dt.time(), dt.UTC).timestamp()),
        )
    except typst.TypstError as error:
        raise _missing(error, node) or _refused(error, node) from None
    finally:
        _forget(compiler)
    if warnings or not isinstance(printed, bytes):
        said = "; ".join(warning.message for warning in warnings)
        raise NotSet(node.title, f"the page template warns ({said})")
    return printed


def _for_people(document: tree.Document, *, attached: bool) -> tree.Document:
    """Say of each signature when it was given, and what was seen: in short where the whole is attached."""
    country = days.country(document)

    def shown(line: tree.Signatory) -> tree.Signatory:
        if line.signed is None:
            return line
        digest = _fingerprint(line.signed.digest, attached=attached)
        return replace(
            line, signed=replace(line.signed, at=days.moment(line.signed.at, country), digest=digest)
        )

    blocks = (
        replace(block, signatories=tuple(map(shown, block.signatories))) for block in document.signatures
    )
    return replace(document, signatures=tuple(blocks))


def _fingerprint(digest: str, *, attached: bool) -> str:
    """Write a digest in groups that can be compared by eye.

    >>> _fingerprint("9f86d081884c7d65" * 4, attached=True)
    'SHA-256 9f86d081 884c7d65 … (the whole is in the attached file)'
    """
    parts = [digest[at : at + 8] for at in range(0, len(digest), 8)]
    if not attached or len(parts) <= _SHOWN:
        return f"SHA-256 {' '.join(parts)}"
    return f"SHA-256 {' '.join(parts[:_SHOWN])} … (the whole is in the attached file)"


def _missing(error: typst.TypstError, document: Dated) -> scripts.MissingScript | None:
    """What Typst says it could not draw, as the error that names the place; None for any other error."""
    undrawn = _UNDRAWN.search(error.message)
    return scripts.blame(_plain(undrawn[1]), scripts.printed_texts(document)) if undrawn else None


def _refused(error: typst.TypstError, document: Dated) -> NotSet:
    """Say in our words what the typesetter refused; its own are the note."""
    twice = _TWICE.search(error.message)
    why = (
        f"two of its clauses are named {twice[1]}"
        if twice
        else "the page template has no way to show its tree"
    )
    refusal = NotSet(document.title, why)
    refusal.add_note(f"Typst says: {error.message}")
    return refusal


def _plain(debug: str) -> str:
    r"""A text as Rust shows it, with what it escapes put back.

    >>> _plain(r"a\u{302a}") == "a\u302a"
    True
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), debug)


def _file(name: str, content: bytes) -> dict[str, Any]:
    """Say how one attachment is embedded; Typst takes text or numbers, so bytes that are no text become numbers."""
    try:
        body: str | list[int] = content.decode()
    except UnicodeDecodeError:
        body = list(content)
    suffix = name.rpartition(".")[2]
    mime = {
        "toml": "application/toml",
        "json": "application/json",
        "xml": "application/xml",
        "pdf": "application/pdf",
    }
    relationship = {"toml": "source", "pdf": "supplement"}
    return {
        "content": body,
        "name": name,
        "mime": mime.get(suffix, "application/octet-stream"),
        "relationship": relationship.get(suffix, "data"),
        "description": name,
    }


def _compiler() -> typst.Compiler:
    """This thread's compiler: fonts and templates are read once, and nothing is shared between threads."""
    kept: typst.Compiler | None = getattr(_kept, "compiler", None)
    if kept is None:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[scripts.FONTS]
        )
        kept = _kept.compiler = typst.Compiler(
            TEMPLATES / "agreement.typ", root=TEMPLATES, ignore_system_fonts=True, font_paths=fonts
        )
    return kept


def _forget(compiler: typst.Compiler) -> None:
    """Print an empty page some times, so that Typst lets go of what it kept of the documents before the last."""
    for _ in range(_AGED):
        compiler.compile(TEMPLATES / "empty.typ", format="svg")
