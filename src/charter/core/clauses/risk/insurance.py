"""Insurance: what each side insures, up to which sum, how it proves that, and what it says when cover ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self, TypeAlias

from pydantic import Field

from charter.core.vocabulary.bounds import NoticeTime, TimeToAct
from charter.core.vocabulary.clause import Keyed, Objection, Past
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.dates.span import add_months
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, Named, Reminded
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.protected import InsuredOfficers
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Terms

Cover: TypeAlias = Literal["professional", "cyber", "general", "directors and officers"]


class Policy(Terms):
    """One insurance of one side."""

    by: Side = Field(description="Whose insurance it is.")
    covers: Cover = Field(
        description="Against what: professional mistakes, attacks, damage, claims on officers."
    )
    each: Money = Field(description="The least that it pays for a claim.", examples=["EUR 1000000.00"])
    total: Money | None = Field(
        None,
        description="The least that it pays in a year; left out: as for a claim.",
        examples=["EUR 2000000.00"],
    )
    additional_insured: bool = Field(default=False, description="Whether it covers the other side too.")
    proof_within: TimeToAct | None = Field(
        None,
        description="How soon after the start it is proved; left out: before the start.",
        examples=["10 business days"],
    )
    tail: NoticeTime | None = Field(
        None, description="How long it goes on after the last day.", examples=["36 months"]
    )


class CoverEnded(Entry):
    """An insurance ended, or pays less than agreed."""

    about = "insurance"

    kind: Literal["cover ended"] = "cover ended"
    insurance: Key = Field(description="Its key under risk.insurance.", examples=["professional"])

    def says(self, named: Named) -> Sentence:
        """Say which."""
        return say("{insurance}", insurance=self.insurance)


class Insurance(Keyed[Policy]):
    """What each side insures, each under a key: `[risk.insurance.professional]`."""

    entries = (CoverEnded,)
    unsaid = say("insurance")

    __pydantic_extra__: dict[Key, Policy] = Field(init=False)

    tell_within: TimeToAct = Field(
        description="How soon a side tells that its cover ended or shrank.", examples=["2 business days"]
    )

    def states(self) -> Iterator[object]:
        """State whether the client insures its directors and officers."""
        found = [one for one in self.things.values() if _insures_officers(one)]
        if found:
            yield InsuredOfficers(any(one.tail is not None for one in found))

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long cover goes on; nothing where it ends with the engagement."""
        tails = [thing.tail for thing in self.things.values() if thing.tail is not None]
        if not tails:
            return None
        return say("{time} after the Last Day", time=max(tails, key=lambda tail: tail.about_days))

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Prove each insurance at the start and each year, keep it until its last day, and tell when it ends."""
        for day in _proofs(deal):
            for key, policy in _policies(past, day):
                name = f"prove/{key}/{day}"
                yield cls.must(
                    name, policy.by, say("Send the insurer's certificate: {what}", what=COVERS[policy.covers]),
                    deal.within(policy.proof_within, day) if policy.proof_within else day - DAY,
                    day if policy.proof_within else day - DAY, field=f"{key}.proof_within",
                    meets=meets(Reminded, of=f"{cls.cite}/{name}"), met=journal.reminded(f"{cls.cite}/{name}"),
                )  # fmt: skip
        yield from cls._tails(past, deal)
        for ended in journal.of(CoverEnded):
            clause = past.at(ended.on)
            lost = clause.things.get(ended.insurance) if clause is not None else None
            if lost is None or clause is None:
                continue
            name = f"tell/{ended.insurance}/{ended.on}"
            yield cls.must(
                name, lost.by, say("Tell that cover ended or shrank: {what}", what=COVERS[lost.covers]),
                deal.within(clause.tell_within, ended.on), ended.on, field="tell_within",
                meets=meets(Reminded, of=f"{cls.cite}/{name}"), met=journal.reminded(f"{cls.cite}/{name}"),
            )  # fmt: skip

    @classmethod
    def _tails(cls, past: Past[Self], deal: Deal) -> Iterator[Duty]:
        ended = deal.ended
        for key, policy in _policies(past, ended.on - DAY) if ended is not None else ():
            if policy.tail is not None and ended is not None:
                until = deal.after(policy.tail, ended.on - DAY)
                what = say("Last day of the insurance: {what}", what=COVERS[policy.covers])
                met = until if until < deal.today else None
                yield cls.will(f"tail/{key}", policy.by, what, until, ended.on, field=f"{key}.tail", met=met)

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say that nobody agreed an insurance of that name."""
        if isinstance(entry, CoverEnded) and past is not None:
            known = dict(_policies(past, entry.on))
            if entry.insurance not in known:
                why = say("No insurance is agreed under the name {name}.", name=entry.insurance)
                return Objection(cls.cite, why, say("Use a key of risk.insurance."))
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find sums that do not fit, and cover that the wrong side buys."""
        for key, policy in self.things.items():
            if policy.total is not None and policy.total < policy.each:
                yield self.finding(
                    "CH-RSK-040", Level.WARNING, f"{key}.total",
                    say("{total} in a year is less than {each} for one claim.", total=policy.total, each=policy.each),
                    say("Raise it, or leave it out."), to=None,
                )  # fmt: skip
            if policy.covers == "directors and officers" and policy.by is Side.CONSULTANT:
                yield self.finding(
                    "CH-RSK-041", Level.WARNING, f"{key}.by",
                    say("Only a company can insure its own directors and officers, and that is the client."),
                    say("Let the client insure them."), to="client",
                )  # fmt: skip


COVERS: dict[Cover, Sentence] = {
    "professional": say("professional mistakes"),
    "cyber": say("attacks and loss of data"),
    "general": say("injury and damage to things"),
    "directors and officers": say("claims against directors and officers"),
}
"""What each insurance is called in a duty."""


def _insures_officers(policy: Policy) -> bool:
    return policy.covers == "directors and officers" and policy.by is Side.CLIENT


def _policies(past: Past[Insurance], day: dt.date) -> Iterator[tuple[str, Policy]]:
    clause = past.at(day)
    yield from clause.things.items() if clause is not None else ()


def _proofs(deal: Deal) -> Iterator[dt.date]:
    """Give the first day, and its day of each later year while the engagement runs."""
    day, years = deal.starts, 0
    while day <= deal.horizon and deal.runs(day):
        yield day
        years += 1
        day = add_months(deal.starts, 12 * years)
