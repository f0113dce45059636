"""The texts of the clause library: where each is, what it is called, and which one a law or language chooses.

A clause's text stands beside its module: `late_payment.md`; another language `late_payment.de.md`; other words
where a law demands them `late_payment@DE.md`. A clause that needs more than a page is a folder; its texts are then
`late_payment/text.md`, `text@DE.md`. Nothing here needs a template or a parser, so citing is cheap.

>>> heading("financials.late_payment")
'Late payment'
>>> words("financials.late_payment", "US-CA", "en") == words("financials.late_payment", "GB", "en")
True
>>> len(digest("financials.late_payment", "DE", "en"))
64
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import resources

from charter.core.agreement import Agreement, clause_types
from charter.core.document.speech import locale
from charter.core.language.english import worded
from charter.core.vocabulary.cite import Cite

CLAUSES = "charter.core.clauses"
SHEETS = "charter.core.document"
FOLDED = "text"
"""What the texts of a clause are called that is a folder of its own."""

RELEASE = "2026.1"
"""The edition of the texts; a change of words is a new one."""

_ENGLISH = "en"
_TITLE = re.compile("# (.+)\n")


def words(cite: str, law: str, language: str) -> str:
    """Give the source text of a clause, as `Wording.replaces` digests it.

    The nearest law wins: for "US-CA" `@US-CA`, then `@US`, then the text for every law. Raises LookupError where
    the library has no such clause, or not in this language.
    """
    place = Cite(cite).clause
    for code in _nearest(law):
        if (text := _text(place, f"{_suffix(language)}{code}")) is not None:
            return text
    raise LookupError(f"the library has no text of {place} in the language {language}")


def digest(cite: str, law: str, language: str) -> str:
    """Give the SHA-256 of the source text of a clause, in hex."""
    return hashlib.sha256(words(cite, law, language).encode()).hexdigest()


def sheet(name: str) -> str:
    """Give the source text of a sheet that belongs to no clause: cover, glossary, wording, closing."""
    return _read(SHEETS, f"{name}.md")


def heading(cite: str) -> str:
    """Give the heading of a clause, also by the path of a term in it. Raises LookupError for an unknown clause."""
    found = _TITLE.match(words(cite, "", _ENGLISH))
    if not found:
        raise LookupError(f"the text of {cite} has no heading: begin it with a line like # Late payment")
    return found[1].strip()


def citation(agreement: Agreement, cite: str) -> str:
    """Name a clause as the document shows it: "4.9 Late payment"; one that is absent by its heading alone."""
    number = agreement.numbering.get(Cite(cite).clause)
    name = worded(heading(cite), locale(agreement).country)
    return f"{number} {name}" if number else name


@cache
def edition() -> str:
    """Name the edition: the release, and the beginning of the SHA-256 over every text in it."""
    whole = hashlib.sha256()
    for name, text in sorted(texts()):
        whole.update(f"{name}\n{len(text.encode())}\n{text}".encode())
    return f"{RELEASE}+{whole.hexdigest()[:16]}"


def texts() -> Iterator[tuple[str, str]]:
    """Give every text of the library with its name: clauses, their variants, and the sheets."""
    parts = sorted({cite.part for cite in clause_types()})
    for package in (SHEETS, *(f"{CLAUSES}.{part}" for part in parts)):
        for entry in resources.files(package).iterdir():
            if entry.name.endswith(".md"):
                yield f"{package.rpartition('.')[2]}/{entry.name}", _read(package, entry.name)
    for clause in clause_types():
        for entry in resources.files(_home(clause)).iterdir():
            if _is_folder(clause) and entry.name.startswith(FOLDED) and entry.name.endswith(".md"):
                name = f"{_name(clause)}{entry.name.removeprefix(FOLDED)}"
                yield f"{clause.part}/{name}", _read(_home(clause), entry.name)


def _name(clause: Cite) -> str:
    return clause.rpartition(".")[2]


def _is_folder(clause: Cite) -> bool:
    """Whether a clause is a folder of its own, whose texts are named `text.md`, `text@DE.md`."""
    return clause_types()[clause].__module__ == f"{CLAUSES}.{clause}" and hasattr(
        sys.modules[f"{CLAUSES}.{clause}"], "__path__"
    )


def _home(clause: Cite) -> str:
    return f"{CLAUSES}.{clause}" if _is_folder(clause) else f"{CLAUSES}.{clause.part}"


def _nearest(law: str) -> Iterator[str]:
    pieces = law.split("-") if law else []
    for size in range(len(pieces), 0, -1):
        yield "@" + "-".join(pieces[:size])
    yield ""


def _suffix(language: str) -> str:
    return "" if language == _ENGLISH else f".{language}"


@cache
def _text(clause: Cite, suffix: str) -> str | None:
    if clause not in clause_types():
        raise LookupError(f"no clause is called {clause}")
    name = FOLDED if _is_folder(clause) else _name(clause)
    try:
        return _read(_home(clause), f"{name}{suffix}.md")
    except FileNotFoundError:
        return None


@cache
def _read(package: str, name: str) -> str:
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")
