"""Intellectual property: whose the work is, from when, what the consultant keeps, and what papers it still signs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field

from charter.core.law.statements import source_of
from charter.core.vocabulary.arithmetic.hours import HOUR, hours
from charter.core.vocabulary.bounds import TimeToAct
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Objection, Past
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Price
from charter.core.vocabulary.term import Line, Listed, Terms

INALIENABLE = {"DE": ("urhg-29", "not exercised"), "FR": ("cpi-l121-1", "kept")}
"""Laws under which nobody can give up all moral rights, by country: the statement, and what can be agreed."""


class Invented(Entry):
    """The consultant made an invention in the work."""

    whose = Side.CONSULTANT

    kind: Literal["invented"] = "invented"
    what: Line = Field(description="What was invented.", examples=["A way to route by weight"])

    def says(self, named: Named) -> Sentence:
        """Say what."""
        return say("{what}", what=self.what)


class PaperAsked(Entry):
    """The client asked for a signature on a paper that secures its rights."""

    whose = Side.CLIENT

    kind: Literal["paper asked"] = "paper asked"
    paper: Line = Field(description="Which paper.", examples=["The application for a patent"])

    def says(self, named: Named) -> Sentence:
        """Say which paper."""
        return say("{paper}", paper=self.paper)


class Helped(Entry):
    """The consultant helped the client to secure its rights, after the engagement."""

    whose = Side.CONSULTANT

    kind: Literal["helped"] = "helped"
    hours: Hours = Field(description="How long.", examples=["2 hours"])
    work: Line = Field(description="With what.", examples=["Answers to the patent office"])

    def says(self, named: Named) -> Sentence:
        """Say how long, with what."""
        return say("{hours}: {work}", hours=self.hours, work=self.work)


class Help(Terms):
    """What the consultant still does to secure the client's rights."""

    sign_within: TimeToAct = Field(
        description="How soon the consultant signs a paper when asked.", examples=["10 business days"]
    )
    attorney_if_silent: bool = Field(
        default=False, description="Whether the client may sign for the consultant that does not."
    )
    rate: Money | None = Field(
        None, description="The price of an hour of other help after the end.", examples=["EUR 150.00"]
    )
    most: Hours | None = Field(
        None, description="The most hours that are paid for; more need not be given.", examples=["10 hours"]
    )


class IntellectualProperty(Clause):
    """Whose the work is."""

    follows_reviews = ("help.rate",)
    entries = (Invented, PaperAsked, Helped)
    unsaid = say("who owns the work")

    form: Literal["assignment", "licence"] = Field(
        description="Whether the client gets the rights themselves, or an exclusive licence."
    )
    passes: Literal["on creation", "on payment"] = Field(description="When the rights pass.")
    licence_meanwhile: bool = Field(
        default=False, description="Whether the client may use the work before it has paid."
    )
    background: Listed[Line] = Field(
        (), description="What the consultant had before and keeps.", examples=[["checklists", "scripts"]]
    )
    background_licence: Literal["for ever", "until the last day"] = Field(
        description="How long the client may use what the consultant keeps, with the work."
    )
    reuse_generic: bool = Field(description="Whether the consultant keeps its general know-how.")
    open_source: Literal["listed and approved", "permissive only", "free"] = Field(
        description="Which open-source parts the work may have."
    )
    moral_rights: Literal["waived", "not exercised", "kept"] = Field(
        description="Whether authors give up being named and objecting to changes, do not insist on it, or keep it."
    )
    disclose_within: TimeToAct | None = Field(
        None,
        description="How soon the consultant tells of an invention in the work; left out: it need not.",
        examples=["30 days"],
    )
    own_time_excluded: bool = Field(
        default=False,
        description="Whether what the consultant makes in its own time, with its own means, stays its own.",
    )
    help: Help | None = Field(None, description="What the consultant still does to secure the rights.")

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long the rights last."""
        return say("for as long as the rights last")

    def prices(self) -> Iterator[Price]:
        """Give what help after the end costs."""
        if self.help is not None and self.help.rate is not None:
            most = (
                self.help.rate.times(Fraction(self.help.most.seconds, HOUR))
                if self.help.most is not None
                else None
            )
            yield Price(
                Cite(f"{self.cite}.help.rate"), say("An hour of help with rights, after the end"),
                say("{rate} an hour", rate=self.help.rate), say("{most} in all", most=most) if most else None,
            )  # fmt: skip

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge help that was given after the last day, up to the most hours agreed."""
        spent = 0
        for helped in journal.of(Helped, deal.ends) if deal.ends is not None else ():
            clause = past.at(helped.on)
            help_ = clause.help if clause is not None else None
            if help_ is None or help_.rate is None:
                continue
            left = helped.hours.seconds if help_.most is None else max(help_.most.seconds - spent, 0)
            seconds = min(helped.hours.seconds, left)
            spent += seconds
            if seconds and helped.known <= deal.today:
                basis = Basis.of(hours, minor=help_.rate.minor, seconds=seconds)
                yield cls.charge(
                    f"help/{helped.name}", "help.rate", helped.known, Money(basis.minor, help_.rate.currency),
                    reads=say("Help with rights, {hours}: {work}", hours=Hours(seconds), work=helped.work),
                    basis=basis, entries=(helped.name,), agreed=past.agreed(helped.on),
                )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of each invention, and sign each paper; where the consultant does not, the client may."""
        for invented in journal.of(Invented):
            clause, name = past.at(invented.on), f"{cls.cite}/tell/{invented.name}"
            if clause is not None and clause.disclose_within is not None:
                yield cls.must(
                    f"tell/{invented.name}", Side.CONSULTANT, say("Tell of the invention: {what}", what=invented.what),
                    deal.within(clause.disclose_within, invented.on), invented.on, field="disclose_within",
                    meets=meets(Reminded, of=name), met=journal.reminded(name),
                )  # fmt: skip
        for asked in journal.of(PaperAsked):
            clause = past.at(asked.on)
            if clause is not None and clause.help is not None:
                yield from cls._paper(asked, clause.help, deal, journal)

    @classmethod
    def _paper(cls, asked: PaperAsked, help_: Help, deal: Deal, journal: Journal) -> Iterator[Duty]:
        due, name = deal.within(help_.sign_within, asked.on), f"{cls.cite}/sign/{asked.name}"
        signed = journal.reminded(name)
        yield cls.must(
            f"sign/{asked.name}", Side.CONSULTANT, say("Sign and send: {paper}", paper=asked.paper), due, asked.on,
            field="help.sign_within", meets=meets(Reminded, of=name), met=signed,
        )  # fmt: skip
        if help_.attorney_if_silent and signed is None and due < deal.today:
            yield cls.may(
                f"sign-for/{asked.name}", Side.CLIENT,
                say("Sign for the consultant, who did not: {paper}", paper=asked.paper), None, due,
                field="help.attorney_if_silent",
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that help during the engagement is work like any other."""
        if isinstance(entry, Helped) and (deal.ends is None or entry.on < deal.ends):
            why = say("Until the last day, such help is work like any other.")
            return Objection(cls.cite, why, say("Record the hours as worked."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find rights that the law does not let pass like this, and gaps that one side will regret."""
        yield from self._by_law(deal)
        if self.passes == "on payment" and not self.licence_meanwhile:
            yield self.finding(
                "CH-RSK-003", Level.ADVICE, "licence_meanwhile",
                say("Until it has paid, the client may not even try the work that it is to accept."),
                say("Let the client use it meanwhile inside its own business."), to=True,
            )  # fmt: skip
        if self.passes == "on creation" and self.licence_meanwhile:
            yield self.finding(
                "CH-RSK-004", Level.ADVICE, "licence_meanwhile",
                say("The rights pass at once, so there is no time before in which a licence could matter."),
                say("Leave it out."), to=None,
            )  # fmt: skip
        if not self.background:
            yield self.finding(
                "CH-RSK-005", Level.ADVICE, "background",
                say("Nothing is listed that the consultant had before, so both may later claim it."),
                say("List templates, scripts and checklists that it brings."),
            )  # fmt: skip
        if self.background_licence == "until the last day":
            yield self.finding(
                "CH-RSK-006", Level.WARNING, "background_licence",
                say("After the last day the client cannot use work that contains the consultant's own tools."),
                say("Let it use them with the work for ever."), to="for ever",
            )  # fmt: skip
        if self.help is not None and self.help.rate is not None and self.help.most is None:
            yield self.finding(
                "CH-RSK-007", Level.WARNING, "help.most",
                say("Nothing limits what help after the end may cost."), say("Agree the most hours."), to="10 hours",
            )  # fmt: skip
        if self.help is not None and self.help.rate is None and self.help.most is not None:
            yield self.finding(
                "CH-RSK-008", Level.ADVICE, "help.most", say("Help after the end has no price, so no hours count."),
                say("Agree the price of an hour, or leave the hours out."), to=None,
            )  # fmt: skip

    def _by_law(self, deal: Deal) -> Iterator[Finding]:
        country = deal.law.partition("-")[0]
        if country == "DE" and self.form == "assignment":
            yield self.finding(
                "CH-RSK-001", Level.ERROR, "form",
                say("German copyright cannot be assigned, so an assignment gives the client less than it pays for."),
                say("Grant an exclusive licence."), source=source_of("DE", "urhg-29"), to="licence",
            )  # fmt: skip
        if country in INALIENABLE and self.moral_rights == "waived":
            name, instead = INALIENABLE[country]
            yield self.finding(
                "CH-RSK-002", Level.WARNING, "moral_rights",
                say("Under the law that governs, authors cannot give up all their moral rights."),
                say("Agree what can be agreed."), source=source_of(country, name), to=instead,
            )  # fmt: skip
        if country == "US" and self.wording is not None and "for hire" in self.wording.text.casefold():
            yield self.finding(
                "CH-RSK-009", Level.WARNING, "wording",
                say("Words of work made for hire can make the client an employer, and rarely fit software."),
                say("Assign the rights instead."), source=source_of("US-CA", "labor-3351-5"),
            )  # fmt: skip
