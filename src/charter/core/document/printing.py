"""Printing the texts of one agreement: each with the terms it may name, numbered references, and the words it uses.

A clause's text sees its own terms and figures by name; a sheet (cover, glossary) sees the parts. Both have `see` and
`has`, and `deal.moving`: the clauses under which dates move.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from charter.core.agreement import PARTS, Agreement, stated
from charter.core.document import tree
from charter.core.document.layout import Layout, lettered
from charter.core.document.library import Library
from charter.core.document.prose import COUNTING, parse
from charter.core.document.sheet import Line, Sheet, fill
from charter.core.document.sources import SHEETS
from charter.core.document.speech import locale
from charter.core.document.template import FEW, printed
from charter.core.document.term import Names, Page, Term, Token
from charter.core.facts import deal_on
from charter.core.known import unsaid
from charter.core.language.english import in_country_english, worded
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Keyed
from charter.core.vocabulary.figure import figures
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.numbering import numbered
from charter.core.vocabulary.sentence import Sentence, enumeration, say
from charter.core.vocabulary.stated import Governing, MovesDates, Price, with_tax

_SCHEDULE = re.compile(f"^## (?!{COUNTING}$)", re.MULTILINE)
"""How a clause's text begins what it puts into a schedule of its own."""
COVER_PRICES = "What the Client pays"
"""The row of the cover that holds the table of prices; the sheet of that name has the heads of its columns."""

COUNTED = Cite("counting")
"""What the schedule How we count is called among those of the clauses."""

LASTING = Cite("lasting")
"""What the schedule of what outlives the end is called among those of the clauses."""

PAPERS = Cite("papers")
"""What the schedule of which paper says what is called among those of the clauses."""


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
    """Prints the texts of one agreement, in a layout.

    `numbers` and `letters` are also those of clauses that an amendment took out.
    """

    __slots__ = ("agreement", "deal", "layout", "letters", "locale", "names", "numbers")

    def __init__(self, agreement: Agreement, layout: Layout | None = None) -> None:
        self.agreement = agreement
        self.layout = layout or Layout()
        self.locale = locale(agreement)
        self.deal = deal_on(agreement, Journal(), agreement.dated, agreement.dated)
        self.names = Names.of(agreement)
        given = numbered(self.layout.numbers or agreement.numbers_given, agreement.clauses)
        inside = sorted((tuple(map(int, number.split("."))), cite) for cite, number in given.items())
        self.numbers: Mapping[Cite, str] = {cite: given[cite] for _, cite in inside}
        own = [cite for cite in self.numbers if _SCHEDULE.search(self.text(cite))]
        counts = any(f"\n## {COUNTING}\n" in self.text(cite) for cite in self.numbers)
        self.letters = lettered(
            self.layout.letters, (*own, *self._laid(), LASTING, *((COUNTED,) if counts else ()))
        )

    def _laid(self) -> tuple[Cite, ...]:
        """Name the schedule of which paper says what, of an order."""
        return (PAPERS,) if self.agreement.laid_over is not None else ()

    def text(self, cite: Cite) -> str:
        """Give the source text of a clause under the law and in the language of the agreement."""
        governing = stated(self.agreement, Governing)
        return self.layout.worded_by(cite).words(cite, governing.law, governing.language)

    def heading(self, cite: Cite) -> str:
        """Give the heading of a clause."""
        library = self.layout.worded_by(cite)
        return worded(library.heading(cite), self.locale.country, library.spelling)

    def worded(self, text: str) -> str:
        """Write the library's own words as the document's country does."""
        return worded(text, self.locale.country, self.layout.library.spelling)

    def clause(self, clause: Clause) -> Printed:
        """Print the text of a clause. Raises what `printed` and `parse` raise for an author's mistake."""
        cite = clause.cite
        library = self.layout.worded_by(cite)
        page = Page(self.names, self.locale.country, library.places, self.deal)
        names = {
            name: Term(page, f"{cite}.{name}", getattr(clause, name)) for name in type(clause).model_fields
        }
        whole = Term(page, cite, clause)
        names |= {name: whole.deeper(name) for name in figures(type(clause))}
        if isinstance(clause, Keyed):
            names["things"] = Term(page, cite, clause.things)
        schedule = Token(f"Schedule {self.letters[cite]}") if cite in self.letters else None
        return self._printed(self.text(cite), page, names | {"schedule": schedule}, library)

    def entry(self, sheet: str, head: str, names: Mapping[str, Any] | None = None) -> Printed:
        """Print an entry of a sheet that belongs to no clause, with the parts, or with the names given."""
        return self.sheet(self.layout.library.entries(sheet)[head], names)

    def definition(self, word: str) -> Printed:
        """Print the definition of a word, from the first edition that defines it."""
        library = next(each for each in self.layout.libraries if word in each.glossary.texts)
        return self.sheet(library.glossary.texts[word], library=library)

    def collected(
        self, sheet: str, names: Mapping[str, Any] | None = None
    ) -> tuple[str, Printed, tuple[str, ...]]:
        """Print the heading, the introduction and the heads of the columns, if any, of a schedule of all clauses.

        They are those of the first edition that has the sheet.
        """
        library = next(each for each in self.layout.libraries if f"{SHEETS}/{sheet}.md" in each.texts)
        (heading, words), *more = library.entries(sheet).items()
        columns = tuple(self.worded(head) for _, heads in more for head in heads.split(" | "))
        return self.worded(heading), self.sheet(words, names, library), columns

    def lasting(self) -> tuple[tuple[Cite, Sentence], ...]:
        """Give the clauses that outlive the end, each with how long; those left to a person say it themselves."""
        held = ((cite, self.agreement.clauses.get(cite)) for cite in self.numbers)
        said = (
            (cite, clause.survives(self.deal)) for cite, clause in held if clause is not None and clause.acts
        )
        return tuple((cite, words) for cite, words in said if words is not None)

    def said(self, sentence: Sentence) -> str:
        """Write a sentence as the document's country does."""
        return in_country_english(sentence, self.locale.country, "", self.layout.library.spelling)

    def sheet(
        self, source: str, names: Mapping[str, Any] | None = None, library: Library | None = None
    ) -> Printed:
        """Print a text that belongs to no clause, with the parts, or with the names given; of an edition."""
        library = library or self.layout.library
        page = Page(self.names, self.locale.country, library.places, self.deal)
        if names is None:
            terms: dict[str, Any] = {part: Term(page, part, getattr(self.agreement, part)) for part in PARTS}
            terms["unsaid"] = Token(self._unsaid())
        else:
            terms = {name: Term(page, path, value) for name, (path, value) in names.items()}
        return self._printed(source, page, terms, library)

    def prices(self) -> tree.Table | None:
        """Print what each clause costs, as it says itself, fees first: how much, the most of it, and whose yes.

        None where the agreement costs nothing.
        """
        library = self.layout.library
        page = Page(self.names, self.locale.country, library.places, self.deal)
        dear = self._dear()
        rows = tuple(row for clause in dear for row in self._priced(clause, page))
        if not rows:
            return None
        columns = tuple(self.worded(head) for head in library.entries("prices")[COVER_PRICES].split(" | "))
        bounded = [place for place in range(len(columns)) if any(row[place] for row in rows)]
        return tree.Table(
            tuple(columns[place] for place in bounded),
            tuple(tuple(row[place] for place in bounded) for row in rows),
        )

    def _dear(self) -> list[Clause]:
        """Give the clauses, those that are a fee first."""
        return sorted(self.agreement.clauses.values(), key=lambda clause: not clause.pays)

    def price_cells(self) -> dict[Cite, tuple[tuple[tree.Inline, ...], ...]]:
        """Print each price by the term that sets it: what for, how much, the most of it, and whose yes."""
        page = Page(self.names, self.locale.country, self.layout.library.places, self.deal)
        acting = [clause for clause in self._dear() if clause.acts]
        return {
            price.cite: self._price(price, page)
            for clause in acting
            for price in islice(clause.prices(), FEW)
        }

    def _priced(self, clause: Clause, page: Page) -> Iterator[tuple[tuple[tree.Inline, ...], ...]]:
        """Print the prices of a clause; of one whose words were negotiated and left to a person, where they stand."""
        prices = [*islice(clause.prices(), FEW)]
        if prices and not clause.acts:
            yield (
                (self.reference(clause.cite),),
                (tree.Text(self.worded("negotiated words say it")),),
                (),
                (),
                (),
            )
        elif prices:
            yield from (self._price(price, page) for price in prices)

    def _unsaid(self) -> str:
        """Name what the agreement says nothing on."""
        spelling = self.layout.library.spelling
        said = (
            in_country_english(each, self.locale.country, "", spelling) for each in unsaid(self.agreement)
        )
        return _sentence(enumeration([*said], "and"))

    def _price(self, price: Price, page: Page) -> tuple[tuple[tree.Inline, ...], ...]:
        """Print one price: what for, how much, with its tax, the most where that differs, and whose yes first."""
        most = self._most(price) if price.most != price.amount else None
        said = (
            in_country_english(each, page.country, "", self.layout.library.spelling)
            if each is not None
            else ""
            for each in (price.what, price.amount, self._taxed(price, price.amount), most)
        )
        people = [self.names.people.get(key, key) for key in price.yes]
        cells = (*said, enumeration(people, "or"))
        return tuple((tree.Value(price.cite, cell),) if cell else () for cell in cells)

    def _most(self, price: Price) -> Sentence | None:
        """Say the most that a price comes to, and what that is with tax."""
        taxed = self._taxed(price, price.most) if price.most is not None else None
        if price.most is None or taxed is None:
            return price.most
        return say("{most}, with tax {sum}", most=price.most, sum=taxed)

    def _taxed(self, price: Price, said: Sentence) -> Money | None:
        """Give the sum that a price's sentence names with the tax on top; None where it names none, or bears none."""
        net = next(said.sums, None) if price.taxed else None
        return with_tax(net, self.deal.agreed, self.deal) if net is not None else None

    def reference(self, cite: str) -> tree.Reference:
        """Refer to a clause by number and name."""
        return tree.Reference(cite, f"{self.numbers[Cite(cite)]} ({self.heading(Cite(cite))})")

    def _printed(self, source: str, page: Page, names: Mapping[str, Any], library: Library) -> Printed:
        def see(cite: str) -> Token:
            return page.token(self.reference(cite))

        def has(cite: str) -> bool:
            return cite in self.agreement.clauses

        moving = _Cited(self.agreement.all_stating(MovesDates), see)
        text = printed(source, {**names, "see": see, "has": has, "deal": {"moving": moving}})
        return Printed(parse(text, self.locale.country, library), tuple(page.slots))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class _Cited:
    """References to some clauses, made where a text names them."""

    cites: tuple[Cite, ...]
    see: Callable[[str], Token]

    def __len__(self) -> int:
        return len(self.cites)

    def __iter__(self) -> Iterator[Token]:
        return map(self.see, self.cites)
