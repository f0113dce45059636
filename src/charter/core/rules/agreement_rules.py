"""What must fit between the terms of an agreement: references, currencies, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, get_args

from pydantic import BaseModel

from charter.core.agreement import Agreement, stated
from charter.core.rules.violation import Violation
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.exchange import InvoicedIn
from charter.core.vocabulary.late import late_in
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.other_words import nearest_word
from charter.core.vocabulary.party import Person
from charter.core.vocabulary.reference import PEOPLE, DataPath, references
from charter.core.vocabulary.stated import Lasts
from charter.core.vocabulary.typed import type_at


def agreement_violations(agreement: Agreement, unread: Collection[str] = ()) -> Iterator[Violation]:
    """Give what does not fit between terms, each with its path.

    `unread` are clauses that are written and could not be read: what names a thing of theirs may be right.
    """
    yield from _references(agreement, unread)
    yield from _currencies(agreement)
    yield from _set_against_invoices(agreement)
    yield from _left_open(agreement)
    lasts = stated(agreement, Lasts)
    if lasts.initial is not None and not lasts.initial:
        path = (*agreement.stating(Lasts).split("."), "initial")
        yield Violation(path, "the term ends before it starts", "give it at least a day")


def _references(agreement: Agreement, unread: Collection[str]) -> Iterator[Violation]:
    people = agreement.foundation.parties.people
    for cite, clause in agreement.clauses.items():
        for path, refers, key in references(clause, tuple(cite.split("."))):
            known = list(people) if refers is PEOPLE else list(agreement.tables.get(refers.table, ()))
            if key not in known and refers.table not in unread:
                near = nearest_word(key, known, 0.5)
                hint = f"did you mean {near!r}?" if near else f"known: {', '.join(known) or 'none'}"
                yield Violation(path, f"there is no {refers.what} {key!r}", hint)
    yield from _stand_ins(people)


def _left_open(agreement: Agreement) -> Iterator[Violation]:
    """Find what is listed as open and is no term."""
    for side, path in () if agreement.left_open is None else agreement.left_open.of_sides():
        if type_at(Agreement, path.split(".")) is None:
            listed = getattr(agreement.left_open, side)
            yield Violation(
                ("left_open", side, listed.index(path)), f"there is no term {path!r}", "write its whole path"
            )


def _stand_ins(people: Mapping[str, Person]) -> Iterator[Violation]:
    """Find people whose stand-in is themselves, or stands on the other side."""
    for key, person in people.items():
        other = people.get(person.stand_in or "")
        if other is None:
            continue
        path = ("foundation", "parties", "people", key, "stand_in")
        if other is person:
            yield Violation(path, f"{key!r} stands in for themselves", "name another person of the side")
        elif other.side is not person.side:
            said = f"{person.stand_in!r} stands on the side of the {other.side}, {key!r} on that of the {person.side}"
            yield Violation(path, said, "name a person of the same side")


def _currencies(agreement: Agreement) -> Iterator[Violation]:
    wanted, why = currency_of(agreement)
    for where, money in moneys(agreement):
        if money.currency != wanted:
            yield Violation(
                where, f"{money} is not in {wanted}, the currency of {why}", "keep one currency throughout"
            )


def _set_against_invoices(agreement: Agreement) -> Iterator[Violation]:
    """Find what is set against invoices, where these are in another currency than the agreed amounts."""
    invoiced = stated(agreement, InvoicedIn, None)
    if invoiced is None:
        return
    for cite, clause in agreement.clauses.items():
        for name in clause.against_invoices():
            said = f"{cite}.{name} is set against invoices, and these are in {invoiced.currency}"
            needed = type(clause).model_fields[name].is_required()
            hint = f"{'say it without a sum' if needed else 'leave it out'}, or invoice in {invoiced.agreed}"
            yield Violation((*cite.split("."), name), said, hint)


def currency_of(agreement: Agreement) -> tuple[str, str]:
    """Give the currency of the account, and the path of the term that says so; both empty where no amount is agreed."""
    named = (
        (code, f"{cite}.currency")
        for cite, clause in agreement.clauses.items()
        if isinstance(code := getattr(clause, "currency", None), str)
    )
    amounts = ((money.currency, ".".join(map(str, path))) for path, money in moneys(agreement))
    return next(chain(named, amounts), ("", ""))


def moneys(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Money]]:
    """Walk every amount of some terms, with its path."""
    if isinstance(value, Money):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in _with_money(type(value)):
            yield from moneys(getattr(value, name), (*path, name))
        if isinstance(value, Keyed):
            for key, thing in value.things.items():
                yield from moneys(thing, (*path, key))
    elif isinstance(value, dict):
        for key, thing in value.items():
            yield from moneys(thing, (*path, key))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from moneys(item, (*path, place))


@cache
def _with_money(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields that may hold an amount, so that the others need not be walked."""
    return tuple(
        name for name, field in model.model_fields.items() if late_in(field) or _may_hold(field.annotation)
    )


def _may_hold(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return issubclass(kind, Keyed) or bool(_with_money(kind))
    return kind is Money or any(map(_may_hold, get_args(kind)))
