"""A sample of the ten thousand; `make mutations` plays them all, and counts what became of them."""

import pytest

from charter.core.reading import read
from tests.budget import tries

from .fate import fate, whole

BATCH = tries(30, 500)
LONGEST = 10
"""Seconds of the processor for one engagement, more than ten times the most that was ever seen."""


def test_the_files_are_whole_before_they_are_spoilt() -> None:
    assert len(read(whole()).journal.entries) > 100


@pytest.mark.random
@pytest.mark.parametrize("batch", range(2))
def test_spoilt_files_give_an_error_or_a_document(batch: int) -> None:
    files = whole()
    fates = [fate(files, str(seed)) for seed in range(batch * BATCH, (batch + 1) * BATCH)]
    assert {one.end for one in fates} == {"error", "document"}
    assert max(one.seconds for one in fates) < LONGEST
