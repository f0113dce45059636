"""What differs between two agreements, term by term; and amendments, which are signed changes of terms.

>>> from charter.core.vocabulary.change import Change
>>> differing_terms({"a": {"x": "30 days"}}, {"a": {"x": "60 days", "y": True}})
[Change(path='a.x', before='30 days', after='60 days'), Change(path='a.y', before=None, after=True)]
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from charter.core.agreement import Agreement, stated
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.exchange import InvoicedIn
from charter.core.vocabulary.numbering import numbered
from charter.core.vocabulary.stated import Currency
from charter.core.vocabulary.term import Line, Listed, Terms, terms_digest
from charter.core.vocabulary.typed import type_at

Data = dict[str, Any]


class Changed(Terms):
    """One change of an amendment: the path, what it was (must match), and what it becomes."""

    path: Line = Field(description="The path of the term.", examples=["financials.retainer.amount"])
    before: Any = Field(None, alias="from", description="What it was; left out: the term is new.")
    after: Any = Field(None, alias="to", description="What it becomes; left out: the term goes.")


class Amendment(Terms):
    """A numbered change of the agreement; a change order changes scope or price. It counts once both signed."""

    number: int = Field(ge=1, le=999, description="1, 2, 3 … without gaps.")
    title: Line = Field(description="What it is about.", examples=["More hours until the launch"])
    kind: Literal["amendment", "change order"] = Field("amendment", description="amendment, or change order.")
    effective: Day = Field(description="The day from which it counts.")
    change: Listed[Changed] = Field(description="The changes.", min_length=1)

    def __hash__(self) -> int:
        """Hash what is written: a change may set a whole table, which has no hash of its own."""
        return hash(self.model_dump_json(by_alias=True))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its content in hex; the layout of its file does not change it."""
        return terms_digest(self)

    @property
    def name(self) -> str:
        """How it is cited: "amendment 2"."""
        return f"amendment {self.number}"

    def touching(self, path: str) -> int:
        """Give the place of the change of a term among its changes; 0 where none names it."""
        near = (
            n
            for n, c in enumerate(self.change)
            if f"{path}.".startswith(f"{c.path}.") or c.path.startswith(f"{path}.")
        )
        return next(near, 0)


class AmendmentError(ValueError):
    """An amendment that does not fit; `place` is that of the change in it, `path` the term, `terms` as amended."""

    def __init__(
        self, amendment: Amendment, place: int, message: str, hint: str = "", terms: Data | None = None
    ) -> None:
        super().__init__(message)
        self.amendment = amendment
        self.place = place
        self.path = amendment.change[place].path
        self.hint = hint
        self.terms = terms


def terms_data(agreement: Agreement) -> Data:
    """Give the terms as plain data in their written forms: what the file says, without what is absent."""
    found: Data = agreement.model_dump(mode="json", exclude_none=True, by_alias=True)
    return {key: value for key, value in found.items() if value != {}}


def changes(before: Agreement, after: Agreement) -> list[Change]:
    """List the terms that differ, in the order of the document."""
    return differing_terms(terms_data(before), terms_data(after))


def differing_terms(before: Any, after: Any, path: str = "") -> list[Change]:  # noqa: ANN401 - terms are of any kind
    """List the leaves that differ between two tables; a list is one term."""
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        keys = dict.fromkeys((*before, *after))
        return [
            c
            for k in keys
            for c in differing_terms(before.get(k), after.get(k), f"{path}.{k}" if path else k)
        ]
    return [Change(path, before, after)]


def amend(agreement: Agreement, amendment: Amendment) -> Agreement:
    """Give the agreement as amended: each clause keeps the number it had, and what is new has the next.

    Raises AmendmentError where a term is not what the amendment says it was, or where the result is not valid.
    """
    table = terms_data(agreement)
    for place, change in enumerate(amendment.change):
        _apply(table, amendment, place, change)
    try:
        amended = Agreement.model_validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(step) for step in first["loc"])
        message = f"{path}: {first['msg'].removeprefix('Value error, ')}"
        raise AmendmentError(amendment, amendment.touching(path), message, terms=table) from error
    _keeps_currency(agreement, amended, amendment)
    amended.__dict__["numbers_given"] = numbered(agreement.numbers_given, amended.clauses)
    return amended


def carry_over(
    agreement: Agreement, amendment: Amendment, was: Agreement, amended: Agreement
) -> Agreement | None:
    """Give an agreement as amended, by what `amend` made of another, `was`, which was to be amended before it too.

    So an amendment is checked once, also where those that count before it were signed after it. None where this
    agreement differs from the other in a term that the amendment changes, or would not hold: then `amend` says why.
    """
    found = agreement
    for change in amendment.change:
        steps = change.path.split(".")
        if _term(agreement, steps) != _term(was, steps) or (steps[:-1] and _term(found, steps[:-1]) is None):
            return None
        found = with_term(found, steps, _term(amended, steps))
    for cite in {Cite(change.path).clause for change in amendment.change}:
        clause = found.clauses.get(cite)
        if clause != amended.clauses.get(cite) and not _holds(clause):
            return None
    found.__dict__["numbers_given"] = numbered(agreement.numbers_given, found.clauses)
    return found


def _holds(clause: Clause | None) -> bool:
    """Whether the terms of a clause hold together."""
    if clause is None:
        return True
    try:
        type(clause).model_validate_json(
            clause.model_dump_json(exclude_none=True, by_alias=True), strict=True
        )
    except ValidationError:
        return False
    return True


def term_at(agreement: Agreement, path: str) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give the term at a path, as a value; None where it is absent."""
    return _term(agreement, path.split("."))


Held = TypeVar("Held")


def with_term(held: Held, steps: list[str], value: Any) -> Held:  # noqa: ANN401 - terms are of any kind
    """Give a table with a term set, or without it where it is None."""
    first, *rest = steps
    inner = _term(held, [first])
    put = with_term(inner, rest, value) if rest else value
    if isinstance(held, dict):
        return cast("Held", _with_key(held, first, put))
    model = cast("BaseModel", held)
    if put is None and first in type(model).model_fields:
        put = type(model).model_fields[first].get_default(call_default_factory=True)
    copied = model.model_copy(update={first: put})
    if put is None and copied.__pydantic_extra__:
        copied.__pydantic_extra__.pop(first, None)
    return cast("Held", copied)


def _with_key(table: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    kept = {name: held for name, held in table.items() if name != key or value is not None}
    return kept | ({key: value} if value is not None else {})


def _term(held: Any, steps: list[str]) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give the term at a path; None where it is absent."""
    for step in steps:
        if isinstance(held, BaseModel):
            held = vars(held) | (held.__pydantic_extra__ or {})
        held = held.get(step) if isinstance(held, dict) else None
    return held


def _keeps_currency(agreement: Agreement, amended: Agreement, amendment: Amendment) -> None:
    """Refuse another currency: one account is kept in one (money.md, "Currencies never mix in a sum")."""
    before, after = (_account(each) for each in (agreement, amended))
    if before and after and before != after:
        was, now = (dict(terms_by_path(terms_data(each))) for each in (agreement, amended))
        paths = (path for path in was.keys() & now.keys() if _of(was[path], before) and _of(now[path], after))
        path = min(paths, default=amendment.change[0].path)
        message = f"changes the currency of {path} from {before} to {after}, and one account is kept in one currency"
        hint = "end this engagement by agreement, and make a new one in the other currency"
        raise AmendmentError(amendment, amendment.touching(path), message, hint)


def _account(agreement: Agreement) -> str:
    """Give the currency in which invoices are issued and paid."""
    invoiced = stated(agreement, InvoicedIn, None)
    return invoiced.currency if invoiced is not None else stated(agreement, Currency, Currency("")).code


def _of(value: Any, currency: str) -> bool:  # noqa: ANN401 - terms are of any kind
    """Whether a term is a currency, or an amount of it."""
    return isinstance(value, str) and (value == currency or value.startswith(f"{currency} "))


def apply(agreement: Agreement, found: list[Change]) -> Agreement:
    """Give the agreement with changes made; the inverse of `changes`. Raises pydantic's ValidationError."""
    table = terms_data(agreement)
    for change in found:
        _put(table, change.path.split("."), change.after)
    return Agreement.model_validate_json(json.dumps(table, default=str), strict=True)


def written_at(table: Data, path: str) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give a term as `terms_data` writes it; None where it is absent."""
    return _get(table, path.split("."))


def _apply(table: Data, amendment: Amendment, place: int, change: Changed) -> None:
    steps = change.path.split(".")
    now = _get(table, steps)
    if _in_no_table(table, steps):
        message = f"{change.path} lies inside a term that is no table"
        raise AmendmentError(amendment, place, message, "name the whole term")
    if not _same(now, change.before, steps):
        message = f"says {change.path} was {_said(change.before)}, but it is {_said(now)} then"
        raise AmendmentError(amendment, place, message, "correct `from`, or the order of the amendments")
    _put(table, steps, change.after)


def _in_no_table(table: Data, steps: list[str]) -> bool:
    return any(not isinstance(_get(table, steps[:n]), dict | None) for n in range(1, len(steps)))


def _said(value: Any) -> str:  # noqa: ANN401 - terms are of any kind
    """Say what a term is, in an error: as the file writes it, short."""
    if value is None:
        return "absent"
    if isinstance(value, dict):
        return "a table"
    said = json.dumps(value, default=str, ensure_ascii=False)
    return said if len(said) <= 60 else said[:57] + "…"  # noqa: PLR2004 - a line of a terminal


def _same(now: Any, said: Any, steps: list[str]) -> bool:  # noqa: ANN401 - terms are of any kind
    """Whether two written forms mean the same: "EUR 12,000.00" is "EUR 12000.00"."""
    if now == said or (isinstance(said, dt.date) and now == said.isoformat()):
        return True
    kind = type_at(Agreement, steps)
    if now is None or said is None or kind is None:
        return False
    means: TypeAdapter[Any] = TypeAdapter(kind)
    try:
        was, is_ = (means.validate_json(json.dumps(each, default=str), strict=True) for each in (said, now))
    except ValidationError:
        return False
    return bool(was == is_)


def _get(table: Any, steps: list[str]) -> Any:  # noqa: ANN401 - terms are of any kind
    for step in steps:
        if not isinstance(table, dict) or step not in table:
            return None
        table = table[step]
    return table


def _put(table: Data, steps: list[str], value: Any) -> None:  # noqa: ANN401 - terms are of any kind
    """Set or remove a term. Raises AttributeError where a step leads into what is no table."""
    for step in steps[:-1]:
        table = table.setdefault(step, {})
    if value is None:
        table.pop(steps[-1], None)
    else:
        table[steps[-1]] = value


def terms_by_path(table: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - terms are of any kind
    """Walk every term of a table with its path; a list is one term."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from terms_by_path(value, f"{path}.{key}" if path else key)
    else:
        yield path, table
