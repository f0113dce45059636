"""Findings on an engagement in its workspace: identity, numbers, income, absences, and the playbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from charter.core.agreement import Agreement, stated
from charter.core.engagement import Engagement
from charter.core.law.lookup import law_at
from charter.core.vocabulary.bank import Bank
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import add_months
from charter.core.vocabulary.duty import Duty, Status
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.money import Money, Percent
from charter.core.vocabulary.party import Form, Party, Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import Issuing, Sides
from charter.core.vocabulary.walking import each
from charter.core.workspace.positions import position_findings
from charter.core.workspace.workspace import Income, Other, Workspace, other_of, same_client

MOST_NAMED = 5
"""The most dates that one finding names."""


def workspace_findings(
    workspace: Workspace, engagement: Engagement, today: dt.date, coming: Iterable[Duty]
) -> Iterator[Finding]:
    """Give the findings on an engagement; `coming` are its duties from today on."""
    agreement = engagement.in_force(today)
    yield from _unread(workspace, agreement)
    yield from _identity(workspace, agreement)
    yield from _numbers(workspace, engagement, agreement)
    yield from _gaps(workspace, engagement, agreement)
    yield from _income(workspace, engagement, agreement, today)
    yield from _away(workspace, coming)
    yield from position_findings(workspace.settings.playbook, agreement)
    yield from _worded(workspace, agreement)


def _worded(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Find clauses that stand in the library's words, though the playbook has words of its own for them."""
    for cite, clause in agreement.clauses.items():
        if cite in workspace.worded and clause.wording is None:
            yield Finding(
                "CH-WSP-013",
                Level.ADVICE,
                cite,
                say("The playbook has words of its own for {cite}, and they do not stand here.", cite=cite),
                say(
                    "Begin a new draft to have them, write them as its wording, or take them out of the playbook."
                ),
            )


def _unread(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Name the engagements that could not be read, so that nobody trusts sums that leave them out."""
    if workspace.unread:
        yield Finding(
            "CH-WSP-001", Level.WARNING, _issuing(agreement),
            say(
                "{names} cannot be read, so what was numbered and invoiced there is not counted here.",
                names=workspace.unread,
            ),
            say("Check it by itself, and mend what is wrong there."),
        )  # fmt: skip


def _identity(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Find where the consultant of the agreement, or the account, is not that of the workspace."""
    own, held = workspace.settings.own, stated(agreement, Sides).consultant
    place = f"{agreement.stating(Sides)}.{Side.CONSULTANT}"
    apart = tuple(_apart(place, held, own.party))
    if apart:
        yield Finding(
            "CH-WSP-002", Level.ADVICE, apart[0].path,
            say(
                "Of the consultant, the workspace says other things: {names}.",
                names=tuple(change.path.rpartition(".")[2] for change in apart),
            ),
            say("Take over what is right now; in what is signed, by an amendment."), mend=apart,
        )  # fmt: skip
    for path, bank in each(Bank, agreement):
        if own.bank is not None and bank.number != own.bank.number:
            yield Finding(
                "CH-WSP-003", Level.WARNING, f"{path}.iban" if bank.iban else f"{path}.account",
                say("The account is not that of the workspace, {iban}.", iban=own.bank.number),
                say("Make sure that it is yours: money that went elsewhere hardly comes back."),
            )  # fmt: skip


def _apart(place: str, held: Party, own: Party) -> Iterator[Change]:
    for name in Party.model_fields:
        before, after = getattr(held, name), getattr(own, name)
        if after is not None and before != after:
            yield Change(f"{place}.{name}", None if before is None else str(before), str(after))


# ── numbers ────────────────────────────────────────────────────────────────────────────────────


def _issuing(agreement: Agreement) -> str:
    """Give the term by which invoices are numbered; without one, the clause that says who the sides are."""
    found = (f"{cite}.number" for cite, clause in agreement.clauses.items() if isinstance(clause, Issuing))
    return next(found, agreement.stating(Sides))


def _numbers(workspace: Workspace, engagement: Engagement, agreement: Agreement) -> Iterator[Finding]:
    """Find numbers that were used twice in the workspace, and a series that is none of its own."""
    place = _issuing(agreement)
    holders = {number.casefold(): name for number, name in workspace.holders.items()}
    numbers = (entry.number for entry in engagement.journal.of(Issued))
    twice = [(holders[number.casefold()], number) for number in numbers if number.casefold() in holders]
    for name, found in groupby(sorted(twice), key=itemgetter(0)):
        yield Finding(
            "CH-WSP-004", Level.ERROR, place,
            say(
                "Invoices of {name} have the same numbers: {numbers}.",
                name=name, numbers=tuple(number for _, number in found)[:MOST_NAMED],
            ),
            say("Credit one of each two, and invoice it under a number of its own."),
        )  # fmt: skip
    known = [series.number for series in workspace.settings.series.values()]
    for clause in agreement.clauses.values():
        if isinstance(clause, Issuing) and known and clause.series.pattern not in known:
            yield Finding(
                "CH-WSP-005", Level.WARNING, place,
                say(
                    "The series {pattern} is none of the workspace, which has {known:or}.",
                    pattern=clause.series.pattern, known=tuple(known),
                ),
                say("Number these invoices in a series of the workspace, or add the series there."),
            )  # fmt: skip


def _gaps(workspace: Workspace, engagement: Engagement, agreement: Agreement) -> Iterator[Finding]:
    """Find numbers given by hand that leave out those before them; none where an engagement could not be read."""
    clauses = (clause for clause in agreement.clauses.values() if isinstance(clause, Issuing))
    series = next((clause.series for clause in clauses), None)
    if series is None or workspace.unread:
        return
    here = [entry.number for entry in engagement.journal.of(Issued)]
    known = {place for number in (*here, *workspace.numbers) if (place := series.read(number)) is not None}
    for number in here:
        year, n = series.read(number) or (0, 0)
        before = max((each for y, each in known if y == year and each < n), default=n - 1)
        if before < n - 1:
            yield Finding(
                "CH-WSP-015", Level.WARNING, _issuing(agreement),
                say("{number} leaves a gap: no invoice has the {n} before it.", number=number, n=n - 1 - before),
                say("Name what has them under used in the workspace, or credit it and number it anew."),
            )  # fmt: skip


# ── income ─────────────────────────────────────────────────────────────────────────────────────


class _Share(NamedTuple):
    """What part of the income of the twelve months to a day came from one client, and what it does not count."""

    client: str
    of_client: Money
    whole: Money
    elsewhere: tuple[str, ...]

    @property
    def part(self) -> Fraction:
        return Fraction(self.of_client.minor, self.whole.minor)

    def reads(self, today: dt.date) -> Sentence:
        percent = Percent(Decimal(round(1000 * self.part)) / 10)
        said = say(
            "In the twelve months to {today}, {client} brought {of_client} of {whole} invoiced: {percent}",
            today=today, client=self.client, of_client=self.of_client, whole=self.whole, percent=percent,
        )  # fmt: skip
        if not self.elsewhere:
            return said
        return say(
            "{said}, not counting what was invoiced in {currencies}", said=said, currencies=self.elsewhere
        )


def _income(
    workspace: Workspace, engagement: Engagement, agreement: Agreement, today: dt.date
) -> Iterator[Finding]:
    """Find too much income from this client: by the law of the consultant, and by the bound of the workspace."""
    client, here = stated(agreement, Sides).client, other_of(engagement)
    share = _share(client, (here, *workspace.others), today)
    if share is None:
        return
    place, said = f"{agreement.stating(Sides)}.{Side.CLIENT}", share.reads(today)
    own = workspace.settings.own
    fact = law_at(own.country, own.state).fact("status", today)
    percent = fact.value.get("one_client_percent") if fact is not None else None
    if fact is not None and percent is not None and own.form is Form.PERSON and share.part * 100 >= percent:
        text = say("{said}; {rule}.", said=said, rule=fact.rule)
        yield _too_much("CH-WSP-006", fact.weight, place, text, fact.cited(today))
    most = workspace.settings.one_client
    if most is not None and share.part > most.fraction:
        text = say("{said}; the workspace wants {most} at most.", said=said, most=most)
        yield _too_much("CH-WSP-007", Level.WARNING, place, text)


def _too_much(id_: str, level: Level, place: str, said: Sentence, source: Source | None = None) -> Finding:
    hint = say("Look for other clients, and keep what shows that you work for several.")
    return Finding(id_, level, place, said, hint, source)


def _share(client: Party, every: Iterable[Other], today: dt.date) -> _Share | None:
    """Give the share of a client in twelve months, in the currency of most of it; None without income."""
    since = add_months(today, -12)
    income = [(other, one) for other in every for one in other.income if since < one.on <= today]
    by_client = _by_currency(one for other, one in income if same_client(other.client, client))
    whole = _by_currency(one for _, one in income)
    if not by_client:
        return None
    most = max(by_client.values(), key=lambda money: money.minor)
    if most.minor <= 0 or whole[most.currency].minor <= 0:
        return None
    others = tuple(sorted(currency for currency in whole if currency != most.currency))
    return _Share(client.name, most, whole[most.currency], others)


def _by_currency(income: Iterable[Income]) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for one in income:
        found[one.amount.currency] = found.get(one.amount.currency, one.amount.zero()) + one.amount
    return found


# ── absences ───────────────────────────────────────────────────────────────────────────────────


def _away(workspace: Workspace, coming: Iterable[Duty]) -> Iterator[Finding]:
    """Find what the consultant must do or attend on days away, by absence and clause."""
    found: dict[tuple[str, str], list[Duty]] = {}
    for duty in coming:
        ours = duty.by in {Side.CONSULTANT, "both"} and duty.status in {Status.OPEN, Status.DUE}
        key = workspace.settings.absent(duty.due) if duty.due is not None and ours else None
        if key is not None:
            found.setdefault((key, duty.cite), []).append(duty)
    for (key, cite), duties in found.items():
        absence = workspace.settings.calendar.absences[key]
        named = tuple(
            say("{what} on {day}", what=duty.reads, day=duty.due or absence.first) for duty in duties
        )
        yield Finding(
            "CH-WSP-008", Level.ADVICE, cite,
            say(
                "{absence} ({span}) lies on days on which something is due: {what:;}{more}.",
                absence=absence.what or key, span=absence.span, what=named[:MOST_NAMED],
                more=say("; and {n} more", n=len(named) - MOST_NAMED) if named[MOST_NAMED:] else "",
            ),
            say("Move the dates in good time, or name who stands in."),
        )  # fmt: skip
