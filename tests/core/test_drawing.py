"""The document is drawn as signed at first, or as in force on a day, and says which."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from charter.core.background import background
from charter.core.document import tree
from charter.core.document.amended import Signed as SignedText
from charter.core.document.assembly import document
from charter.core.document.library import edition
from charter.core.drawing import amendment_papers, drawn, drawn_as_amended
from charter.core.timeline import timeline_marks
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import Signed
from charter.folder import load


def test_it_is_drawn_as_signed_at_first_with_its_key_dates(harbourline: Path) -> None:
    engagement = load(harbourline)
    found = drawn(engagement)
    assert found.version == "Agreement of 17 July 2023"
    assert found == document(engagement.agreement, timeline_marks(engagement), version=found.version)
    assert found.timeline


def test_a_draft_is_drawn_as_one(harbourline: Path) -> None:
    draft = load(harbourline).with_journal(Journal())
    assert drawn(draft).version == drawn_as_amended(draft).version == "Draft of 17 July 2023"


def test_on_a_day_before_the_amendment_it_is_drawn_as_in_force_then_and_says_so(harbourline: Path) -> None:
    engagement = load(harbourline)
    day = date(2023, 9, 1)
    found = drawn(engagement, day)
    assert found.version == "Dated 17 July 2023, as in force on 1 September 2023"
    assert found == document(engagement.in_force(day), timeline_marks(engagement, day), version=found.version)


def test_once_amended_it_says_where_the_signatures_are(harbourline: Path) -> None:
    engagement = load(harbourline)
    day = date(2024, 1, 2)
    found = drawn(engagement, day)
    plain = document(engagement.in_force(day), timeline_marks(engagement, day), version=found.version)
    assert found == replace(plain, closing=found.closing, signatures=())
    assert "amended by amendment no. 1. The signatures are on" in tree.plain(found.closing)


def test_as_amended_it_says_by_which_amendment_of_which_day(harbourline: Path) -> None:
    engagement = load(harbourline)
    found = drawn_as_amended(engagement)
    assert found.version == "Agreement of 17 July 2023, as amended by no. 1 of 11 October 2023"
    assert "EUR 15,000.00" in json.dumps(tree.to_data(found))


def test_an_amendment_that_one_side_signed_amends_nothing(harbourline: Path) -> None:
    engagement = load(harbourline)
    given = next(each for each in engagement.journal.of(Signed) if each.document == "amendment 1")
    assert drawn_as_amended(engagement.minus(given)) == drawn(engagement.minus(given))


def test_an_amendment_is_drawn_as_a_paper_beside_the_text_as_amended(harbourline: Path) -> None:
    engagement = load(harbourline)
    (amendment,) = engagement.amendments
    before, after = engagement.agreement, engagement.in_force(date(2024, 1, 2))
    first = SignedText(drawn(engagement), before, edition())
    found = amendment_papers(
        amendment,
        before,
        after,
        background(engagement, amendment),
        signed=(first,),
        put_forward=date(2023, 10, 9),
    )
    assert found.paper.version == "Amendment no. 1, effective 16 October 2023"
    assert found.consolidated.version == "Agreement of 17 July 2023, as amended by no. 1 from 16 October 2023"
    assert found.edition == found.words == edition()
    assert found.consolidated.signatures == ()
    assert [block.signatories for block in found.paper.signatures]
    told = json.dumps(tree.to_data(found.consolidated))
    assert "EUR 15,000.00" in told
    assert "EUR 12,000.00" not in told


def test_the_words_signed_stay_where_it_is_drawn_anew(harbourline: Path) -> None:
    engagement = load(harbourline)
    first = drawn(engagement)
    articles = tuple(replace(each, heading="As signed") for each in first.articles)
    signed = SignedText(replace(first, articles=articles), engagement.agreement, edition())
    again = drawn(engagement, date(2024, 1, 2), [signed])
    assert {each.heading for each in again.articles} == {"As signed"}
    assert again.version == "Dated 17 July 2023, as in force on 2 January 2024"
    assert drawn(engagement, None, [signed]).version == first.version
