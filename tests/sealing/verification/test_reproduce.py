"""The attached terms, put into words anew, must be the text that was sealed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.core.document.assembly import document, edition
from charter.core.reading import write
from charter.folder import load
from charter.formats import pdf
from charter.sealing.making.seal import seal
from charter.sealing.signing import freeze
from charter.sealing.verification.enclosure import Enclosed, SealStatement
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.verification.verdict import VerdictAnswer

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
EXAMPLE = Path(__file__).parents[3] / "examples" / "northlight" / "harbourline" / "agreement.toml"


def judged(key: SealingKey, terms: str, of: str = "") -> VerdictAnswer:
    """Seal the example's text beside these terms, as an operator could, and judge the terms."""
    text = document(load(EXAMPLE).agreement)
    frozen = freeze.freeze(text, terms, of or edition())
    statement = SealStatement(frozen.edition, frozen.press, frozen.digest, "", key.fingerprint)
    printed = pdf.render(text, Enclosed(terms, text, statement).files())
    return verify(seal(printed, key, SPRING).pdf).terms_match


def test_terms_that_say_the_text_reproduce_it(key: SealingKey) -> None:
    answer = judged(key, write(load(EXAMPLE).agreement))
    assert (answer.holds, answer.reason) == (True, "reproduced")
    assert "edition" not in answer.says


def test_swapped_terms_beside_a_text_that_all_signed_are_refused(key: SealingKey) -> None:
    """Even where every signer saw this very file, its terms must say what its pages say."""
    terms = write(load(EXAMPLE).agreement)
    swapped = terms.replace("Harbourline", "Harborline")
    assert swapped != terms
    answer = judged(key, swapped)
    assert (answer.holds, answer.reason) == (False, "terms-differ")


@pytest.mark.parametrize("terms", ["", "title = ", "[unknown.clause]\n"])
def test_terms_that_cannot_be_read_are_refused(key: SealingKey, terms: str) -> None:
    assert judged(key, terms).reason == "terms-unreadable"


def test_terms_of_another_edition_are_not_compared_and_that_is_said(key: SealingKey) -> None:
    """The edition is the operator's word: with any other, terms that say nothing would pass."""
    answer = judged(key, "", of="an older edition")
    assert (answer.holds, answer.reason) == (None, "terms-not-compared")
    assert "nothing shows that they say the same" in answer.says
