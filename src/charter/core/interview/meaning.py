"""What answers set: the terms that a situation holds, from the answers by the id of their question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from charter.core.interview.positions import positions
from charter.core.interview.questions import AskedField, Question, questions
from charter.core.interview.situation import Situation
from charter.core.interview.term_names import left_to, term_path
from charter.core.vocabulary.left_open import to_come
from charter.core.vocabulary.party import Side
from charter.core.workspace.playbook import LEFT_OUT

Answer: TypeAlias = Mapping[str, Any]
"""An answer as plain data: fields by name, `option`, `rows`, or `theirs`."""

EACH = "each"
"""Stands in a path for every thing that a draft hands over."""


def situation_of(start: Situation, answers: Mapping[str, Answer]) -> Situation:
    """Give the situation after some answers."""
    said: dict[str, Any] = {}
    answered: set[str] = set()
    added: set[str] = set()
    removed: set[str] = set()
    for question in questions():
        answer = answers.get(question.id)
        if answer is None or answer.get("theirs"):
            continue
        said |= dict(_terms(question, answer, start, said))
        if question.fills and (answer.get("rows") or question.kind != "list"):
            answered.add(question.fills)
        option = question.option(str(answer.get("option", "")))
        if option is not None:
            added |= set(option.adds)
            removed |= set(option.removes)
            said |= dict(_milestones(option.milestones, start, said))
    return replace(
        start,
        said=dict(_for_each(said, start)),
        answered=frozenset(answered),
        added=frozenset(added),
        removed=frozenset(removed),
    )


def _terms(
    question: Question, answer: Answer, start: Situation, said: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Give each term that an answer sets, by path."""
    taken: set[str] = set()
    person = key_for(str(answer.get("name", "")), {start.own, *_people(said)}) if _has(question, "@") else ""
    option = question.option(str(answer.get("option", "")))
    besides = dict(question.sets) | (dict(option.sets) if option else {})
    if any(answer.get(field.name) for field in question.fields):
        besides |= question.sets_if_any
    rows = answer.get("rows", (answer,))
    for row in rows:
        key = ""
        if question.kind == "list":
            key = key_for(str(row[question.fields[0].name]), taken)
            taken.add(key)
        for path, value in (*_of_fields(question.fields, row), *besides.items()):
            whole = path.replace("*", key).replace("@", person)
            yield whole, None if value == LEFT_OUT else value


def _of_fields(fields: tuple[AskedField, ...], row: Answer) -> Iterator[tuple[str, Any]]:
    for field in fields:
        for path in field.paths:
            if field.name in row:
                yield path, row[field.name]
            elif (
                field.theirs
                and path not in left_to(Side.CLIENT)
                and not path.startswith(f"{term_path('parties')}.client.")
            ):
                yield path, to_come(Side.CLIENT)


def _has(question: Question, mark: str) -> bool:
    return any(mark in path for field in question.fields for path in field.paths)


def _people(said: Mapping[str, Any]) -> set[str]:
    above = f"{term_path('people')}."
    return {path.removeprefix(above).partition(".")[0] for path in said if path.startswith(above)}


def _results(said: Mapping[str, Any], start: Situation) -> list[str]:
    """Name what is handed over: as said, else what the kind of work begins with."""
    above = f"{term_path('results')}."
    held = [path for path in said if path.startswith(above) and EACH not in path]
    if not held:
        held = [
            path
            for path, one in positions().items()
            if path.startswith(above) and _is_thing(one.value(start.preset, start.law))
        ]
    return list(dict.fromkeys(path.removeprefix(above).partition(".")[0] for path in held))


def _is_thing(value: object) -> bool:
    return isinstance(value, dict)


def _for_each(said: Mapping[str, Any], start: Situation) -> Iterator[tuple[str, Any]]:
    """Give the terms, and in place of one of every thing handed over, those of each."""
    for path, value in said.items():
        if f".{EACH}." not in path:
            yield path, value
    for path, value in said.items():
        if f".{EACH}." in path:
            for key in _results(said, start):
                yield path.replace(f".{EACH}.", f".{key}."), value


def _milestones(which: str, start: Situation, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give a step for the first result, or one for each in equal shares; the last takes what is left of a hundredth."""
    keys = _results(said, start)[: 1 if which == "first" else None] if which else []
    for place, key in enumerate(keys):
        share = 10000 // len(keys) + (10000 % len(keys) if place == len(keys) - 1 else 0)
        above = f"{term_path('milestones')}.{key}"
        named = said.get(f"{term_path('results')}.{key}.name", "First result")
        yield f"{above}.name", f"{named} accepted"
        yield f"{above}.share", f"{share / 100:g} %"
        yield f"{above}.acceptance_of", key


def key_for(name: str, taken: set[str]) -> str:
    """Give a short key for a thing of a name, other than those taken.

    >>> key_for("Jonas Petersen", set()), key_for("Jonas Weber", {"jonas"}), key_for("北京", set())
    ('jonas', 'jonas_weber', 'thing')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall("[a-z][a-z0-9]*", plain)[:3] or ["thing"]
    tries = (
        *("_".join(words[: n + 1]) for n in range(len(words))),
        *(f"{words[0]}_{n}" for n in range(2, 99)),
    )
    return next(key[:40] for key in tries if key[:40] not in taken | {EACH})
