"""Everything that is wrong, risky or missing in an agreement: the clauses' own findings, and the rules across them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from charter.core.agreement import Agreement
from charter.core.checks import RULES
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding
from charter.core.workspace.findings import workspace_findings
from charter.core.workspace.workspace import Workspace

LOOK_AHEAD = dt.timedelta(days=400)
"""How far ahead dates on days away are looked for: more than any year's rhythm."""


def check(agreement: Agreement, today: dt.date | None = None) -> list[Finding]:
    """Give all findings, errors first, then in the order of the document. `today` is the draft's date if left out."""
    day = today or agreement.dated
    return findings_of(agreement, facts(Engagement(agreement).supposed(day), day).deal)


def check_in(workspace: Workspace, engagement: Engagement, today: dt.date) -> list[Finding]:
    """Give the findings on an engagement in its workspace; `check` gives those on the agreement alone."""
    ends = max((away.span.until for away in workspace.settings.calendar.absences.values()), default=today)
    until = min(ends, today + LOOK_AHEAD)
    coming = duties(engagement, today, today, until) if until > today else []
    found = workspace_findings(workspace, engagement, today, coming)
    return sorted_findings(found, list(engagement.in_force(today).clauses))


def findings_of(agreement: Agreement, deal: Deal) -> list[Finding]:
    """Give all findings in a deal, errors first, then in the order of the document."""
    found = [f for clause in agreement.clauses.values() for f in clause.findings(deal)]
    found += [f for rule in RULES for f in rule(agreement, deal)]
    return sorted_findings(found, list(agreement.clauses))


def sorted_findings(found: Iterable[Finding], places: Sequence[str]) -> list[Finding]:
    """Sort findings: errors first, then in the order of the clauses."""
    return sorted(found, key=lambda f: (f.level, _place(f.place, places), f.id))


def _place(path: str, places: Sequence[str]) -> int:
    clause = ".".join(path.split(".")[:2])
    return places.index(clause) if clause in places else len(places)
