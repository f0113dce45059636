"""Who may sign a paper at a moment: whom its terms name, until an amendment in force takes the right from them."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path

import pytest

from charter import folder
from charter.core.changes import Amendment
from charter.core.engagement import Engagement
from charter.core.reading.by_hand import in_ink
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import AGREEMENT
from charter.sealing.signing.sign import NotSigned
from charter.sealing.signing.signers import refuse_lost_right
from tests.core.signing import NADIA

EXAMPLE = Path(__file__).parents[3] / "examples" / "northlight" / "harbourline"
EVE = dt.datetime(2026, 3, 31, 21, 59, tzinfo=dt.UTC)
"""The last minute of March in Hamburg, two hours ahead of UTC."""
APRIL = EVE + dt.timedelta(minutes=1)


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    """Harbourline, where from April on Nadia signs for the client, and no longer Jonas."""
    agreement = folder.load(EXAMPLE).agreement
    nadia = Amendment.model_validate_json(json.dumps(tomllib.loads(NADIA), default=str))
    day = dt.date(2026, 3, 1)
    both = (*in_ink(agreement, AGREEMENT, day), *in_ink(agreement, nadia.name, day))
    return Engagement(agreement, (nadia,), Journal(both), "harbourline")


def test_who_signed_until_then_signs_and_declines_no_more(engagement: Engagement) -> None:
    refuse_lost_right(engagement, 2, "jonas", EVE)
    with pytest.raises(NotSigned, match=r"^jonas may sign no more on 2026-04-01, .* nadia, mara sign then"):
        refuse_lost_right(engagement, 2, "jonas", APRIL)


def test_who_signs_now_is_refused_until_then(engagement: Engagement) -> None:
    refuse_lost_right(engagement, 2, "nadia", APRIL)
    with pytest.raises(NotSigned, match=r"^nadia may sign no more on 2026-03-31"):
        refuse_lost_right(engagement, 2, "nadia", EVE)


@pytest.mark.parametrize("person", ["nadia@harbourline.example", "priya", "mara"])
def test_an_older_paper_names_an_address_and_a_stand_in_signs_by_key(
    engagement: Engagement, person: str
) -> None:
    refuse_lost_right(engagement, 2, person, APRIL)


def test_the_agreement_itself_is_signed_by_those_it_names(engagement: Engagement) -> None:
    refuse_lost_right(engagement, 0, "jonas", APRIL)
