"""What is shown of an agreement: here, on what it is silent."""

from __future__ import annotations

from collections.abc import Callable

from charter.core.agreement import clause_types
from charter.core.engagement import Engagement
from charter.core.pages import unsaid


def test_an_agreement_tells_on_what_it_says_nothing(engaged: Callable[..., Engagement]) -> None:
    bare = engaged().agreement
    every = [kind.unsaid for cite, kind in clause_types().items() if cite not in bare.clauses and kind.unsaid]
    assert list(unsaid(bare)) == every
    assert "how a side can leave" in map(str, every)
    leave = engaged("[exit.termination]\ninsolvency = false\n").agreement
    assert len(unsaid(leave)) == len(every) - 1
    assert "how a side can leave" not in map(str, unsaid(leave))
