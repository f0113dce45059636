"""`charter statement`: the client's account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.decisions import decisions_data, write_decisions
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, read_engagement

if TYPE_CHECKING:
    from charter import Statement
    from charter.core.vocabulary.stated import Usage


def command(
    path: Where = HERE,
    today: Today = None,
    *,
    csv: Annotated[bool, typer.Option("--csv", help="Write the postings as CSV.")] = False,
    ledger: Annotated[bool, typer.Option("--ledger", help="Write the postings for beancount.")] = False,
    json: Json = False,
) -> None:
    """Show the account: invoices, payments, balance, what is late, interest that has accrued, hours used and left.

    Example: charter statement examples/northlight/harbourline --today 2023-11-20
    """
    from charter import statement
    from charter.formats.postings import postings_csv, postings_ledger

    if csv + ledger + json > 1:
        raise Mistake("one form at a time: --csv, --ledger or --json")
    engagement, on = read_engagement(path, today)
    found = statement(engagement, on)
    client = engagement.in_force(on).sides.client.name
    if csv:
        console.write_line(postings_csv(found).rstrip("\n"))
    elif ledger:
        console.write_line(postings_ledger(found, client).rstrip("\n"))
    elif json:
        console.write_json(_data(found) | {"manual": decisions_data(engagement.in_force(on), "financials")})
    else:
        _print(found, client)
        write_decisions(engagement.in_force(on), "financials")


def _print(found: Statement, client: str) -> None:
    def money(minor: int) -> str:
        return console.money(minor, found.currency)

    console.write_heading(f"Statement for {client} on {console.date(found.today)}")
    rows = [(console.date(p.on), money(p.minor), money(p.balance), p.reads) for p in found.postings]
    console.write_table(rows, right={0, 1, 2}, heads=("on", "amount", "balance", ""))
    console.write_line()
    late = [(name, money(minor)) for name, minor in found.by_age if minor]
    late += [(name, money(minor)) for name, minor in _apart(found).items() if minor]
    console.write_table(
        [("balance", money(found.balance)), *((f"  {name}", left) for name, left in late)], right={1}
    )
    if found.taxes:
        console.write_line()
        sums = [(each.reads, money(each.net.minor), money(each.tax.minor)) for each in found.taxes]
        console.write_table(sums, right={1, 2}, heads=("invoiced", "net", "tax"))
    for number, minor, provisional in found.interest:
        unsure = " (provisional: a rate is not published yet)" if provisional else ""
        console.write_line(console.wrap(f"interest accrued on {number}, not claimed: {money(minor)}{unsure}"))
    if found.uninvoiced:
        console.write_line(console.wrap(f"charged and not yet invoiced: {money(found.uninvoiced)}"))
    for usage in found.usage:
        console.write_line(console.wrap(_hours(usage)))


def _apart(found: Statement) -> dict[str, int]:
    """Give the parts of the balance that are no invoice."""
    return {"paid ahead": -found.credit, "given back too much": found.over_refunded}


def _hours(stand: Usage) -> str:
    from charter.core.vocabulary.dates import DAY, Hours, long_date

    whole, used, left, beyond = (
        Hours(part).shown() for part in (stand.whole, stand.used, stand.left, stand.beyond)
    )
    more = f", and {beyond} beyond" if stand.beyond else ""
    return (
        f"hours from {long_date(stand.start)} to {long_date(stand.until - DAY)}: {used} of {whole} used,"
        f" {left} left{more}"
    )


def _data(found: Statement) -> dict[str, Any]:
    def money(minor: int) -> str | None:
        return console.plain_amount(minor, found.currency) if found.currency else None

    return {
        "today": found.today,
        "currency": found.currency or None,
        "balance": money(found.balance),
        "postings": [
            {
                "on": p.on,
                "reads": p.reads,
                "amount": money(p.minor),
                "tax": money(p.tax),
                "balance": money(p.balance),
            }
            for p in found.postings
        ],
        "aged": {name: money(minor) for name, minor in found.by_age},
        **{name.replace(" ", "_"): money(minor) for name, minor in _apart(found).items()},
        "interest": [
            {"invoice": number, "accrued": money(minor), "provisional": provisional}
            for number, minor, provisional in found.interest
        ],
        "taxes": [
            {"reads": each.reads, "rate": str(each.rate), "net": str(each.net), "tax": str(each.tax)}
            for each in found.taxes
        ],
        "uninvoiced": money(found.uninvoiced),
        "usage": [_stand(usage) for usage in found.usage],
    }


def _stand(stand: Usage) -> dict[str, Any]:
    from charter.core.vocabulary.dates import DAY, Hours

    return {
        "clause": stand.cite,
        "from": stand.start,
        "last_day": stand.until - DAY,
        "whole": str(Hours(stand.whole)),
        "used": str(Hours(stand.used)),
        "left": str(Hours(stand.left)),
        "beyond": str(Hours(stand.beyond)),
    }
