r"""The texts of the clause library in one edition: what each is called, and which one a law or language chooses.

The edition that is being worked on lies in the source; those once released are kept (`editions.py`). Nothing here
needs a template or a parser, so citing is cheap.

>>> library = Library("2026.1", {"financials/payment.md": "# Payment\n", "financials/payment@DE.md": "# Zahlung\n"})
>>> library.words("financials.payment", "DE-HH", "en"), library.words("financials.payment", "US-CA", "en")
('# Zahlung\n', '# Payment\n')
>>> library.heading("financials.payment.due_after"), library.edition
('Payment', '2026.1+bf8220f561821fe3')
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from charter.core.agreement import CLAUSES, Agreement
from charter.core.document.countries import PlaceNames
from charter.core.document.glossary import Glossary, entries
from charter.core.document.inserts import is_insert, laid_over
from charter.core.document.sources import SHEETS, Working
from charter.core.document.speech import locale
from charter.core.language.english import worded
from charter.core.language.spelling import Spelling
from charter.core.vocabulary import toml
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.header import RELEASE

_ENGLISH = "en"
_TITLE = re.compile("# (.+)\n")


class Library:
    """The texts of one edition, by name; compared by identity, so that what was parsed of it can be cached under it."""

    def __init__(self, release: str, texts: Mapping[str, str]) -> None:
        self.release = release
        self.texts = texts

    @cached_property
    def edition(self) -> str:
        """Its name: the release, and the beginning of the SHA-256 over every text in it."""
        whole = hashlib.sha256()
        for name, text in sorted(self.texts.items()):
            whole.update(f"{name}\n{len(text.encode())}\n{text}".encode())
        return f"{self.release}+{whole.hexdigest()[:16]}"

    # ── clauses ────────────────────────────────────────────────────────────────────────────────

    def words(self, cite: str, law: str, language: str) -> str:
        """Give the source text of a clause, as `Wording.replaces` digests it.

        For "US-CA" that is the text for every law, with what `@US` and then `@US-CA` insert; one of them that begins
        with a heading is a whole text of its own. Raises LookupError where the library has no such clause, or not in
        this language.
        """
        place = Cite(cite).clause
        if place not in CLAUSES:
            raise LookupError(f"no clause is called {place}")
        whole = ""
        for code in _widest(law):
            text = self.texts.get(f"{place.replace('.', '/')}{_suffix(language)}{code}.md")
            if text is not None:
                whole = laid_over(whole, text) if whole and is_insert(text) else text
        if not whole:
            raise LookupError(f"the library has no text of {place} in the language {language}")
        return whole

    def digest(self, cite: str, law: str, language: str) -> str:
        """Give the SHA-256 of the source text of a clause, in hex."""
        return hashlib.sha256(self.words(cite, law, language).encode()).hexdigest()

    def heading(self, cite: str) -> str:
        """Give the heading of a clause, also by the path of a term in it. Raises LookupError for an unknown clause."""
        found = _TITLE.match(self.words(cite, "", _ENGLISH))
        if not found:
            raise LookupError(f"the text of {cite} has no heading: begin it with a line like # Late payment")
        return found[1].strip()

    # ── what belongs to no clause ──────────────────────────────────────────────────────────────

    def entries(self, sheet: str) -> dict[str, str]:
        """Give the entries of a sheet that belongs to no clause: cover, glossary, wording, closing."""
        if sheet not in self._entries:
            self._entries[sheet] = entries(self.texts[f"{SHEETS}/{sheet}.md"])
        return self._entries[sheet]

    @cached_property
    def _entries(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def glossary(self) -> Glossary:
        """The defined words."""
        return Glossary(self.texts[f"{SHEETS}/glossary.md"])

    @cached_property
    def places(self) -> PlaceNames:
        """The names of countries and laws."""
        read = (toml.loads(self.texts[n]) for n in ("vocabulary/countries.toml", "document/laws.toml"))
        return PlaceNames(*read)

    @cached_property
    def spelling(self) -> Spelling:
        """How countries spell."""
        return Spelling(self.texts["language/spelling.csv"])


# ── the edition that is being worked on ────────────────────────────────────────────────────────


@cache
def working() -> Library:
    """Give the texts as they stand in the source."""
    return Library(RELEASE, Working())


def words(cite: str, law: str, language: str) -> str:
    """Give the source text of a clause in the working edition, as `Library.words` does."""
    return working().words(cite, law, language)


def digest(cite: str, law: str, language: str) -> str:
    """Give the SHA-256 of the source text of a clause in the working edition, in hex."""
    return working().digest(cite, law, language)


def heading(cite: str) -> str:
    """Give the heading of a clause in the working edition, also by the path of a term in it."""
    return working().heading(cite)


def edition() -> str:
    """Name the working edition."""
    return working().edition


def citation(agreement: Agreement, cite: str) -> str:
    """Name a clause as the document shows it: "4.9 Late payment"; one that is absent by its heading alone."""
    number = agreement.numbering.get(Cite(cite).clause)
    name = worded(heading(cite), locale(agreement).country)
    return f"{number} {name}" if number else name


def texts() -> Iterator[tuple[str, str]]:
    """Give every text of the working edition with its name: clauses, also as each law has them, and sheets."""
    for name, text in working().texts.items():
        if name.endswith(".md"):
            place, _, law = name.removesuffix(".md").partition("@")
            yield name, words(place.replace("/", "."), law, _ENGLISH) if law else text


def _widest(law: str) -> Iterator[str]:
    yield ""
    pieces = law.split("-") if law else []
    for size in range(1, len(pieces) + 1):
        yield "@" + "-".join(pieces[:size])


def _suffix(language: str) -> str:
    return "" if language == _ENGLISH else f".{language}"
