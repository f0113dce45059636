"""Equity: grants of options, shares and the like, from the decision of the board to the last day to exercise.

A grant counts once the client's board has decided; if it does not in time, the client pays what was agreed instead.
Units vest by days, upon events that the client confirms, and sooner upon what was agreed. What has not vested by the
last day lapses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field

from charter.core.clauses.financials.equity.entries import (
    Exercised,
    Granted,
    OfGrant,
    Reached,
    Vested,
)
from charter.core.clauses.financials.equity.findings import election_days, findings, needs_election
from charter.core.clauses.financials.equity.no_effect import objection
from charter.core.clauses.financials.equity.terms import Grant
from charter.core.clauses.financials.equity.vesting import exercise_by, granted, steps
from charter.core.vocabulary.arithmetic.kernels import times
from charter.core.vocabulary.charge import Basis, Charge
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed, Objection, Past
from charter.core.vocabulary.control import ControlChanged, ControlMatters
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Entry, deem
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Currency, Price, Unanswered
from charter.core.vocabulary.term import Key
from charter.core.vocabulary.ticked import ticked

"""How long after the transfer an election under 26 U.S.C. 83(b) can be made."""


class Equity(Keyed[Grant]):
    """Grants of equity, each under a key: `[financials.equity.options]`."""

    pays = True
    entries = (Granted, Reached, ControlChanged, Vested, Exercised)

    __pydantic_extra__: dict[Key, Grant] = Field(init=False)

    def states(self) -> Iterator[object]:
        """State the currency of what is paid instead, and whether units vest sooner after a change of control."""
        sooner = (each for grant in self.things.values() for each in (grant.sooner or {}).values())
        if self.acts and any(each.upon == "change of control" for each in sooner):
            yield ControlMatters()
        yield from (
            Currency(grant.instead.currency) for grant in self.things.values() if grant.instead is not None
        )

    def prices(self) -> Iterator[Price]:
        """Give each grant, and what is paid instead."""
        for key, grant in self.things.items():
            what = say("{units} units: {kind}", units=grant.units, kind=grant.kind)
            yield Price(Cite(f"{self.cite}.{key}"), say("{name}", name=grant.name), what, what, taxed=False)
            if grant.instead is not None:
                once = say("{sum} once", sum=grant.instead)
                instead = say("Instead of {name}", name=grant.name)
                yield Price(Cite(f"{self.cite}.{key}.instead"), instead, once, once)

    def recordable(self) -> tuple[type[Entry], ...]:
        """Allow confirming an event where a tranche vests upon one."""
        upon = any(t.upon for grant in self.things.values() for t in (grant.tranches or {}).values())
        return tuple(kind for kind in self.entries if kind is not Reached or upon)

    def unanswered(self) -> Iterator[Unanswered]:
        """Say what holds where the board does not decide in time."""
        for key, grant in self.things.items():
            then = say("the consultant may ask again, and is paid nothing instead")
            if grant.instead is not None:
                then = say("the client pays {sum} instead", sum=grant.instead)
            asked = say("the decision of the board on {name}", name=grant.name)
            yield Unanswered(
                Cite(f"{self.cite}.{key}.board_within"), asked, Side.CLIENT, grant.board_within, then
            )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        times_ = [
            grant.exercise_within for grant in self.things.values() if grant.exercise_within is not None
        ]
        if not times_:
            return say("for what has vested by the Last Day")
        longest = max(times_, key=lambda time: time.about_days)
        return say("{time} after the Last Day, for what has vested by then", time=longest)

    @figure
    def sooner(self, deal: Deal) -> bool:
        """Whether an event makes anything vest sooner."""
        return any(grant.sooner for grant in self.things.values())

    @figure
    def to_exercise(self, deal: Deal) -> bool:
        """Whether anything has to be exercised."""
        return any(grant.option for grant in self.things.values())

    @figure
    def upon_events(self, deal: Deal) -> bool:
        """Whether a tranche vests upon an event."""
        return any(
            t.upon is not None for grant in self.things.values() for t in (grant.tranches or {}).values()
        )

    @figure
    def planned(self, deal: Deal) -> bool:
        """Whether a plan is named."""
        return any(grant.plan is not None for grant in self.things.values())

    @figure
    def example(self, deal: Deal) -> Sentence | None:
        """Say how many units of the first grant have vested after its first step; None where all vest at once."""
        for grant in self.things.values():
            first, *more = [*grant.schedule(deal), None]
            if first is not None and more != [None]:
                return say(
                    "By {day}, {units} of the {all} units of {name} have vested",
                    day=first.day, units=first.units, all=grant.units, name=grant.name,
                )  # fmt: skip
        return None

    # ── what it brings about ───────────────────────────────────────────────────────────────────

    @classmethod
    def deemed(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Entry]:
        """Let units vest on their days."""
        clause = past.at(deal.today)
        for key, grant in clause.things.items() if clause is not None else ():
            for step in steps(key, grant, deal, journal):
                if step.day <= deal.today:
                    held = Vested(on=step.day, by="time", grant=key, units=step.units, total=step.total)
                    yield deem(held, cls.cite)

    @classmethod
    def charges(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Charge]:
        """Charge what is paid instead of a grant that the board did not decide on in time."""
        keys = dict.fromkeys(key for v in past.versions if v.clause is not None for key in v.clause.things)
        for key in keys:
            for version in past.versions:
                grant = version.clause.things.get(key) if version.clause is not None else None
                if grant is None or version.clause is None or grant.instead is None:
                    continue
                on = grant.board_by(deal) + DAY
                if (
                    past.at(on) == version.clause
                    and on <= deal.today
                    and granted(key, grant, deal, journal) is None
                ):
                    yield cls.charge(
                        f"instead/{key}", f"{key}.instead", on, grant.instead,
                        reads=say("Instead of {name}, on which the board did not decide", name=grant.name),
                        basis=Basis.of(times, minor=grant.instead.minor, count=1), agreed=version.agreed,
                    )  # fmt: skip

    @classmethod
    def duties(cls, past: Past[Self], deal: Deal, journal: Journal) -> Iterator[Duty]:
        """Have the board decide, hand over the papers, mark the days of vesting, and exercise in time."""
        clause = past.at(deal.today)
        for key, grant in clause.things.items() if clause is not None else ():
            done = granted(key, grant, deal, journal)
            yield cls.must(
                f"board/{key}", Side.CLIENT, say("Have the board decide on {name}", name=grant.name),
                grant.board_by(deal), deal.starts, field=f"{key}.board_within",
                meets=meets(Granted, grant=key), met=done.on if done is not None else None,
            )  # fmt: skip
            if done is not None:
                yield from cls._after(key, grant, done, deal, journal)

    @classmethod
    def _after(cls, key: str, grant: Grant, done: Granted, deal: Deal, journal: Journal) -> Iterator[Duty]:
        yield ticked(
            cls.must, f"papers/{key}", Side.CLIENT, say("Hand over the papers of {name}", name=grant.name),
            deal.within(grant.papers_within, done.on), done.on, journal, field=f"{key}.papers_within",
        )  # fmt: skip
        if needs_election(grant, deal):
            yield ticked(
                cls.may, f"election/{key}", Side.CONSULTANT,
                say("Decide on an election under section 83(b) for {name}", name=grant.name),
                done.on + election_days(done.on) * DAY, done.on, journal, field=f"{key}.kind",
            )  # fmt: skip
        for step in steps(key, grant, deal, journal):
            yield cls.will(
                f"vest/{key}/{step.day}", "both",
                say("{units} units of {name} vest", units=step.units, name=grant.name),
                step.day, done.on, field=key, met=step.day if step.day < deal.today else None,
            )  # fmt: skip
        last = exercise_by(grant, deal)
        if last is not None and grant.option and deal.ends is not None:
            used = journal.about(Exercised, key, deal.ends)
            yield cls.may(
                f"exercise/{key}", Side.CONSULTANT, say("Exercise {name}", name=grant.name), last, deal.ends,
                field=f"{key}.exercise_within", meets=meets(Exercised, grant=key), met=used[0].on if used else None,
            )  # fmt: skip

    @classmethod
    def objects(cls, entry: Entry, past: Past[Self] | None, deal: Deal, journal: Journal) -> Objection | None:
        """Say why a decision, an event or an exercise changes nothing."""
        if isinstance(entry, OfGrant | ControlChanged):
            return objection(entry, past, deal, journal)
        return None

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find grants without a plan, for a company, below their value, or that may never come."""
        yield from findings(self, deal)
