"""The law as data: dated facts of each jurisdiction, looked up from a part to its country to the European Union.

A file `XX.toml` holds tables by topic. Each entry has its `source`; how sure we are of the rule (`confidence`) and,
which is another question, of the day it came into force (`from`, `from_confidence`); the month in which it was last
confirmed; how bad it is to go against it (`level`); and the names of the `facts` it was taken from.
What a part does not say, its country says; what a member does not, the Union.

>>> on = dt.date(2026, 3, 1)
>>> fact = law("DE").fact("acceptance_period", on)
>>> fact.value["max_days"], fact.source
(30, 'BGB 271a(3), 308 no. 1b, 310(1)')
>>> law("AT").fact("acceptance_period", on).jurisdiction
'EU'
>>> statutory_percent(law("GB-SCT"), dt.date(2024, 1, 15), on)[:2]
(Decimal('13.25'), False)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from charter.core.law.rates import Entered, Published, reference_rate
from charter.core.law.statutory import LateInterest
from charter.core.vocabulary import toml
from charter.core.vocabulary.arithmetic.debts import Tier
from charter.core.vocabulary.country import code_meant, countries, country_name, parts_of
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.dates import long_date
from charter.core.vocabulary.finding import Level, Source
from charter.core.vocabulary.written import Meant

__all__ = [
    "UNCONFIRMED",
    "BodyOfLaw",
    "LateInterest",
    "LegalFact",
    "Published",
    "codes",
    "law",
    "law_at",
    "law_in_force",
    "practice",
    "reference_rate",
    "statutory_percent",
]  # fmt: skip

UNCONFIRMED = "unconfirmed"
"""The confidence in what was written down from memory and that nobody has looked up."""

_LAWS = Path(__file__).parent


class LegalFact(NamedTuple):
    """What a law says on a topic from a day on.

    `value` holds figures by name, `rule` says it in a sentence. `since` is the day it came into force, `until` the
    first on which it no longer holds. `confidence` in the rule and `since_confidence` in that day are certain,
    verified, likely or unconfirmed; `as_of` is the month in which the rule was last confirmed; `jurisdiction` the code
    of the law that says it; `level` error, warning or advice.
    """

    value: Mapping[str, Any]
    rule: str
    source: str
    confidence: str
    since: dt.date
    until: dt.date | None
    as_of: str
    jurisdiction: str
    since_confidence: str
    level: str

    def cited(self, on: dt.date) -> Source:
        """Cite the source for something agreed on a day.

        A rule that was confirmed by then needs no more. One confirmed only later rests on the day it came into force,
        and says so where nobody has confirmed that day.

        >>> fact = law("DE").fact("recovery_cost", dt.date(2023, 1, 1))
        >>> str(fact.cited(dt.date(2023, 1, 1)))
        'BGB 288(5) (in force from 29 July 2014: unconfirmed), confirmed 2026-08'
        >>> str(fact.cited(dt.date(2026, 9, 1)))
        'BGB 288(5), confirmed 2026-08'
        >>> str(fact._replace(confidence="unconfirmed").cited(dt.date(2023, 1, 1)))
        'BGB 288(5) (in force from 29 July 2014) (unconfirmed)'
        """
        confirmed = on >= dt.date.fromisoformat(f"{self.as_of}-01")
        sure = confirmed or self.since_confidence != UNCONFIRMED
        doubt = (
            "" if self.confidence == UNCONFIRMED else f": {UNCONFIRMED}"
        )  # else all of it is, which is said once
        since = "" if sure else f" (in force from {long_date(self.since)}{doubt})"
        return Source(f"{self.source}{since}", self.confidence, self.as_of)

    @property
    def as_known(self) -> Source:
        """The source as it is known, for what waits for no day."""
        return self.cited(dt.date.max)

    @property
    def weight(self) -> Level:
        """How bad it is to go against it."""
        return Level[self.level.upper()]


class BodyOfLaw(NamedTuple):
    """A governing law: its code ("GB-ENG"), and the jurisdictions whose facts it has, its own first."""

    code: str
    jurisdictions: tuple[str, ...]

    def fact(self, topic: str, on: dt.date) -> LegalFact | None:
        """Give what the law says on a topic on a day; None where nothing is known."""
        return _fact(self.jurisdictions, topic, on)

    def source(self, topic: str, on: dt.date) -> Source | None:
        """Cite what the law says on a topic for something agreed on a day; None where nothing is known."""
        fact = self.fact(topic, on)
        return fact.cited(on) if fact is not None else None

    def late_interest(self, on: dt.date) -> LateInterest | None:
        """Give the statutory interest and fixed sums of a day; None where the law sets none that is known."""
        return _late_interest(self.jurisdictions, on)


_EVERYWHERE = BodyOfLaw("", ("everywhere/practice",))
"""What holds or is usual whatever law governs: treaties, model clauses and published templates."""


def practice(topic: str) -> LegalFact:
    """Give what is usual by all that is known, whatever day something is agreed on; it needs no frame to be said.

    Raises KeyError for a topic of which nothing is known.

    >>> practice("convenience_exit").value["usual_days"]
    30
    """
    fact = _EVERYWHERE.fact(topic, dt.date.max)
    if fact is None:
        raise KeyError(topic)
    return fact


@lru_cache
def law(code: str) -> BodyOfLaw:
    """Give the law of a code. Raises ValueError, naming the nearest known code, for one that is not known.

    A country of which no facts are known has a law without any: it may govern all the same.
    """
    country, _, part = code.partition("-")
    if not _is_known(code, country):
        if country not in countries() or country in codes() or _parts(country) or not _is_part(country, part):
            raise _not_known(code)
        return BodyOfLaw(code, ())
    union = ("EU",) if country in _parts("EU") else ()
    return BodyOfLaw(code, tuple(dict.fromkeys((code, country, *union))))


def law_in_force(code: str, on: dt.date) -> Mapping[str, LegalFact]:
    """Give all that is known of a law on a day, by topic. Raises ValueError for a law that is not known.

    >>> found = law_in_force("DE", dt.date(2026, 3, 1))
    >>> found["recovery_cost"].jurisdiction, found["copyright"].source
    ('DE', 'UrhG 29, 31')
    """
    own = law(code).jurisdictions
    known = BodyOfLaw(code, (*own, *_EVERYWHERE.jurisdictions) if own else ())
    topics = dict.fromkeys(
        topic
        for each in known.jurisdictions
        for topic, held in _read(each).items()
        if topic != "parts" and isinstance(held, list)
    )
    held = ((topic, known.fact(topic, on)) for topic in topics)
    return MappingProxyType({topic: fact for topic, fact in held if fact is not None})


def law_at(country: str, state: str | None = None) -> BodyOfLaw:
    """Give the law of the place where a party is: of its state where that is known, else of the country.

    A country of which nothing is known has a law without facts; there is no error, since parties may be anywhere.

    >>> law_at("US", "CA").code, law_at("DE", "HH").code, law_at("BR").jurisdictions
    ('US-CA', 'DE', ())
    """
    part = f"{country}-{state}"
    known = part if _is_known(part, country) else country
    return law(known) if _is_known(known, country) else BodyOfLaw(country, ())


def _is_part(country: str, part: str) -> bool:
    return not part or (f"{country}-{part}" in parts_of(country))


def _not_known(code: str) -> ValueError:
    """Say that there is no such law, and which was meant where that is sure; of a part without one, its country's."""
    said, meant = f'no law is known as "{code}"', code_meant(code)
    if meant in codes():
        return Meant(f"{said}: that of {country_name(meant)} is {meant}", meant)
    country = meant.partition("-")[0] if meant else code[:2] if code[2:3] == "-" else ""
    if country in codes() and not _parts(country):
        part = country_name(meant) if meant else "a part of it"
        return Meant(
            f"{said}: {part} has none of its own, and that of {country_name(country)} is {country}", country
        )
    there = sorted(_parts(country)) or ["DE", "GB-ENG", "US-CA"]
    return ValueError(f"{said}; use a code of those that are there, like {' or '.join(there[:3])}")


@lru_cache
def _files() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _LAWS.glob("*.toml")))


@lru_cache
def codes() -> tuple[str, ...]:
    """Give the code of every law that is known: countries, their parts, and the European Union."""
    return tuple(sorted({*_files()}.union(*(_parts(code) for code in _files()))))


def _is_known(code: str, country: str) -> bool:
    """Whether a code is one of `codes`, without reading the law of the whole world."""
    files = _files()
    return code in files or (country in files and code in _parts(country)) or code in _parts("EU")


def statutory_percent(
    law: BodyOfLaw, interest_starts: dt.date, on: dt.date, entered: Iterable[Entered] = ()
) -> tuple[Decimal, bool, LegalFact]:
    """Give the statutory rate of late payment in percent a year, on a day, for a debt whose interest starts on another.

    The second value says whether it is provisional, because the rate of that half-year is not known to be published:
    such interest is shown and cannot be claimed, unless somebody `entered` the rate. The third is what the law says.
    Raises ValueError for a law that sets no such rate.
    """
    rules, fact = law.late_interest(interest_starts), law.fact("late_interest", interest_starts)
    if rules is None or fact is None:
        raise ValueError(
            f'the law "{law.code}" sets no interest on late payment; agree a rate, like "8 % a year"'
        )
    percent, provisional = rules.rate(interest_starts, on, entered)
    return percent, provisional, fact


# ── reading the files ──────────────────────────────────────────────────────────────────────────


@lru_cache
def _read(code: str) -> Mapping[str, Any]:
    path = _LAWS / f"{code}.toml"
    return toml.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) if path.is_file() else {}


def _parts(code: str) -> frozenset[str]:
    return frozenset(_read(code).get("parts", ()))


@lru_cache(maxsize=4096)
def _fact(jurisdictions: tuple[str, ...], topic: str, on: dt.date) -> LegalFact | None:
    for code in jurisdictions:
        for entry in _read(code).get(topic, ()):
            until = entry.get("until")
            if entry["from"] <= on and (until is None or on < until):
                return _as_fact(entry, code)
    return None


def _as_fact(entry: Mapping[str, Any], code: str) -> LegalFact:
    return LegalFact(
        MappingProxyType(entry["value"]),
        entry["rule"],
        entry["source"],
        entry["confidence"],
        entry["from"],
        entry.get("until"),
        entry["as_of"],
        code,
        entry["from_confidence"],
        entry["level"],
    )


@lru_cache(maxsize=4096)
def _late_interest(jurisdictions: tuple[str, ...], on: dt.date) -> LateInterest | None:
    fact, costs = _fact(jurisdictions, "late_interest", on), _fact(jurisdictions, "recovery_cost", on)
    if fact is None:
        return None
    currency = costs.value["currency"] if costs else "EUR"
    return LateInterest(
        fact.value["series"],
        Decimal(fact.value["margin"]),
        fact.value["mode"],
        tuple(_tier(tier, currency) for tier in costs.value["tiers"]) if costs else (),
        currency,
        fact.source,
        fact.confidence,
        fact.as_of,
        fact.value.get("step"),
    )


def _tier(tier: Mapping[str, int], currency: str) -> Tier:
    unit = 10 ** EXPONENTS[currency]
    bound = tier.get("below", tier.get("upto"))
    return Tier(tier["sum"] * unit, None if bound is None else bound * unit, "upto" in tier)
