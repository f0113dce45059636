"""What is said where a playbook has words of its own for a clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from charter.core.engagement import Engagement
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.finding import Level
from charter.core.workspace.findings import workspace_findings
from charter.core.workspace.workspace import Workspace
from tests.core.workspace.conftest import INVOICING, OWN

Build = Callable[..., Engagement]


def test_own_words_that_do_not_stand_in_an_agreement_are_told(engaged: Build) -> None:
    """CH-WSP-013: the playbook has words for a clause that is there; nothing where it is not, or has words."""
    workspace = Workspace(settings=read_settings(OWN), worded=("financials.invoicing", "trust.learning"))
    plain = list(workspace_findings(workspace, engaged(INVOICING), date(2026, 5, 18), ()))
    assert [(f.id, f.level, f.place) for f in plain if f.id == "CH-WSP-013"] == [
        ("CH-WSP-013", Level.ADVICE, "financials.invoicing")
    ]
    words = (
        f'[financials.invoicing.wording]\ntext = "Once a month."\nreplaces = "{"0" * 64}"\neffect = "same"\n'
    )
    worded = workspace_findings(workspace, engaged(INVOICING + words), date(2026, 5, 18), ())
    assert "CH-WSP-013" not in {f.id for f in worded}
