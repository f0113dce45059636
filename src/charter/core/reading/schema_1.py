"""Files of schema 1, read as schema 2: people stood under each party, as signatories and contacts, and had no rights.

What waiting costs stood among the other terms of what the client provides.

Whoever was named could do everything, and only signatories signed; so it stays. Entries named who did it in full; the
name becomes the key of the one person who bears it. Files are read so, and never touched.

>>> people = {"ada": {"name": "Ada Fenn", "title": "Director", "email": "ada@client.example"}}
>>> old = {"foundation": {"parties": {"client": {"name": "Wexcombe", "signatories": people}, "consultant": {}}}}
>>> is_schema_1(old), is_schema_1(agreement(old))
(True, False)
>>> agreement(old)["foundation"]["parties"]["people"]["ada"]["side"]
'client'
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from charter.core.agreement import Agreement, stated
from charter.core.contract import Contract
from charter.core.reading import schema_1_notices
from charter.core.reading.schema_1_ladder import agreement_with_ladder
from charter.core.reading.schema_1_ladder_amended import changes_with_ladder
from charter.core.rules.names import alike
from charter.core.rules.people import people_of
from charter.core.vocabulary.party import Power, Side, signatories
from charter.core.vocabulary.stated import Sides

_Values = dict[str, Any]

PARTIES = ("foundation", "parties")
PEOPLE = ".".join((*PARTIES, "people"))
INPUTS = ("scope", "dependencies")
STANDBY = {"standby_after": "after", "standby_fee": "fee"}
"""The terms of standby by their names of schema 1; they have a table of their own."""
TABLES: dict[str, tuple[Power, ...]] = {
    "signatories": typing.get_args(Power),
    "contacts": tuple(power for power in typing.get_args(Power) if power != "sign"),
}
"""The tables in which people stood under a party, with what those in them may do."""


def is_schema_1(values: Mapping[str, Any]) -> bool:
    """Whether an agreement without a header has what only schema 1 had."""
    parties = _parties(values)
    return "people" not in parties and any(
        table in _table(parties.get(side)) for side in Side for table in TABLES
    )


# ── the agreement ──────────────────────────────────────────────────────────────────────────────


def agreement(values: Mapping[str, Any]) -> _Values:
    """Give the values of an agreement with its people under keys of their own, and standby and notices in tables."""
    values = agreement_with_ladder(schema_1_notices.agreement_with_notices(_with_standby(values)))
    foundation = _table(values.get(PARTIES[0]))
    if not isinstance(foundation.get(PARTIES[1]), Mapping):
        return dict(values)
    return {**values, PARTIES[0]: {**foundation, PARTIES[1]: _gathered(_parties(values))}}


def _with_standby(values: Mapping[str, Any]) -> Mapping[str, Any]:
    scope = _table(values.get(INPUTS[0]))
    if not isinstance(scope.get(INPUTS[1]), Mapping):
        return values
    return {**values, INPUTS[0]: {**scope, INPUTS[1]: _inputs(scope[INPUTS[1]])}}


def _inputs(held: Mapping[str, Any]) -> _Values:
    """Gather the terms of standby, which stood among the others; one without the other cost nothing."""
    rest = {key: value for key, value in held.items() if key not in STANDBY}
    found = {STANDBY[key]: held[key] for key in STANDBY if key in held}
    return {**rest, "standby": found} if len(found) == len(STANDBY) else rest


def _gathered(parties: Mapping[str, Any]) -> _Values:
    """Gather the people of the two parties; one who was named twice signs."""
    people: _Values = {}
    found = dict(parties)
    for side in (side for side in Side if isinstance(parties.get(side), Mapping)):
        for table in TABLES:
            for key, person in _table(parties[side].get(table)).items():
                people.setdefault(key, _person(person, side, table))
        found[side] = _without_people(parties[side])
    return {**found, "people": people}


def _person(person: Any, side: str, table: str) -> Any:
    if not isinstance(person, Mapping):
        return person
    return {"side": str(side), **person, "may": list(TABLES[table])}


def _without_people(party: Any) -> Any:
    return (
        {key: value for key, value in party.items() if key not in TABLES}
        if isinstance(party, Mapping)
        else party
    )


def _parties(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return _table(_table(values.get(PARTIES[0])).get(PARTIES[1]))


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


# ── amendments ─────────────────────────────────────────────────────────────────────────────────


def amendment(
    values: Mapping[str, Any], agreement: Agreement | None = None, *, certain: bool = False
) -> _Values:
    """Give the values of an amendment with the paths that its changes have now.

    `agreement` is what it amends, and `certain` whether it is known to be of schema 1.
    """
    listed = values.get("change")
    if not isinstance(listed, list):
        return dict(values)
    moved = (now for old in listed for now in schema_1_notices.changes_with_notices(old))
    here = (new for old in moved for new in _changes(old))
    return {**values, "change": list(changes_with_ladder(here, agreement, certain=certain))}


def _changes(change: Any) -> Iterator[Any]:
    """Give what a change of schema 1 changes now: the same, or one change a person, and the rest of the party."""
    path = str(change.get("path", "")) if isinstance(change, Mapping) else ""
    steps = tuple(path.split("."))
    under = steps[: len(PARTIES)] == PARTIES and len(steps) > len(PARTIES) and steps[2] in {*Side}
    if steps[:-1] == INPUTS and steps[-1] in STANDBY:
        yield {**change, "path": ".".join((*INPUTS, "standby", STANDBY[steps[-1]]))}
    elif not under:
        yield _both(change, WHOLE[steps]) if steps in WHOLE else change
    elif len(steps) == len(("foundation", "parties", "client")):
        yield from _of_party(change, steps[2])
    elif steps[3] in TABLES:
        yield from _of_people(change, steps)
    else:
        yield change


def _of_party(change: Mapping[str, Any], side: str) -> Iterator[Any]:
    yield _both(change, _without_people)
    for table in TABLES:
        inner = _both(change, partial(_inside, name=table, otherwise={}))
        yield from _of_people({**inner, "path": f"{change['path']}.{table}"}, (*PARTIES, side, table))


def _of_people(change: Mapping[str, Any], steps: tuple[str, ...]) -> Iterator[Any]:
    _, _, side, table, *rest = steps
    if len(rest) > 1:
        yield {**change, "path": ".".join((PEOPLE, *rest))}
    elif rest:
        yield {**_both(change, lambda one: _person(one, side, table)), "path": f"{PEOPLE}.{rest[0]}"}
    else:
        for key in dict.fromkeys((*_table(change.get("from")), *_table(change.get("to")))):
            inner = _both(change, partial(_inside, name=key, otherwise=None))
            one = _both(inner, lambda person: _person(person, side, table))
            told = {name: held for name, held in one.items() if held is not None}
            if told.get("from") != told.get("to"):
                yield {**told, "path": f"{PEOPLE}.{key}"}


def _part(part: str, held: Mapping[str, Any]) -> _Values:
    return dict(agreement({part: held})[part])


WHOLE: dict[tuple[str, ...], Callable[[Any], Any]] = {
    PARTIES: _gathered,
    PARTIES[:1]: partial(_part, PARTIES[0]),
    INPUTS: _inputs,
    INPUTS[:1]: partial(_part, INPUTS[0]),
}
"""What a whole table becomes, by its path."""


def _inside(held: Mapping[str, Any], name: str, otherwise: Any) -> Any:
    return held.get(name, otherwise)


def _both(change: Mapping[str, Any], do: Callable[[Any], Any]) -> _Values:
    """Do the same to what a term was and to what it becomes."""
    return {
        name: do(held) if name in {"from", "to"} and isinstance(held, Mapping) else held
        for name, held in change.items()
    }


# ── the journal ────────────────────────────────────────────────────────────────────────────────


def entries_with_keys(listed: list[Any], contract: Contract) -> list[Any]:
    """Give the values of entries with the key of who did it, where a name is that of one person, or of a party."""
    people = people_of(contract)
    sides = stated(contract.agreement, Sides)
    spoken = {
        alike(party.name): next(iter(signatories(sides.people, side)), None)
        for side, party in ((Side.CLIENT, sides.client), (Side.CONSULTANT, sides.consultant))
    }

    def named(entry: Any) -> Any:
        by = entry.get("by") if isinstance(entry, Mapping) else None
        if not isinstance(by, str) or by in people:
            return entry
        keys = people.keys_of(by) or [key for key in [spoken.get(alike(by))] if key]
        return {**entry, "by": keys[0]} if len(keys) == 1 else entry

    return [named(entry) for entry in listed]
