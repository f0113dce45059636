"""`charter statement`: the client's account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import console
from charter.cli.decisions import decisions_data, write_decisions
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, Where, read_engagement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter import Agreement, Statement
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
    agreement = engagement.in_force(on)
    if csv:
        console.write_line(postings_csv(found).rstrip("\n"))
    elif ledger:
        console.write_line(postings_ledger(found, agreement.sides.client.name).rstrip("\n"))
    elif json:
        console.write_json(_data(found) | {"manual": decisions_data(agreement, "financials")})
    else:
        _print(found, agreement)
        write_decisions(agreement, "financials")


def _print(found: Statement, agreement: Agreement) -> None:
    def money(minor: int) -> str:
        return console.money(minor, found.currency)

    console.write_heading(f"Statement for {agreement.sides.client.name} on {console.date(found.today)}")
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
    if found.unconverted:
        waiting = console.localised(found.unconverted)
        console.write_line(
            console.wrap(f"charged and not yet invoiced, for want of a rate of exchange: {waiting}")
        )
    _write_hours(found.usage, agreement)


def _apart(found: Statement) -> dict[str, int]:
    """Give the parts of the balance that are no invoice."""
    return {"paid ahead": -found.credit, "given back too much": found.over_refunded}


def _write_hours(found: Iterable[Usage], agreement: Agreement) -> None:
    """Write how the hours that each clause counts are used, in decimal hours, as on the papers."""
    from charter.core.vocabulary.dates import DAY, Hours

    rows = [
        (
            console.cited(agreement, each.cite.clause),
            f"{console.date(each.start)} to {console.date(each.until - DAY)}",
            *(f"{Hours(part).decimal}" for part in (each.used, each.whole, each.left, each.beyond)),
        )
        for each in found
    ]
    if rows:
        console.write_line()
        heads = ("hours", "", "used", "of", "left", "beyond")
        # Where nothing went beyond, the last column would say nothing.
        last = 6 if any(each.beyond for each in found) else 5
        console.write_table([row[:last] for row in rows], right={2, 3, 4, 5}, heads=heads[:last])


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
        "unconverted": str(found.unconverted) if found.unconverted else None,
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
