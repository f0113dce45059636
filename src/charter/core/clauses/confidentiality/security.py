"""Security: how the consultant guards its access to the client's systems, and how that access ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from charter.core.law.lookup import law_at
from charter.core.vocabulary.bounds import TimeToAct, at_most
from charter.core.vocabulary.clause import Clause, Past
from charter.core.vocabulary.dates import DAY, Duration
from charter.core.vocabulary.dates.span import add_months
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Form, Sector, Side, Size
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line

TimeToTellIncident = Annotated[
    Duration, AfterValidator(at_most(Duration.parse("7 days"), "a time to tell of an incident"))
]

A_WEEK = Duration.parse("7 days")
EQUIPMENT = Source("the tests of control look at who provides the tools", "unconfirmed")
ESSENTIAL = frozenset({Sector.HEALTH, Sector.PUBLIC})
"""The trades of clients that the rules on the security of networks may call essential."""
USUAL = {
    "disk_encryption": say("Nothing says that disks are encrypted, and a lost laptop is then a breach."),
    "mfa": say("Nothing asks for a second factor, so one stolen password opens everything."),
    "least_privilege": say("Nothing keeps access to what the work needs."),
}
"""Measures that cost nothing and that every insurer asks for, each with what is missing without it."""


class Incident(Entry):
    """A device was lost, or somebody got in."""

    whose = Side.CONSULTANT

    kind: Literal["incident"] = "incident"
    what: Line = Field(description="What happened.", examples=["A laptop was stolen"])

    def says(self, named: Named) -> Sentence:
        """Say what happened."""
        return say("{what}", what=self.what)


class AccessRemoved(Entry):
    """The client removed all access of the consultant."""

    whose = Side.CLIENT

    kind: Literal["access removed"] = "access removed"

    def says(self, named: Named) -> Sentence:
        """Say that it did."""
        return say("all of it")


class Security(Clause):
    """How access is guarded."""

    entries = (Incident, AccessRemoved)
    unsaid = say("measures of security")

    disk_encryption: bool = Field(description="Whether the disks of devices are encrypted.")
    mfa: bool = Field(description="Whether the consultant logs in with a second factor.")
    least_privilege: bool = Field(description="Whether access is kept to what the work needs.")
    updates_within: TimeToAct = Field(
        description="How soon security updates are installed.", examples=["14 days"]
    )
    managed_device: bool = Field(
        default=False, description="Whether the consultant works on a device that the client provides."
    )
    tell_within: TimeToTellIncident = Field(
        description="How soon an incident is told.", examples=["24 hours"]
    )
    access_removed_within: TimeToAct = Field(
        description="How soon after the last day the client removes all access.", examples=["2 business days"]
    )
    confirmed_yearly: bool = Field(
        default=False, description="Whether the consultant confirms the measures each year."
    )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until all access is removed")

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Tell of each incident, confirm the measures each year, and end all access at the end."""
        for incident in journal.of(Incident):
            clause, key = past.at(incident.on), f"tell/{incident.name}"
            if clause is not None:
                yield cls.must(
                    key, Side.CONSULTANT, say("Tell the client of the incident: {what}", what=incident.what),
                    deal.within(clause.tell_within, incident.on), incident.on, field="tell_within",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip
        yield from cls._yearly(past, deal, journal)
        yield from cls._removal(past, deal, journal)

    @classmethod
    def _yearly(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        day, years = add_months(deal.starts, 12), 1
        while day <= deal.horizon and deal.runs(day):
            clause, key = past.at(day), f"confirm/{day}"
            if clause is not None and clause.confirmed_yearly:
                yield cls.must(
                    key, Side.CONSULTANT, say("Confirm the measures of security by message"), deal.rolled(day),
                    day, field="confirmed_yearly",
                    meets=meets(Reminded, of=f"{cls.cite}/{key}"), met=journal.reminded(f"{cls.cite}/{key}"),
                )  # fmt: skip
            years += 1
            day = add_months(deal.starts, 12 * years)

    @classmethod
    def _removal(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        ended = deal.ended
        clause = past.at(ended.on - DAY) if ended is not None else None
        if ended is None or clause is None:
            return
        last, name = ended.on - DAY, f"{cls.cite}/remind"
        yield cls.must(
            "remind", Side.CONSULTANT, say("Remind the client to remove all access"), last, deal.starts,
            field="access_removed_within", meets=meets(Reminded, of=name), met=journal.reminded(name),
        )  # fmt: skip
        yield cls.must(
            "remove", Side.CLIENT, say("Remove all access of the consultant"),
            deal.within(clause.access_removed_within, last), ended.on, field="access_removed_within",
            meets=meets(AccessRemoved), met=next((one.on for one in journal.of(AccessRemoved, deal.starts)), None),
        )  # fmt: skip

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a usual measure that is missing, access that outlives the work, and a device that looks like a job."""
        for field, why in USUAL.items():
            if not getattr(self, field):
                yield self.finding(
                    "CH-CNF-020", Level.WARNING, field, why, say("Agree it; it costs nothing."), to=True
                )
        if self.access_removed_within.about_days > A_WEEK.about_days:
            yield self.finding(
                "CH-CNF-021", Level.WARNING, "access_removed_within",
                say("Access stays open for {time} after the work is over.", time=self.access_removed_within),
                say("Remove it within a few days."), to="2 business days",
            )  # fmt: skip
        yield from self._essential(deal)
        if self.managed_device and deal.consultant.form is not Form.COMPANY:
            yield self.finding(
                "CH-CNF-022", Level.ADVICE, "managed_device",
                say("A device that the client provides and manages speaks for employment."),
                say("Let the consultant use its own, or know why not."), source=EQUIPMENT, to=False,
            )  # fmt: skip

    def _essential(self, deal: Deal) -> Iterator[Finding]:
        """Find an incident told later than the client itself must tell of it."""
        fact = law_at(deal.client.country).fact("essential_client", deal.agreed)
        if fact is None or deal.client.sector not in ESSENTIAL or deal.client.size is Size.SMALL:
            return
        hours = Duration.parse(f"{fact.value['first_hours']} hours")
        if self.tell_within.about_days > hours.about_days:
            yield self.finding(
                "CH-CNF-023", Level.WARNING, "tell_within",
                say("The client may have to tell its authority within {hours}; {time} is too late.",
                    hours=hours, time=self.tell_within),
                say("Tell as soon as the client must."), source=fact.cited(deal.agreed), to=str(hours),
            )  # fmt: skip
