"""What the law says of the agreed ways out of an engagement: insolvency, short notice, a side that is locked in.

The figures are data of the law that governs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from charter.core.law.lookup import UNCONFIRMED, LegalFact, law, practice
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Duration
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.party import Form, Side, Size
from charter.core.vocabulary.sentence import say, verbatim

_YEAR = dt.timedelta(days=365)


class WaysOut(NamedTuple):
    """The ways out as agreed: where they stand, each side's notice and earliest end, and whether insolvency is one."""

    place: str
    notice: dict[Side, Duration | None]
    not_before: dict[Side, Duration | None]
    insolvency: bool
    special_trust: str | None
    deal: Deal

    def fact(self, topic: str) -> LegalFact | None:
        """Give what the law that governs says on a topic."""
        return law(self.deal.law).fact(topic, self.deal.agreed)

    def held(self, side: Side) -> bool:
        """Whether a side cannot leave without a reason, or not from the start."""
        return self.notice[side] is None or self.not_before[side] is not None


def at_once(deal: Deal, day: dt.date) -> bool:
    """Whether the text under the law that governs lets either side end it at once for a serious reason."""
    fact = law(deal.ruled(day).law).fact("termination", day)
    return fact is not None and bool(fact.value.get("at_once_in_text"))


def ways_out_findings(ways: WaysOut) -> Iterator[Finding]:
    """Give all findings on the ways out."""
    yield from _lengths(ways)
    yield from _insolvency(ways)
    yield from _any_time(ways)
    yield from _one_sided(ways)
    yield from _too_short(ways)


def _lengths(ways: WaysOut) -> Iterator[Finding]:
    """Find a notice that is shorter or longer than people usually agree."""
    fact = practice("convenience_exit")
    short, long, most = (fact.value[f"{name}_days"] for name in ("least", "most", "usual"))
    for side, notice in ways.notice.items():
        if notice is not None and not short <= notice.about_days <= long:
            yield Finding(
                "CH-EXT-008",
                Level.ADVICE,
                f"{ways.place}.{side}.notice",
                say(
                    "The {side} leaves with {notice} of notice; usual are {short} to {long} days.",
                    side=side,
                    notice=notice,
                    short=short,
                    long=long,
                ),
                say("Know why it is not, or agree {usual} days.", usual=most),
                source=fact.as_known,
                mend=(Change(f"{ways.place}.{side}.notice", str(notice), f"{most} days"),),
            )


def _insolvency(ways: WaysOut) -> Iterator[Finding]:
    """Find an end by insolvency where the law does not let a contract end so."""
    fact = ways.fact("insolvency")
    if ways.insolvency and fact is not None:
        yield Finding(
            "CH-EXT-004",
            fact.weight,
            f"{ways.place}.insolvency",
            say("Ending because the other side is insolvent may not hold. {rule}", rule=fact.rule),
            say("Rely on late payment instead."),
            source=fact.cited(ways.deal.agreed),
            mend=(Change(f"{ways.place}.insolvency", before=True, after=False),),
        )


def _any_time(ways: WaysOut) -> Iterator[Finding]:
    """Find a side that the law lets go at any time: where the agreement excludes that, and where it may not."""
    fact = ways.fact("termination")
    if fact is None:
        if ways.special_trust == "excluded":
            yield Finding(
                "CH-EXT-014",
                Level.ADVICE,
                f"{ways.place}.special_trust",
                say("The law that governs gives no such right that we know of: there is nothing to exclude."),
                say("Leave it out."),
                mend=(Change(f"{ways.place}.special_trust", "excluded", None),),
            )
        return
    if fact.value.get("excludable") and ways.special_trust == "excluded":
        yield Finding(
            "CH-EXT-005",
            Level.WARNING,
            f"{ways.place}.special_trust",
            say(
                "The agreement excludes the right to leave services of special trust at any time. If"
                " one side wrote these terms for many agreements, a court may not let that stand."
            ),
            say("Negotiate this section with the other side, and keep the rounds as proof."),
            source=Source(f"{fact.source}; 305, 307", UNCONFIRMED, fact.as_of),
            mend=(Change(f"{ways.place}.special_trust", "excluded", None),),
        )
    elif "by" in fact.value and ways.held(Side(fact.value["by"])):
        yield Finding(
            "CH-EXT-005",
            fact.weight,
            f"{ways.place}.{fact.value['by']}",
            verbatim(fact.rule),
            say(
                "Let the {by} leave with a notice, or make sure that both sides act as professionals.",
                by=fact.value["by"],
            ),
            source=fact.cited(ways.deal.agreed),
        )


def _one_sided(ways: WaysOut) -> Iterator[Finding]:
    """Find ways out that differ, where the law protects a small business from unfair standard terms."""
    fact = ways.fact("unfair_terms")
    parties = (ways.deal.client, ways.deal.consultant)
    small = any(p.size is Size.SMALL or p.form is not Form.COMPANY for p in parties)
    differ = (
        ways.notice[Side.CLIENT] != ways.notice[Side.CONSULTANT]
        or ways.not_before[Side.CLIENT] != ways.not_before[Side.CONSULTANT]
    )
    if fact is not None and small and differ:
        yield Finding(
            "CH-EXT-006",
            fact.weight,
            ways.place,
            say("The sides leave differently. {rule}", rule=fact.rule),
            say("Give both sides the same right."),
            source=fact.cited(ways.deal.agreed),
        )


def _too_short(ways: WaysOut) -> Iterator[Finding]:
    """Find a notice by the client that is too short for how long the sides have worked together."""
    notice, deal = ways.notice[Side.CLIENT], ways.deal
    established, continuous = ways.fact("termination_notice"), ways.fact("unilateral_change")
    if notice is None:
        return
    place = f"{ways.place}.client.notice"
    if established is not None and notice.about_days < established.value["short_days"]:
        old = deal.today - deal.starts > _YEAR
        yield Finding(
            "CH-EXT-007",
            established.weight if old else Level.ADVICE,
            place,
            say(
                "{notice} of notice is short once the relation is established. {rule}",
                notice=notice,
                rule=established.rule,
            ),
            say("Let the notice grow with the years, or agree a longer one."),
            source=established.cited(deal.agreed),
        )
    shortest = practice("convenience_exit").value["least_days"]
    if continuous is not None and deal.consultant.form is Form.PERSON and notice.about_days < shortest:
        yield Finding(
            "CH-EXT-007",
            continuous.weight,
            place,
            say("{notice} of notice may not be adequate. {rule}", notice=notice, rule=continuous.rule),
            say("Agree at least {short} days.", short=shortest),
            source=continuous.cited(deal.agreed),
        )
