"""An engagement with another journal: the same contract, with what was worked out of it."""

from collections.abc import Callable

from charter.core.engagement import Engagement
from charter.core.vocabulary.journal import Journal


def test_another_journal_keeps_the_contract(engaged: Callable[..., Engagement]) -> None:
    engagement = engaged("")
    contract = engagement.contract
    other = engagement.with_journal(Journal(engagement.journal.entries))
    assert other == engagement
    assert other.contract is contract
