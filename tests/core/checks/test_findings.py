"""Every finding of the source is found where its term is wrong, nowhere else, and is gone when it is mended."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import charter.core
from charter.core.agreement import Agreement, clause_types
from charter.core.changes import apply, terms_data
from charter.core.check import check
from charter.core.checks import RULES
from charter.core.vocabulary.finding import Level, Source

With = Callable[[dict[str, object]], Agreement]

CORE = Path(charter.core.__file__).parent
TESTS = Path(__file__).parents[1]
ELSEWHERE: dict[str, object] = {
    "general.law.governing": "GB-ENG",
    "foundation.parties.consultant.country": "GB",
}
TEXAS: dict[str, object] = {
    "general.law.governing": "US-TX",
    "foundation.parties.consultant.country": "US",
    "foundation.parties.consultant.state": "TX",
}
NEW_YORK: dict[str, object] = {
    "general.law.governing": "US-NY",
    "foundation.parties.consultant.country": "US",
    "foundation.parties.consultant.state": "NY",
    "financials.late_payment.interest": "1 % a month",
    "financials.late_payment.fixed_sum": "EUR 40.00",
}
WRONG: dict[str, tuple[str, dict[str, object]]] = {
    "CH-FND-001": (
        "foundation.parties.consultant.name",
        {"foundation.parties.consultant.name": "Harbourline logistics GMBH"},
    ),
    "CH-FND-002": ("foundation.parties.client.form", {"foundation.parties.client.form": "person"}),
    "CH-FND-003": ("foundation.parties.consultant.form", {"foundation.parties.consultant.form": "person"}),
    "CH-FND-004": ("foundation.parties.client.sector", {"foundation.parties.client.sector": "health"}),
    "CH-FND-010": ("foundation.term.renewal", {"foundation.term.renewal": None}),
    "CH-FND-011": ("foundation.term.notice", {"foundation.term.notice": None}),
    "CH-FND-012": ("foundation.term.reminder", {**NEW_YORK, "foundation.term.reminder": None}),
    "CH-FND-013": ("foundation.term.renewal", {"foundation.term.initial": None}),
    "CH-SCO-001": ("scope.deliverables.audit.criteria", {"scope.deliverables.audit.criteria": None}),
    "CH-SCO-002": ("scope.deliverables.audit.due", {"scope.deliverables.audit.due": None}),
    "CH-SCO-003": ("scope.deliverables.audit.due", {"scope.deliverables.audit.due": "2026-02-28"}),
    "CH-SCO-010": (
        "scope.acceptance.review",
        {"scope.acceptance.review": "31 days", "scope.acceptance.deemed_after": "31 days"},
    ),
    "CH-SCO-011": ("scope.acceptance.deemed_after", {"scope.acceptance.deemed_after": None}),
    "CH-SCO-012": ("scope.acceptance.deemed_after", {"scope.acceptance.deemed_after": "9 business days"}),
    "CH-SCO-016": ("scope.acceptance.after_reminder", {"scope.acceptance.after_reminder": "2 days"}),
    "CH-SCO-017": ("scope.acceptance.choice", {"scope.acceptance.choice": None}),
    "CH-SCO-023": ("scope.dependencies.standby.days", {"scope.dependencies.standby.days": None}),
    "CH-SCO-024": ("scope.dependencies.standby.warning", {"scope.dependencies.standby.warning": None}),
    "CH-SCO-025": (
        "scope.dependencies.standby.fee",
        {"scope.dependencies.access.holds": ["report"], "scope.dependencies.budget.holds": ["report"]},
    ),
    "CH-SCO-026": ("scope.dependencies.tell_within", {"scope.dependencies.tell_within": None}),
    "CH-SCO-021": ("scope.dependencies.delay", {"scope.dependencies.delay": "none"}),
    "CH-SCO-022": ("scope.dependencies.access.due", {"scope.dependencies.access.due": "2026-02-15"}),
    "CH-SCO-030": (
        "scope.boundaries.support.not_done",
        {"scope.boundaries.support.not_done": "Carry out penetration tests"},
    ),
    "CH-COM-001": (
        "communication.meetings.weekly.rhythm",
        {"communication.meetings.weekly.rhythm": "every Tuesday"},
    ),
    "CH-COM-002": ("communication.meetings.weekly.agenda", {"communication.meetings.weekly.agenda": None}),
    "CH-COM-003": (
        "communication.meetings.weekly.lasts",
        {"communication.meetings.weekly.lasts": "12 hours"},
    ),
    "CH-SCO-015": ("scope.acceptance.reminder", {"scope.acceptance.reminder": "10 business days"}),
    "CH-FIN-005": ("financials.late_payment.interest", {"financials.late_payment.interest": "18 % a month"}),
    "CH-FIN-014": ("financials.retainer.hours", {"financials.retainer.hours": "900 hours"}),
    "CH-FIN-015": ("financials.retainer.overage", {"financials.retainer.overage": "EUR 12000.00"}),
    "CH-GEN-030": (
        "scope.deliverables.roadmap.name",
        {"scope.deliverables.roadmap.name": " architecture  AUDIT"},
    ),
    "CH-GEN-032": (
        "communication.meetings.weekly.rhythm",
        {"communication.meetings.weekly.rhythm": "every Sunday 02:30"},
    ),
    "CH-FIN-001": ("financials", dict.fromkeys(cite for cite, kind in clause_types().items() if kind.pays)),
    "CH-FIN-002": ("financials.retainer", {"financials.payment": None}),
    "CH-FIN-003": ("financials.milestones.audit.acceptance_of", {"scope.acceptance": None}),
    "CH-FIN-010": ("financials.retainer.cap", {"financials.retainer.cap": None}),
    "CH-FIN-011": ("financials.retainer.overage", {"financials.retainer.overage": None}),
    "CH-FIN-012": ("financials.retainer.alert", {"financials.retainer.alert": None}),
    "CH-FIN-016": (
        "financials.retainer.approved_by",
        {"financials.retainer.overage": None, "financials.retainer.cap": None},
    ),
    "CH-FIN-017": ("financials.retainer.approved_by.0", {"financials.retainer.approved_by": ["mara"]}),
    "CH-FIN-018": ("financials.retainer.counts", {"financials.retainer.counts": None}),
    "CH-FIN-019": (
        "financials.retainer.hours",
        {
            f"financials.retainer.{name}": None
            for name in ("hours", "counts", "rollover", "overage", "approved_by", "alert", "cap")
        },
    ),
    "CH-FIN-022": (
        "financials.retainer.later.never",
        {"financials.retainer.later": {"never": {"on": "2026-02-01", "amount": "EUR 13000.00"}}},
    ),
    "CH-FIN-013": ("financials.retainer.amount", {"financials.retainer.amount": "EUR 0.00"}),
    "CH-FIN-020": ("financials.milestones.total", {"financials.milestones.total": "EUR 25000.00"}),
    "CH-FIN-021": (
        "financials.milestones.midway.on_day",
        {"financials.milestones.midway.on_day": "2026-02-28"},
    ),
    "CH-FIN-030": ("financials.invoicing.e_invoice", {"financials.invoicing.e_invoice": None}),
    "CH-FIN-040": ("financials.payment.due_after", {"financials.payment.due_after": "61 days"}),
    "CH-FIN-041": ("financials.payment.bank", {"financials.payment.bank": None}),
    "CH-FIN-042": ("financials.payment.set_off", {"financials.payment.set_off": "any"}),
    "CH-FIN-050": ("financials.late_payment.interest", TEXAS),
    "CH-FIN-051": ("financials.late_payment.interest", {"financials.late_payment.interest": "none"}),
    "CH-FIN-052": ("financials.late_payment.fixed_sum", {"financials.late_payment.fixed_sum": "none"}),
    "CH-FIN-053": (
        "financials.late_payment.interest",
        {**NEW_YORK, "financials.late_payment.interest": "3 % a month"},
    ),
    "CH-FIN-054": ("financials.late_payment.interest", {"financials.late_payment.interest": "5 % a year"}),
    "CH-FIN-062": ("financials.suspension.notice", {"financials.suspension.notice": "2 days"}),
    "CH-EXT-001": ("exit.termination.consultant", {"exit.termination.consultant": None}),
    "CH-EXT-002": ("exit.termination.consultant", {"exit.termination.consultant.notice": "31 days"}),
    "CH-EXT-003": (
        "exit.termination.cause",
        {"exit.termination.cause": None, "exit.termination.at_once": None},
    ),
    "CH-EXT-004": ("exit.termination.insolvency", ELSEWHERE),
    "CH-EXT-010": (
        "exit.settlement.payments.a.amount",
        {"exit.settlement.payments": {"a": {"when": "term over", "amount": "EUR 3000.00", "what": "a"}}},
    ),
    "CH-EXT-011": ("exit.settlement.last_day_billed", {"exit.settlement.last_day_billed": False}),
    "CH-GEN-001": ("general.law.governing", {"general.law.governing": "FR"}),
    "CH-GEN-010": ("exit.settlement", {"exit.settlement": None}),
}
"""By finding: its place, and what makes it true of an agreement of which nothing is."""


def named(room: Path) -> set[str]:
    """Give the findings that the files of a room name; those that only show what an id looks like are none."""
    texts = [
        path.read_text(encoding="utf-8")
        for kind in ("*.py", "firing.json")
        for path in room.rglob(kind)
        if path.parent.name != "vocabulary"
    ]
    return {name for text in texts for name in re.findall(r"\"(CH-[A-Z]{3}-[0-9]{3})\"", text)}


def test_every_finding_of_the_source_has_a_test_and_none_is_of_the_past() -> None:
    assert named(CORE) - named(TESTS) == set()
    assert WRONG.keys() <= named(CORE)


def test_every_rule_has_a_test_of_its_own() -> None:
    rules = {path.stem for path in (CORE / "checks").glob("*.py")} - {"__init__"}
    assert {f"test_{rule}" for rule in rules} <= {path.stem for path in Path(__file__).parent.glob("*.py")}
    assert len(rules) == len(RULES)


def test_in_a_clean_agreement_nothing_is_wrong(clean: Agreement) -> None:
    assert [finding.id for finding in check(clean) if finding.level is not Level.ADVICE] == []


@pytest.mark.parametrize(("name", "place", "wrong"), [(name, *of) for name, of in WRONG.items()])
def test_what_is_wrong_is_found_at_its_place(
    clean: Agreement, terms: With, name: str, place: str, wrong: dict[str, object]
) -> None:
    assert (name, place) not in {(finding.id, finding.place) for finding in check(clean)}
    (finding,) = [finding for finding in check(terms(wrong)) if (finding.id, finding.place) == (name, place)]
    assert str(finding.message).endswith((".", "?"))
    assert str(finding.hint).endswith(".")


@pytest.mark.parametrize("wrong", [of for _, of in WRONG.values()], ids=WRONG.keys())
def test_what_would_mend_a_finding_does(terms: With, wrong: dict[str, object]) -> None:
    agreement = terms(wrong)
    for finding in check(agreement):
        for change in finding.mend:
            assert _held(agreement, change.path) == change.before
        mended = apply(agreement, list(finding.mend))
        left = {(f.id, f.place) for f in check(mended)}
        assert ((finding.id, finding.place) in left) is not bool(finding.mend)


def _held(agreement: Agreement, path: str) -> object:
    held: object = terms_data(agreement)
    for step in path.split("."):
        held = held.get(step) if isinstance(held, dict) else None
    return held


@pytest.mark.parametrize(
    ("interest", "fixed_sum", "place"),
    [
        ("statutory", "EUR 40.00", "financials.late_payment.interest"),
        ("1 % a month", "statutory", "financials.late_payment.fixed_sum"),
    ],
)
def test_only_what_is_left_to_a_silent_law_is_wrong(
    terms: With, interest: str, fixed_sum: str, place: str
) -> None:
    own = {"financials.late_payment.interest": interest, "financials.late_payment.fixed_sum": fixed_sum}
    (finding,) = [f for f in check(terms({**TEXAS, **own})) if f.id == "CH-FIN-050"]
    assert finding.place == place
    assert [change.path for change in finding.mend] == [place]


def test_a_finding_is_shown_with_its_level_and_how_sure_it_is() -> None:
    assert [str(level) for level in Level] == ["error", "warning", "advice", "open"]
    assert str(Source("BGB 286", "certain", "2026-08")) == "BGB 286, confirmed 2026-08"
    assert str(Source("BGB 286")) == "BGB 286"
    assert str(Source("A statute", "likely", "2026-08")) == "A statute (unconfirmed)"
