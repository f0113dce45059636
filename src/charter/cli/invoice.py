"""`charter invoice`: invoices issued and to be issued, each line with its clause and arithmetic."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import clock, console
from charter.cli.decisions import decisions_data, write_decisions
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, Today, name_or_path, read_engagement

if TYPE_CHECKING:
    from charter import Above, Agreement, Engagement, Shown, Workspace
    from charter.core.vocabulary.billed import Billed
    from charter.core.vocabulary.entry import Issued


def command(
    number: Annotated[
        str | None,
        typer.Argument(
            help="One invoice by its number, or a draft by its invoice day; left out: all.", metavar="NUMBER"
        ),
    ] = None,
    path: In = HERE,
    today: Today = None,
    *,
    issue: Annotated[
        bool,
        typer.Option("--issue", help="Issue every draft whose day has come, or the one named: final."),
    ] = False,
    ahead: Annotated[
        bool, typer.Option("--ahead", help="With --issue: also for a day that is still to come.")
    ] = False,
    over_ceiling: Annotated[
        str | None,
        typer.Option(
            "--over-ceiling",
            help="With --issue: how and when the client agreed in writing to more than the yearly ceiling.",
            metavar="HOW",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show invoices and drafts line by line, or issue the drafts whose day has come.

    Example: charter invoice NL-2023-0004 --in examples/northlight/harbourline --today 2024-04-05
    """
    number, path = name_or_path(number, path)
    engagement, on = read_engagement(path, today)
    _refuse_odd(over_ceiling, issue=issue, ahead=ahead)
    if issue:
        _refuse_unready(engagement, on, path, ahead=ahead)
        _issue(engagement, on, path, number or "", over_ceiling or "", json=json)
    else:
        _look(engagement, on, number, elsewhere(path), json=json)


def _refuse_odd(over_ceiling: str | None, *, issue: bool, ahead: bool) -> None:
    """Refuse options that mean nothing without --issue. Raises Mistake."""
    if over_ceiling is not None and not (issue and over_ceiling.strip()):
        raise Mistake("--over-ceiling belongs to --issue, and says how and when the client agreed")
    if ahead and not issue:
        raise Mistake("--ahead belongs to --issue: drafts can be looked at for any day without it")


def elsewhere(path: Path) -> frozenset[str]:
    """Give the numbers used elsewhere in the workspace; warn where they are not all known."""
    from charter import load_workspace

    workspace = load_workspace(path)
    if workspace is None:
        return frozenset()
    if workspace.unread:
        sys.stderr.write(
            f"warning: {', '.join(workspace.unread)}: cannot be read, so numbers may be taken there\n"
        )
    return workspace.numbers


def _look(
    engagement: Engagement, on: dt.date, number: str | None, elsewhere: frozenset[str], *, json: bool
) -> None:
    """Write invoices and drafts. Raises Mistake where none has the number."""
    from charter import shown_invoices

    every = shown_invoices(engagement, on, elsewhere)
    wanted = [one for one in every if number is None or one.called(number)]
    if number and not wanted:
        known = nearest(number, [one.entry.number for one in every], none="there is none yet")
        raise Mistake(f"no invoice {number!r}: {known}")
    if json:
        manual = {"manual": decisions_data(engagement.in_force(on), "financials")}
        console.write_json([_data(one) | manual for one in wanted], "invoices")
        return
    if not wanted:
        console.write_line(f"no invoice and no draft on {console.date(on)}")
    _show(engagement, on, wanted, whole=bool(number))


def _show(engagement: Engagement, on: dt.date, wanted: list[Shown], *, whole: bool) -> None:
    """Write invoices for people, what is above the ceiling, and what a person decides."""
    for place, one in enumerate(wanted):
        if place:
            console.write_line()
        agreement = engagement.in_force(one.entry.on)
        _print(one, agreement, whole=whole)
        if one.above and not one.issued:
            told = f"{_told(one.above, agreement)}: the client must agree in writing first"
            console.write_line(console.wrap(told, "  "))
    if not whole:
        write_decisions(engagement.in_force(on), "financials")


def _told(above: Above, agreement: Agreement) -> str:
    return f"{console.translated(above.reads)} ({console.cited(agreement, above.limit.cite)})"


def _refuse_unready(engagement: Engagement, on: dt.date, path: Path, *, ahead: bool) -> None:
    """Refuse to issue without a journal, and for a future day without --ahead. Raises Mistake."""
    if not path.is_dir():
        raise Mistake(f"{path} is an agreement without a journal: name its folder, {path.parent}")
    now = clock.today(None, engagement.agreement.zone)
    if on > now and not ahead:
        raise Mistake(
            f"{console.date(on)} is still to come, and what is issued is final: wait for it, or add "
            "--ahead if you mean it"
        )


def _issue(engagement: Engagement, on: dt.date, path: Path, number: str, said: str, *, json: bool) -> None:
    from charter import Problems, Shown, append_entries, locked_numbering
    from charter.cli.signed_text import refuse_to_issue

    refuse_to_issue(engagement, path)
    with locked_numbering(path) as workspace:
        issued = _issued(engagement, on, number, said, _taken(workspace))
        if issued:
            try:
                append_entries(path, issued)
            except Problems:
                _refuse_overtaken(path, engagement)
                raise
    for entry in issued:
        _keep(engagement, entry, path)
    if json:
        console.write_json([_data(Shown(entry, None, None)) for entry in issued], "invoices")
    elif not issued:
        console.write_line("no draft whose day has come")
    else:
        rows = [(e.number, console.localised(e.total), f"due {console.date(e.due)}") for e in issued]
        console.write_table([("issued", *row) for row in rows], right={2})


def _keep(engagement: Engagement, entry: Issued, path: Path) -> None:
    """Keep the paper of what was issued beside the journal, so that it stays word for word."""
    from charter import issued_paper, keep_paper
    from charter.formats.papers import paper_in

    paper = issued_paper(engagement.plus(entry), entry)
    keep_paper(path, paper.name, paper_in(paper, "json"))


def _taken(workspace: Workspace | None) -> frozenset[str]:
    """Give the numbers used elsewhere in the workspace. Raises Mistake where they are not all known."""
    if workspace is None:
        return frozenset()
    if workspace.unread:
        names = ", ".join(workspace.unread)
        raise Mistake(
            f"nothing was issued: {names} cannot be read, and its numbers must not be given twice; mend it first"
        )
    return workspace.numbers


def _issued(
    engagement: Engagement, on: dt.date, number: str, said: str, elsewhere: frozenset[str]
) -> tuple[Issued, ...]:
    """Give what is to be issued, or say which option would let it be. Raises Mistake, NotIssued."""
    from charter import AboveCeiling, NoDraft, issue

    try:
        return issue(engagement, on, elsewhere=elsewhere, only=number, agreed=said)
    except NoDraft as error:
        raise Mistake(f"{error}: {nearest(error.name, error.names, none='there is no draft')}") from None
    except AboveCeiling as error:
        told = _told(error.above, engagement.in_force(on))
        more = (
            'Once the client has agreed to more in writing, say how and when: --over-ceiling "e-mail of 28 March"; or '
            "amend the ceiling"
            if error.above.limit.a_yes_will_do
            else "Only a signed amendment of the ceiling allows more"
        )
        raise Mistake(f"{error.above.number} {told}; nothing was issued. {more}") from None


def _refuse_overtaken(path: Path, engagement: Engagement) -> None:
    """Raise Mistake where entries were refused because the journal has grown since it was read."""
    from charter import load

    if load(path).journal.entries != engagement.journal.entries:
        raise Mistake("the journal has grown meanwhile, so nothing was issued: look at it, and try again")


def _print(one: Shown, agreement: Agreement, *, whole: bool) -> None:
    from charter import folded
    from charter.core.vocabulary.sentence import verbatim

    entry = one.entry
    what = "Credit note" if entry.total.minor < 0 else "Invoice"
    console.write_heading(
        f"{what} {entry.number} · {_state(one)} · due {console.date(entry.due)} · {console.localised(entry.total)}"
    )
    lines = (
        ((line, line.amount, verbatim(line.reads)) for line in entry.lines) if whole else folded(entry.lines)
    )
    rows = [
        (console.localised(amount), console.cited(agreement, line.clause), console.translated(reads))
        for line, amount, reads in lines
    ]
    if entry.to is not None:
        console.write_line(
            console.wrap(f"to {entry.to}" + (f"; order {entry.order}" if entry.order else ""), "  ")
        )
    console.write_table([*rows, *_taxes(entry)], right={0})
    if whole:
        for line in entry.lines:
            words = console.translated(line.sum.in_words(line.quoted.currency))
            console.write_line()
            console.write_line(f"  {line.charge} ({line.agreed})")
            console.write_line(console.wrap(f"{words} = {console.localised(line.quoted)}", "    "))
            if line.converted is not None:
                of = line.converted
                rate = f"at {of.rate} for {of.one} 1 ({of.source}, {console.date(of.day)})"
                console.write_line(console.wrap(f"{rate} = {console.localised(line.amount)}", "    "))


def _taxes(entry: Issued) -> list[tuple[str, str, str]]:
    """Give the rows of the taxes, between the sum before them and what is to be paid; none where there are none."""
    rows = [
        (console.localised(each.tax), each.reads, f"on {console.localised(each.net)}")
        for each in entry.taxes or ()
    ]
    if not rows:
        return []
    return [
        (console.localised(entry.net), "before tax", ""),
        *rows,
        (console.localised(entry.total), "to pay", ""),
    ]


def _converted(line: Billed) -> dict[str, Any] | None:
    of = line.converted
    if of is None:
        return None
    before = str(of.before) if of.before is not None else None
    told = {"quoted": str(of.quoted), "one": of.one, "rate": of.rate}
    return told | {"day": of.day, "source": of.source, "before": before}


def _state(one: Shown) -> str:
    """Say when it was issued, or is to be: a draft whose day has passed says which day that was."""
    if one.draft is None:
        return f"issued {console.date(one.entry.on)}"
    of = f" of {console.date(one.draft.on)}" if one.draft.on != one.entry.on else ""
    if one.draft.wants is not None:
        return f"draft{of}, not to be issued before you {console.translated(one.draft.wants.reads)}"
    return f"draft{of}, to be issued {console.date(one.entry.on)}"


def _data(one: Shown) -> dict[str, Any]:
    entry = one.entry
    return {
        "number": entry.number,
        "issued": one.issued,
        "on": entry.on,
        "invoice_day": one.draft.on if one.draft else None,
        "due": entry.due,
        "to": entry.to,
        "order": entry.order,
        "paper": entry.paper,
        "net": str(entry.net),
        "taxes": [
            {"reads": each.reads, "rate": str(each.rate), "net": str(each.net), "tax": str(each.tax)}
            for each in entry.taxes or ()
        ],
        "total": str(entry.total),
        "rate_wanted": str(one.draft.wants.reads) if one.draft and one.draft.wants else None,
        "above_ceiling": str(one.above.over) if one.above and not one.issued else None,
        "lines": [
            {
                "charge": line.charge,
                "clause": line.clause,
                "reads": line.reads,
                "amount": str(line.amount),
                "basis": line.basis,
                "agreed": line.agreed,
                "first": line.first,
                "last": line.last,
                "converted": _converted(line),
            }
            for line in entry.lines
        ],
    }
