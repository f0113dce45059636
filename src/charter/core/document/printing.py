"""Printing the texts of one agreement: each with the terms it may name, numbered references, and the words it uses.

A clause's text sees its own terms by name; a sheet (cover, glossary) sees the parts. Both have `see`, `has` and
`deal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from charter.core.agreement import PARTS, Agreement
from charter.core.document import tree
from charter.core.document.library import heading, words
from charter.core.document.prose import parse
from charter.core.document.sheet import Line, Sheet, fill
from charter.core.document.speech import locale
from charter.core.document.template import FEW, printed
from charter.core.document.term import Names, Page, Term, Token
from charter.core.language import written
from charter.core.language.english import worded
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Keyed
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price

DEAL = {
    "client": "foundation.parties.client.name",
    "consultant": "foundation.parties.consultant.name",
    "currency": "financials.payment.currency",
    "law": "general.law.governing",
}
"""What every text may name of the agreement as `deal`, by the path of the term."""

SCHEDULE = "\n## "
"""How a clause's text begins what it puts into a schedule."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed text, and the nodes that fill it."""

    sheet: Sheet
    slots: tuple[tree.Inline, ...]

    def line(self, line: Line) -> tuple[tree.Inline, ...]:
        """Fill one line of it."""
        return fill(line, self.slots)

    @property
    def only(self) -> tuple[tree.Inline, ...]:
        """The one paragraph of a short text; empty where nothing was printed."""
        return next((self.line(block.line) for block in self.sheet.blocks if hasattr(block, "line")), ())


class Press:
    """Prints the texts of one agreement."""

    __slots__ = ("agreement", "letters", "locale", "names", "numbers")

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.locale = locale(agreement)
        self.names = Names.of(agreement)
        self.numbers: Mapping[Cite, str] = agreement.numbering
        with_schedule = (cite for cite in agreement.clauses if SCHEDULE in self.text(cite))
        self.letters = {cite: lettered(place) for place, cite in enumerate(with_schedule)}

    def text(self, cite: Cite) -> str:
        """Give the source text of a clause under the law and in the language of the agreement."""
        law = self.agreement.general.law
        return words(cite, law.governing, law.language)

    def worded(self, text: str) -> str:
        """Write the library's own words as the document's country does."""
        return worded(text, self.locale.country)

    def clause(self, clause: Clause) -> Printed:
        """Print the text of a clause. Raises what `printed` and `parse` raise for an author's mistake."""
        page = Page(self.names, self.locale.country)
        cite = clause.cite
        names = {
            name: Term(page, f"{cite}.{name}", getattr(clause, name)) for name in type(clause).model_fields
        }
        if isinstance(clause, Keyed):
            names["things"] = Term(page, cite, clause.things)
        schedule = Token(f"Schedule {self.letters[cite]}") if cite in self.letters else None
        return self._printed(self.text(cite), page, names | {"schedule": schedule})

    def sheet(self, source: str, names: Mapping[str, Any] | None = None) -> Printed:
        """Print a text that belongs to no clause, with the parts, or with the names given."""
        page = Page(self.names, self.locale.country)
        if names is None:
            terms: dict[str, Any] = {part: Term(page, part, getattr(self.agreement, part)) for part in PARTS}
            terms["prices"] = self._prices(page)
        else:
            terms = {name: Term(page, path, value) for name, (path, value) in names.items()}
        return self._printed(source, page, terms)

    def _prices(self, page: Page) -> Token:
        """Print what each clause costs, as it says itself, fees first: of what, how much, and the most of it."""
        lines = [
            page.token(tree.Value(price.cite, written(_line(price), self.locale)))
            for clause in sorted(self.agreement.clauses.values(), key=lambda clause: not clause.pays)
            for price in islice(clause.prices(), FEW)
        ]
        return Token(f"{'. '.join(lines)}. " if lines else "")

    def _printed(self, source: str, page: Page, names: Mapping[str, Any]) -> Printed:
        def see(cite: str) -> Token:
            number = self.numbers[Cite(cite)]
            return page.token(tree.Reference(cite, f"{number} ({self.worded(heading(cite))})"))

        def has(cite: str) -> bool:
            return cite in self.numbers

        deal = {name: Term(page, path, _at(self.agreement, path)) for name, path in DEAL.items()}
        text = printed(source, {**names, "see": see, "has": has, "deal": deal})
        return Printed(parse(text, self.locale.country), tuple(page.slots))


def _at(agreement: Agreement, path: str) -> object:
    value: object = agreement
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def lettered(place: int) -> str:
    """Give the letter of a schedule; `place` counts from 0.

    >>> lettered(0), lettered(25), lettered(26)
    ('A', 'Z', 'AA')
    """
    more, letter = divmod(place, 26)
    return (lettered(more - 1) if more else "") + chr(ord("A") + letter)


def _line(price: Price) -> Sentence:
    """Say what a thing costs in one line, and the most of it where that is another sum."""
    if price.most is None or price.most == price.amount:
        return say("{what}: {amount}", what=price.what, amount=price.amount)
    return say("{what}: {amount}, {most} at most", what=price.what, amount=price.amount, most=price.most)
