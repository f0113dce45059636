"""Revisions: how the work changes while it runs: who may ask, who answers by when, and whose yes starts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple, Self

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import Hours, Period, Rhythm, periods
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import CHANGES, PEOPLE, PersonKey
from charter.core.vocabulary.regular import occasions
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Unanswered, Usage
from charter.core.vocabulary.term import Key, Line, Listed
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of six published templates", "verified", "2026-08")
_LONG = dt.timedelta(days=15)


class ChangeAsked(Entry):
    """A change of the work was asked for."""

    about = "change"
    words = "what"
    after_start = True
    whose = Side.CLIENT

    kind: Literal["change asked"] = "change asked"
    change: Key = Field(description="A short name for it, which no other has.", examples=["second_app"])
    what: Line = Field(description="What is to change.", examples=["Review the second app, too"])

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{what}", what=self.what)


class ChangeAnswered(Entry):
    """The consultant answered: a price, a swap, hours of the free buffer, or a no."""

    about = "change"
    whose = Side.CONSULTANT

    kind: Literal["change answered"] = "change answered"
    change: Key = Field(description="The short name of what was asked.", examples=["second_app"])
    answer: Literal["price", "swap", "buffer", "no"] = Field(
        description="A price to approve, a swap of equal size, hours of the free buffer, or a no."
    )
    hours: Hours | None = Field(None, description="How long it takes.", examples=["3 hours"])
    price: Money | None = Field(None, description="What it costs.", examples=["EUR 630.00"])

    def says(self, named: Named) -> Sentence:
        """Say how, and for how much."""
        told = say("{change}: {answer}", change=named(CHANGES, self.change), answer=self.answer)
        told = say("{told}, {hours}", told=told, hours=self.hours) if self.hours else told
        return say("{told}, {price}", told=told, price=self.price) if self.price else told


class Revisions(Clause):
    """How the work changes."""

    entries = (ChangeAsked, ChangeAnswered)
    unsaid = say("how the work changes")

    asked_by: Listed[PersonKey] = Field(
        description="Keys of the people of the client who may ask.", examples=[["jonas"]], min_length=1
    )
    answer_within: TimeToAct = Field(
        description="How long the consultant has to answer.", examples=["5 business days"]
    )
    priced: Literal["by the hour", "fixed price", "either"] = Field(description="How an answer is priced.")
    stands_for: TimeToAct = Field(
        description="How long an answer with a price stands.", examples=["10 business days"]
    )
    swap: bool = Field(description="Whether work of equal size may be swapped without a price.")
    buffer: Hours | None = Field(
        None,
        description="How many hours a month small changes cost nothing; left out: none.",
        examples=["3 hours"],
    )
    rescope: Rhythm | None = Field(
        None,
        description="How often both sides look at the work anew; left out: never.",
        examples=["every quarter on day 10"],
    )

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody answers."""
        term = Cite(f"{self.cite}.answer_within")
        yield Unanswered(
            term, say("an answer to a change"), Side.CONSULTANT, self.answer_within, say("it is a no")
        )

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each change, approve a price while it stands, and look at the work together."""
        for day, due, _ in occasions(past, deal, lambda clause: clause.rescope):
            yield ticked(
                cls.will, f"rescope/{day}", "both", say("Look at the work together: add, drop, swap"),
                due, min(day, due), journal, field="rescope",
            )  # fmt: skip
        for asked, clause, answer in _changes(past, journal):
            due = deal.within(clause.answer_within, asked.on)
            yield cls.must(
                f"answer/{asked.change}", Side.CONSULTANT, say("Answer: {what}", what=asked.what), due, asked.on,
                field="answer_within", meets=meets(ChangeAnswered, change=asked.change),
                met=answer.on if answer is not None else None,
            )  # fmt: skip
            if answer is not None and answer.answer == "price":
                until = deal.within(clause.stands_for, answer.on)
                if until >= deal.today:
                    yield ticked(
                        cls.may, f"approve/{asked.change}", Side.CLIENT,
                        say("Sign an amendment until {day}: {what}", day=until, what=asked.what),
                        None, answer.on, journal, field="stands_for",
                    )  # fmt: skip

    @classmethod
    def usage(cls, past: Past[Self], day: dt.date, deal: Deal, journal: Journal) -> Iterator[Usage]:
        """Give how the free buffer of the month of a day is used."""
        clause = past.at(day)
        month = _month(day, deal)
        if clause is not None and clause.buffer is not None and month is not None:
            used = _used(month, journal)
            over = max(used - clause.buffer.seconds, 0)
            yield Usage(cls.cite, month.start, month.until, clause.buffer.seconds, used - over, over)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a change was asked for by nobody who may, or that an answer answers nothing or takes too much."""
        clause = past.at(entry.on) if past is not None else None
        if past is None or clause is None:
            return Objection(cls.cite, say("Nothing was agreed about changes."), say("Agree on it first."))
        if not clause.acts:
            return None
        if isinstance(entry, ChangeAsked):
            told = _not_asked(entry, clause, past, deal, journal)
        else:
            told = (
                _not_answered(entry, clause, past, deal, journal)
                if isinstance(entry, ChangeAnswered)
                else None
            )
        return Objection(cls.cite, told, say("Ask or answer again as agreed.")) if told is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find who asks and is not the client's, a late answer, and work at which nobody looks."""
        for place, key in enumerate(self.asked_by):
            person = deal.person(key, deal.today)
            if person is not None and person.side is Side.CONSULTANT:
                yield self.finding(
                    "CH-SCO-040", Level.ERROR, f"asked_by.{place}",
                    say("{name} does not act for the client, and asks nothing for it.", name=person.name),
                    say("Name a person of the client."),
                )  # fmt: skip
        if deal.after(self.answer_within, deal.starts) - deal.starts > _LONG:
            yield self.finding(
                "CH-SCO-041", Level.ADVICE, "answer_within",
                say("An answer may take {time}; meanwhile small asks become habits.", time=self.answer_within),
                say("Answer within some days."), source=PRACTICE, to="5 business days",
            )  # fmt: skip
        if self.rescope is None:
            yield self.finding(
                "CH-SCO-042", Level.ADVICE, "rescope",
                say("Nobody looks regularly at whether the work is still the right one."),
                say("Look at it each quarter."), source=PRACTICE, to="every quarter on day 10",
            )  # fmt: skip


class _Change(NamedTuple):
    """What was asked, the clause as agreed then, and the first answer."""

    asked: ChangeAsked
    clause: Revisions
    answer: ChangeAnswered | None


def _changes(past: Past[Revisions], journal: Journal) -> Iterator[_Change]:
    """Give each change that somebody who may asked for; of two of one name, the first."""
    seen: set[str] = set()
    for asked in journal.of(ChangeAsked):
        clause = past.at(asked.on)
        if clause is None or asked.change in seen or asked.by not in clause.asked_by:
            continue
        seen.add(asked.change)
        answers = journal.about(ChangeAnswered, asked.change, asked.on)
        yield _Change(asked, clause, answers[0] if answers else None)


def _not_asked(
    asked: ChangeAsked, clause: Revisions, past: Past[Revisions], deal: Deal, journal: Journal
) -> Sentence | None:
    if asked.by not in clause.asked_by:
        names = tuple(deal.named(PEOPLE, key) for key in clause.asked_by)
        return say("Only {names:or} may ask for a change.", names=names)
    if all(each.asked != asked for each in _changes(past, journal)):
        return say("A change of that name was asked for before.")
    return None


def _not_answered(
    answer: ChangeAnswered, clause: Revisions, past: Past[Revisions], deal: Deal, journal: Journal
) -> Sentence | None:
    change = next((each for each in _changes(past, journal) if each.asked.change == answer.change), None)
    if change is None or answer.on < change.asked.on:
        return say("Nobody had asked for a change of that name.")
    if answer.answer == "swap" and not clause.swap:
        return say("No swap was agreed: a change needs a price.")
    if answer.answer == "buffer":
        month = _month(answer.on, deal)
        if clause.buffer is None or month is None:
            return say("No free hours were agreed.")
        if _used(month, journal) > clause.buffer.seconds:
            return say("The free hours of the month are used up.")
    return None


def _month(day: dt.date, deal: Deal) -> Period | None:
    if day < deal.starts:
        return None
    return next(
        (month for month in periods(deal.starts, 1, 1, deal.ends or day + _LONG) if day in month), None
    )


def _used(month: Period, journal: Journal) -> int:
    answers = journal.of(ChangeAnswered, month.start, month.until)
    return sum(each.hours.seconds for each in answers if each.answer == "buffer" and each.hours is not None)
