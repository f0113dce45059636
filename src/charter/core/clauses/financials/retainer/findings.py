"""What is wrong with a retainer as agreed: hours beyond that nobody approves, prices or caps, and odd sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.clauses.financials.retainer.periods import MONTHS
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.party import Form, Side
from charter.core.vocabulary.reference import DELIVERABLES
from charter.core.vocabulary.sentence import say

if TYPE_CHECKING:
    from charter.core.clauses.financials.retainer import Retainer

_A_WORKING_MONTH, _A_WHOLE_MONTH = Hours.parse("250 hours"), Hours.parse("744 hours")
_TIMES = 5
"""From how many times the price of an included hour one beyond looks like a slip."""


def findings(clause: Retainer, deal: Deal) -> Iterator[Finding]:
    """Give all that is wrong with it."""
    yield from _beyond(clause)
    yield from _approval(clause, deal)
    yield from _hours(clause, deal)
    yield from _odd(clause, deal)
    yield from _later(clause, deal)


def _beyond(clause: Retainer) -> Iterator[Finding]:
    hours, unasked = clause.hours, clause.approved_by is None
    if clause.overage is not None and clause.cap is None and hours is not None:
        yield clause.finding(
            "CH-FIN-010",
            Level.WARNING if unasked else Level.ADVICE,
            "cap",
            say("Hours beyond the included ones are charged without a limit, and without anybody's yes.")
            if unasked
            else say("Hours beyond the included ones are charged without a limit."),
            say("Agree a cap; above it nothing is charged without a change order."),
            to=str(Hours(hours.seconds // 4 // 3600 * 3600 or 3600)),
        )
    if clause.overage is None and clause.cap is not None:
        yield clause.finding(
            "CH-FIN-011",
            Level.WARNING,
            "overage",
            say("There is a cap on hours beyond, but no price for them, so none is ever charged."),
            say("Agree the price of an hour beyond, or leave the cap out."),
        )


def _approval(clause: Retainer, deal: Deal) -> Iterator[Finding]:
    if clause.overage is None and clause.approved_by:
        yield clause.finding(
            "CH-FIN-016", Level.WARNING, "approved_by",
            say("A yes to hours beyond is agreed, but no price for them, so none is ever charged."),
            say("Agree the price of an hour beyond, or leave the yes out."),
        )  # fmt: skip
    for place, key in enumerate(clause.approved_by or ()):
        person = deal.person(key, deal.today)
        if person is not None and person.side is not Side.CLIENT:
            yield clause.finding(
                "CH-FIN-017", Level.ERROR, f"approved_by.{place}",
                say(
                    "{name} acts for the {side}, and the client's yes is asked for.",
                    name=person.name, side=person.side,
                ),
                say("Name people of the client."),
            )  # fmt: skip


def _hours(clause: Retainer, deal: Deal) -> Iterator[Finding]:
    if clause.alert is None and clause.hours:
        yield clause.finding(
            "CH-FIN-012",
            Level.ADVICE,
            "alert",
            say("Nobody is told before the hours run out."),
            say("Agree an alert."),
            to="80 %",
        )
    if clause.hours is not None and clause.counts is None and deal.names(DELIVERABLES):
        yield clause.finding(
            "CH-FIN-018", Level.WARNING, "counts",
            say("Nothing says whether work on deliverables uses up included hours, so all of it does."),
            say("Say what counts: milestone work, rework, meetings, travel, or none of them."),
        )  # fmt: skip
    if clause.hours is None:
        yield clause.finding(
            "CH-FIN-019", Level.ADVICE, "hours",
            say("The fee is flat, and nothing measures what is owed for it."),
            say("Agree hours, or say by deliverables and meetings what the fee buys."),
        )  # fmt: skip


def _odd(clause: Retainer, deal: Deal) -> Iterator[Finding]:
    """Find a fee of nothing, more hours than people work, and an hour beyond that costs many times an included one."""
    if not clause.amount and clause.hours:
        yield clause.finding(
            "CH-FIN-013",
            Level.WARNING,
            "amount",
            say(
                "{hours} a {period} for {currency} 0: is that meant?",
                hours=clause.hours, period=clause.period, currency=deal.currency,
            ),
            say("Agree the fee."),
        )  # fmt: skip
    months, alone = MONTHS[clause.period], deal.consultant.form is not Form.COMPANY
    for name, each in (("hours", clause.hours), ("cap", clause.cap)):
        if each is not None and each.seconds > months * _A_WORKING_MONTH.seconds:
            never = alone and each.seconds > months * _A_WHOLE_MONTH.seconds
            yield clause.finding(
                "CH-FIN-014",
                Level.ERROR if never else Level.WARNING,
                f"{name}",
                say(
                    "{hours} a {period} are more than a month has for one person.",
                    hours=each,
                    period=clause.period,
                )
                if never
                else say(
                    "{hours} a {period} are more than one person works.", hours=each, period=clause.period
                ),
                say("Agree hours that can be worked, or name how many people work them."),
            )
    included = clause.included_hour
    if clause.overage and clause.amount and included and clause.overage.minor > _TIMES * included.minor:
        yield clause.finding(
            "CH-FIN-015",
            Level.WARNING,
            "overage",
            say(
                "An hour beyond costs {overage}, an included one {included}: is that meant?",
                overage=clause.overage, included=included,
            ),
            say("Agree a price nearer to that of the hours included."),
        )  # fmt: skip


def _later(clause: Retainer, deal: Deal) -> Iterator[Finding]:
    """Find a later fee that never counts, or counts from the first day on, so that another never does."""
    for key, fee in (clause.later or {}).items():
        if not deal.runs(day := fee.day(deal)) or day == deal.starts:
            yield clause.finding(
                "CH-FIN-022", Level.WARNING, f"later.{key}",
                say("The fee from {day} on is no later fee: the engagement does not run before and after it.", day=day),
                say("Give a day within the term, or leave it out."),
            )  # fmt: skip
