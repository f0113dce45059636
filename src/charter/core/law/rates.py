"""Reference rates of central banks and ministries, on which statutory interest rests; one TOML file per series.

>>> published = reference_rate("boe_bank_rate", dt.date(2023, 6, 30))
>>> published.percent, published.since, published.known
(Decimal('5.00'), datetime.date(2023, 6, 22), True)
>>> reference_rate("boe_bank_rate", dt.date(2030, 1, 1)).known
False
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from charter.core.vocabulary import toml

_SERIES = Path(__file__).parent / "series"


class Published(NamedTuple):
    """A rate in percent as published.

    `since` is when it came into force, `last_published` the last day for which the series was seen to hold, and
    `known` whether the day asked for lies in what was seen; a rate that is not known is the nearest one that is.
    """

    percent: Decimal
    since: dt.date
    last_published: dt.date
    confidence: str
    known: bool


class Entered(NamedTuple):
    """A published rate that is newer than the data, as somebody entered it.

    `percent` holds from `since`, as it was `seen` to hold; `source` says where. `name` is that of the entry.
    """

    series: str
    percent: Decimal
    since: dt.date
    seen: dt.date
    source: str
    name: str

    @property
    def contradicted(self) -> Published | None:
        """What the data says of the day from which it is to hold, where that is known and other."""
        known = reference_rate(self.series, self.since)
        return known if known.known and known.percent != self.percent else None

    def tells(self, series: str, day: dt.date) -> bool:
        """Whether it tells the rate of a series on a day: one from its first to that on which it was seen to hold."""
        return self.series == series and self.since <= day <= max(self.since, self.seen)


class RateSeries(NamedTuple):
    """A published series: its rates from the earliest, and the last day for which they were seen to hold."""

    name: str
    publisher: str
    confirmed: dt.date
    since: tuple[dt.date, ...]
    percents: tuple[Decimal, ...]
    confidences: tuple[str, ...]


@lru_cache
def rate_series(name: str) -> RateSeries:
    """Read a series. Raises ValueError for one that is not there."""
    path = _SERIES / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in _SERIES.glob("*.toml")))
        raise ValueError(f'no series of reference rates "{name}"; use one of {known}')
    read = toml.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    rates = read["rate"]
    return RateSeries(
        read["name"],
        read["publisher"],
        read["confirmed"],
        tuple(rate["from"] for rate in rates),
        tuple(rate["percent"] for rate in rates),
        tuple(rate["confidence"] for rate in rates),
    )


@lru_cache(maxsize=4096)
def reference_rate(name: str, on: dt.date) -> Published:
    """Give the rate of a series on a day; before the first one, the first, which is then not `known`."""
    found = rate_series(name)
    at = bisect_right(found.since, on) - 1
    known = at >= 0 and on <= found.confirmed
    at = max(at, 0)
    return Published(found.percents[at], found.since[at], found.confirmed, found.confidences[at], known)


def entered_rate(name: str, on: dt.date, entered: Iterable[Entered]) -> Entered | None:
    """Give the entered rate that counts for a series on a day; None where the data knows it, or nobody entered one.

    What the data knows counts before what was entered, and what contradicts the data counts for no day. Of several
    that tell of a day, the one from the latest day counts, and of those the first that was entered.

    >>> base = Entered("boe_bank_rate", Decimal("3.50"), dt.date(2026, 6, 18), dt.date(2026, 7, 1), "bank", "e1")
    >>> found = entered_rate("boe_bank_rate", dt.date(2026, 6, 30), [base])
    >>> found and found.percent, entered_rate("boe_bank_rate", dt.date(2026, 7, 2), [base])
    (Decimal('3.50'), None)
    >>> entered_rate("boe_bank_rate", dt.date(2023, 6, 30), [base._replace(since=dt.date(2023, 6, 1))])
    """
    if reference_rate(name, on).known:
        return None
    telling = [one for one in entered if one.tells(name, on) and one.contradicted is None]
    return max(telling, key=lambda one: one.since, default=None)
