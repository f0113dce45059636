"""Role: what the consultant is called and is, who does the work, who the sponsor is, and what may be decided alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.clauses.foundation.role import office
from charter.core.law.lookup import law
from charter.core.vocabulary.bounds import TimeOfFee, TimeToAct
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, deem
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import PersonKey
from charter.core.vocabulary.replacement import (
    MayTakeOver,
    Overlap,
    Proposed,
    Replaced,
    ReplacementAnswered,
    ReplacementAsked,
    agreed_to,
)
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.sponsor import Sponsor, SponsorLeft
from charter.core.vocabulary.stated import Unanswered
from charter.core.vocabulary.term import Line, Listed, Table, Terms
from charter.core.vocabulary.ticked import ticked

PRACTICE = Source("Charter's study of 54 public agreements", "verified", "2026-08")


class Worker(Terms):
    """One person who does the work."""

    person: PersonKey = Field(description="The key of the person.", examples=["mara"])
    tasks: Line = Field(description="What the person does.", examples=["leads the engineering team"])
    key: bool = Field(description="Whether the client counts on this very person.")


class Replacement(Terms):
    """How somebody else takes over the work."""

    consent: Literal["none", "told", "client"] = Field(
        description="none: the client is told afterwards; told: before; client: it needs the client's yes."
    )
    within: TimeToAct = Field(
        description="How long after or before, or how long the client has to answer.",
        examples=["10 business days"],
    )
    on_request: TimeToAct | None = Field(
        None,
        description="How soon the consultant proposes somebody else where the client asks; left out: it may not.",
        examples=["15 business days"],
    )
    overlap: TimeOfFee | None = Field(
        None,
        description="How long both work beside one another, and the hours of the new person are not paid for.",
        examples=["10 days"],
    )


class Matter(Terms):
    """One matter that somebody decides."""

    what: Line = Field(description="The matter.", examples=["tools and cloud services"])
    may: Literal["decide", "decide with consent", "never decide"] = Field(
        description="What the consultant may do."
    )
    up_to: Money | None = Field(
        None, description="The most it may commit the client to.", examples=["EUR 2000.00"]
    )
    consent_of: PersonKey | None = Field(None, description="Whose consent it needs.", examples=["jonas"])

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.may == "decide with consent" and self.consent_of is None:
            raise ValueError("decide with consent, but of nobody: add consent_of")
        if self.may != "decide with consent" and self.consent_of is not None:
            raise ValueError(f"consent_of, but may is {self.may!r}: leave it out")
        if self.may == "never decide" and self.up_to is not None:
            raise ValueError("up_to, but never decide: leave it out")
        return self


class ConsultantRole(Clause):
    """What the consultant is at the client."""

    entries = (SponsorLeft, ReplacementAsked, Proposed, ReplacementAnswered, Replaced)

    title: Line = Field(
        description="What the consultant is called.", examples=["Chief Technology Officer, part-time"]
    )
    people: Table[Worker] = Field(description="Who does the work, each under a key.", min_length=1)
    replacement: Replacement | None = Field(
        None, description="How somebody else may take over; left out: only by amendment."
    )
    officer: Literal["no", "title only", "officer", "director"] = Field(
        description="Whether the person holds an office of the client."
    )
    resigns_within: TimeToAct | None = Field(
        None,
        description="How long after the last day the person has to resign every office.",
        examples=["2 business days"],
    )
    indemnified: bool = Field(
        default=False, description="Whether the client makes good what the office costs the person."
    )
    may_sign: bool = Field(
        default=False,
        description="Whether the person may sign for the client, by that office, within the powers.",
    )
    certifies: Listed[Literal["accounts", "filings"]] = Field(
        (), description="What the person certifies by that office: accounts, filings.", examples=[["filings"]]
    )
    sponsor: PersonKey = Field(description="The key of the client's sponsor.", examples=["jonas"])
    new_sponsor_within: TimeToAct = Field(
        description="How long the client has to name a new sponsor.", examples=["14 days"]
    )
    advice_only: bool = Field(description="Whether the consultant only advises, and the client decides.")
    authority: Table[Matter] = Field(
        default_factory=dict, description="What the consultant may decide, each matter under a key."
    )

    @model_validator(mode="after")
    def _office(self) -> Self:
        holds = self.officer in {"officer", "director"}
        if self.resigns_within is not None and not holds:
            raise ValueError(f"resigns_within, but officer is {self.officer!r}: leave it out")
        for name in ("indemnified", "may_sign", "certifies"):
            if getattr(self, name) and not holds:
                raise ValueError(f"{name}, but officer is {self.officer!r}: there is no office")
        return self

    def states(self) -> Iterator[object]:
        """State who the client's sponsor is, and for whom nobody takes over without more."""
        yield Sponsor(self.sponsor)
        if self.acts:
            agreed = self.replacement
            people = frozenset(worker.person for worker in self.people.values())
            key = frozenset(worker.person for worker in self.people.values() if worker.key)
            with_yes = people if agreed is not None and agreed.consent == "client" else frozenset()
            yield MayTakeOver(with_yes, key if agreed is None else frozenset())

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where the client does not answer who is to take over."""
        if self.replacement is not None and self.replacement.consent == "client":
            term = Cite(f"{self.cite}.replacement.within")
            asked = say("an answer to who is to take over")
            yield Unanswered(term, asked, Side.CLIENT, self.replacement.within, say("it is a no"))

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Leave the first hours of who took over unpaid, for as long as was agreed."""
        for replaced in journal.of(Replaced):
            clause = past.at(replaced.on)
            agreed = clause.replacement if clause is not None else None
            if (
                clause is None
                or agreed is None
                or agreed.overlap is None
                or not clause.lets(replaced, journal)
            ):
                continue
            until = deal.through(agreed.overlap, replaced.on) - DAY
            free = Overlap(
                on=replaced.on, recorded=replaced.recorded, by="time", new=replaced.new, until=until
            )
            yield deem(free, cls.cite)

    def lets(self, replaced: Replaced, journal: Journal) -> bool:
        """Whether somebody may take over for a person, as agreed."""
        if self.replacement is None:
            return not any(one.key and one.person == replaced.person for one in self.people.values())
        if self.replacement.consent != "client":
            return True
        return agreed_to(journal, replaced.person, replaced.new, replaced.on)

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended") if self.indemnified else None

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Name a new sponsor, answer who is to take over, and resign every office at the end."""
        for left in journal.of(SponsorLeft):
            clause = past.at(left.on)
            if clause is not None:
                yield ticked(
                    cls.must, f"sponsor/{left.on}", Side.CLIENT, say("Name a new sponsor"),
                    deal.within(clause.new_sponsor_within, left.on), left.on, journal, field="new_sponsor_within",
                )  # fmt: skip
        yield from cls._replacing(past, deal, journal)
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is not None and clause is not None and clause.resigns_within is not None:
            yield ticked(
                cls.must, "resign", Side.CONSULTANT, say("Resign every office"),
                deal.within(clause.resigns_within, ended.on - DAY), ended.on, journal, field="resigns_within",
            )  # fmt: skip

    @classmethod
    def _replacing(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Propose somebody else on request, answer a proposal, and tell the client who takes over."""
        for asked in journal.of(ReplacementAsked):
            agreed = cls._agreed(past, asked)
            if agreed is not None and agreed.on_request is not None:
                met = journal.about(Proposed, asked.person, asked.on)
                yield cls.must(
                    f"propose/{asked.person}/{asked.on}", Side.CONSULTANT, say("Propose somebody else"),
                    deal.within(agreed.on_request, asked.on), asked.on, field="replacement.on_request",
                    meets=meets(Proposed, person=asked.person), met=met[0].on if met else None,
                )  # fmt: skip
        for proposed in journal.of(Proposed):
            agreed = cls._agreed(past, proposed)
            if agreed is not None and agreed.consent == "client":
                answers = journal.about(ReplacementAnswered, proposed.person, proposed.on)
                yield cls.must(
                    f"answer/{proposed.person}/{proposed.on}", Side.CLIENT,
                    say("Say whether {new} may take over", new=proposed.new),
                    deal.within(agreed.within, proposed.on), proposed.on, field="replacement",
                    meets=meets(ReplacementAnswered, person=proposed.person, new=proposed.new),
                    met=next((a.on for a in answers if a.new == proposed.new), None),
                )  # fmt: skip
        for replaced in journal.of(Replaced):
            agreed = cls._agreed(past, replaced)
            if agreed is not None and agreed.consent != "client":
                before = agreed.consent == "told"
                due = (deal.clear_before if before else deal.within)(agreed.within, replaced.on)
                told = [one.on for one in journal.about(Proposed, replaced.person) if one.new == replaced.new]
                yield cls.must(
                    f"tell/{replaced.person}/{replaced.on}", Side.CONSULTANT,
                    say("Tell the client that {new} takes over", new=replaced.new), due, min(due, replaced.known),
                    field="replacement.within", meets=meets(Proposed, person=replaced.person, new=replaced.new),
                    met=told[0] if told else None,
                )  # fmt: skip

    @classmethod
    def _agreed(cls, past: Past[Self], entry: Entry) -> Replacement | None:
        """Give what is agreed on the day of an entry about who takes over."""
        clause = past.at(entry.on)
        return clause.replacement if clause is not None else None

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that nothing was agreed about the role, or about a replacement."""
        clause = past.at(entry.on) if past is not None else None
        if clause is None:
            return Objection(cls.cite, say("Nothing was agreed about the role."), say("Agree on it first."))
        if isinstance(entry, ReplacementAsked) and (
            clause.replacement is None or clause.replacement.on_request is None
        ):
            why = say("The client may not ask for somebody else: nothing follows.")
            return Objection(cls.cite, why, say("Agree on it with the consultant."))
        if isinstance(entry, Replaced) and clause.acts and not clause.lets(entry, journal):
            if clause.replacement is None:
                why = say("Only an amendment lets somebody else take over.")
                return Objection(cls.cite, why, say("Propose one."))
            why = say("The client had not said yes to {new}: nothing changes.", new=entry.new)
            return Objection(cls.cite, why, say("Propose {new}, and wait for the answer.", new=entry.new))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find an office without cover or end, a title without limits, and people of the wrong side."""
        if self.officer in {"officer", "director"}:
            yield from office.findings(self, deal)
        elif self.officer == "title only" and not self.authority:
            yield self.finding(
                "CH-FND-033", Level.WARNING, "authority",
                say("People outside will take the title for power, and nothing says what may be decided."),
                say("Say what may be decided: spending, hiring, vendors, production, public statements."),
                source=law(deal.law).source("shadow_director", deal.agreed) or PRACTICE,
            )  # fmt: skip
        sponsor = deal.person(self.sponsor, deal.today)
        if sponsor is not None and sponsor.side is not Side.CLIENT:
            yield self.finding(
                "CH-FND-034", Level.ERROR, "sponsor", say("{name} does not act for the client.", name=sponsor.name),
                say("Name a person of the client."),
            )  # fmt: skip
        for key, worker in self.people.items():
            person = deal.person(worker.person, deal.today)
            if person is not None and person.side is not Side.CONSULTANT:
                yield self.finding(
                    "CH-FND-035", Level.ERROR, f"people.{key}.person",
                    say("{name} does not act for the consultant.", name=person.name),
                    say("Name a person of the consultant."),
                )  # fmt: skip
        if self.advice_only and any(matter.may == "decide" for matter in self.authority.values()):
            yield self.finding(
                "CH-FND-036", Level.WARNING, "advice_only",
                say("The consultant only advises, and may decide all the same."),
                say("Keep one of the two."), to=False,
            )  # fmt: skip
