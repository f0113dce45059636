"""Hours, as they are rounded and paid."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.core.journal import entry
from tests.core.oracles.said import (
    Build,
    Figures,
    Given,
    charged,
    euros,
)


def hourly(
    price: str, *, figures: str = "exact", increment: str = "1 second", rounding: str = "up", more: str = ""
) -> str:
    return f"""[financials.hourly]
increment = "{increment}"
rounding = "{rounding}"
figures = "{figures}"
[financials.hourly.rates.cto]
name = "Chief technology officer"
price = "{price}"
{more}"""


def of_hours(build: Build, clauses: str, *worked: tuple[str, str]) -> int:
    """Give what hours of March, each on a day, cost in minor units."""
    journal = "".join(entry("hours", on, hours=time, work="Review", begins="09:00") for on, time in worked)
    return charged(build, clauses, journal, dt.date(2026, 4, 1), "financials.hourly")


def counted(build: Build, clauses: str, seconds: int) -> int:
    """Give the seconds that count of some time: at 36 an hour a cent is a second."""
    return of_hours(build, clauses, ("2026-03-03", f"{seconds} seconds"))


def duration_to_decimal_hours(given: Given, build: Build) -> Figures:
    """At 1 an hour a cent is a hundredth of an hour, which is 36 seconds."""
    return {"seconds": 36 * counted(build, hourly("EUR 1.00", figures="two decimals"), given["seconds"])}


def hourly_amount_exact(given: Given, build: Build) -> Figures:
    """Bill in units of Chile's account, which have four decimals as the published figures do."""
    price = f"CLF {Decimal(given['hourly_rate']):.4f}"
    return {"amount": f"{Decimal(counted(build, hourly(price), given['seconds'])).scaleb(-4)}"}


def hourly_amount_decimal_hours(given: Given, build: Build) -> Figures:
    price = f"EUR {Decimal(given['hourly_rate']):.2f}"
    return {"amount": euros(counted(build, hourly(price, figures="two decimals"), given["seconds"]))}


def time_rounding(given: Given, build: Build) -> Figures:
    if "seconds" in given:
        step, way, seconds = f"{given['step_min']} minutes", given["mode"], given["seconds"]
    else:
        assert {given[f"round_{which}_min"] for which in ("begin", "end", "duration")} == {0}
        begins, ends = (dt.datetime.fromisoformat(f"2026-03-03T{given[name]}") for name in ("begin", "end"))
        step, way, seconds = "1 second", "up", int((ends - begins).total_seconds())
    return {"seconds": counted(build, hourly("EUR 36.00", increment=step, rounding=way), seconds)}


def invoice_total(given: Given, build: Build) -> Figures:
    """Charge hours at a price, and those of a Saturday dearer."""
    usual, over = given["lines"]
    more = 100 * (Decimal(over["price"]) / Decimal(usual["price"]) - 1)
    dearer = f'[financials.hourly.surcharges.overtime]\nwhen = "weekends and holidays"\nmore = "{more.normalize():f} %"\n'
    clauses = hourly(f"EUR {usual['price']}.00", more=dearer)
    days = (("2026-03-03", f"{usual['quantity']} hours"), ("2026-03-07", f"{over['quantity']} hours"))
    return {"total": euros(of_hours(build, clauses, *days))}
