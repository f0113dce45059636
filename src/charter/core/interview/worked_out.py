"""What a position works out: "= fee" names a function here, of the situation and of the terms that stand already.

>>> import datetime as dt
>>> from charter.core.interview.situation import Situation
>>> plain = Situation("embedded", "DE", dt.date(2026, 5, 4))
>>> terms = {"financials": {"retainer": {"hours": "64 hours", "amount": "EUR 12000.00",
...     "overage": "EUR 205.00"}}}
>>> [worked_out(name, plain, terms) for name in ("= overage", "= hours beyond", "= most a year", "= six months on")]
['EUR 205.00', '16 hours', 'EUR 184000.00', '2026-12-01']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from charter.core.interview.positions import in_currency, positions
from charter.core.interview.situation import CLIENT_SIGNER, Situation
from charter.core.interview.term_names import term_path
from charter.core.law.lookup import law as body_of_law
from charter.core.vocabulary.country import country_name
from charter.core.vocabulary.dates import Calendar, Duration, Hours
from charter.core.vocabulary.left_open import to_come
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side

USUAL_RATES = {"EUR": 190, "GBP": 200, "USD": 275}
"""What an hour usually costs, by currency, where the workspace says nothing: the middle of what is published."""

DAY, DAYS_OF_A_REVIEW = 8, 12
"""Hours of a day; and days that an examination takes."""

ZONES = {
    "DE": "Europe/Berlin", "FR": "Europe/Paris", "GB": "Europe/London", "IE": "Europe/Dublin", "NL": "Europe/Amsterdam",
    "US-CA": "America/Los_Angeles", "US": "America/New_York", "IT": "Europe/Rome", "ES": "Europe/Madrid",
    "BE": "Europe/Brussels", "PL": "Europe/Warsaw", "AT": "Europe/Vienna", "CH": "Europe/Zurich",
}  # fmt: skip
"""The time zone of a country or a part of it; any other counts in UTC until somebody says."""


class _At(NamedTuple):
    """What a function of this page knows."""

    situation: Situation
    terms: Mapping[str, Any]

    def term(self, path: str) -> Any:  # noqa: ANN401 - terms are of any kind
        """Give a term that stands already; None where none does."""
        held: Any = self.terms
        for step in path.split("."):
            held = held.get(step) if isinstance(held, Mapping) else None
        return held

    def party(self, side: Side) -> Mapping[str, Any]:
        """Give what is known of a side."""
        return self.term(f"{term_path('parties')}.{side}") or {}

    def money(self, amount: Decimal, to: int, *, up: bool = False) -> str:
        """Write an amount in the currency of the draft, to the next so many whole units."""
        whole = (amount / to).quantize(Decimal(1), ROUND_CEILING if up else ROUND_HALF_UP)
        return f"{self.situation.currency} {whole * to:.2f}"


def worked_out(value: Any, situation: Situation, terms: Mapping[str, Any]) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give a value with all that it names worked out; None where nothing is known. Raises KeyError for no such name."""
    if isinstance(value, list):
        found = (worked_out(one, situation, terms) for one in value)
        return [one for one in found if one is not None]
    if isinstance(value, dict):
        inner = ((key, worked_out(one, situation, terms)) for key, one in value.items())
        return {key: one for key, one in inner if one is not None}
    if not isinstance(value, str):
        return value
    if value.startswith("= "):
        return NAMES[value[2:]](_At(situation, terms))
    return in_currency(value, situation.law)


# ── days ───────────────────────────────────────────────────────────────────────────────────────


def _on(written: str) -> Callable[[_At], str]:
    def day(at: _At) -> str:
        duration = Duration.parse(written)
        return duration.after(at.situation.starts, Calendar((at.situation.country,))).isoformat()

    return day


# ── money and hours ────────────────────────────────────────────────────────────────────────────


def own_rate(situation: Situation) -> Decimal:
    """Give what an hour costs: the workspace's, where it is in the currency of the draft, else what is usual."""
    rate = None if situation.settings is None else situation.settings.rate
    if rate is not None and rate.currency == situation.currency:
        return rate.amount
    return Decimal(USUAL_RATES.get(situation.currency, USUAL_RATES["EUR"]))


def _hours(at: _At) -> Decimal:
    path = term_path("hours")
    held = at.term(path) or positions()[path].value(at.situation.preset, at.situation.law)
    return Hours.parse(held).decimal


def _amount(at: _At, name: str) -> Decimal:
    held = at.term(term_path(name))
    return Money.parse(held).amount if held else Decimal(0)


def _fee(at: _At) -> str:
    return at.money(_hours(at) * own_rate(at.situation), 100)


def _overage(at: _At) -> str:
    return at.money(_amount(at, "fee") / _hours(at) * Decimal("1.1"), 5)


def _hours_beyond(at: _At) -> str:
    whole = max((_hours(at) / 4).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
    return f"{whole} hours" if whole != 1 else "1 hour"


def _most_a_year(at: _At) -> str:
    beyond = Hours.parse(at.term(term_path("cap")) or _hours_beyond(at)).decimal
    month = _amount(at, "fee") + _amount(at, "overage") * beyond
    return at.money(month * 12, 1000, up=True)


def _price(at: _At) -> str:
    return at.money(own_rate(at.situation) * DAY * DAYS_OF_A_REVIEW, 500, up=True)


def _part_of_price(parts: int) -> Callable[[_At], str]:
    def part(at: _At) -> str:
        whole = _amount(at, "total") or Money.parse(_price(at)).amount
        return at.money(whole / parts, 50)

    return part


def _day_rate(at: _At) -> str:
    return at.money(own_rate(at.situation) * DAY, 50)


def _two_months(at: _At) -> str:
    fee = _amount(at, "fee")
    day = _amount(at, "day_rate") or own_rate(at.situation) * DAY
    return at.money(fee * 2 or day * 20, 500)


def _end_of_the_day(at: _At) -> str:
    """Give when a usual day ends, so that the days agreed make no more hours than are paid."""
    days = at.term(term_path("days")) or [1]
    held = at.term(term_path("hours"))
    a_day = _hours(at) * 12 / (52 * len(days)) if held else Decimal(DAY)
    halves = min(int(a_day * 2), DAY * 2)
    begins = int(str(at.term(term_path("since")) or "9").partition(":")[0])
    return f"{begins + max(halves, 1) // 2}:{'30' if max(halves, 1) % 2 else '00'}"


def _results(at: _At) -> list[str]:
    held = at.term(term_path("results")) or {}
    return [key for key, thing in held.items() if isinstance(thing, dict)]


def _small_debt(at: _At) -> str:
    return at.money(_amount(at, "fee") / 10, 50, up=True)


# ── who and where ──────────────────────────────────────────────────────────────────────────────


def _signer(at: _At) -> str:
    people = at.term(term_path("people")) or {}
    clients = (key for key, person in people.items() if person.get("side") == "client")
    return next(clients, CLIENT_SIGNER)


def _number(at: _At) -> str:
    settings = at.situation.settings
    series = [] if settings is None else list(settings.series.values())
    if series:
        return series[0].number
    name = str(at.party(Side.CONSULTANT).get("name", ""))
    initials = "" if name == to_come(Side.CONSULTANT) else "".join(re.findall(r"\b[A-Z]", name))[:3]
    return f"{initials or 'INV'}-{{year}}-{{n}}"


def _bank(at: _At) -> Any:  # noqa: ANN401 - terms are of any kind
    settings = at.situation.settings
    bank = None if settings is None else settings.own.bank
    return None if bank is None else bank.model_dump(mode="json", by_alias=True, exclude_none=True)


def _tax_category(at: _At) -> str:
    ours, theirs = (at.party(side).get("country", at.situation.country) for side in reversed(Side))
    on = at.situation.today
    if body_of_law(ours).fact("vat_rate", on) is None:
        return "not taxable"
    if ours == theirs:
        return "standard rate"
    both = all(body_of_law(place).fact("reverse_charge", on) for place in (ours, theirs))
    return "reverse charge" if both else "not taxable"


def _courts(at: _At) -> str:
    country, _, part = at.situation.law.partition("-")
    if country in {"US", "GB"} and part:
        return f"the courts of {country_name(at.situation.law)}"
    ours = at.party(Side.CONSULTANT)
    address = str(ours.get("address", ""))
    town = re.sub(r"[\d\s,]*\b\d[\w-]*\b", "", address.rpartition(",")[2]).strip()
    known = bool(town) and "," in address and ours.get("country") == country
    return f"the courts of {town if known else country_name(country)}"


def _zone(at: _At) -> str:
    settings = at.situation.settings
    if settings is not None and settings.calendar.zone is not None:
        return settings.calendar.zone
    return ZONES.get(at.situation.law) or ZONES.get(at.situation.country, "UTC")


def _own_calendar(at: _At) -> str:
    settings = at.situation.settings
    if settings is not None and settings.calendar.holidays is not None:
        return settings.calendar.holidays
    return _calendar(at, Side.CONSULTANT)


def _calendar(at: _At, side: Side) -> str:
    party = at.party(side)
    country, state = party.get("country", at.situation.country), party.get("state")
    if state:
        return f"{country}-{state}"
    return at.situation.law if country == at.situation.country else country


NAMES: dict[str, Callable[[_At], Any]] = {
    "to come from the client": lambda _: to_come(Side.CLIENT),
    "signer": _signer,
    "own": lambda at: at.situation.own,
    "own country": lambda at: at.party(Side.CONSULTANT).get("country"),
    "first of a month": lambda at: at.situation.starts.isoformat(),
    "two business days on": _on("2 business days"),
    "a week on": _on("5 business days"),
    "thirty days on": _on("30 days"),
    "five weeks on": _on("25 business days"),
    "six months on": _on("6 months"),
    "fee": _fee,
    "overage": _overage,
    "hours beyond": _hours_beyond,
    "most a year": _most_a_year,
    "price": _price,
    "end of the day": _end_of_the_day,
    "results": _results,
    "last result": lambda at: next(reversed(_results(at)), None),
    "half the price": _part_of_price(2),
    "a third of the price": _part_of_price(3),
    "day rate": _day_rate,
    "two months": _two_months,
    "small debt": _small_debt,
    "number series": _number,
    "bank": _bank,
    "currency": lambda at: at.situation.currency,
    "tax category": _tax_category,
    "law": lambda at: at.situation.law,
    "courts": _courts,
    "zone": _zone,
    "client's calendar": lambda at: _calendar(at, Side.CLIENT),
    "own calendar": _own_calendar,
}
"""Each function by the name that a position calls it by."""
