"""What is wrong with how prices change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.money import Percent
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import Lasts

if TYPE_CHECKING:
    from charter.core.clauses.financials.rate_review import RateReview
    from charter.core.vocabulary.deal import Deal

_A_YEAR, _TEN_YEARS = 365, 3652
_STEEP = Percent.parse("10 %")

PRICE_CLAUSES = Source(
    "PrKG 1 (1) and (2), 3 (1): bundestag.github.io/gesetze/p/prkg", "certain", "2026-11-30"
)
"""A debt may not follow a general index by itself; except in contracts of ten years, or where a person decides."""

FRENCH_INDEX = Source(
    "Code monétaire et financier, L112-1 and L112-2: legifrance.gouv.fr, LEGISCTA000006139697",
    "certain",
    "2026-11-30",
)
"""An index of the general level of prices or wages is barred; one tied to the contract or a party's trade is not."""

ONE_SIDED = Source("BGB 307, 315; Unfair Contract Terms Act 1977, s 3 (2) (b)", "likely", "2026-11")
"""How courts look at the power of one side to set a price."""

SILENCE = Source("BGB 308 no 5, by 310 (1) a measure between businesses", "likely", "2026-11")
"""A declaration that silence makes: only with a fair time to answer, and a warning of what silence means."""


def findings(terms: RateReview, deal: Deal) -> Iterator[Finding]:
    """Give the findings on how prices change."""
    if terms.proposer is not None and terms.silence is None:
        yield terms.finding(
            "CH-FIN-180", Level.WARNING, "by",
            say("The {side} alone sets other prices, and the {other} cannot say no.",
                side=terms.proposer, other=terms.proposer.other),
            say("Let the other side answer, and say what its no brings about."), source=ONE_SIDED,
        )  # fmt: skip
    if terms.silence == "accepted":
        yield terms.finding(
            "CH-FIN-181", Level.ADVICE, "silence",
            say("Silence changes prices; standard terms may need a warning in each message."),
            say("Let the old price stay where nobody answers."), source=SILENCE, to="old price stays",
        )  # fmt: skip
    yield from _index(terms, deal)
    if terms.every.about_days < _A_YEAR - 1:
        yield terms.finding(
            "CH-FIN-184", Level.WARNING, "every", say("Prices may change every {time}.", time=terms.every),
            say("Once in twelve months is usual."), to="12 months",
        )  # fmt: skip
    if terms.cap.value > _STEEP.value:
        yield terms.finding(
            "CH-FIN-185", Level.WARNING, "cap", say("Prices may move by {cap} at once.", cap=terms.cap),
            say("Agree on {most} at most.", most=_STEEP), to=str(_STEEP),
        )  # fmt: skip
    lasts = deal.stated.get(Lasts)
    if not deal.runs(terms.first(deal)) and isinstance(lasts, Lasts) and not lasts.renews:
        yield terms.finding(
            "CH-FIN-186", Level.ADVICE, "every",
            say("Prices may first change on {day}, when the engagement is over.", day=terms.first(deal)),
            say("Leave the review out, or let it come earlier."),
        )  # fmt: skip


def _index(terms: RateReview, deal: Deal) -> Iterator[Finding]:
    """Find an index that moves prices by itself under a law that bans it."""
    if terms.by != "index":
        return
    lasts = deal.stated.get(Lasts)
    initial = lasts.initial if isinstance(lasts, Lasts) else None
    if deal.law.startswith("DE") and (initial is None or initial.about_days < _TEN_YEARS):
        yield terms.finding(
            "CH-FIN-182", Level.WARNING, "index",
            say("German law lets no price follow a general index by itself in a contract of less than ten years."),
            say("Let both agree after a look at the index, or tie prices to the consultant's own costs."),
            source=PRICE_CLAUSES,
        )  # fmt: skip
    if deal.law.startswith("FR"):
        yield terms.finding(
            "CH-FIN-183", Level.WARNING, "index",
            say("French law bars an index of prices or wages in general; one of the trade of a side is allowed."),
            say("Name an index of the trade, such as that of engineering and advice."), source=FRENCH_INDEX,
        )  # fmt: skip
