"""Every round of rework has an end: after the last one, or where a correction is late, the client chooses."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Status
from charter.core.vocabulary.entry import Accepted
from charter.core.vocabulary.judged import Reduced, Refused
from tests.core.journal import entry

Build = Callable[..., Engagement]

TERMS = """
[scope.deliverables.audit]
name = "Audit"
outcome = "Known."
due = 2026-04-30
criteria = ["Every service.", "Every risk.", "Two pages."]

[scope.acceptance]
review = "10 business days"
reminder = "5 business days"
deemed_after = "10 business days"
after_reminder = "5 business days"
rework = "5 business days"
rounds = 1
choice = "10 business days"

[financials.milestones.audit]
name = "Audit accepted"
amount = "EUR 10000.00"
acceptance_of = "audit"
"""
TODAY = date(2026, 9, 1)
WHAT = {"delivered": {}, "accepted": {}, "rejected": {"reasons": "No."}}


def story(*told: str) -> str:
    """Write "5-4 delivered" and the like as entries about the audit; "5-20 last round" is a choice."""
    journal = ""
    for one in told:
        day, _, what = one.partition(" ")
        month, _, of = day.partition("-")
        on = f"2026-{int(month):02}-{int(of):02}"
        if what == "reminded":
            journal += entry("reminded", on, of="audit")
        elif what in WHAT:
            journal += entry(what, on, deliverable="audit", **WHAT[what])
        elif what == "lower price":
            journal += entry("chosen", on, deliverable="audit", choice=what, failed=1, tests=3)
        else:
            journal += entry("chosen", on, deliverable="audit", choice=what)
    return journal


SENT_BACK_TWICE = ("5-4 delivered", "5-6 rejected", "5-11 delivered", "5-15 rejected")


def came(engagement: Engagement, today: date = TODAY) -> list[tuple[str, date]]:
    """Give what came about by itself or by a choice."""
    return sorted(
        ((type(one).__name__, one.on) for one in facts(engagement, today).deemed), key=lambda one: one[1]
    )


def earned(engagement: Engagement) -> list[int]:
    return [charge.minor for charge in charges(engagement, TODAY)]


def standing(engagement: Engagement, today: date) -> dict[str, tuple[date | None, Status]]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 8, 1))
    return {d.id.removeprefix("scope.acceptance/"): (d.due, d.status) for d in found if "acceptance" in d.id}


def test_the_client_has_to_choose_once_the_rounds_are_used_up(engaged: Build) -> None:
    found = standing(engaged(TERMS, story(*SENT_BACK_TWICE)), date(2026, 5, 16))
    # ten business days after 15 May, without Whit Monday
    assert found["choose/audit/2026-05-15"] == (date(2026, 6, 1), Status.OPEN)
    assert found["remind-choice/audit/2026-05-15"] == (None, Status.OPEN)
    assert "rework/audit/2026-05-15" not in found


@pytest.mark.parametrize(
    ("then", "came_about", "sums"),
    [
        ((), [], []),
        (("5-20 refusal",), [("Refused", date(2026, 5, 20))], []),
        (("5-20 lower price",), [("Accepted", date(2026, 5, 20)), ("Reduced", date(2026, 5, 20))], [6666_67]),
        (("5-20 accepted",), [], [10000_00]),
        # a last round that fails, comes late, or holds
        (("5-20 last round", "5-26 delivered", "5-28 rejected"), [("Refused", date(2026, 5, 28))], []),
        (("5-20 last round",), [("Refused", date(2026, 5, 29))], []),
        (("5-20 last round", "5-28 delivered", "6-2 accepted"), [], [10000_00]),
        # silence: ten business days from 15 May are over on 1 June, five from a reminder of 29 May on 5 June
        (("5-18 reminded",), [("Refused", date(2026, 6, 2))], []),
        (("5-29 reminded",), [("Refused", date(2026, 6, 6))], []),
        (("5-29 reminded", "6-5 lower price"), [("Accepted", date(2026, 6, 5)), ("Reduced", date(2026, 6, 5))], [6666_67]),
        # a handover before the choice begins a review instead, and a rejection of it a choice
        (("5-18 delivered", "5-20 rejected", "5-21 refusal"), [("Refused", date(2026, 5, 21))], []),
        (("5-18 delivered", "5-26 reminded"), [("Accepted", date(2026, 6, 3))], [10000_00]),
    ],
)  # fmt: skip
def test_what_the_client_chooses_happens(
    engaged: Build, then: tuple[str, ...], came_about: list[tuple[str, date]], sums: list[int]
) -> None:
    engagement = engaged(TERMS, story(*SENT_BACK_TWICE, *then))
    assert came(engagement) == came_about
    assert earned(engagement) == sums
    assert not list(without_effect(engagement, TODAY))


def test_what_comes_after_the_last_round_comes_too_late(engaged: Build) -> None:
    engagement = engaged(TERMS, story(*SENT_BACK_TWICE, "5-20 last round", "5-29 delivered"))
    assert came(engagement) == [("Refused", date(2026, 5, 29))]
    assert [str(one.message) for one in without_effect(engagement, TODAY)] == [
        "Audit was refused on 29 May 2026, and a refusal is final."
    ]


def test_a_correction_that_is_late_gives_the_choice(engaged: Build) -> None:
    """Sent back on 6 May, to be corrected by the 13th; from the next day on the client may choose."""
    back = ("5-4 delivered", "5-6 rejected")
    assert "choose/audit/2026-05-06" not in standing(engaged(TERMS, story(*back)), date(2026, 5, 13))
    found = standing(engaged(TERMS, story(*back)), date(2026, 5, 15))
    assert found["rework/audit/2026-05-06"] == (date(2026, 5, 13), Status.LATE)
    assert found["choose/audit/2026-05-06"] == (date(2026, 5, 29), Status.OPEN)
    assert came(engaged(TERMS, story(*back, "5-14 refusal"))) == [("Refused", date(2026, 5, 14))]
    early = engaged(TERMS, story(*back, "5-13 refusal"))
    assert came(early) == []
    assert [str(one.message) for one in without_effect(early, TODAY)] == [
        "On 13 May 2026 the client had nothing to choose for Audit."
    ]


def test_a_refusal_is_final(engaged: Build) -> None:
    afterwards = ("5-20 refusal", "5-22 delivered", "5-25 reminded", "5-26 accepted")
    engagement = engaged(TERMS, story(*SENT_BACK_TWICE, *afterwards))
    assert came(engagement) == [("Refused", date(2026, 5, 20))]
    assert earned(engagement) == []
    assert "Audit was refused on 20 May 2026, and a refusal is final." in [
        str(one.message) for one in without_effect(engagement, TODAY)
    ]
    assert "review/audit/2026-05-22" not in standing(engagement, date(2026, 5, 23))


def test_a_choice_that_came_after_silence_refused_changes_nothing(engaged: Build) -> None:
    late = engaged(TERMS, story(*SENT_BACK_TWICE, "5-18 reminded", "6-2 last round"))
    assert came(late) == [("Refused", date(2026, 6, 2))]
    assert len(list(without_effect(late, TODAY))) == 1
    assert standing(late, date(2026, 6, 3))["choose/audit/2026-05-15"][1] is Status.MISSED


def test_the_price_falls_by_an_equal_part_for_each_failed_test(engaged: Build) -> None:
    engagement = engaged(TERMS, story(*SENT_BACK_TWICE, "5-20 lower price"))
    (charge,) = charges(engagement, TODAY)
    assert str(charge.basis.in_words("EUR")) == "EUR 10,000.00 × 2 ÷ 3 equal parts"
    (less,) = facts(engagement, TODAY).journal.of(Reduced)
    assert str(less.says(lambda _, key: key)) == "audit: the price falls by 1 of 3 parts"


def test_the_last_round_is_a_duty(engaged: Build) -> None:
    engagement = engaged(TERMS, story(*SENT_BACK_TWICE, "5-20 last round"))
    found = standing(engagement, date(2026, 5, 21))
    assert found["last-round/audit/2026-05-15"] == (date(2026, 5, 28), Status.OPEN)
    assert found["choose/audit/2026-05-15"][1] is Status.MET
    assert standing(engagement, date(2026, 5, 29))["last-round/audit/2026-05-15"][1] is Status.MISSED


@pytest.mark.parametrize("of", ["silence", "chosen", "last round"])
def test_each_refusal_says_why(of: str) -> None:
    refused = Refused.model_validate({"on": TODAY, "by": "time", "deliverable": "audit", "why": of})
    assert str(refused.says(lambda _, key: key)).endswith("owes nothing for it")


def test_one_report_refused_leaves_the_next_ones(engaged: Build) -> None:
    report = TERMS.replace("due = 2026-04-30", 'recurring = "every month on day 5"').replace(
        "rounds = 1", "rounds = 0"
    )

    def handed(day: str, occasion: str) -> str:
        return entry("delivered", day, deliverable="audit", occasion=occasion)

    first = handed("2026-05-05", "2026-05-05") + story("5-6 rejected", "5-7 refusal")
    second = handed("2026-06-05", "2026-06-05") + story("6-12 reminded")
    engagement = engaged(report, first + second)
    assert came(engagement) == [("Refused", date(2026, 5, 7)), ("Accepted", date(2026, 6, 20))]
    assert facts(engagement, TODAY).journal.of(Refused)[0].occasion == date(2026, 5, 5)


# ── silence, and what comes before it ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sent", "received", "accepts"),
    [
        ("2026-05-11", "", date(2026, 5, 20)),  # the review ends later than five days after the reminder
        ("2026-05-11", "2026-05-13", date(2026, 5, 22)),  # it counts from the day on which it was received
        ("2026-06-15", "", date(2026, 6, 23)),  # weeks late: five business days remain
    ],
)
def test_silence_leaves_five_business_days_after_the_reminder(
    engaged: Build, sent: str, received: str, accepts: date
) -> None:
    reminder = entry("reminded", sent, of="audit", **({"received": received} if received else {}))
    engagement = engaged(TERMS, story("5-4 delivered") + reminder)
    assert [one.on for one in facts(engagement, TODAY).journal.of(Accepted)] == [accepts]


def test_silence_accepts_nothing_that_was_handed_over_without_saying_so(engaged: Build) -> None:
    silent = entry("delivered", "2026-05-04", deliverable="audit", announced=False)
    assert came(engaged(TERMS, silent + story("5-11 reminded"))) == []


def test_what_was_never_handed_over_cannot_be_accepted(engaged: Build) -> None:
    engagement = engaged(TERMS, story("5-4 accepted"))
    assert earned(engagement) == []
    (one,) = without_effect(engagement, TODAY)
    assert str(one.message) == "Audit was not handed over by 4 May 2026: there was nothing to judge."
    assert earned(engaged(TERMS, story("5-4 accepted", "5-5 delivered"))) == []


def test_an_answer_after_silence_accepted_says_that_it_is_too_late(engaged: Build) -> None:
    engagement = engaged(TERMS, story("5-4 delivered", "5-11 reminded", "5-20 rejected"))
    (one,) = without_effect(engagement, TODAY)
    assert str(one.message) == "Silence accepted Audit on 20 May 2026: the answer comes too late."
    word = engaged(TERMS, story("5-4 delivered", "5-5 accepted", "5-20 rejected"))
    (one,) = without_effect(word, TODAY)
    assert str(one.message) == "Audit was accepted on 5 May 2026: the answer comes too late."


@pytest.mark.parametrize(
    ("what", "more"), [("accepted", {}), ("rejected", {"reasons": "No."}), ("chosen", {"choice": "refusal"})]
)
def test_what_was_said_on_the_telephone_does_not_count(
    engaged: Build, what: str, more: dict[str, str]
) -> None:
    told = SENT_BACK_TWICE if what == "chosen" else ("5-4 delivered",)
    by_phone = entry(what, "2026-05-16", deliverable="audit", sent="telephone", **more)
    engagement = engaged(TERMS, story(*told) + by_phone)
    assert came(engagement, date(2026, 5, 18)) == []
    assert earned(engagement) == []
    assert [str(one.message) for one in without_effect(engagement, TODAY)] == [
        "What was said by telephone does not count: only a message does."
    ]
    by_mail = engaged(TERMS, story(*told) + by_phone.replace("telephone", "e-mail"))
    assert not list(without_effect(by_mail, TODAY))
