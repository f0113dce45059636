"""Acceptance: by a word, by silence, or not; review, reminder, rework."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.entry import Accepted
from tests.core.journal import entry

Build = Callable[..., Engagement]

THING = (
    '[scope.deliverables.audit]\nname = "Audit"\noutcome = "Known."\ndue = 2026-04-30\ncriteria = ["All."]\n'
)
SILENT = (
    THING
    + '[scope.acceptance]\nreview = "10 business days"\ndeemed_after = "10 business days"\n'
    + 'rework = "5 business days"\nrounds = 2\n'
)
REMINDED = SILENT + 'reminder = "5 business days"\n'


HANDED = entry("delivered", "2026-05-04", deliverable="audit")


def accepted(engagement: Engagement, today: date = date(2026, 7, 1)) -> list[tuple[date, str]]:
    return [(a.on, a.deemed) for a in facts(engagement, today).journal.of(Accepted)]


def test_silence_accepts_on_the_day_after_the_time_ran_out(engaged: Build) -> None:
    # ten business days after Monday 4 May; Ascension on the 14th counts as none
    assert accepted(engaged(SILENT, HANDED), date(2026, 5, 19)) == []
    assert accepted(engaged(SILENT, HANDED)) == [(date(2026, 5, 20), "scope.acceptance")]


@pytest.mark.parametrize("answer", ["accepted", "rejected"])
def test_a_word_in_time_breaks_the_silence(engaged: Build, answer: str) -> None:
    more = {"reasons": "Two services are missing."} if answer == "rejected" else {}
    word = entry(answer, "2026-05-19", deliverable="audit", **more)
    assert [deemed for _, deemed in accepted(engaged(SILENT, HANDED + word))] == (
        [""] if answer == "accepted" else []
    )


def test_without_the_term_silence_never_accepts(engaged: Build) -> None:
    assert accepted(engaged(SILENT.replace('deemed_after = "10 business days"\n', ""), HANDED)) == []


def test_silence_waits_for_the_reminder_where_one_is_agreed(engaged: Build) -> None:
    assert accepted(engaged(REMINDED, HANDED)) == []
    late = entry("reminded", "2026-06-01", of="audit")
    assert accepted(engaged(REMINDED, HANDED + late)) == [(date(2026, 6, 2), "scope.acceptance")]


def test_a_second_delivery_starts_a_review_of_its_own(engaged: Build) -> None:
    journal = (
        HANDED
        + entry("rejected", "2026-05-06", deliverable="audit", reasons="No.")
        + entry("delivered", "2026-06-01", deliverable="audit")
    )
    assert accepted(engaged(SILENT, journal)) == [(date(2026, 6, 16), "scope.acceptance")]


def test_a_delivery_learned_late_is_accepted_when_it_is_learned(engaged: Build) -> None:
    late = HANDED.replace('by = "mara"', 'by = "mara"\nrecorded = 2026-06-10')
    found = facts(engaged(SILENT, late), date(2026, 7, 1)).journal.of(Accepted)
    assert [(a.on, a.known) for a in found] == [(date(2026, 5, 20), date(2026, 6, 10))]


def test_negotiated_words_that_leave_it_to_a_person_accept_nothing(engaged: Build) -> None:
    words = f'[scope.acceptance.wording]\ntext = "The parties decide."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    assert accepted(engaged(SILENT + words, HANDED)) == []


def standing(engagement: Engagement, today: date) -> dict[str, tuple[date | None, Status]]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 8, 1))
    return {d.id: (d.due, d.status) for d in found if d.id.startswith("scope.acceptance/")}


def test_the_client_reviews_and_the_consultant_reminds(engaged: Build) -> None:
    assert standing(engaged(REMINDED, HANDED), date(2026, 5, 5)) == {
        "scope.acceptance/review/audit/2026-05-04": (date(2026, 5, 19), Status.OPEN),
        "scope.acceptance/remind/audit/2026-05-04": (date(2026, 5, 11), Status.OPEN),
    }


def test_a_review_passed_over_in_silence_is_missed_and_not_owed(engaged: Build) -> None:
    review = standing(engaged(SILENT, HANDED), date(2026, 6, 1))["scope.acceptance/review/audit/2026-05-04"]
    assert review[1] is Status.MISSED


def test_an_early_answer_needs_no_reminder(engaged: Build) -> None:
    journal = HANDED + entry("accepted", "2026-05-06", deliverable="audit")
    assert list(standing(engaged(REMINDED, journal), date(2026, 6, 1))) == [
        "scope.acceptance/review/audit/2026-05-04"
    ]


def test_what_is_sent_back_is_reworked(engaged: Build) -> None:
    back = entry("rejected", "2026-05-06", deliverable="audit", reasons="No.")
    again = entry("delivered", "2026-05-12", deliverable="audit")
    rework = "scope.acceptance/rework/audit/2026-05-06"
    assert standing(engaged(SILENT, HANDED + back), date(2026, 5, 7))[rework] == (
        date(2026, 5, 13),
        Status.OPEN,
    )
    assert standing(engaged(SILENT, HANDED + back + again), date(2026, 5, 13))[rework][1] is Status.MET


def test_without_the_clause_nobody_is_bound_to_review(engaged: Build) -> None:
    assert (
        standing(
            engaged(THING, HANDED + entry("rejected", "2026-05-06", deliverable="audit", reasons="No.")),
            date(2026, 6, 1),
        )
        == {}
    )


WHOLE = REMINDED + 'after_reminder = "5 business days"\nchoice = "10 business days"\n'


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", {"CH-SCO-013"}),  # ten business days take 19 over Christmas
        ('"10 business days"\ndeemed_after = "10 business days"', '"7 business days"\ndeemed_after = "7 business days"', set()),
        ('review = "10 business days"', 'review = "31 days"', {"CH-SCO-010", "CH-SCO-012"}),
        ('review = "10 business days"', 'review = "11 business days"', {"CH-SCO-012", "CH-SCO-013"}),
        ('"10 business days"\ndeemed_after = "10 business days"', '"15 days"\ndeemed_after = "15 days"', set()),
        (
            '"10 business days"\ndeemed_after = "10 business days"',
            '"16 days"\ndeemed_after = "16 days"',
            {"CH-SCO-013"},
        ),
        ('deemed_after = "10 business days"\n', "", {"CH-SCO-011", "CH-SCO-013"}),
        (
            'reminder = "5 business days"\nafter_reminder = "5 business days"\n',
            "",
            {"CH-SCO-013", "CH-SCO-014", "CH-SCO-016"},
        ),
        ('after_reminder = "5 business days"\n', "", {"CH-SCO-013", "CH-SCO-016"}),
        ('after_reminder = "5 business days"', 'after_reminder = "7 days"', {"CH-SCO-013", "CH-SCO-016"}),
        ('after_reminder = "5 business days"', 'after_reminder = "14 days"', {"CH-SCO-013"}),
        ('choice = "10 business days"\n', "", {"CH-SCO-013", "CH-SCO-017"}),
    ],
)  # fmt: skip
def test_findings(engaged: Build, old: str, new: str, finding: set[str]) -> None:
    assert old in WHOLE
    agreement = engaged(WHOLE.replace(old, new)).agreement
    assert {f.id for f in check(agreement) if f.place.startswith("scope.acceptance")} == finding


def back(*days: str) -> str:
    return "".join(entry("rejected", day, deliverable="audit", reasons="No.") for day in days)


def test_beyond_the_rounds_included_both_sides_agree_how_to_go_on(engaged: Build) -> None:
    journal = HANDED + back("2026-05-06", "2026-05-12", "2026-05-18")
    found = standing(engaged(SILENT, journal), date(2026, 5, 19))
    assert found["scope.acceptance/rework/audit/2026-05-12"] == (date(2026, 5, 20), Status.OPEN)
    assert found["scope.acceptance/go-on/audit/2026-05-18"] == (None, Status.OPEN)
    assert "scope.acceptance/rework/audit/2026-05-18" not in found


def test_where_no_round_is_included_the_first_is_already_a_talk(engaged: Build) -> None:
    clauses = SILENT.replace("rounds = 2", "rounds = 0")
    found = standing(engaged(clauses, HANDED + back("2026-05-06")), date(2026, 5, 7))
    assert "scope.acceptance/go-on/audit/2026-05-06" in found


def test_the_talk_is_over_when_it_comes_again_or_is_accepted_after_all(engaged: Build) -> None:
    clauses = SILENT.replace("rounds = 2", "rounds = 0")
    for word in ("delivered", "accepted"):
        journal = HANDED + back("2026-05-06") + entry(word, "2026-05-08", deliverable="audit")
        assert "scope.acceptance/go-on/audit/2026-05-06" not in standing(
            engaged(clauses, journal), date(2026, 5, 9)
        )


def test_what_was_accepted_starts_with_all_its_rounds_when_it_comes_again(engaged: Build) -> None:
    accepted_once = entry("accepted", "2026-05-18", deliverable="audit")
    again = entry("delivered", "2026-06-01", deliverable="audit")
    journal = HANDED + back("2026-05-06", "2026-05-12") + accepted_once + again + back("2026-06-08")
    found = standing(engaged(SILENT, journal), date(2026, 6, 9))
    assert "scope.acceptance/rework/audit/2026-06-08" in found


def test_what_came_before_it_was_agreed_is_not_reviewed_under_it(engaged: Build) -> None:
    terms = '{ review = "10 business days", deemed_after = "10 business days", rework = "5 business days", rounds = 2 }'
    head = 'number = 1\ntitle = "Acceptance"\nsigned = 2026-05-11\neffective = 2026-05-11\n[[change]]\npath = "scope.acceptance"\n'
    journal = HANDED + back("2026-05-06") + entry("delivered", "2026-05-12", deliverable="audit")
    engagement = engaged(THING, journal, f"{head}to = {terms}\n")
    assert list(standing(engagement, date(2026, 5, 13))) == ["scope.acceptance/review/audit/2026-05-12"]
    assert [on for on, _ in accepted(engagement)] == [date(2026, 5, 29)]  # without Ascension and Whit Monday


def test_elsewhere_silence_needs_no_word_beforehand(engaged: Build) -> None:
    german = engaged(SILENT).agreement
    austrian = apply(german, [Change("general.law.governing", None, "AT")])
    assert "CH-SCO-014" not in {f.id for f in check(austrian)}
    (finding,) = [f for f in check(german) if f.id == "CH-SCO-014"]
    assert str(finding.source).endswith("(unconfirmed)")
    assert "CH-SCO-014" not in {f.id for f in check(apply(german, list(finding.mend)))}


def test_an_answer_of_the_day_on_which_it_came_again_belongs_to_what_came_before_it(engaged: Build) -> None:
    """Sent back, mended and handed over again on one day: the new handover is not judged, and silence accepts it."""
    back = entry("rejected", "2026-05-12", deliverable="audit", reasons="Not yet.") + entry(
        "delivered", "2026-05-12", deliverable="audit"
    )
    found = standing(engaged(SILENT, HANDED + back), date(2026, 5, 13))
    assert found["scope.acceptance/rework/audit/2026-05-12"][1] is Status.MET
    assert found["scope.acceptance/review/audit/2026-05-12"][1] is Status.OPEN


def test_what_is_sent_back_on_the_day_of_the_handover_is_not_mended_by_that_handover(engaged: Build) -> None:
    found = standing(
        engaged(SILENT, HANDED + entry("rejected", "2026-05-04", deliverable="audit", reasons="Not yet.")),
        date(2026, 5, 5),
    )
    assert found["scope.acceptance/rework/audit/2026-05-04"][1] is Status.OPEN


def test_an_answer_recorded_before_the_handover_of_its_day_answers_it(engaged: Build) -> None:
    found = standing(
        engaged(SILENT, entry("accepted", "2026-05-04", deliverable="audit") + HANDED), date(2026, 5, 5)
    )
    assert found["scope.acceptance/review/audit/2026-05-04"][1] is Status.MET


def test_what_came_again_before_silence_could_accept_is_not_accepted_by_it(engaged: Build) -> None:
    quick = SILENT
    again = entry("delivered", "2026-05-15", deliverable="audit")
    sent_back = entry("rejected", "2026-05-26", deliverable="audit", reasons="Not yet.")
    accepted = [e.on for e in facts(engaged(quick, HANDED + again + sent_back), date(2026, 6, 1)).deemed]
    assert accepted == []
    assert "scope.acceptance/review/audit/2026-05-04" not in standing(
        engaged(quick, HANDED + again), date(2026, 5, 16)
    )


def test_two_handovers_on_one_day_are_told_apart(engaged: Build) -> None:
    twice = HANDED + HANDED + 'note = "The second half."\n'
    found = standing(engaged(SILENT, twice), date(2026, 5, 5))
    assert set(found) >= {"scope.acceptance/review/audit/2026-05-04/2"}


def test_a_reminder_due_at_once_is_still_a_reminder(engaged: Build) -> None:
    at_once = SILENT + 'reminder = "0 days"\n'
    assert not facts(engaged(at_once, HANDED), date(2026, 7, 1)).deemed


def test_a_rejection_after_silence_accepted_comes_too_late(engaged: Build) -> None:
    journal = HANDED + back("2026-05-20")
    assert accepted(engaged(SILENT, journal)) == [(date(2026, 5, 20), "scope.acceptance")]
    assert list(standing(engaged(SILENT, journal), date(2026, 6, 1))) == [
        "scope.acceptance/review/audit/2026-05-04"
    ]


def test_a_rejection_after_a_yes_asks_for_no_rework(engaged: Build) -> None:
    journal = HANDED + entry("accepted", "2026-05-06", deliverable="audit") + back("2026-05-07")
    assert list(standing(engaged(SILENT, journal), date(2026, 6, 1))) == [
        "scope.acceptance/review/audit/2026-05-04"
    ]


def test_rounds_of_one_day_count_in_the_order_recorded(engaged: Build) -> None:
    again = entry("delivered", "2026-05-06", deliverable="audit")
    second = back("2026-05-06").replace("No.", "Still not.")
    found = standing(
        engaged(SILENT.replace("rounds = 2", "rounds = 1"), HANDED + back("2026-05-06") + again + second),
        date(2026, 5, 7),
    )
    assert found["scope.acceptance/rework/audit/2026-05-06"][1] is Status.MET
    assert found["scope.acceptance/go-on/audit/2026-05-06/2"] == (None, Status.OPEN)


def test_a_round_before_the_acceptance_of_its_day_does_not_count_after_it(engaged: Build) -> None:
    once = SILENT.replace("rounds = 2", "rounds = 1")
    taken = entry("accepted", "2026-05-06", deliverable="audit")
    again = entry("delivered", "2026-05-11", deliverable="audit")
    journal = HANDED + back("2026-05-06") + taken + again + back("2026-05-12")
    assert "scope.acceptance/rework/audit/2026-05-12" in standing(engaged(once, journal), date(2026, 5, 13))


def test_a_reminder_of_the_day_on_which_it_came_again_is_of_what_came_before_it(engaged: Build) -> None:
    reminder = entry("reminded", "2026-05-12", of="audit")
    again = back("2026-05-12") + entry("delivered", "2026-05-12", deliverable="audit")
    assert accepted(engaged(REMINDED, HANDED + reminder + again)) == []
    assert accepted(engaged(REMINDED, HANDED + again + reminder)) == [(date(2026, 5, 29), "scope.acceptance")]


def test_silence_accepts_each_occasion_of_a_rhythm_for_itself(engaged: Build) -> None:
    """Two reports of one rhythm wait for their reviews at the same time: that of the first answers not the second."""
    weekly = '[scope.deliverables.report]\nname = "Report"\noutcome = "Seen."\nrecurring = "every Monday"\n'
    journal = "".join(
        entry("delivered", day, deliverable="report", occasion=day) for day in ("2026-05-04", "2026-05-11")
    )
    engagement = engaged(weekly + SILENT.removeprefix(THING), journal)
    assert [on for on, _ in accepted(engagement)] == [date(2026, 5, 20), date(2026, 5, 28)]


def test_the_report_of_another_month_is_no_rework(engaged: Build) -> None:
    monthly = '[scope.deliverables.report]\nname = "Report"\noutcome = "Seen."\nrecurring = "every month on day 5"\n'
    clauses = monthly + SILENT.removeprefix(THING)

    def handed(day: str, occasion: str = "") -> str:
        return entry("delivered", day, deliverable="report") + (
            f"occasion = {occasion}\n" if occasion else ""
        )

    first = handed("2026-04-07", "2026-04-05") + back("2026-04-09").replace("audit", "report")
    rework = "scope.acceptance/rework/report/2026-04-09"
    for later, status in (
        (handed("2026-05-05", "2026-05-05"), Status.LATE),
        (handed("2026-05-05", "2026-04-05"), Status.MET),
        (handed("2026-05-05"), Status.MET),
    ):
        found = standing(engaged(clauses, first + later), date(2026, 5, 6))
        assert found[rework][1] is status


OVER = entry("ended", "2026-05-08", "jonas", why="by law", rule="section 314 BGB")


def test_what_is_first_handed_over_after_the_last_day_is_accepted_by_no_silence(engaged: Build) -> None:
    late = OVER + HANDED.replace("2026-05-04", "2026-05-11")
    assert accepted(engaged(SILENT, late)) == []
    assert standing(engaged(SILENT, late + back("2026-05-12")), date(2026, 6, 1)) == {}
    assert standing(engaged(SILENT, OVER + back("2026-05-12")), date(2026, 6, 1)) == {}


def test_what_was_handed_over_by_the_last_day_is_reviewed_and_reworked_afterwards(engaged: Build) -> None:
    journal = OVER + HANDED.replace("2026-05-04", "2026-05-07") + back("2026-05-11")
    again = entry("delivered", "2026-05-15", deliverable="audit")
    found = standing(engaged(SILENT, journal), date(2026, 5, 12))
    assert found["scope.acceptance/rework/audit/2026-05-11"] == (date(2026, 5, 19), Status.OPEN)
    assert [on for on, _ in accepted(engaged(SILENT, journal + again))] == [date(2026, 6, 2)]
