"""What somebody accepted of a finding stands until what it rests on changes."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.workspace.acknowledged import Acknowledged, acknowledgements, rests_on
from tests.core.workspace.conftest import INVOICING, OWN

Build = Callable[..., Engagement]
DAY = date(2026, 5, 18)
ILL = '[risk.non_disparagement]\nlasts = "60 months"\nmutual = true\n'


def accepted(engaged_in: Engagement, found: Finding, **other: str) -> Acknowledged:
    values = {
        "engagement": engaged_in.name,
        "finding": found.id,
        "place": found.place,
        "by": "Mara Lindqvist",
        "on": DAY,
        "reason": "They insist, and it costs us nothing.",
        "rests_on": rests_on(found, engaged_in.agreement, DAY),
    }
    return Acknowledged.model_validate(values | other)


def the_finding(engagement: Engagement) -> Finding:
    return next(one for one in check(engagement.agreement, DAY) if one.id == "CH-RSK-091")


def standing(given: Acknowledged, engagement: Engagement, found: Finding, today: date = DAY) -> bool | None:
    """Say whether it stands: no more: False; nobody accepted it: None."""
    [told] = acknowledgements([given], engagement.name, [found], engagement.agreement, today)
    return told and told.stands


def test_it_stands_as_long_as_nothing_changes(engaged: Build) -> None:
    engagement = engaged(ILL)
    found = the_finding(engagement)
    given = accepted(engagement, found)
    assert standing(given, engagement, found) is True
    assert standing(given, engagement, found, date(2027, 1, 1)) is True


def test_it_ends_when_its_clause_the_law_or_what_it_says_changes(engaged: Build) -> None:
    engagement = engaged(ILL)
    given = accepted(engagement, the_finding(engagement))
    longer = engaged(ILL.replace("60", "59"))
    assert standing(given, longer, the_finding(longer)) is False
    sided = engaged(ILL.replace("true", "false"))
    assert standing(given, sided, the_finding(sided)) is False, "another term of the clause"
    found = the_finding(engagement)
    assert standing(given, engagement, found._replace(message=say("It is otherwise."))) is False
    elsewhere = apply(engagement.agreement, [Change("general.law.governing", "DE", "FR")])
    [told] = acknowledgements([given], engagement.name, [found], elsewhere, DAY)
    assert told is not None
    assert not told.stands


def test_it_goes_on_when_another_clause_changes(engaged: Build) -> None:
    engagement = engaged(ILL)
    given = accepted(engagement, the_finding(engagement))
    more = engaged(ILL + INVOICING)
    assert standing(given, more, the_finding(more)) is True


@pytest.mark.parametrize(
    "other", [{"engagement": "another"}, {"finding": "CH-RSK-090"}, {"place": "risk.liability"}]
)
def test_it_is_of_one_finding_in_one_place_of_one_engagement(engaged: Build, other: dict[str, str]) -> None:
    engagement = engaged(ILL)
    found = the_finding(engagement)
    assert standing(accepted(engagement, found, **other), engagement, found) is None


@pytest.mark.parametrize("level", [Level.ERROR, Level.OPEN])
def test_an_error_is_never_accepted_whoever_wrote_it(engaged: Build, level: Level) -> None:
    """Not even where somebody wrote it into the file by hand, with the digest that fits."""
    engagement = engaged(ILL)
    found = the_finding(engagement)._replace(level=level)
    assert standing(accepted(engagement, found), engagement, found) is None


def test_the_day_on_which_it_is_said_is_no_part_of_it(engaged: Build) -> None:
    engagement = engaged(ILL)
    later = date(2026, 5, 19)

    def said(on: date, amount: str) -> Finding:
        inner = say("In the year to {today}: {amount}", today=on, amount=amount)
        return the_finding(engagement)._replace(message=say("{said}, {n} days", said=inner, n=3))

    given = accepted(engagement, said(DAY, "EUR 1"))
    assert standing(given, engagement, said(later, "EUR 1"), later) is True
    assert standing(given, engagement, said(later, "EUR 2"), later) is False


def test_the_one_that_fits_counts_before_the_latest(engaged: Build) -> None:
    engagement = engaged(ILL)
    found = the_finding(engagement)
    fits, other = accepted(engagement, found), accepted(engagement, found, rests_on="0" * 16)
    [told] = acknowledgements([fits, other], engagement.name, [found], engagement.agreement, DAY)
    assert told is not None
    assert (told.given, told.stands) == (fits, True)


@pytest.mark.parametrize("wrong", ['by = ""', 'reason = ""', 'rests_on = "because"', 'more = "x"'])
def test_the_settings_refuse_what_says_nothing(engaged: Build, wrong: str) -> None:
    engagement = engaged(ILL)
    given = accepted(engagement, the_finding(engagement)).model_dump(mode="json")
    name, _, value = wrong.partition(" = ")
    lines = [f'{key} = "{held}"' for key, held in given.items() if key not in {name, "on"}]
    text = "\n".join([OWN, "[[acknowledged]]", "on = 2026-05-18", *lines])
    with pytest.raises(Problems):
        read_settings(f"{text}\n{name} = {value}\n")
    good = f'{name} = "{given[name]}"' if name in given else ""
    assert read_settings(f"{text}\n{good}\n").acknowledged[0].by
