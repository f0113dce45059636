"""A half-filled agreement: the clauses that are valid, what is missing or wrong, and the findings on what is there.

>>> fee = {"amount": "EUR 3000.00", "period": "month", "billed": "in advance", "hours": "10 hours"}
>>> found = draft({"financials": {"retainer": fee}, "exit": {"termination": {"client": "no"}}})
>>> [str(cite) for cite in found.clauses], [finding.id for finding in found.findings]
(['financials.retainer'], ['CH-FIN-012'])
>>> [problem.path for problem in found.problems][:2]
['dated', 'exit.termination.client']
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from charter.core.agreement import CLAUSES, PARTS, REQUIRED, Agreement, clause_type
from charter.core.check import findings_of, sorted_findings
from charter.core.engagement import Engagement, Papers
from charter.core.facts import facts
from charter.core.reading.laying import lay_over
from charter.core.reading.problem import Problem, Problems
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import decode, parse_text
from charter.core.reading.validation import problems_of
from charter.core.reading.versions import Values, agreement_now, refuse_no_master
from charter.core.rules.agreement_rules import agreement_violations
from charter.core.rules.paper_findings import paper_findings
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding
from charter.core.vocabulary.header import NAME as HEADER
from charter.core.vocabulary.typed import type_at


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled agreement.

    `clauses` are the valid ones, in the order of the document. `problems` are what is missing or wrong, in the order
    of the text; where there is none, by path and without a place. `findings` are what is to be said of the clauses that
    hold, as far as it can be judged. `agreement` is the whole, once it has no problem.
    """

    clauses: Mapping[Cite, Clause]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    agreement: Agreement | None


def draft(
    of: Values | str | bytes,
    today: dt.date | None = None,
    file: str = "agreement.toml",
    *,
    master: Engagement | None = None,
) -> Draft:
    """Give what is valid of an agreement in plain values, or in a text as TOML or JSON.

    Where the text itself cannot be read, that is the only problem, and no clause is valid. `today` is the day to judge
    from; left out: the draft's own. `master` is what an order is laid over, whose clauses are valid here too.
    """
    if isinstance(of, Mapping):
        return _draft(of, SourceMap(None, "agreement"), today, master)
    try:
        text = decode(of, file)
        return _draft(parse_text(text, file) if text.strip() else {}, SourceMap(text, file), today, master)
    except Problems as error:
        return Draft({}, error.problems, (), None)


def _draft(values: Values, source: SourceMap, today: dt.date | None, master: Engagement | None) -> Draft:
    papers: Papers | None = None
    try:
        if master is None:
            refuse_no_master(values, source)
        values, unread = agreement_now(values, source), list[Problem]()
        if master is not None:
            values, papers = lay_over(values, master, source)
    except Problems as error:
        values, unread = {key: held for key, held in values.items() if key != HEADER}, list(error.problems)
    whole = {**values, **{part: values.get(part, {}) for part in PARTS}}
    problems = [*unread, *_mistakes(whole, source)]
    written = _written(whole)
    pieces = _Pieces(whole, written)
    agreement = pieces.agreement()
    while agreement is not None:
        wrong = list(agreement_violations(agreement, unread=written.keys() - pieces.clauses.keys()))
        problems += (source.problem(each.path, each.message, each.hint, key=each.key) for each in wrong)
        if not wrong:
            break
        pieces.leave_out({Cite(".".join(map(str, each.path[:2]))) for each in wrong})
        agreement = pieces.agreement()
    findings = tuple(_findings(agreement, pieces.clauses, frozenset(written), today, papers))
    return Draft(pieces.clauses, tuple(sorted(problems)), findings, None if problems else agreement)


def _mistakes(values: Values, source: SourceMap) -> Iterator[Problem]:
    try:
        Agreement.model_validate_json(_json(values), strict=True)
    except ValidationError as error:
        yield from problems_of(error, values, Agreement, source)


def _written(values: Values) -> dict[Cite, Any]:
    """Give what is written under the name of each clause, whether it is valid or not."""
    found = {}
    for cite in CLAUSES:
        part, name = values[cite.part], cite.rpartition(".")[2]
        if not isinstance(part, Mapping):
            found[cite] = part  # where a part is no table, none of its clauses holds
        elif name in part:
            found[cite] = part[name]
    return found


class _Pieces:
    """The clauses that are valid by themselves, and the terms outside all clauses."""

    def __init__(self, values: Values, written: Mapping[Cite, Any]) -> None:
        self._written = written
        self._above = {
            name: values[name]
            for name in Agreement.model_fields.keys() - PARTS.keys()
            if name in values and _holds(TypeAdapter(type_at(Agreement, (name,))), values[name])
        }
        held = {cite: _clause(clause_type(cite), value) for cite, value in written.items()}
        self.clauses = {cite: clause for cite, clause in held.items() if clause is not None}

    def leave_out(self, cites: set[Cite]) -> None:
        """Leave out clauses that do not fit the others."""
        self.clauses = {cite: clause for cite, clause in self.clauses.items() if cite not in cites}

    def agreement(self) -> Agreement | None:
        """Give the agreement that the clauses make up; None where a clause is missing that every deal needs."""
        if not self.clauses.keys() >= REQUIRED or "dated" not in self._above:
            return None
        table: dict[str, Any] = dict(self._above)
        for cite in self.clauses:
            table.setdefault(cite.part, {})[cite.rpartition(".")[2]] = self._written[cite]
        return Agreement.model_validate_json(_json(table), strict=True)


def _clause(kind: type[Clause], value: object) -> Clause | None:
    try:
        return kind.model_validate_json(_json(value), strict=True)
    except ValidationError:
        return None


def _holds(kind: TypeAdapter[Any], value: object) -> bool:
    try:
        kind.validate_json(_json(value), strict=True)
    except ValidationError:
        return False
    return True


def _json(value: object) -> str:
    return json.dumps(value, default=str)


# ── what is to be said of it ───────────────────────────────────────────────────────────────────


class NoDealError(LookupError):
    """A finding asks for the deal before there is one."""


class _NoDeal:
    """Stands in for the deal before there is one: each of its fields raises NoDealError."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the deal would know
        raise NoDealError(name)


def _findings(
    agreement: Agreement | None,
    clauses: Mapping[Cite, Clause],
    written: frozenset[Cite],
    today: dt.date | None,
    papers: Papers | None,
) -> list[Finding]:
    """Give the findings on valid clauses; a clause that is written but not valid counts as present and has none."""
    if agreement is None:
        deal = cast("Deal", _NoDeal())
        return sorted_findings(
            [f for clause in clauses.values() for f in _without_deal(clause, deal)], list(clauses)
        )
    day = today or agreement.dated
    whole = Engagement(agreement, papers=papers).supposed(day)
    deal = facts(whole, day).deal._replace(clauses=written)
    broken = written - clauses.keys()
    found = [*findings_of(agreement, deal), *(paper_findings(whole, day) if papers is not None else ())]
    kept = (f for f in found if ".".join(f.place.split(".")[:2]) not in broken)
    return sorted_findings(kept, list(agreement.clauses))


def _without_deal(clause: Clause, deal: Deal) -> Iterator[Finding]:
    """Give what a clause finds before it asks for the deal."""
    try:
        yield from clause.findings(deal)
    except NoDealError:
        return
