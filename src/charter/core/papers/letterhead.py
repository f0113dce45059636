"""What stands on every paper whatever it says: who sends it by law, to whom, under which agreement, who answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from charter.core.agreement import Agreement
from charter.core.document.library import citation
from charter.core.document.tree import Fact, Inline, Strong, Text
from charter.core.engagement import Engagement
from charter.core.facts import Facts, facts
from charter.core.law.levy import Levy, levy
from charter.core.law.lookup import BodyOfLaw, law_at
from charter.core.papers.place import PostalPlace, address_lines, postal_place
from charter.core.papers.tongue import Tongue
from charter.core.papers.tree import Field, Window
from charter.core.vocabulary.country import country_name
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.party import Party, Person, Side, speaker
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Issuing

_SHEETS: dict[str, Window] = {"GB": "gb", "IE": "gb", "US": "us", "CA": "us", "CH": "ch", "LI": "ch"}
"""The envelopes of other countries than Germany and Austria (DIN 5008, form A); all others take those."""

_SECRET = frozenset({"US"})
"""Where a taxpayer's number may be that of a person, and belongs on Form W-9 and on no invoice."""


class WordsOfPages(TypedDict):
    """What a paper says by itself on every page."""

    pages: str
    carry: tuple[str, str]


@dataclass(frozen=True)
class Letterhead:
    """The agreement as known and in force on the day of a paper, and the words that the paper speaks."""

    found: Facts
    agreement: Agreement
    amended: tuple[str, ...]
    day: dt.date

    @classmethod
    def of(cls, engagement: Engagement, day: dt.date, known: dt.date) -> Letterhead:
        """Give that of a paper of a day, as known at the end of another: what is learned later changes no paper."""
        contract = engagement.known(known).contract
        amended = tuple(each.agreed for each in contract.editions[1:] if each.since <= day)
        return cls(facts(engagement, known), contract.in_force(day), amended, day)

    @property
    def deal(self) -> Deal:
        """The deal as it stood."""
        return self.found.deal

    @cached_property
    def tongue(self) -> Tongue:
        """The words of the paper: in the agreed language of invoices, as the agreement's country writes it."""
        clause = self.found.at(Issuing, self.day)
        return Tongue.of(self.agreement, clause.tongue if clause is not None else None)

    def say(self, sentence: Sentence) -> str:
        """Print a sentence."""
        return self.tongue.say(sentence)

    def cited(self, cite: str) -> str:
        """Name a clause by its number and its title."""
        return citation(self.agreement, cite)

    def where(self, role: type) -> str:
        """Name the clause that has a role."""
        past = self.found.past(role)
        return self.cited(past.kind.cite) if past is not None else ""

    @cached_property
    def place(self) -> BodyOfLaw:
        """The law of the sender's place."""
        return law_at(self.consultant.country, self.consultant.state)

    @cached_property
    def levy(self) -> Levy:
        """The tax on sales there."""
        return levy(self.place, self.day)

    @property
    def tax_name(self) -> Sentence:
        """The name of that tax, in other languages theirs for value added tax."""
        return say("VAT") if self.levy.name == "VAT" else say("{name}", name=self.levy.name)

    # ── the two sides ──────────────────────────────────────────────────────────────────────────

    @property
    def client(self) -> Party:
        """Who gets the paper."""
        return self.agreement.sides.client

    @property
    def consultant(self) -> Party:
        """Who sends it."""
        return self.agreement.sides.consultant

    @cached_property
    def author(self) -> Person | None:
        """Who speaks for the consultant; None where nobody is named."""
        people = self.agreement.sides.people
        return people.get(speaker(people, Side.CONSULTANT))

    @property
    def sheet(self) -> Window:
        """The envelopes of the sender's country."""
        return _SHEETS.get(self.consultant.country, "de")

    @property
    def house(self) -> tuple[str, ...]:
        """The name of the house, and who speaks for it."""
        who = self.author
        return (self.consultant.name,) + ((f"{who.name}, {who.title}",) if who is not None else ())

    @property
    def sender(self) -> str:
        """The sender in one line, above the address."""
        return " \u00b7 ".join((self.consultant.name, *address_lines(self.consultant.address)))

    def address(self, to: str | None) -> tuple[str, ...]:
        """Give the lines of the address, abroad with the country; `to` says to whom it goes, the client first."""
        name = self.client.name
        person = to.removeprefix(name).lstrip(", ") if to is not None and to.startswith(name) else to or ""
        abroad = self.client.country != self.consultant.country
        country = (country_name(self.client.country).upper(),) if abroad else ()
        return tuple(filter(None, (name, person, *address_lines(self.client.address), *country)))

    @property
    def client_place(self) -> PostalPlace:
        """Where the client is, in parts."""
        return postal_place(self.client.name, self.client.address, self.client.country)

    @property
    def consultant_place(self) -> PostalPlace:
        """Where the consultant is, in parts."""
        return postal_place(self.consultant.name, self.consultant.address, self.consultant.country)

    @property
    def legal(self) -> tuple[tuple[str, ...], ...]:
        """Who sends it by law, in columns of two lines: name and address, register, tax, how to reach them."""
        sender, who = self.consultant, self.author
        numbers = () if sender.country in _SECRET else tuple(self._tax_numbers(sender))
        reach = sender.invoices or (who.email if who is not None else "")
        columns = (
            (sender.name, ", ".join(address_lines(sender.address))),
            (
                "" if (sender.legal_form or "") in sender.name else sender.legal_form or "",
                sender.registration or "",
            ),
            numbers,
            (who.name if who is not None else "", reach),
        )
        return tuple(found for column in columns if (found := tuple(filter(None, column))))

    def _tax_numbers(self, party: Party) -> Iterator[str]:
        if party.tax_id:
            yield self.say(say("VAT no. {number}", number=party.tax_id))
        if party.tax_number:
            yield self.say(say("Tax no. {number}", number=party.tax_number))

    # ── what stands beside the address ─────────────────────────────────────────────────────────

    def fact(self, label: Sentence, *said: Sentence | Inline) -> Fact:
        """Give a label and what stands beside it."""
        words = (one if not isinstance(one, Sentence) else Text(self.say(one)) for one in said)
        return Fact(self.say(label), tuple(words))

    def strong(self, text: str) -> Strong:
        """Give words that the eye should find."""
        return Strong((Text(text),))

    def agreed(self) -> Fact:
        """Say under which agreement: of which day, with which amendments."""
        day = self.agreement.dated
        if not self.amended:
            return self.fact(say("Agreement"), say("of {day}", day=day))
        numbers = tuple(name.rpartition(" ")[2] for name in self.amended)
        if len(numbers) == 1:
            return self.fact(say("Agreement"), say("of {day}, with amendment {n}", day=day, n=numbers[0]))
        return self.fact(
            say("Agreement"), say("of {day}, with amendments {numbers}", day=day, numbers=numbers)
        )

    def your_tax(self) -> Iterator[Fact]:
        """Say the client's number, where it has one."""
        if self.client.tax_id:
            added = levy(law_at(self.client.country, self.client.state), self.day).deducted
            label = say("Your VAT no.") if added else say("Your tax no.")
            yield self.fact(label, Text(self.client.tax_id))

    def no_invoice(self, *more: Sentence) -> Fact:
        """Say that a paper is no invoice, so that nobody deducts a tax by it, and more that follows."""
        said = (say("No VAT may be deducted from it."),) if self.levy.deducted else ()
        return self.fact(say("Not an invoice"), Text(" ".join(map(self.say, (*said, *more)))))

    def questions(self) -> Iterator[Fact]:
        """Say who answers questions."""
        if self.author is not None:
            yield self.fact(say("Questions"), Text(f"{self.author.name}, {self.author.email}"))

    def recipient(self) -> str | None:
        """Say to whom papers go at the client, as invoices do; None where nobody is named."""
        clause = self.found.at(Issuing, self.day)
        return clause.addressed(self.deal).to if clause is not None else None

    def words_of_pages(self) -> WordsOfPages:
        """Give the words for the number of a page, and for sums that go on over pages."""
        return {
            "pages": self.say(say("Page {page} of {pages}", page="{page}", pages="{pages}")),
            "carry": (self.say(say("Carried forward")), self.say(say("Brought forward"))),
        }

    # ── for machines ───────────────────────────────────────────────────────────────────────────

    def model(self) -> Iterator[Field]:
        """Give what EN 16931 asks of the two sides."""
        sides = (
            (self.consultant, self.consultant_place, ("BT-27", "BT-30", "BT-31", "BT-32"), 35),
            (self.client, self.client_place, ("BT-44", "BT-47", "BT-48", ""), 50),
        )
        for party, there, names, first in sides:
            own = (party.name, party.registration, party.tax_id, party.tax_number)
            street = f"{there.street} {there.house}".strip()
            address = {0: street, 2: there.town, 3: there.post_code, 5: there.country}
            yield from (Field(term, value) for term, value in zip(names, own, strict=True) if term and value)
            yield from (Field(f"BT-{first + place}", value) for place, value in address.items() if value)
        if self.author is not None:
            yield Field("BT-41", self.author.name)
            yield Field("BT-43", self.author.email)
