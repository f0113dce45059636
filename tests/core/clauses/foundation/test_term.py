"""The term: it runs out, is renewed, or refused in time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.clauses.foundation.term import Renewed
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

TERM = """
[foundation.term]
starts = 2026-03-01
initial = "6 months"
renewal = "{renewal}"
"""
AUTOMATIC = (
    TERM.format(renewal="automatic") + 'renews_for = "3 months"\nnotice = "60 days"\nreminder = "30 days"\n'
)


def ends(engagement: Engagement, today: date) -> date | None:
    return facts(engagement, today).deal.ends


def test_without_an_initial_term_it_runs_on(engaged: Build) -> None:
    assert ends(engaged(), date(2031, 1, 1)) is None


@pytest.mark.parametrize("renewal", ["none", "by agreement"])
def test_it_ends_when_the_term_runs_out(engaged: Build, renewal: str) -> None:
    assert ends(engaged(TERM.format(renewal=renewal)), date(2026, 3, 2)) == date(2026, 9, 1)


@pytest.mark.parametrize("renewal", ["none", "by agreement", "automatic"])
def test_a_record_of_a_renewal_renews_nothing(engaged: Build, renewal: str) -> None:
    """S11: only a signed amendment extends the term; a yes by e-mail that somebody records does not."""
    recorded = entry("renewed", "2026-08-20", "jonas", until="2029-01-01")
    engagement = engaged(TERM.format(renewal=renewal) + 'notice = "30 days"\n', recorded)
    (told,) = without_effect(engagement, date(2026, 9, 2))
    assert str(told.message) == "A record renews nothing: only an amendment extends the term."
    until = ends(engagement, date(2026, 9, 2))
    assert until == (None if renewal == "automatic" else date(2026, 9, 1))


def test_it_renews_itself_again_and_again(engaged: Build) -> None:
    engagement = engaged(AUTOMATIC)
    assert ends(engagement, date(2026, 8, 31)) is None
    deemed = [e.on for e in facts(engagement, date(2027, 1, 1)).deemed]
    assert deemed == [date(2026, 9, 1), date(2026, 12, 1)]


@pytest.mark.parametrize(
    ("given", "last"), [(date(2026, 7, 2), date(2026, 9, 1)), (date(2026, 7, 3), date(2026, 12, 1))]
)
def test_a_refusal_counts_only_in_time(engaged: Build, given: date, last: date) -> None:
    assert ends(engaged(AUTOMATIC, notice("no renewal", str(given))), date(2026, 9, 2)) == last


def test_what_is_to_be_done_before_it_runs_out(engaged: Build) -> None:
    found = duties(engaged(AUTOMATIC), date(2026, 3, 2), until=date(2026, 9, 1))
    assert {(d.id, d.due) for d in found} == {
        (
            "foundation.term/talk/2026-09-01",
            date(2026, 5, 15),
        ),  # 46 days before the last day to refuse: a Sunday
        ("foundation.term/refuse-client/2026-09-01", date(2026, 7, 2)),
        ("foundation.term/refuse-consultant/2026-09-01", date(2026, 7, 2)),
        ("foundation.term/remind/2026-09-01", date(2026, 6, 1)),
    }


def test_after_a_renewal_the_talk_moves_to_its_end(engaged: Build) -> None:
    """Three months from September leave 22 days before the last day to refuse, 1 October."""
    found = duties(engaged(AUTOMATIC), date(2026, 9, 2), until=date(2026, 12, 1))
    assert {d.due for d in found if "talk" in d.id} == {date(2026, 9, 9)}


@pytest.mark.parametrize(
    ("lasts", "on"),
    [
        ("12 months", date(2026, 11, 30)),  # 90 days before 28 February 2027
        (
            "4 months",
            date(2026, 5, 29),
        ),  # a quarter, 30 days, before 30 June: Sunday 31 May gives way to Friday
        ("45 days", date(2026, 4, 2)),  # 11 days before 14 April: Good Friday gives way
        ("1 day", None),
    ],
)
def test_the_sides_talk_once_and_in_proportion_to_the_term(
    engaged: Build, lasts: str, on: date | None
) -> None:
    term = f'[foundation.term]\nstarts = 2026-03-01\ninitial = "{lasts}"\nrenewal = "none"\n'
    found = duties(engaged(term), date(2026, 3, 1), until=date(2027, 3, 1))
    assert [d.due for d in found if "/talk/" in d.id] == ([on] if on else [])


@pytest.mark.parametrize(
    ("term", "finding"),
    [
        ('initial = "6 months"', {"CH-FND-010"}),
        ('renewal = "none"', {"CH-FND-013"}),
        ('initial = "6 months"\nrenewal = "automatic"', {"CH-FND-011"}),
        ('initial = "6 months"\nrenewal = "by agreement"', set()),
        ('initial = "6 months"\nrenewal = "by agreement"\nrenews_for = "3 months"', set()),
        ('initial = "6 months"\nrenewal = "none"\nrenews_for = "3 months"', {"CH-FND-018"}),
        ('initial = "6 months"\nrenewal = "by agreement"\nnotice = "30 days"', {"CH-FND-018"}),
        ('reminder = "10 days"', {"CH-FND-018"}),
        ('initial = "6 months"\nrenewal = "automatic"\nnotice = "30 days"\nreminder = "5 days"', set()),
        ("", set()),
    ],
)
def test_findings(engaged: Build, term: str, finding: set[str]) -> None:
    engagement = engaged(f"[foundation.term]\nstarts = 2026-03-01\n{term}\n")
    assert {f.id for f in check(engagement.agreement) if f.place.startswith("foundation.term")} == finding


NEW_YORK, WISCONSIN = "US-NY", "US-WI"


@pytest.mark.parametrize(
    ("code", "lasts", "reminder", "finding"),
    [
        (NEW_YORK, ("12 months", "6 months"), None, {"CH-FND-012"}),
        (NEW_YORK, ("12 months", "6 months"), "20 days", set()),
        (NEW_YORK, ("12 months", "6 months"), "15 days", set()),
        (NEW_YORK, ("12 months", "6 months"), "14 days", {"CH-FND-014"}),
        (NEW_YORK, ("12 months", "6 months"), "29 days", set()),
        (
            NEW_YORK,
            ("12 months", "6 months"),
            "30 days",
            {"CH-FND-014"},
        ),  # sent 31 days before, to leave 30 between
        (NEW_YORK, ("12 months", "6 months"), "31 days", {"CH-FND-014"}),
        (NEW_YORK, ("12 months", "1 month"), None, set()),
        (WISCONSIN, ("12 months", "6 months"), None, {"CH-FND-015"}),
        (WISCONSIN, ("24 months", "6 months"), None, {"CH-FND-012", "CH-FND-015"}),
        (WISCONSIN, ("24 months", "30 days"), None, set()),
        ("GB-ENG", ("24 months", "12 months"), None, set()),
    ],
)
def test_what_the_law_asks_of_a_renewal(
    engaged: Build, code: str, lasts: tuple[str, str], reminder: str | None, finding: set[str]
) -> None:
    term = (
        f'[foundation.term]\nstarts = 2026-03-01\ninitial = "{lasts[0]}"\nrenewal = "automatic"\n'
        f'renews_for = "{lasts[1]}"\nnotice = "60 days"\n'
    )
    term += f'reminder = "{reminder}"\n' if reminder else ""
    made = apply(engaged(term).agreement, [Change("general.law.governing", None, code)])
    found = {f.id: f for f in check(made) if f.place.startswith("foundation.term")}
    assert set(found) == finding
    for late in {"CH-FND-012", "CH-FND-014"} & finding:
        assert {f.id for f in check(apply(made, list(found[late].mend))) if f.id == late} == set()


def test_without_a_reminder_nobody_is_bound_to_remind(engaged: Build) -> None:
    found = duties(
        engaged(AUTOMATIC.replace('reminder = "30 days"\n', "")), date(2026, 3, 2), until=date(2026, 9, 1)
    )
    assert not [d for d in found if "/remind/" in d.id]


@pytest.mark.parametrize(
    ("code", "reminder", "finding"),
    [("US-NY", "", {"CH-FND-012"}), ("US-NY", 'reminder = "20 days"\n', set()), ("DE", "", set())],
)
def test_a_law_that_asks_for_a_reminder(engaged: Build, code: str, reminder: str, finding: set[str]) -> None:
    terms = AUTOMATIC.replace('reminder = "30 days"\n', reminder)
    agreement = apply(engaged(terms).agreement, [Change("general.law.governing", "DE", code)])
    assert {f.id for f in check(agreement) if f.place.startswith("foundation.term")} == finding


@pytest.mark.parametrize(
    ("starts", "initial", "last"),
    [
        ("2024-02-29", "12 months", date(2025, 2, 28)),
        ("2024-01-31", "1 month", date(2024, 2, 29)),
        ("2023-11-30", "3 months", date(2024, 2, 29)),
        ("2024-03-15", "6 months", date(2024, 9, 14)),
        ("2024-03-01", "5 years", date(2029, 2, 28)),
    ],
)
def test_a_term_of_months_lasts_to_the_eve_of_its_day_or_to_the_end_of_the_month(
    engaged: Build, starts: str, initial: str, last: date
) -> None:
    term = f'[foundation.term]\nstarts = {starts}\ninitial = "{initial}"\nrenewal = "none"\n'
    end = ends(engaged(term), date(2024, 3, 1))
    assert end is not None
    assert end - timedelta(days=1) == last


def test_a_first_renewal_that_nobody_could_refuse_in_time_is_an_error(engaged: Build) -> None:
    term = TERM.format(renewal="automatic").replace("6 months", "1 month")
    hasty = term + 'notice = "60 days"\nreminder = "5 days"\n'
    assert "CH-FND-016" in {f.id for f in check(engaged(hasty).agreement)}
    assert "CH-FND-016" not in {f.id for f in check(engaged(hasty.replace("60", "20")).agreement)}


def test_a_term_that_people_decide_on_ends_nothing_by_itself(engaged: Build) -> None:
    words = '[foundation.term.wording]\ntext = "We see."\nreplaces = "' + "0" * 64 + '"\neffect = "manual"\n'
    assert ends(engaged(TERM.format(renewal="none") + words), date(2026, 3, 2)) is None
    assert ends(engaged(TERM.format(renewal="none") + words.replace("manual", "same")), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        ("30 days", date(2026, 8, 1)),  # 2 to 31 August are 30 days
        ("1 month", date(2026, 7, 31)),  # all of August
        ("2 weeks", date(2026, 8, 17)),
        ("5 business days", date(2026, 8, 24)),  # 25 to 31 August have five
        ("48 hours", date(2026, 8, 29)),
        ("0 days", date(2026, 8, 31)),
    ],
)
def test_all_of_the_time_lies_between_the_refusal_and_the_renewal(
    engaged: Build, notice: str, last: date
) -> None:
    text = AUTOMATIC.replace('notice = "60 days"', f'notice = "{notice}"')
    due = {
        d.due for d in duties(engaged(text), date(2026, 3, 2), until=date(2026, 9, 1)) if "/refuse-" in d.id
    }
    assert due == {last}


def test_what_was_ended_by_notice_is_not_renewed(engaged: Build) -> None:
    leave = '[exit.termination]\nclient = { notice = "30 days" }\ninsolvency = false\n'

    def renewed(on: str) -> list[date]:
        found = facts(engaged(AUTOMATIC + leave, notice("termination", on)), date(2027, 6, 1))
        return [entry.on for entry in found.deemed if isinstance(entry, Renewed)]

    assert renewed("2026-06-20") == []
    assert renewed("2026-08-01") == []  # both on 31 August
    assert renewed("2026-08-02") == [date(2026, 9, 1)]


# ── its words ──────────────────────────────────────────────────────────────────────────────────


def words_of(engagement: Engagement, code: str = "DE") -> str:
    agreement = apply(engagement.agreement, [Change("general.law.governing", None, code)])
    return section(agreement, "foundation.term")


def test_the_last_day_and_the_talk_are_printed(engaged: Build) -> None:
    """M5: nobody needs to reckon."""
    said = words_of(engaged(TERM.format(renewal="by agreement")))
    assert "The Engagement ends on 31 August 2026; only a signed amendment keeps it going." in said
    assert "Its Last Day is Monday, 31 August 2026" in said
    assert "On Thursday, 16 July 2026, Jonas Petersen and Mara Lindqvist must talk about going on." in said


def test_a_renewal_prints_its_last_day_to_refuse_and_to_remind(engaged: Build) -> None:
    said = words_of(engaged(AUTOMATIC))
    assert "renews itself after 31 August 2026, unless a side refuses by 2 July 2026" in said
    assert "renews itself on 1 September 2026 for 3 months" in said
    assert "By Monday, 1 June 2026, the Consultant must remind" in said
    assert "section 5-903 of the General Obligations Law" in words_of(engaged(AUTOMATIC), "US-NY")


@pytest.mark.parametrize(("code", "named"), [("DE", True), ("GB-ENG", False)])
def test_work_after_the_end_is_owed_nothing(engaged: Build, code: str, named: bool) -> None:  # noqa: FBT001 - what is expected
    said = words_of(engaged(TERM.format(renewal="none")), code)
    assert "The Client owes nothing for work after the Last Day." in said
    assert ("Section 625 of the German Civil Code" in said) is named


def test_work_after_the_end_is_not_taken_up(engaged: Build) -> None:
    with pytest.raises(Problems, match="after the engagement ended on 2026-08-31"):
        engaged(TERM.format(renewal="none"), entry("hours", "2026-09-01", "mara", hours="2 hours", work="On"))
