"""Decisions: what the consultant asks one person of the client, by when the answer is due, and what silence means.

A question names who decides, what waits for the answer and, where that is to count on silence, what is proposed. Only
that person or the stand-in answers it, in a way that binds; whatever else is recorded decides nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple, Self, TypeAlias, cast

from pydantic import Field

from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Missed, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.delay import Delayed
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, deem
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PEOPLE, QUESTIONS, DeliverableKey, PersonKey
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import MovesDates, Unanswered
from charter.core.vocabulary.term import Key, Line, Listed

Way: TypeAlias = Literal["e-mail", "letter", "minutes", "project tool", "chat", "call"]
"""How an answer comes; `minutes` are those of a meeting."""

FLEETING = ("chat", "call")
"""Ways of which little is left to prove an answer by."""

LONG = dt.timedelta(days=15)
"""More than two weeks with a weekend on either side: work that waits for an answer so long has stopped."""


class Asked(Entry):
    """A decision asked of a person of the client."""

    about = "decision"
    words = "question"
    after_start = True
    whose = Side.CONSULTANT

    kind: Literal["asked"] = "asked"
    decision: Key = Field(description="A short name for it, which no other has.", examples=["hosting"])
    question: Line = Field(description="What is to be decided.", examples=["Which cloud do we move to?"])
    of: PersonKey = Field(description="The key of the person who decides.", examples=["jonas"])
    proposes: Line | None = Field(None, description="What the consultant proposes.", examples=["Stay."])
    holds: Listed[DeliverableKey] = Field(
        (),
        description="Keys of the deliverables that wait for the answer; left out: none.",
        examples=[["audit"]],
    )

    def says(self, named: Named) -> Sentence:
        """Say what, of whom, and what is proposed."""
        told = say("{question} (of {person})", question=self.question, person=named(PEOPLE, self.of))
        return say("{told} Proposed: {answer}", told=told, answer=self.proposes) if self.proposes else told


class Decided(Entry):
    """A decision taken: by a word of who decides, or by silence."""

    about = "decision"
    whose = Side.CLIENT

    kind: Literal["decided"] = "decided"
    decision: Key = Field(description="The short name of what was asked.", examples=["hosting"])
    answer: Line = Field(description="What was decided.", examples=["We stay."])
    way: Way | None = Field(None, description="How the answer came; left out: in a way that binds.")

    def says(self, named: Named) -> Sentence:
        """Say the question, and what was decided."""
        question = named(QUESTIONS, self.decision)
        if question == self.decision:
            return say("{decision}: {answer}", decision=self.decision, answer=self.answer)
        return say("{question} {answer}", question=question, answer=self.answer)


class Decisions(Clause):
    """How the client decides what the work needs decided."""

    entries = (Asked, Decided)
    unsaid = say("by when the client decides")
    missed = Missed(
        Level.ADVICE, say("nothing says by when the client answers, so work may wait without end")
    )

    where: Line = Field(
        description="Where questions and answers are recorded.", examples=["the decision log"]
    )
    ways: Listed[Way] = Field(
        description="In which ways an answer binds.", examples=[["e-mail", "minutes"]], min_length=1
    )
    answer_within: TimeToAct = Field(
        description="How long the client has to answer.", examples=["5 business days"]
    )
    silent: Literal["waits day for day", "consultant decides"] = Field(
        description="waits day for day: what waits for a late answer moves with it; "
        "consultant decides: what was proposed counts."
    )

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where nobody answers a question."""
        then = say("each deliverable that the question named moves day for day")
        if self.silent == "consultant decides":
            then = say("what the consultant proposed counts")
        term = Cite(f"{self.cite}.silent")
        yield Unanswered(term, say("an answer to a question"), Side.CLIENT, self.answer_within, then)

    def states(self) -> Iterator[object]:
        """State that a late answer moves dates, where it does."""
        if self.silent == "waits day for day":
            yield MovesDates()

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let what was proposed count where nobody answered in time, or hold up what waits until somebody does."""
        for question in _questions(past, deal, journal):
            asked, day = question.asked, question.silence(deal)
            if day is not None and asked.proposes is not None:
                known = asked.known if asked.known > day else None
                answer = Decided(
                    on=day, recorded=known, by="silence", decision=asked.decision, answer=asked.proposes
                )
                yield deem(answer, cls.cite)
            for since, held in question.held_up(deal):
                awaits = f"{cls.cite}/decide/{asked.decision}"
                delayed = Delayed(on=since, by="time", awaits=awaits, what=asked.question, holds=held)
                yield deem(delayed, cls.cite)

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Answer each question in time; one that silence answered, or that the end overtook, is owed no more."""
        for question in _questions(past, deal, journal):
            asked, due, silence = question.asked, question.due, question.silence(deal)
            met = question.answer.on if question.answer is not None and silence is None else None
            if met is None and deal.ends is not None and deal.ends <= max(due, deal.today):
                continue
            made = cls.must if silence is None else cls.will
            yield made(
                f"decide/{asked.decision}",
                Side.CLIENT,
                say("Decide: {question}", question=asked.question),
                due,
                asked.on,
                field="answer_within",
                meets=meets(Decided, decision=asked.decision),
                met=met,
                who=asked.of,
            )

    def unbinding(self, answer: Decided, asked: Asked, deal: Deal) -> Sentence | None:
        """Say why an answer does not bind; None where it does."""
        persons = [deal.person(asked.of, day) for day in (asked.on, answer.on)]
        if answer.by not in {asked.of, *(person.stand_in for person in persons if person is not None)}:
            return say("Only {person} or the stand-in decides this.", person=deal.named(PEOPLE, asked.of))
        if answer.way is not None and answer.way not in self.ways:
            return say("An answer by {way} does not bind.", way=answer.way)
        return None

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that a question asks nobody who decides, or that an answer decides nothing."""
        clause = past.at(entry.on) if past is not None else None
        if past is None or clause is None:
            why = say("Nothing was agreed about decisions.")
            return Objection(cls.cite, why, say("Agree on it first."))
        if not clause.acts:
            return None  # a person decides
        questions = {question.asked.decision: question for question in _questions(past, deal, journal)}
        if isinstance(entry, Asked):
            found = _no_question(entry, questions.get(entry.decision), deal)
        else:
            answer = cast("Decided", entry)  # the other kind that is its own
            found = _no_answer(answer, questions.get(answer.decision), deal)
        return Objection(cls.cite, *found) if found is not None else None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find ways in which an answer is hard to prove, and a time to answer in which the work stops."""
        kept = [way for way in self.ways if way not in FLEETING]
        fleeting = tuple(way for way in self.ways if way in FLEETING)
        if fleeting:
            yield self.finding(
                "CH-COM-030", Level.WARNING, "ways",
                say("An answer by {ways:or} binds, and is hard to prove afterwards.", ways=fleeting),
                say("Let only answers bind that both sides can read again."), to=kept or ["e-mail"],
            )  # fmt: skip
        if deal.after(self.answer_within, deal.starts) - deal.starts > LONG:
            yield self.finding(
                "CH-COM-031", Level.ADVICE, "answer_within",
                say("An answer may take {time}, and the work waits for it.", time=self.answer_within),
                say("Agree on some days; the stand-in answers where somebody is away."), to="5 business days",
            )  # fmt: skip


class _Question(NamedTuple):
    """What was asked, the clause as agreed then, the last day to answer, and the first answer that binds."""

    asked: Asked
    clause: Decisions
    due: dt.date
    answer: Decided | None

    def is_late(self, deal: Deal) -> bool:
        """Whether nobody had answered when the time was over, while the engagement ran."""
        late = self.due + DAY
        return late <= deal.today and deal.runs(late) and (self.answer is None or self.answer.on >= late)

    def silence(self, deal: Deal) -> dt.date | None:
        """Give the day on which silence decided; None where it did not."""
        decides = self.clause.silent == "consultant decides" and self.asked.proposes is not None
        return self.due + DAY if decides and self.is_late(deal) else None

    def held_up(self, deal: Deal) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
        """Give what a late answer holds up, from each day on which that changes."""
        if self.clause.silent != "waits day for day" or not self.asked.holds or not self.is_late(deal):
            return
        yield self.due + DAY, self.asked.holds
        if self.answer is not None and self.answer.on < deal.today:
            yield self.answer.on + DAY, ()


def _questions(past: Past[Decisions], deal: Deal, journal: Journal) -> Iterator[_Question]:
    """Give each question that was asked of a person of the client; of two of one name, the first."""
    seen: set[str] = set()
    for asked in journal.of(Asked):
        clause = past.at(asked.on)
        if clause is None or asked.decision in seen or _asks_nobody(asked, deal):
            continue
        seen.add(asked.decision)
        answers = (answer for answer in journal.about(Decided, asked.decision, asked.on) if not answer.deemed)
        first = next((answer for answer in answers if not clause.unbinding(answer, asked, deal)), None)
        yield _Question(asked, clause, deal.within(clause.answer_within, asked.on), first)


def _asks_nobody(asked: Asked, deal: Deal) -> Sentence | None:
    """Say why a question asks nobody who decides; None where it does."""
    of = deal.person(asked.of, asked.on)
    if of is None or of.side is not Side.CLIENT:
        name = deal.named(PEOPLE, asked.of)
        return say("{person} does not act for the client, and decides nothing for it.", person=name)
    return None


def _no_question(asked: Asked, counts: _Question | None, deal: Deal) -> tuple[Sentence, Sentence] | None:
    why = _asks_nobody(asked, deal)
    if why is not None:
        return why, say("Record who asked whom.")
    if counts is not None and counts.asked != asked:
        why = say("A decision of that name was asked already on {day}.", day=counts.asked.on)
        return why, say("Give this one a name of its own.")
    return None


def _no_answer(answer: Decided, question: _Question | None, deal: Deal) -> tuple[Sentence, Sentence] | None:
    if question is None or answer.on < question.asked.on:
        return say("Nobody had asked for a decision of that name."), say("Record the question first.")
    why = question.clause.unbinding(answer, question.asked, deal)
    if why is not None:
        return why, say("Ask for an answer by who decides, in a way that binds.")
    silence = question.silence(deal)
    if silence is not None:
        return say("Silence had decided it on {day}.", day=silence), say("Ask anew, under another name.")
    if question.answer is not None and question.answer != answer:
        why = say("It was decided already on {day}.", day=question.answer.on)
        return why, say("Ask anew, under another name.")
    return None
