"""`charter explain`: why something is so, down to the clause, the entries and the arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import paper
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Today, opened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement


def command(
    what: Annotated[
        str,
        typer.Argument(help="The id of a charge, duty or finding; an invoice's number; a clause or term."),
    ],
    path: Annotated[Path, typer.Option("--in", help="The engagement folder or agreement file.")] = HERE,
    today: Today = None,
    *,
    json: Json = False,
) -> None:
    """Explain a charge, a duty, a finding, an invoice, a clause or a term.

    Example: charter explain financials.late_payment/interest/NL-2023-0003/2023-11-27
    --in examples/northlight/harbourline --today 2024-04-05
    """
    engagement, on = opened(path, today)
    found = [
        *_charges(engagement, on, what),
        *_duties(engagement, on, what),
        *_findings(engagement, on, what),
    ]
    found += [*_invoices(engagement, on, what), *_terms(engagement.in_force(on), what)]
    if not found:
        raise Mistake(
            f"nothing here is called {what!r}: try an id that `charter duties` or `charter invoice` shows"
        )
    if json:
        paper.out(found)
        return
    for number, item in enumerate(found):
        if number:
            paper.say()
        _print(item)


def _print(item: dict[str, Any]) -> None:
    paper.title(item["title"])
    for label, text in item.items():
        if label == "words":
            paper.say()
            for line in text:
                paper.say(paper.wrapped(line, "  │ "))
        elif label != "title" and text:
            paper.say(paper.wrapped(f"{label}: {text}", "  "))


def _words(agreement: Agreement, cite: str) -> list[str]:
    from charter.cli.show import block_lines
    from charter.core.document.assembly import document
    from charter.core.document.tree import sections

    section = next(
        (s for s in sections(document(agreement)) if cite == s.cite or cite.startswith(f"{s.cite}.")), None
    )
    return [line for block in section.blocks for line in block_lines(block)] if section else []


def _charges(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    from charter.core.billing import charges

    for charge in charges(engagement, on):
        if charge.id in {what, what.partition("@")[0]} or charge.id.partition("@")[0] == what:
            agreement = engagement.in_force(charge.span.start if charge.span else charge.on)
            yield {
                "title": f"{charge.reads}: {paper.money(charge.minor, charge.currency)}",
                "id": charge.id,
                "charged on": paper.day(charge.on),
                "because of": f"{paper.cited(agreement, charge.cite.clause)} ({charge.cite}, by the {charge.agreed})",
                "entries": ", ".join(charge.entries),
                "arithmetic": charge.basis.shown,
                "gives": f"{charge.basis.minor} minor units of {charge.currency}",
                "words": _words(agreement, charge.cite),
            }


def _duties(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    import datetime as dt

    from charter.core.calendar import duties

    starts = engagement.agreement.foundation.term.starts
    for duty in duties(engagement, on, starts, on + dt.timedelta(days=400)):
        if duty.id == what:
            agreement = engagement.in_force(on)
            yield {
                "title": duty.reads,
                "id": duty.id,
                "who": f"the {duty.by} {duty.force}, towards {duty.to}",
                "due": paper.day(duty.due) or "no date",
                "stands": f"{duty.status}" + (f" on {paper.day(duty.met)}" if duty.met else ""),
                "because of": f"{paper.cited(agreement, duty.cite.clause)} ({duty.cite})",
                "met by": "an entry with " + ", ".join(f"{k} = {v}" for k, v in duty.meets)
                if duty.meets
                else "",
                "words": _words(agreement, duty.cite),
            }


def _findings(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    from charter.core.check import check

    for finding in check(engagement.in_force(on), on):
        if finding.id == what:
            yield {
                "title": f"{finding.level} {finding.id}",
                "place": finding.place,
                "says": finding.message,
                "mend": finding.hint,
                "source": str(finding.source) if finding.source else "",
                "words": _words(engagement.in_force(on), finding.place),
            }


def _invoices(engagement: Engagement, on: dt.date, what: str) -> Iterator[dict[str, Any]]:
    from charter.core.billing import invoices
    from charter.core.facts import facts
    from charter.core.vocabulary.invoice import ledger

    for entry in invoices(engagement, on).issued:
        if entry.number == what:
            debt = ledger(facts(engagement, on).journal).debt(what)
            paid = (
                ", ".join(
                    f"{paper.money(minor, debt.currency)} on {paper.day(day)}" for day, minor in debt.payments
                )
                if debt
                else ""
            )
            yield {
                "title": f"Invoice {entry.number}: {entry.total.shown()}",
                "issued": paper.day(entry.on),
                "due": paper.day(entry.due),
                "paid": paid or "nothing yet",
                "lines": "; ".join(
                    f"{line.reads} {line.amount.shown()} [{line.charge}]" for line in entry.lines
                ),
            }


def _terms(agreement: Agreement, what: str) -> Iterator[dict[str, Any]]:
    from charter.core.changes import data, leaves

    found = [
        (path, value)
        for path, value in leaves(data(agreement))
        if path == what or path.startswith(f"{what}.")
    ]
    if found and "/" not in what:
        said = ", ".join(f"{path} = {value}" for path, value in found)
        yield {"title": paper.cited(agreement, what), "terms": said, "words": _words(agreement, what)}
