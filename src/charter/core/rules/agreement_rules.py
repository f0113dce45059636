"""What must fit between the terms of an agreement: references, currencies, dates."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from charter.core.agreement import Agreement
from charter.core.rules.violation import Path, Violation
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.money import Money


def agreement_violations(agreement: Agreement) -> Iterator[Violation]:
    """Give what does not fit between terms, each with its place."""
    yield from _references(agreement)
    yield from _currencies(agreement)
    term = agreement.foundation.term
    if term.initial is not None and not term.initial:
        yield Violation(
            ("foundation", "term", "initial"), "the term ends before it starts", "give it at least a day"
        )


def _references(agreement: Agreement) -> Iterator[Violation]:
    people = Counter(people_of(agreement))
    twice = [key for key, n in people.items() if n > 1]
    for key in twice:
        where = ("foundation", "parties", "consultant", "signatories", key)
        yield Violation(
            where, f"the key {key!r} names two people", "give each person a key of their own", key=True
        )
    scope = agreement.scope
    deliverables = list(scope.deliverables.things) if scope.deliverables else []
    for kind, path, key in _refers(agreement):
        known = list(people) if kind == "person" else deliverables
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known) or 'none'}"
            yield Violation(path, f"there is no {kind} {key!r}", hint)


def people_of(agreement: Agreement) -> Iterator[str]:
    """Give the keys of all people named, signatories and contacts of both sides."""
    for party in (agreement.foundation.parties.client, agreement.foundation.parties.consultant):
        yield from party.signatories
        yield from (key for key in party.contacts if party.contacts[key] != party.signatories.get(key))


def _refers(agreement: Agreement) -> Iterator[tuple[str, Path, str]]:
    """Give every reference to a person or a deliverable: its kind, its path, and the key it names."""
    scope, base = agreement.scope, ("scope",)
    for key, thing in scope.deliverables.things.items() if scope.deliverables else ():
        if thing.reviewer:
            yield "person", (*base, "deliverables", key, "reviewer"), thing.reviewer
    for key, given in scope.dependencies.things.items() if scope.dependencies else ():
        if given.who:
            yield "person", (*base, "dependencies", key, "who"), given.who
        yield from _each("deliverable", (*base, "dependencies", key, "holds"), given.holds)
    meetings = agreement.communication.meetings
    for key, meeting in meetings.things.items() if meetings else ():
        yield from _each("person", ("communication", "meetings", key, "who"), meeting.who)
    milestones = agreement.financials.milestones
    for key, milestone in milestones.things.items() if milestones else ():
        if milestone.acceptance_of:
            yield "deliverable", ("financials", "milestones", key, "acceptance_of"), milestone.acceptance_of


def _each(kind: str, path: Path, keys: Iterable[str]) -> Iterator[tuple[str, Path, str]]:
    for place, key in enumerate(keys):
        yield kind, (*path, place), key


def _currencies(agreement: Agreement) -> Iterator[Violation]:
    payment = agreement.financials.payment
    amounts = list(moneys(agreement))
    wanted = payment.currency if payment else (amounts[0][1].currency if amounts else "")
    for where, money in amounts:
        if money.currency != wanted:
            why = "financials.payment.currency" if payment else ".".join(map(str, amounts[0][0]))
            yield Violation(
                where, f"{money} is not in {wanted}, the currency of {why}", "keep one currency throughout"
            )


def moneys(value: Any, path: Path = ()) -> Iterator[tuple[Path, Money]]:
    """Walk every amount of some terms, with its path."""
    if isinstance(value, Money):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in _with_money(type(value)):
            yield from moneys(getattr(value, name), (*path, name))
        if isinstance(value, Keyed):
            for key, thing in value.things.items():
                yield from moneys(thing, (*path, key))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from moneys(item, (*path, place))


@cache
def _with_money(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields that may hold an amount, so that the others need not be walked."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold(field.annotation))


def _may_hold(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return issubclass(kind, Keyed) or bool(_with_money(kind))
    return kind is Money or any(map(_may_hold, get_args(kind)))
