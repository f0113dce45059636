"""What hardly anybody accepts is found, also without a workspace."""

import json
from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.interview.positions import usual_positions
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Level
from charter.core.workspace.playbook import Position
from charter.core.workspace.positions import usual_findings
from tests.core.home import whole

Build = Callable[..., Engagement]


@pytest.fixture(scope="module")
def sound() -> Agreement:
    """Every clause with every term."""
    return Agreement.model_validate_json(json.dumps(whole(), default=str), strict=True)


def test_what_hardly_anybody_accepts_is_found_without_a_workspace(sound: Agreement) -> None:
    """CH-WSP-014: a warning, with the change to what is usual; one's own position comes first."""
    sided = apply(sound, [Change("confidentiality.non_disclosure.mutual", before=True, after=False)])
    there = {path for path, _ in usual_positions(sound).items()}
    assert len(there) > 10
    usual = usual_positions(sided)
    before = list(usual_findings(usual, {}, sound))
    [found] = [each for each in usual_findings(usual, {}, sided) if each not in before]
    assert (found.id, found.level, found.place) == (
        "CH-WSP-014",
        Level.WARNING,
        "confidentiality.non_disclosure.mutual",
    )
    assert "Hardly anybody accepts that: What protects one side protects the other." in str(found.message)
    assert list(found.mend) == [Change("confidentiality.non_disclosure.mutual", before=False, after=True)]
    own = {"confidentiality.non_disclosure.mutual": Position(accept=(False,), why="It is ours alone.")}
    assert list(usual_findings(usual, own, sided)) == before


def test_nothing_is_said_of_what_people_accept_or_of_a_clause_that_is_not_there(
    engaged: Build,
) -> None:
    alone = engaged().agreement
    assert list(usual_findings(usual_positions(alone), {}, alone)) == []
