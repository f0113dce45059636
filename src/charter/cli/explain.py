"""`charter explain`: why something is so, down to the clause, the entries and the arithmetic."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

import typer

from charter.cli import console
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, Today, read_engagement


def command(
    what: Annotated[
        str,
        typer.Argument(
            help="The id of a charge, duty or finding; an invoice's number; a clause or term.", metavar="WHAT"
        ),
    ],
    path: In = HERE,
    today: Today = None,
    *,
    json: Json = False,
) -> None:
    """Explain a charge, a duty, a finding, an invoice, a clause or a term.

    Example: charter explain NL-2023-0003 --in examples/northlight/harbourline --today 2024-04-05
    """
    from charter import explained, load_workspace, reasons
    from charter.cli.reason_data import reason_data

    engagement, on = read_engagement(path, today)
    workspace = load_workspace(path)
    found = [reason_data(reason) for reason in reasons(engagement, on, what, workspace)]
    if not found:
        _refuse_sound(what, on)
        hint = "`charter duties --ids` and `charter invoice NUMBER` show what can be asked for"
        raise Mistake(
            f"nothing here is called {what!r}: {nearest(what, explained(engagement, on, workspace), hint)}"
        )
    if json:
        console.write_json(found, "explained")
        return
    for number, item in enumerate(found):
        if number:
            console.write_line()
        _print(item)


def _refuse_sound(what: str, on: dt.date) -> None:
    """Say that a finding asked for by its id does not exist here. Raises Mistake."""
    if re.fullmatch("CH-[A-Z]{3}-[0-9]{3}", what):
        raise Mistake(
            f"there is no finding {what} here on {console.date(on)}: `charter check` lists those there are, and each "
            "can be explained where it is found"
        )


def _print(item: dict[str, Any]) -> None:
    labels = {"charge": _charge, "duty": _duty, "finding": _finding, "invoice": _invoice, "clause": _clause}
    for label, text in labels[item["kind"]](item):
        if not label:
            console.write_heading(text)
        elif text:
            console.write_line(console.wrap(f"{label}: {text}", "  "))
    if item["kind"] == "invoice":
        console.write_table(
            [(_amount(w["amount"]), w["citation"], w["reads"]) for w in item["lines"]], right={0}
        )
        console.write_line()
        for line in item["lines"]:
            console.write_line(f"  {line['charge']}")
    if item["kind"] == "clause":
        console.write_table([(term["path"], console.term_value(term["value"])) for term in item["terms"]])
    if item.get("words"):
        console.write_line()
        for line in item["words"]:
            console.write_line(console.wrap(line, "  │ "))


Labels = list[tuple[str, str]]


def _charge(item: dict[str, Any]) -> Labels:
    return [
        ("", f"{console.translated(item['reads'])}: {_amount(item['amount'])}"),
        ("charged on", console.date(item["on"])),
        ("because of", f"{item['citation']} ({item['clause']}, {item['agreed']})"),
        ("entries", ", ".join(item["entries"])),
        ("sum", f"{console.translated(item['sum'])} = {_amount(item['gives'])}"),
        ("as stored", item["arithmetic"]),
        ("id", item["id"]),
    ]


def _duty(item: dict[str, Any]) -> Labels:
    stands = item["status"] + (f" on {console.date(item['met'])}" if item["met"] else "")
    meets = ", ".join(f"{name} = {value}" for name, value in item["meets"].items())
    return [
        ("", console.translated(item["reads"])),
        ("who", _who(item)),
        ("due", console.date(item["due"]) or "any day"),
        ("stands", stands),
        ("because of", f"{item['citation']} ({item['clause']})"),
        ("met by", f"an entry with {meets}" if meets and not item["met"] else ""),
        ("id", item["id"]),
    ]


def _who(item: dict[str, Any]) -> str:
    if item["by"] == "both":
        return "both sides"
    to = "" if item["to"] in {"both", item["by"]} else f", towards the {item['to']}"
    return f"the {item['by']} {item['force']}{to}"


def _finding(item: dict[str, Any]) -> Labels:
    return [
        ("", f"{item['level']} {item['id']}"),
        ("place", item["place"]),
        ("says", console.translated(item["message"])),
        ("mend", console.translated(item["hint"])),
        ("source", item["source"] or ""),
    ]


def _invoice(item: dict[str, Any]) -> Labels:
    paid = ", ".join(f"{_amount(one['amount'])} on {console.date(one['on'])}" for one in item["paid"])
    return [
        ("", f"Invoice {item['number']}: {_amount(item['total'])}"),
        ("issued", console.date(item["on"])),
        ("due", console.date(item["due"])),
        ("paid", paid or "nothing yet"),
    ]


def _clause(item: dict[str, Any]) -> Labels:
    return [("", item["citation"])]


def _amount(written: str) -> str:
    from charter.core.vocabulary.money import Money

    currency, figure = written.split(" ")
    sign = -1 if figure.startswith("-") else 1
    return console.localised(Money.parse(f"{currency} {figure.lstrip('-')}").times(sign))
