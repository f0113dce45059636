"""A breach, and an invoice that stays unpaid: what is named ends nothing, and a second notice ends it in its time."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Status
from tests.core.clauses.exit.test_termination import GIVEN, WAYS, last_day
from tests.core.journal import entry, issued, notice, paid

Build = Callable[..., Engagement]

# ── a breach, and a second notice ──────────────────────────────────────────────────────────────

NAMED = notice("cause", "2026-06-19")  # a Friday; ten business days run until Friday, 3 July


def idle(engagement: Engagement, today: date = date(2026, 9, 1)) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


def test_a_breach_that_was_named_ends_nothing_by_itself(engaged: Build) -> None:
    assert last_day(engaged(WAYS, NAMED)) is None
    assert last_day(engaged(WAYS, NAMED + notice("ending", "2026-07-06"))) == date(2026, 7, 6)


@pytest.mark.parametrize(
    ("on", "side", "told"),
    [
        ("2026-07-03", "client", "The engagement may be ended from 6 July 2026 on; this notice came before"),
        ("2026-07-18", "client", "The right to end it lapsed after 17 July 2026"),
        ("2026-07-06", "consultant", "Nothing was named that gives a right to end the engagement"),
    ],
)
def test_a_second_notice_ends_it_only_in_its_time(engaged: Build, on: str, side: str, told: str) -> None:
    story = engaged(WAYS, NAMED + notice("ending", on, side))
    assert last_day(story) is None
    assert idle(story)[0].startswith(told)


def test_each_side_has_its_own_time_to_put_right(engaged: Build) -> None:
    named = notice("cause", "2026-06-19", "consultant")  # twelve business days run until 7 July
    assert last_day(engaged(WAYS, named + notice("ending", "2026-07-07", "consultant"))) is None
    assert last_day(engaged(WAYS, named + notice("ending", "2026-07-08", "consultant"))) == date(2026, 7, 8)
    assert last_day(engaged(WAYS, named + notice("ending", "2026-07-15", "consultant"))) is None, "it lapsed"


def test_a_breach_put_right_in_time_ends_nothing(engaged: Build) -> None:
    def ends(day: str) -> date | None:
        cured = entry("cured", day, side="consultant")
        return last_day(engaged(WAYS, NAMED + cured + notice("ending", "2026-07-06")))

    assert ends("2026-07-03") is None
    assert ends("2026-07-04") == date(2026, 7, 6)


def test_cause_may_be_given_to_one_side_alone(engaged: Build) -> None:
    one = WAYS.replace(
        'consultant = { grounds = ["Any breach"], cure = "12 business days", lapses = "7 days" }\n', ""
    )
    story = notice("cause", "2026-06-19", "consultant") + notice("ending", "2026-07-08", "consultant")
    assert last_day(engaged(one, story)) is None
    found = {f.id for f in check(engaged(one).agreement) if f.place.startswith("exit.termination")}
    assert "CH-EXT-012" in found
    assert "CH-EXT-012" not in {f.id for f in check(engaged(WAYS).agreement)}


# ── an invoice that stays unpaid ───────────────────────────────────────────────────────────────

DEBT = issued("2026-04-01", "2026-04-15", "EUR 100.00")
# due on 15 April: notice from 15 May; ten business days until 1 June (25 May is Whit Monday); an end from 2 June
# (day 48), since day 46 is 31 May, a Sunday
PRESSED = notice("non-payment", "2026-05-15", "consultant")


@pytest.mark.parametrize(
    ("journal", "last"),
    [
        (DEBT + PRESSED, None),  # a notice alone
        (DEBT + notice("ending", "2026-06-01", "consultant"), None),  # no notice before it
        (DEBT + PRESSED + notice("ending", "2026-06-01", "consultant"), None),  # the client may still pay
        (DEBT + PRESSED + notice("ending", "2026-06-02", "consultant"), date(2026, 6, 2)),
        (DEBT + PRESSED + notice("ending", "2026-06-16", "consultant"), date(2026, 6, 16)),
        (DEBT + PRESSED + notice("ending", "2026-06-17", "consultant"), None),  # it lapsed
        (
            DEBT
            + PRESSED
            + paid("2026-06-01", "EUR 100.00", "")
            + notice("ending", "2026-06-02", "consultant"),
            None,
        ),
        (
            DEBT
            + notice("non-payment", "2026-05-14", "consultant")
            + notice("ending", "2026-06-02", "consultant"),
            None,
        ),
        (
            DEBT
            + notice("non-payment", "2026-04-16", "consultant")
            + notice("ending", "2026-06-02", "consultant"),
            None,
        ),
    ],
)
def test_an_invoice_ends_it_only_at_the_end_of_the_ladder(
    engaged: Build, journal: str, last: date | None
) -> None:
    """Played: the review ended Harbourline on day 11, a Saturday, inside the grace of the next step."""
    assert last_day(engaged(WAYS, journal)) == last


def test_what_came_too_early_on_the_ladder_says_so(engaged: Build) -> None:
    early = DEBT + notice("non-payment", "2026-04-16", "consultant")
    assert idle(engaged(WAYS, early)) == [
        "No invoice had come to this step of the ladder when the notice came: it leads to nothing."
    ]
    free = idle(engaged(WAYS, notice("non-payment", GIVEN, "consultant")))
    assert free == ["No invoice of the consultant was overdue when the notice came: nothing ends."]
    assert last_day(engaged(WAYS, DEBT + notice("non-payment", GIVEN, "client"))) is None


def test_who_is_told_of_a_breach_sees_until_when_to_put_it_right(engaged: Build) -> None:
    def cure(journal: str, today: date) -> tuple[str, str, date | None, Status]:
        found = duties(engaged(WAYS, journal), today, date(2026, 5, 1), date(2026, 9, 1))
        (duty,) = [d for d in found if "/cure/" in d.id]
        return duty.by, str(duty.reads), duty.due, duty.status

    reads = "Pay all that is overdue by 1 June 2026, or the consultant may end the engagement"
    assert cure(DEBT + PRESSED, date(2026, 5, 16)) == ("client", reads, date(2026, 6, 1), Status.OPEN)
    settled = paid("2026-05-25", "EUR 100.00", "")
    assert cure(DEBT + PRESSED + settled, date(2026, 5, 26))[3] is Status.MET
    assert cure(NAMED, date(2026, 7, 6))[3] is Status.MISSED


def test_the_rights_of_the_last_steps_are_shown_while_they_last(engaged: Build) -> None:
    def rights(journal: str, today: date) -> list[str]:
        found = duties(engaged(WAYS, journal), today)
        return [
            d.id.removeprefix("exit.termination/") for d in found if d.by == "consultant" and "N-1" in d.id
        ]

    assert rights(DEBT, date(2026, 5, 14)) == ["financials.payment/pay/N-1"][:0]
    assert rights(DEBT, date(2026, 5, 15)) == ["announce/N-1"]
    assert rights(DEBT + PRESSED, date(2026, 5, 20)) == []
    assert rights(DEBT + PRESSED, date(2026, 6, 2)) == ["end/consultant/2026-05-15/N-1"]
    assert rights(DEBT + PRESSED, date(2026, 6, 17)) == []
