"""Every single change of an agreement, term by term.

Another value of its kind, each other choice, one item more or less, and, where it may be left out, nothing.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.dates import Duration, Hours, Rhythm
from charter.core.vocabulary.late import annotation_of
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.reference import DELIVERABLES, PEOPLE, ROLES, Refers

Data = dict[str, Any]
Path = tuple[str, ...]
Kind = Any
"""The annotation of a term."""
Held = Any
"""What a term holds."""

OTHERS: dict[str, Any] = {
    "dated": "2026-03-19",
    "iban": "GB33 BUKB 2020 1555 5555 55",
    "bic": "BUKBGB22",
    "account": "987654321",
    "routing": "50010517",
    "country": "FR",
    "email": "other@example.example",
    "zone": "Asia/Tokyo",
    "client_calendar": "FR",
    "consultant_calendar": "FR",
    "governing": "GB-ENG",
    "currency": "CHF",
    "number": "X-{n}",
    "cut_off": "12:15",
    "changes": "scope.another_clause",
    "reserved_terms": "scope.another_clause",
    "named_terms": "scope.another_clause",
    "sections": "general.notices",
    "changed": "general.law.language",
    "begins": "06:00",
    "ends": "17:00",
    "notices": "other@harbourline.example",
    "invoices": "other@harbourline.example",
    "replaces": "0" * 64,
    "not_done": "carry out penetration tests",
}
"""Another value for terms that are checked more closely than their kind tells, by the name of the field."""

KEYS = {PEOPLE: ("mara", "finance"), DELIVERABLES: ("report", "audit"), ROLES: ("cto", "coach")}
"""Other keys for terms that name a thing of a table: the first that it does not hold."""

KINDS: dict[type, Any] = {
    Money: "EUR 17.00",
    Percent: "33 %",
    Rate: "0.5 % a month",
    Duration: "3 days",
    Hours: "7 hours",
    Rhythm: "every year on 9 March",
    dt.time: "12:15",
    int: 7,
    str: "Something else",
}


def changes(kind: type[BaseModel], data: Data, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """Every single change of a table of terms, as the whole new table."""
    for name, field in kind.model_fields.items():
        if name == "wording" and name not in data:
            continue
        held = data.get(name)
        for where, new in changed(kind_of(field), name, held, (*path, name)):
            yield where, replaced(data, name, new)
        if held not in (None, field.default) and not field.is_required():
            yield (*path, name), replaced(data, name, None)
    if issubclass(kind, Keyed):
        item = item_of(kind)
        for key in [key for key in data if key not in kind.model_fields]:
            for where, new in changes(item, data[key], (*path, "*")):
                yield where, replaced(data, key, new)


def changed(kind: Kind, name: str, held: Held, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every other value that a term may have."""
    origin: Kind = get_origin(kind)
    if origin is Annotated:
        yield from annotated(kind, name, held, path)
    elif origin in (Union, UnionType):
        for option in get_args(kind):
            yield from changed(option, name, held, path) if option is not type(None) else ()
    elif origin is Literal:
        yield from ((path, option) for option in get_args(kind) if option != held)
    elif origin is tuple:
        yield from listed(get_args(kind)[0], name, held or [], path)
    elif origin is dict:
        for key, item in (held or {}).items():
            for where, new in changes(get_args(kind)[1], item, (*path, "*")):
                yield where, {**held, key: new}
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from changes(kind, held or {}, path)
    else:
        yield from ((path, new) for new in scalars(kind, name, held) if new != held)


def kind_of(field: FieldInfo) -> Kind:
    """Give the annotation of a term with the table that its key must be in, which pydantic keeps apart."""
    refers = tuple(mark for mark in field.metadata if isinstance(mark, Refers))
    return Annotated[field.annotation, *refers] if refers else annotation_of(field)


def annotated(kind: Kind, name: str, held: Held, path: Path) -> Iterator[tuple[Path, Any]]:
    refers = next((mark for mark in kind.__metadata__ if isinstance(mark, Refers)), None)
    if refers is None:
        yield from changed(get_args(kind)[0], name, held, path)
    else:
        yield from ((path, key) for key in [k for k in KEYS.get(refers, ()) if k != held][:1])


def listed(kind: Kind, name: str, held: list[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    if len(held) > 1:
        yield path, held[:-1]
    for at, item in enumerate(held):
        for _, new in changed(kind, name, item, path):
            yield path, [*held[:at], new, *held[at + 1 :]]
    yield from ((path, [*held, new]) for new in [new for _, new in changed(kind, name, None, path)][:1])


def scalars(kind: Kind, name: str, held: Held) -> Iterator[Any]:
    if name in OTHERS:
        yield OTHERS[name]
    elif kind is bool:
        yield not held
    elif kind is dt.date:
        yield (held or dt.date(2026, 3, 3)) + dt.timedelta(days=1)
    elif isinstance(kind, type) and issubclass(kind, enum.Enum):
        yield from (option.value for option in kind)
    else:
        yield KINDS[kind]


def replaced(data: Data, name: str, new: Held) -> Data:
    rest = {key: value for key, value in data.items() if key != name or new is not None}
    return rest | ({name: new} if new is not None else {})


def item_of(kind: type[Keyed[Any]]) -> type[BaseModel]:
    for base in kind.__mro__:
        generic = getattr(base, "__pydantic_generic_metadata__", None)
        if generic and generic["origin"] is Keyed:
            return generic["args"][0]  # type: ignore[no-any-return]  # pydantic's record is untyped
    raise AssertionError(kind)


def leaves(kind: Kind, path: str) -> Iterator[str]:
    origin: Kind = get_origin(kind)
    options = [o for o in get_args(kind) if o is not type(None)]
    if origin is Annotated or (origin in (Union, UnionType) and len(options) == 1):
        yield from leaves(options[0], path)
    elif origin is dict:
        yield from leaves(options[1], f"{path}.*")
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if name != "wording":
                yield from leaves(annotation_of(field), f"{path}.{name}".lstrip("."))
        if issubclass(kind, Keyed):
            yield from leaves(item_of(kind), f"{path}.*")
    else:
        yield path
