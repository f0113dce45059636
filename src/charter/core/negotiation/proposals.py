"""Proposals judged as terms are: what is no term or no value is a problem, what is risky is a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from charter.core.agreement import CLAUSES, Agreement, clause_type, stated
from charter.core.changes import terms_data, written_at
from charter.core.document.library import digest
from charter.core.draft import draft
from charter.core.negotiation.rounds import Stand
from charter.core.reading.fields import fields_of
from charter.core.reading.problem import Problem
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.stated import Governing
from charter.core.vocabulary.typed import models, type_at, type_inside

WORDING = "wording"
"""The term of a clause that holds words of the parties' own."""
TITLE = "title"
FILE = "the proposal"
"""What stands for the name of a file where a problem has none."""
LONGEST_PATH = 200


class JudgedProposals(NamedTuple):
    """Proposals as they were judged together, each in the form in which a file writes its value.

    `problems` are in the way: a value that cannot be, or terms that do not fit. `findings` are what the agreement with
    them is warned of and without them is not. `agreement` is what both would have then; None where it cannot be.
    """

    stands: tuple[Stand, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    agreement: Agreement | None


def judged_proposals(
    agreement: Agreement, wanted: Mapping[str, Any], today: dt.date, *, busy: Iterable[str] = ()
) -> JudgedProposals:
    """Judge what somebody wants of terms, by their paths, together; None: that a term is left out.

    `busy` are paths that are talked about already: what lies around or inside one of them waits for it.
    """
    table, problems = terms_data(agreement), []
    before = {path: written_at(table, path) for path in wanted}
    for path, value in wanted.items():
        why = _not_negotiable(table, path, [*busy, *wanted])
        if why is not None:
            problems.append(why)
        else:
            put_term(table, path, value)
    if problems:
        return JudgedProposals((), tuple(problems), (), None)
    found = draft(table, today, FILE)
    if found.agreement is None:
        return JudgedProposals((), found.problems, (), None)
    after = terms_data(found.agreement)
    stands = tuple(Stand(path, was, written_at(after, path)) for path, was in before.items())
    return JudgedProposals(stands, (), _new(agreement, found.findings, today), found.agreement)


def with_terms(agreement: Agreement, values: Mapping[str, Any], today: dt.date) -> Agreement | None:
    """Give an agreement with terms set, None: left out; None where it would not hold."""
    table = terms_data(agreement)
    for path, value in values.items():
        put_term(table, path, value)
    return draft(table, today, FILE).agreement


def own_words(agreement: Agreement, clause: str, text: str, effect: str) -> dict[str, str]:
    """Give the wording of a clause with words of the parties' own, in place of those of the library now."""
    law, language = stated(agreement, Governing)
    return {"text": text, "replaces": digest(Cite(clause), law, language), "effect": effect}


def put_term(table: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401 - terms are of any kind
    """Set a term in plain values, or take it out where the value is None; what is empty then goes with it."""
    *steps, last = path.split(".")
    held = table
    for step in steps:
        inner = held.get(step)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = held[step] = {}
        held = inner
    if value is None:
        held.pop(last, None)
    else:
        held[last] = value


def _not_negotiable(table: Mapping[str, Any], path: str, others: Iterable[str]) -> Problem | None:
    """Say why nothing can be proposed at a path; None where it can."""
    if len(path) > LONGEST_PATH or not _is_term(path):
        return _problem(path[:LONGEST_PATH], "there is no such term", "choose a term of the agreement")
    near = next((each for each in others if each != path and _nested(each, path)), None)
    if near is not None:
        return _problem(
            path, f"{near} is talked about already, and one holds the other", "agree on that first"
        )
    for n in range(1, path.count(".") + 1):
        above = written_at(dict(table), ".".join(path.split(".")[:n]))
        if above is not None and not isinstance(above, dict):
            return _problem(path, "lies inside a term that is no table", "propose the whole term")
    return None


def _is_term(path: str) -> bool:
    """Whether a path is of a clause, of something in it, or the title."""
    if path == TITLE:
        return True
    steps = path.split(".")
    return Cite(".".join(steps[:2])) in CLAUSES and type_at(Agreement, steps) is not None


def _nested(path: str, other: str) -> bool:
    return path.startswith(f"{other}.") or other.startswith(f"{path}.")


def _problem(path: str, message: str, hint: str) -> Problem:
    return Problem(FILE, 0, 0, path, message, hint)


def _new(agreement: Agreement, found: Iterable[Finding], today: dt.date) -> tuple[Finding, ...]:
    """Give the findings that the agreement does not have as it is."""
    known = {(each.id, each.place) for each in draft(terms_data(agreement), today, FILE).findings}
    return tuple(each for each in found if (each.id, each.place) not in known)


def terms_of_clause(agreement: Agreement, clause: str) -> Iterator[tuple[str, Any]]:
    """Give the terms of a clause that can be proposed by themselves, by path, as the file writes them.

    None is a term that is left out, of a table that is there. A clause that is not there has none.
    """
    held = written_at(terms_data(agreement), clause)
    if isinstance(held, dict):
        yield from _leaves(clause_type(Cite(clause)), held, clause)


def _leaves(kind: Any, held: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - types of any kind
    for model in models(kind):
        fields = {each.name: each for each in fields_of(model) if each.name != WORDING}
        for name, field in fields.items():
            if field.kind != "tables":
                yield f"{path}.{name}", held.get(name)
        for name, inner in held.items():
            if (
                isinstance(inner, dict)
                and name != WORDING
                and (name not in fields or fields[name].kind == "tables")
            ):
                for key, thing, at in _tables(type_inside(model, name), inner, f"{path}.{name}"):
                    yield from _leaves(key, thing, at)


def _tables(kind: Any, held: Mapping[str, Any], path: str) -> Iterator[tuple[Any, Mapping[str, Any], str]]:  # noqa: ANN401 - types of any kind
    """Give a table, or the tables in a table of things, with their types and paths."""
    if any(True for _ in models(kind)):
        yield kind, held, path
    else:
        things = ((key, each) for key, each in held.items() if isinstance(each, dict))
        yield from ((type_inside(kind, key), each, f"{path}.{key}") for key, each in things)
