"""A paper with every part in it, and with text that would do harm in each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.document.tree import Fact, Strong, Text
from charter.core.papers.tree import (
    Bar,
    BarShare,
    Closing,
    LineTable,
    Paper,
    PaperLine,
    PaperTable,
    Reckoning,
    Said,
)
from charter.core.vocabulary.entry import Issued

HOSTILE = (
    "#set $x$ *star* <b>bold</b> {{ braces }} \\\\ & @all `code` [link](javascript:x)",
    "<script>alert(1)</script>",
    "\u05e9\u05dc\u05d5\u05dd | \u5951\u7d04",
    "x" * 400,
    "| --- |",
)


@pytest.fixture(scope="session")
def paper(harbourline: Path) -> Paper:
    """The invoice that Northlight issued on 1 October 2023."""
    engagement = charter.load(harbourline)
    entry = next(one for one in engagement.journal.of(Issued) if one.number == "NL-2023-0003")
    return charter.invoice_paper(engagement, entry, date(2024, 6, 1))


def spoilt(paper: Paper, text: str) -> Paper:
    """Give a paper of all parts that says one text everywhere."""
    row = PaperLine("1", text, text, text, text, text, text, text, text)
    facts = (Fact(text, (Text(text), Strong((Text(text),)))),)
    body = (
        PaperTable(text, (text, text), ((text, text),), (0, 30), (1,), (0,)),
        Bar(text, (BarShare(text, text, 400, 0), BarShare(text, text, 600, 2))),
        Said(text, (Text(text),)),
        Reckoning(((text, text), (text, text))),
        Closing(text, text, text),
        LineTable((text,) * 7, (row,), taxed=True, totals=((text, text),), due=(text, text)),
    )
    return replace(
        paper, title=text, lead=text, running=text, house=(text, text), sender=text, address=(text,) * 4, facts=facts,
        body=body, notes=facts, legal=((text, text),) * 4, foot=text,
    )  # fmt: skip
