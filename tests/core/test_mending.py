"""Findings mended in a text: one change each, told, with comments and order kept; what does not hold is left."""

from datetime import date

import pytest

from charter.core.check import check
from charter.core.mending import mend_findings
from charter.core.reading import Problems, read_agreement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from tests.core.conftest import FRAME

DAY = date(2026, 3, 1)
LASTS, MUTUAL = "risk.non_disparagement.lasts", "risk.non_disparagement.mutual"
TEXT = (
    FRAME.replace('governing = "DE"', 'governing = "DE" # as we agreed on the phone')
    + """
[foundation.term]
starts = 2026-03-01

# Nobody shall speak ill.
[risk.non_disparagement]
lasts   = "60 months"   # far too long?
mutual  = false
"""
)


def finding(path: str, *, before: object, after: object, more: tuple[Change, ...] = ()) -> Finding:
    mends = (Change(path, before, after), *more)
    return Finding("CH-X", Level.ADVICE, path, say("It is so."), say("Make it otherwise."), mend=mends)


def test_each_is_changed_and_told_and_comments_and_order_stay() -> None:
    found = check(read_agreement(TEXT), DAY)
    with_change = [each for each in found if each.mend]
    text, mended = mend_findings(TEXT, found, DAY)
    assert [each.finding for each in mended] == with_change
    assert all(each.left is None for each in mended)
    assert len(mended) >= 2
    before, after = TEXT.split("\n"), text.split("\n")
    assert len(before) == len(after)
    changed = {(one, other) for one, other in zip(before, after, strict=True) if one != other}
    assert changed == {
        ('lasts   = "60 months"   # far too long?', 'lasts   = "12 months"   # far too long?'),
        ("mutual  = false", "mutual  = true"),
    }
    again, nothing = mend_findings(text, check(read_agreement(text), DAY), DAY)
    assert (again, nothing) == (text, ())


def test_nothing_to_mend_leaves_every_byte() -> None:
    assert mend_findings(TEXT, [], DAY) == (TEXT, ())
    several = finding(MUTUAL, before=False, after=True, more=(Change("dated", None, None),))
    none = several._replace(mend=())
    assert mend_findings(TEXT, [several, none], DAY) == (TEXT, ()), "a person has to choose"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ((LASTS, "9 months", "1 month"), "no longer what it was"),
        ((LASTS, "60 months", "for a while"), "then risk.non_disparagement.lasts"),
        (("general.law.governing.more", None, "x"), "general.law.governing"),
        (("foundation.parties.client", None, None), "no longer what it was"),
        (("general.law.venue", "the courts of Hamburg", None), "then general.law.venue"),
    ],
)
def test_a_change_that_does_not_hold_is_left_and_says_why(
    wrong: tuple[str, object, object], why: str
) -> None:
    path, before, after = wrong
    text, [told] = mend_findings(TEXT, [finding(path, before=before, after=after)], DAY)
    assert text == TEXT
    assert told.left is not None
    assert why in str(told.left)


def test_a_change_that_brings_something_worse_is_left() -> None:
    """Twelve months become sixty: what the check finds then was not there before."""
    short = TEXT.replace("60 months", "12 months").replace("mutual  = false", "mutual  = true")
    text, [told] = mend_findings(short, [finding(MUTUAL, before=True, after=False)], DAY)
    assert (text, str(told.left)) == (short, "it would bring CH-RSK-090 in risk.non_disparagement.mutual")


def test_a_second_change_of_the_same_term_is_left() -> None:
    first = finding(LASTS, before="60 months", after="12 months")
    second = finding(LASTS, before="60 months", after="6 months")
    text, [one, other] = mend_findings(TEXT, [first, second], DAY)
    assert 'lasts   = "12 months"' in text
    assert one.left is None
    assert "no longer what it was" in str(other.left)


def test_a_text_of_an_earlier_schema_is_left_for_its_comments() -> None:
    older = "charter.schema = 1\n" + TEXT
    text, [told] = mend_findings(older, [finding(MUTUAL, before=False, after=True)], DAY)
    assert (text, "earlier schema" in str(told.left)) == (older, True)


def test_a_text_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Problems):
        mend_findings("dated = ", [], DAY)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_stay(end: str) -> None:
    held = TEXT.replace("\n", end)
    text, _ = mend_findings(held, check(read_agreement(held), DAY), DAY)
    assert text.count("\r\n") == held.count("\r\n")
    assert text.count("\n") == held.count("\n")
