"""AI tools: which are allowed, and what is said of their part in the work."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.clauses.confidentiality.ai_tools import HOME
from tests.core.journal import entry
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "confidentiality.ai_tools"
TOOLS = HOME.terms
AUDIT = '[scope.deliverables.audit]\nname = "Audit"\noutcome = "A list."\ndue = 2026-05-04\ncriteria = ["complete"]\n'
ASKED = entry("tool asked", "2026-05-05", id="drawing", tool="Drawhelper")


def owed(engagement: Engagement, today: date) -> dict[str, tuple[str, date | None, date | None]]:
    due = duties(engagement, today, until=date(2026, 12, 31))
    return {d.id.split("/", 1)[1]: (str(d.by), d.due, d.met) for d in due if d.id.startswith(CITE)}


def test_a_request_for_a_tool_is_answered(engaged: Build) -> None:
    assert owed(engaged(TOOLS, ASKED), date(2026, 5, 6)) == {
        "answer/drawing": ("client", date(2026, 5, 8), None)
    }
    said = entry("tool answered", "2026-05-06", "jonas", request="drawing", allowed=True)
    assert owed(engaged(TOOLS, ASKED + said), date(2026, 5, 6))["answer/drawing"][2] == date(2026, 5, 6)
    assert len(list(without_effect(engaged(TOOLS, said), date(2026, 5, 7)))) == 1
    assert list(without_effect(engaged(TOOLS, ASKED + said), date(2026, 5, 7))) == []


def test_after_a_handover_is_said_what_a_tool_made(engaged: Build) -> None:
    handed = entry("delivered", "2026-05-04", deliverable="audit")
    assert owed(engaged(TOOLS + AUDIT, handed), date(2026, 5, 5)) == {
        "disclose/audit/2026-05-04": ("consultant", date(2026, 5, 6), None)
    }
    silent = TOOLS.replace('disclosed_within = "2 business days"\n', "")
    assert owed(engaged(silent + AUDIT, handed), date(2026, 5, 5)) == {}


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ("no_training = true", "no_training = false", "CH-CNF-030"),
        ('disclosed_within = "2 business days"\n', "", "CH-CNF-031"),
        ('allowed = ["Codehelper for business"]\n', "", None),
        ('allowed = ["Codehelper for business"]\nanswer_within = "3 business days"\n', "", "CH-CNF-032"),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: str | None) -> None:
    agreement = engaged(TOOLS.replace(old, new)).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-CNF")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert finding not in {f.id for f in check(apply(agreement, list(found.mend)))}


def test_without_a_list_no_tool_may_be_used(engaged: Build) -> None:
    none = engaged(TOOLS.replace('allowed = ["Codehelper for business"]\n', "")).agreement
    assert "may use no AI tool for the work" in section(none, CITE)
    assert "silence is a no" in section(none, CITE)
