"""Everything that is wrong, risky or missing in an agreement: the clauses' own findings, and the rules across them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from charter.core.agreement import Agreement
from charter.core.checks import RULES, ceiling
from charter.core.contract import ALL_ALONG
from charter.core.duties import duties
from charter.core.engagement import Edition, Engagement
from charter.core.facts import facts
from charter.core.included_hours import included_hours
from charter.core.rules.paper_findings import paper_findings
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figures
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.workspace.findings import workspace_findings
from charter.core.workspace.hours import hours_findings
from charter.core.workspace.workspace import Workspace

LOOK_AHEAD = dt.timedelta(days=400)
"""How far ahead dates on days away are looked for: more than any year's rhythm."""


def check(agreement: Agreement, today: dt.date | None = None) -> list[Finding]:
    """Give all findings, errors first, then in the order of the document. `today` is the draft's date if left out."""
    return check_in_force(Engagement(agreement), agreement, today or agreement.dated)


def check_in_force(engagement: Engagement, agreement: Agreement, today: dt.date) -> list[Finding]:
    """Give all findings on an agreement as it is in force in an engagement; sums follow its whole history."""
    deal = facts(Engagement(agreement).supposed(today), today).deal
    alone = replace(engagement, journal=Journal(), supposing=ALL_ALONG)
    found = [
        *findings_of(agreement, deal),
        *ceiling.below(alone, agreement, deal),
        *paper_findings(engagement, today),
        *ceiling.of_orders(engagement, agreement, today),
    ]
    return sorted_findings(found, list(agreement.clauses))


def check_in(workspace: Workspace, engagement: Engagement, today: dt.date) -> list[Finding]:
    """Give the findings on an engagement in its workspace; `check` gives those on the agreement alone."""
    ends = max((away.span.until for away in workspace.settings.calendar.absences.values()), default=today)
    until = min(ends, today + LOOK_AHEAD)
    coming = duties(engagement, today, today, until) if until > today else []
    agreement = engagement.in_force(today)
    found = [
        *workspace_findings(workspace, engagement, today, coming),
        *hours_findings(workspace, included_hours(engagement), agreement, today),
    ]
    return sorted_findings(found, list(agreement.clauses))


def coming_findings(engagement: Engagement, today: dt.date) -> list[Finding]:
    """Give what an amendment that counts only later breaks elsewhere; of one to be signed also which figures it moves.

    What the text before it had already is left out. From its day on, `check` finds it in what is in force.
    """
    found: list[Finding] = []
    real = engagement.as_signed()
    unsigned = {stands.text.name for stands in real.open} if not real.is_draft(today) else frozenset[str]()
    for before, after in pairwise(engagement.editions):
        if after.since > today:
            known = {(one.id, one.place) for one in check(before.agreement, today)}
            until = tuple(each for each in engagement.contract.amendments if each.effective <= after.since)
            amended = check_in_force(replace(engagement, amendments=until), after.agreement, today)
            new = (one for one in amended if (one.id, one.place) not in known)
            found += (one._replace(message=_with(after.agreed, one.message)) for one in new)
            found += _moved(before.agreement, after, today) if after.agreed in unsigned else ()
    return found


def _with(agreed: str, message: Sentence) -> Sentence:
    return say("With {amendment}: {finding}", amendment=agreed, finding=message)


def _moved(before: Agreement, after: Edition, today: dt.date) -> Iterator[Finding]:
    """Find the hours and sums that follow from an amended term, such as what is kept, or when somebody is told."""
    was, now = (facts(Engagement(each).supposed(today), today).deal for each in (before, after.agreement))
    for cite, clause in after.agreement.clauses.items():
        old = before.clauses.get(cite)
        if old is None or old == clause:
            continue
        moved = []
        for name in figures(type(clause)):
            one, other = getattr(old, name)(was), getattr(clause, name)(now)
            if one != other and isinstance(one, Hours | Money) and isinstance(other, Hours | Money):
                what = name.replace("_", " ")
                moved.append(say("{what} from {before} to {after}", what=what, before=one, after=other))
        if moved:
            yield Finding(
                "CH-AMD-004", Level.ADVICE, cite,
                say("With {amendment}, these follow: {moved}.", amendment=after.agreed, moved=tuple(moved)),
                say("Read whether both sides want that; else change the terms that they follow from."),
            )  # fmt: skip


def findings_of(agreement: Agreement, deal: Deal) -> list[Finding]:
    """Give all findings in a deal, errors first, then in the order of the document."""
    found = [f for clause in agreement.clauses.values() for f in clause.findings(deal)]
    found += [f for rule in RULES for f in rule(agreement, deal)]
    return sorted_findings(found, list(agreement.clauses))


def sorted_findings(found: Iterable[Finding], places: Sequence[str]) -> list[Finding]:
    """Sort findings: errors first, then in the order of the clauses; what is open is told once, as open."""
    return sorted(_without_open(found), key=lambda f: (f.level, _place(f.place, places), f.id))


def _place(path: str, places: Sequence[str]) -> int:
    clause = ".".join(path.split(".")[:2])
    return places.index(clause) if clause in places else len(places)


def _without_open(found: Iterable[Finding]) -> list[Finding]:
    """Leave out what is wrong at a term that a side has yet to say: that it is open says it already."""
    every = list(found)
    still = {one.place for one in every if one.level is Level.OPEN}
    return [one for one in every if one.level is Level.OPEN or one.place not in still]
