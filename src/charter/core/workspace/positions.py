"""Findings of the playbook: what an agreement says against what is preferred, accepted and never accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum

from pydantic import BaseModel

from charter.core.agreement import Agreement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.sentence import Sentence, Value, say
from charter.core.vocabulary.typed import type_at
from charter.core.vocabulary.walking import held_in
from charter.core.workspace.playbook import Position, Wanted, Wish

ANY = "*"
"""Stands in a path for every key of a table of things."""


class PositionMatch(StrEnum):
    """How a value stands to what is wanted of its term."""

    PREFERRED = "preferred"
    ACCEPTED = "accepted"
    UNWANTED = "neither preferred nor accepted"
    NEVER = "never accepted"


def match_of(position: Position, held: object, kind: object) -> PositionMatch:
    """Say how a value stands to a position; where no value is accepted by name, whatever is not refused is."""
    if _among(position.never, held, kind):
        return PositionMatch.NEVER
    if _among(() if position.prefer is None else (position.prefer,), held, kind):
        return PositionMatch.PREFERRED
    if position.accept and not _among(position.accept, held, kind):
        return PositionMatch.UNWANTED
    return PositionMatch.ACCEPTED


def position_on(playbook: Mapping[str, Position], path: str) -> Position | None:
    """Give the position on a term; None where a playbook takes none.

    >>> due = Position(prefer="14 days", why="It is usual.")
    >>> position_on({"scope.deliverables.*.due": due}, "scope.deliverables.audit.due") is due
    True
    """
    return next((each for pattern, each in playbook.items() if _covers(pattern, path)), None)


def _covers(pattern: str, path: str) -> bool:
    wanted, steps = pattern.split("."), path.split(".")
    return len(wanted) == len(steps) and all(
        one in {ANY, step} for one, step in zip(wanted, steps, strict=True)
    )


def position_findings(playbook: Mapping[str, Position], agreement: Agreement) -> Iterator[Finding]:
    """Judge the terms that a playbook names; one whose clause is not there is judged only where that is named, too."""
    for pattern, position in playbook.items():
        for path, held in held_at(agreement, pattern):
            yield from _judged(path, held, position, type_at(Agreement, pattern.split(".")))


def usual_findings(
    usual: Mapping[str, Position], playbook: Mapping[str, Position], agreement: Agreement
) -> Iterator[Finding]:
    """Find what the usual positions never accept, of the terms on which the playbook takes no position of its own."""
    for pattern, position in usual.items():
        for path, held in held_at(agreement, pattern) if pattern not in playbook else ():
            kind = type_at(Agreement, pattern.split("."))
            if _among(position.never, held, kind):
                text = say(
                    "{path} is {held}. Hardly anybody accepts that: {why}",
                    path=path,
                    held=_said(held),
                    why=position.why,
                )
                mend = tuple(_mend(path, held, position, kind))
                yield Finding("CH-WSP-014", Level.WARNING, path, text, _hint(position), mend=mend)


def held_at(agreement: Agreement, pattern: str) -> list[tuple[str, object]]:
    """Give the terms at a path with their values, None where one is left out; `*` stands for each key of a table.

    A term of a clause that is not there is none.
    """
    found: list[tuple[str, object]] = [("", agreement)]
    for step in pattern.split("."):
        found = [
            (f"{path}.{name}" if path else name, value)
            for path, held in found
            if held is not None
            for name, value in _steps(held, step)
        ]
    return found


def _steps(held: object, step: str) -> Iterator[tuple[str, object]]:
    things = dict(held_in(held))
    if step == ANY:
        yield from things.items()
    else:
        yield step, things.get(step)


def _judged(path: str, held: object, position: Position, kind: object) -> Iterator[Finding]:
    """Give what is to be said of one term; nothing where it is as preferred, or where nothing else is asked for."""
    said, why = _said(held), position.why
    hint, mend = _hint(position), tuple(_mend(path, held, position, kind))
    match match_of(position, held, kind):
        case PositionMatch.NEVER:
            text = say("{path} is {held}, which is never accepted: {why}", path=path, held=said, why=why)
            yield Finding("CH-WSP-010", Level.ERROR, path, text, hint, mend=mend)
        case PositionMatch.UNWANTED:
            text = say(
                "{path} is {held}, neither preferred nor accepted: {why}", path=path, held=said, why=why
            )
            yield Finding("CH-WSP-011", Level.WARNING, path, text, hint, mend=mend)
        case PositionMatch.ACCEPTED if position.prefer is not None:
            text = say(
                "{path} is {held}: acceptable, and not preferred: {why}", path=path, held=said, why=why
            )
            yield Finding("CH-WSP-012", Level.ADVICE, path, text, hint, mend=mend)


def _among(wanted: tuple[Wanted, ...], held: object, kind: object) -> bool:
    return any(Wish.read(one, kind).fits(held) for one in wanted)


def _said(held: object) -> Value:
    """Give a value of a term as a sentence says it."""
    match held:
        case None:
            return say("left out")
        case bool():
            return str(held).lower()
        case BaseModel():
            return say("there")
        case Money() | Percent() | Rate() | Duration() | Hours() | dt.date() | dt.time() | int():
            return held
        case _:
            return str(held)


def _hint(position: Position) -> Sentence:
    wanted = tuple(str(one) for one in position.accept)
    if position.prefer is None:
        return say("Accepted: {wanted:or}.", wanted=wanted) if wanted else say("Agree something else.")
    preferred = str(position.prefer)
    if not wanted:
        return say("Preferred: {preferred}.", preferred=preferred)
    return say("Preferred: {preferred}; accepted: {wanted:or}.", preferred=preferred, wanted=wanted)


def _mend(path: str, held: object, position: Position, kind: object) -> Iterator[Change]:
    """Give the change to what is preferred, where that is a value that can be written."""
    wish = None if position.prefer is None else Wish.read(position.prefer, kind)
    if wish is not None and not wish.bounds and not isinstance(held, BaseModel):
        before = held if held is None or isinstance(held, bool | int) else str(held)
        yield Change(path, before, None if wish.value is None else position.prefer)
