"""Rate review: how prices change without an amendment, by agreement, by an index, or on notice of one side.

A message proposes other prices from a day on. What follows depends on the way agreed: an index counts by itself, a
notice counts unless the other side may and does say no, and an agreement needs a yes, or the silence that was agreed to
mean one. The change itself is a deemed entry, `Repriced`; every fee follows it from its day on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.financials.rate_review.entries import PriceAnswer, PriceNotice
from charter.core.clauses.financials.rate_review.findings import findings
from charter.core.vocabulary.bounds import NoticeTime, Share, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY, Day, Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.repriced import Repriced
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price, RegularFee, Unanswered
from charter.core.vocabulary.term import Line
from charter.core.vocabulary.ticked import ticked

Outcome = Literal["repriced", "refused", "ends", "open"]


class RateReview(Clause):
    """When prices are looked at again, and how they change."""

    entries = (PriceNotice, PriceAnswer)
    unsaid = say("whether prices ever change")

    by: Literal["agreement", "index", "consultant on notice", "client on notice"] = Field(
        description="How prices change: both agree, an index moves them, or one side gives notice."
    )
    every: Duration = Field(
        description="How often prices are looked at, and the least time between two changes.",
        examples=["12 months"],
    )
    not_before: Day | None = Field(
        None,
        description="The first day on which other prices may count; left out: once that time has passed.",
    )
    notice: NoticeTime = Field(
        description="How long before their day other prices are told.", examples=["60 days"]
    )
    cap: Share = Field(description="The most that prices rise or fall at once.", examples=["5 %"])
    index: Line | None = Field(
        None,
        description="The index that moves prices, or that a proposal looks at, with who publishes it.",
        examples=["the consumer price index of Eurostat"],
    )
    answer_within: TimeToAct | None = Field(
        None,
        description="How long the other side has to say yes or no; left out: it is not asked.",
        examples=["30 days"],
    )
    silence: Literal["accepted", "old price stays", "ends"] | None = Field(
        None, description="What silence means: the new prices, the old ones, or the end of the engagement."
    )

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        if self.by == "index" and self.index is None:
            raise ValueError("name the index that moves prices")
        if (self.answer_within is None) != (self.silence is None):
            raise ValueError("answer_within and silence go together: say how long, and what silence means")
        if self.by == "agreement" and self.silence is None:
            raise ValueError("an agreement needs an answer: add answer_within and silence")
        if self.by == "index" and self.silence is not None:
            raise ValueError("an index asks nobody: leave answer_within and silence out")
        return self

    def prices(self) -> Iterator[Price]:
        """Give the most that all prices may rise at once."""
        most = say("{cap} every {time}", cap=self.cap, time=self.every)
        yield Price(Cite(f"{self.cite}.cap"), say("Rise of all prices"), most, most)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what silence means."""
        then = {
            "accepted": say("the new prices count"),
            "old price stays": say("the old prices stay"),
            "ends": say("the engagement ends on the day before they would count"),
            None: say("the new prices count"),
        }[self.silence]
        told = say("an answer to other prices")
        side: Side | Literal["both"] = self.proposer.other if self.proposer is not None else "both"
        yield Unanswered(Cite(f"{self.cite}.silence"), told, side, self.answer_within, then)

    @property
    def proposer(self) -> Side | None:
        """The only side that may propose other prices; None: either."""
        return {"consultant on notice": Side.CONSULTANT, "client on notice": Side.CLIENT}.get(self.by)

    # ── what the text prints ───────────────────────────────────────────────────────────────────

    @figure
    def first(self, deal: Deal) -> dt.date:
        """Give the first day on which other prices may count."""
        return max(self.not_before or deal.starts, deal.through(self.every, deal.starts))

    @figure
    def tell_by(self, deal: Deal) -> dt.date:
        """Give the last day to tell of prices that count from the first possible day."""
        return deal.clear_before(self.notice, self.first(deal))

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Work out what the highest rise makes of the regular fee; None where there is none."""
        fee = deal.stated.get(RegularFee)
        if not isinstance(fee, RegularFee):
            return None
        then = fee.amount.times(1 + self.cap.fraction)
        return say("At {cap}, {fee} would become {then}", cap=self.cap, fee=fee.amount, then=then)

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def stable_until(cls, past: Past[Self], starts: dt.date, since: dt.date) -> dt.date:
        """A message counts as agreed on its day, so that what was told before an amendment stays as it is."""
        return dt.date.min if since <= starts else since

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Change prices from the day of each message that counts, or end the engagement where silence means that."""
        for told, clause in counting(past, deal, journal):
            day, outcome = clause.day_of(told, deal), clause.outcome(told, deal, journal)
            if day > deal.today or deal.over(day):
                continue
            if outcome == "repriced":
                factor = clause.factor(told)
                yield deem(
                    Repriced(on=day, by="time", now=factor.numerator, was=factor.denominator), cls.cite
                )
            elif outcome == "ends":
                yield deem(Ended(on=day, by="time", why="no answer to other prices"), cls.cite)

    def factor(self, told: PriceNotice) -> Fraction:
        """Give what prices are multiplied by: as the message says, or by the index, and never beyond the cap."""
        held = told.moved
        low, high = 1 - self.cap.fraction, 1 + self.cap.fraction
        return min(max(held, low), high)

    def day_of(self, told: PriceNotice, deal: Deal) -> dt.date:
        """Give the first day of the new prices: that of the message, or the day after the time to answer."""
        return told.since if self.answer_within is None else max(told.since, self.answer_by(told, deal) + DAY)

    def answer_by(self, told: PriceNotice, deal: Deal) -> dt.date:
        """Give the last day to answer a message."""
        return deal.within(self.answer_within, told.counts) if self.answer_within is not None else told.counts

    def answer(self, told: PriceNotice, deal: Deal, journal: Journal) -> PriceAnswer | None:
        """Give the first answer of the other side that came in time."""
        if self.answer_within is None:
            return None
        given = journal.of(PriceAnswer, told.counts, self.answer_by(told, deal) + DAY)
        return next((answer for answer in given if answer.side is not told.side), None)

    def outcome(self, told: PriceNotice, deal: Deal, journal: Journal) -> Outcome:
        """Say what becomes of a message."""
        if self.answer_within is None:
            return "repriced"
        answer = self.answer(told, deal, journal)
        if answer is not None:
            return "repriced" if answer.agreed else "refused"
        if self.answer_by(told, deal) >= deal.today:
            return "open"
        return "repriced" if self.silence == "accepted" else "ends" if self.silence == "ends" else "refused"

    def refuses(
        self, told: PriceNotice, after: dt.date | None, deal: Deal
    ) -> tuple[Sentence, Sentence] | None:
        """Say why a message changes no price; `after` is the day of the last change before it, None: none yet."""
        if self.proposer not in {None, told.side}:
            return say("Only the {side} may propose other prices.", side=self.proposer or told.side), say(
                "Let it be."
            )
        if (self.by == "index") != (told.index_now is not None):
            return say("An index moves prices by its two figures, and nothing else by an index."), say(
                "Write it so."
            )
        earliest = self.first(deal) if after is None else deal.through(self.every, after)
        if told.since < earliest:
            return say("Other prices may count from {day} on.", day=earliest), say(
                "Name that day, or a later one."
            )
        if told.since <= deal.after(self.notice, told.counts):
            why = say(
                "Between the message and {day} lie fewer than {time}.", day=told.since, time=self.notice
            )
            return why, say("Give it again for a later day.")
        if self.by != "index" and abs(told.moved - 1) > self.cap.fraction:
            return say("It moves prices by more than {cap}.", cap=self.cap), say(
                "Propose at most {cap}.", cap=self.cap
            )
        return None

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Look at the prices in time for each possible change, and answer what the other side proposes."""
        clause, changed = past.at(deal.today), None
        for told, agreed in counting(past, deal, journal):
            changed = (
                agreed.day_of(told, deal) if agreed.outcome(told, deal, journal) == "repriced" else changed
            )
            if agreed.answer_within is not None:
                answer = agreed.answer(told, deal, journal)
                yield cls.may(
                    f"answer/{told.on}", told.side.other,
                    say("Answer the proposal of other prices from {day} on", day=told.since),
                    agreed.answer_by(told, deal), told.counts, field="answer_within",
                    meets=meets(PriceAnswer), met=answer.on if answer is not None else None,
                )  # fmt: skip
        if clause is None:
            return
        day = clause.first(deal) if changed is None else deal.through(clause.every, changed)
        by = deal.clear_before(clause.notice, day)
        if by >= deal.starts and deal.runs(day):
            side = clause.proposer or Side.CONSULTANT
            yield ticked(
                cls.may, f"look/{day}", side, say("Look at the prices: others may count from {day} on", day=day),
                by, deal.starts, journal, field="every",
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a proposal or an answer changes no price."""
        clause = past.at(entry.on) if past is not None else None
        if not isinstance(entry, PriceNotice | PriceAnswer):
            return None
        if past is None or clause is None:
            why = say("Nothing was agreed about other prices: they stay.")
            return Objection(cls.cite, why, say("Amend the prices."))
        if isinstance(entry, PriceNotice):
            why_not = next((why for told, why in weighed(past, deal, journal) if told is entry), None)
            return Objection(cls.cite, *why_not) if why_not is not None else None
        asked = (
            told
            for told, agreed in counting(past, deal, journal)
            if agreed.answer(told, deal, journal) is entry
        )
        if next(asked, None) is not None:
            return None
        why = say("No proposal waits for an answer of the {side}.", side=entry.side)
        return Objection(cls.cite, why, say("Answer in time, or let it be."))

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a power of one side over prices, an index that a law bans, and a change too often or too late."""
        yield from findings(self, deal)


def weighed(
    past: Past[RateReview], deal: Deal, journal: Journal
) -> Iterator[tuple[PriceNotice, tuple[Sentence, Sentence] | None]]:
    """Give each message with why it changes nothing; each is measured from the last that changed prices before it."""
    after: dt.date | None = None
    for told in journal.of(PriceNotice):
        clause = past.at(told.counts)
        if clause is None:
            continue
        why = clause.refuses(told, after, deal)
        yield told, why
        if why is None and clause.outcome(told, deal, journal) in {"repriced", "open"}:
            after = clause.day_of(told, deal)


def counting(
    past: Past[RateReview], deal: Deal, journal: Journal
) -> Iterator[tuple[PriceNotice, RateReview]]:
    """Give each message that counts, with the clause as agreed on the day of its receipt."""
    for told, why in weighed(past, deal, journal):
        clause = past.at(told.counts)
        if why is None and clause is not None:
            yield told, clause
