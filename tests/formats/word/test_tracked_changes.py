"""Word's tracked changes: accepting all gives the one agreement, rejecting all the other."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from charter.core.document.tree import Document
from charter.formats import docx
from tests.budget import tries

from .mutations import changed
from .reader import Shown, shown
from .settler import settle
from .trees import agreement

SEEDS = tries(8, 400)


def _redline(before: Document, after: Document) -> bytes:
    return docx.redline(before, after, author="Mara Lindqvist", date=dt.date(2026, 3, 2))


def _without_bookmarks(blocks: list[Shown]) -> list[Shown]:
    return [block[:-1] if block[0] == "paragraph" else block for block in blocks]


@pytest.mark.random
@pytest.mark.parametrize("batch", range(8))
def test_accepting_all_gives_the_agreement_after_and_rejecting_all_the_one_before(batch: int) -> None:
    for seed in range(batch, SEEDS, 8):
        dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
        before = changed(agreement(), dice)
        after = changed(before, dice)
        tracked = _redline(before, after)
        assert shown(settle(tracked, "accept")) == shown(docx.render(after)), seed
        rejected, plain = shown(settle(tracked, "reject")), shown(docx.render(before))
        assert _without_bookmarks(rejected) == _without_bookmarks(plain), seed
