"""A sample of the ten thousand; `make mutations` plays them all, and counts what became of them."""

import pytest

from tests.budget import tries

from .fate import fate, wholes

BATCH = tries(30, 500)
LONGEST = 10
"""Seconds of the processor for one engagement, more than ten times the most that was ever seen."""


@pytest.mark.random
@pytest.mark.parametrize("batch", range(2))
def test_spoilt_files_give_an_error_or_a_document(batch: int) -> None:
    examples = wholes()
    seeds = range(batch * BATCH, (batch + 1) * BATCH)
    fates = [fate(examples[seed % len(examples)], str(seed)) for seed in seeds]
    assert {one.end for one in fates} == {"error", "document"}
    assert max(one.seconds for one in fates) < LONGEST
