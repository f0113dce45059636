"""Late payment: grace, interest by the law's rate or an agreed one, the fixed sum, reminders."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.clauses.financials.late_payment import Claimed
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry, issued, notice, paid

Build = Callable[..., Engagement]

LATE = """
[financials.late_payment]
grace = "5 days"
runs_from = "due date"
interest = "statutory"
fixed_sum = "statutory"
collection_costs = "none"
acceleration = "45 days"
"""


REMINDING = LATE.replace("collection_costs", 'reminders = ["3 days"]\ncollection_costs')


def claimed(day: str, invoice: str = "N-1") -> str:
    return entry("claimed", day, invoice=invoice)


def booked(engagement: Engagement, today: date) -> dict[str, int]:
    return {c.id.removeprefix("financials.late_payment/"): c.minor for c in charges(engagement, today)}


def test_tillhouse_nineteen_days_under_english_law(engaged: Build, pay: str, issued: str) -> None:
    pounds = pay.replace('"EUR"', '"GBP"')
    journal = issued.replace("EUR 21600.00", "GBP 2000.00").replace("2160000", "200000") + claimed(
        "2026-05-04"
    )
    engagement = engaged(pounds + LATE, journal)
    law = engagement.agreement.general.law.model_copy(update={"governing": "GB-ENG"})
    general = engagement.agreement.general.model_copy(update={"law": law})
    british = Engagement(engagement.agreement.model_copy(update={"general": general}), (), engagement.journal)
    # 8 points over the 3.75 % of 31 December 2025, fixed for the life of the debt: 2,000 x 11.75 % x 19 / 365
    assert booked(british, date(2026, 5, 4)) == {"interest/N-1/2026-05-04": 12_23, "fixed_sum/N-1": 70_00}


def test_in_germany_nine_points_over_the_base_rate(engaged: Build, pay: str, issued: str) -> None:
    # 1.27 % and 9 points (BGB 247, 288(2)): 21,600 x 10.27 % x 30 / 365
    found = booked(engaged(pay + LATE, issued + claimed("2026-05-15")), date(2026, 5, 15))
    assert found == {"interest/N-1/2026-05-15": 182_33, "fixed_sum/N-1": 40_00}


def test_a_rate_that_is_not_published_is_shown_and_never_claimed(
    engaged: Build, pay: str, issued: str
) -> None:
    engagement = engaged(pay + LATE, issued + claimed("2026-07-15"))
    assert booked(engagement, date(2026, 7, 15)) == {"fixed_sum/N-1": 40_00}
    ((number, minor, provisional),) = statement(engagement, date(2026, 7, 14)).interest
    assert (number, minor > 0, provisional) == ("N-1", True, True)


MONTHLY = LATE.replace('interest = "statutory"', 'interest = "1 % a month"')


def test_an_agreed_rate_and_part_payments(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + paid("2026-04-25", "EUR 11600.00") + claimed("2026-05-05")
    # 12 % a year: ten days on 21,600 and ten on 10,000
    assert booked(engaged(pay + MONTHLY, journal), date(2026, 5, 5))["interest/N-1/2026-05-05"] == round(
        (21600 * 10 + 10000 * 10) * 0.12 / 365 * 100
    )


def test_a_second_claim_takes_only_the_rest_and_no_second_sum(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + claimed("2026-04-25") + claimed("2026-05-05")
    found = booked(engaged(pay + MONTHLY, journal), date(2026, 5, 5))
    assert found == {
        "interest/N-1/2026-04-25": 71_01,
        "fixed_sum/N-1": 40_00,
        "interest/N-1/2026-05-05": 71_02,
    }


def test_within_the_grace_nothing_is_owed(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + paid("2026-04-20", "EUR 21600.00") + claimed("2026-05-05")
    assert booked(engaged(pay + LATE, journal), date(2026, 5, 5)) == {}


def test_interest_may_run_from_the_end_of_the_grace(engaged: Build, pay: str, issued: str) -> None:
    after = MONTHLY.replace('"due date"', '"grace"')
    found = booked(engaged(pay + after, issued + claimed("2026-04-25")), date(2026, 4, 25))
    assert found["interest/N-1/2026-04-25"] == round(21600 * 0.12 * 5 / 365 * 100)


def test_an_agreed_sum_and_no_interest(engaged: Build, pay: str, issued: str) -> None:
    flat = LATE.replace('interest = "statutory"', 'interest = "none"').replace('"statutory"', '"EUR 25.00"')
    assert booked(engaged(pay + flat, issued + claimed("2026-05-05")), date(2026, 5, 5)) == {
        "fixed_sum/N-1": 25_00
    }


def test_no_interest_on_interest(engaged: Build, pay: str, issued: str) -> None:
    note = issued.replace("N-1", "N-2").replace(
        "financials.retainer/2026-04-01", "financials.late_payment/interest/N-0/x"
    )
    found = booked(engaged(pay + MONTHLY, note + claimed("2026-05-05", "N-2")), date(2026, 5, 5))
    assert found.get("interest/N-2/2026-05-05", 0) == 0


LATER = issued("2026-04-02", "2026-07-01", "EUR 3000.00", "N-9")


def rows(engagement: Engagement, today: date) -> dict[str, tuple[date | None, date | None]]:
    found = duties(engagement, today, date(2026, 4, 1), date(2026, 8, 1))
    return {
        d.id.removeprefix("financials.late_payment/"): (d.due, d.met)
        for d in found
        if "late_payment/" in d.id
    }


def test_the_ladder_of_one_debt(engaged: Build, pay: str, issued: str) -> None:
    sent = entry("reminded", "2026-04-20", of="N-1")
    engagement = engaged(pay + REMINDING, issued + LATER + sent)
    assert rows(engagement, date(2026, 4, 15)) == {}
    assert rows(engagement, date(2026, 4, 16)) == {"remind/N-1/1": (date(2026, 4, 20), None)}
    assert set(rows(engagement, date(2026, 4, 21))) == {"remind/N-1/1", "claim/N-1"}
    assert set(rows(engagement, date(2026, 5, 31))) == {"remind/N-1/1", "claim/N-1"}
    assert set(rows(engagement, date(2026, 6, 1))) == {"remind/N-1/1", "claim/N-1", "accelerate/N-1"}


def test_nothing_is_claimed_while_a_reminder_is_missing(engaged: Build, pay: str, issued: str) -> None:
    """Played: the reminder of day 3 comes only on 4 May; so the claim waits for the business day after it."""
    late = issued + entry("reminded", "2026-05-04", of="N-1", received="2026-05-05")
    assert set(rows(engaged(pay + REMINDING, issued), date(2026, 6, 1))) == {"remind/N-1/1"}
    assert booked(engaged(pay + REMINDING, issued + claimed("2026-05-05")), date(2026, 5, 5)) == {}
    assert booked(engaged(pay + REMINDING, late + claimed("2026-05-05")), date(2026, 5, 5)) == {}
    assert "fixed_sum/N-1" in booked(engaged(pay + REMINDING, late + claimed("2026-05-06")), date(2026, 5, 6))
    told = objected(engaged(pay + REMINDING, issued + claimed("2026-05-05")), date(2026, 5, 5))
    assert told == ["A reminder that comes before the claim was never received: the claim brings nothing."]


def test_a_reminder_before_its_day_does_not_count(engaged: Build, pay: str, issued: str) -> None:
    early = entry("reminded", "2026-04-17", of="N-1")
    assert rows(engaged(pay + REMINDING, issued + early), date(2026, 4, 21)) == {
        "remind/N-1/1": (date(2026, 4, 20), None)
    }


def test_a_reminder_sent_is_met_and_one_after_the_payment_is_not_needed(
    engaged: Build, pay: str, issued: str
) -> None:
    sent = entry("reminded", "2026-04-20", of="N-1")
    found = rows(engaged(pay + REMINDING, issued + sent), date(2026, 4, 21))
    assert found["remind/N-1/1"][1] == date(2026, 4, 20)
    early = paid("2026-04-17", "EUR 21600.00")
    assert rows(engaged(pay + REMINDING, issued + early), date(2026, 4, 30)) == {}


@pytest.mark.parametrize(("day", "interest"), [("2026-04-20", None), ("2026-04-21", 42_61)])
def test_nothing_is_claimed_in_the_grace_and_then_from_the_due_date(
    engaged: Build, pay: str, issued: str, day: str, interest: int | None
) -> None:
    found = booked(engaged(pay + MONTHLY, issued + claimed(day)), date.fromisoformat(day))
    assert found.get(f"interest/N-1/{day}") == interest  # 21,600 x 12 % x 6 / 365
    assert ("fixed_sum/N-1" in found) is (interest is not None)


def test_a_claim_too_early_does_not_use_up_the_fixed_sum(engaged: Build, pay: str, issued: str) -> None:
    found = booked(
        engaged(pay + MONTHLY, issued + claimed("2026-04-18") + claimed("2026-04-25")), date(2026, 5, 1)
    )
    assert found == {"interest/N-1/2026-04-25": 71_01, "fixed_sum/N-1": 40_00}


def accrued(engagement: Engagement, today: date) -> list[tuple[str, int, bool]]:
    return list(statement(engagement, today).interest)


def test_what_was_claimed_is_no_longer_shown_as_accruing(engaged: Build, pay: str, issued: str) -> None:
    journal = issued + claimed("2026-04-18") + claimed("2026-04-25")
    assert accrued(engaged(pay + MONTHLY, issued), date(2026, 5, 5)) == [("N-1", 142_03, False)]
    assert accrued(engaged(pay + MONTHLY, journal), date(2026, 5, 5)) == [("N-1", 71_02, False)]


def test_a_claim_at_an_unpublished_rate_takes_nothing_off_what_accrues(
    engaged: Build, pay: str, issued: str
) -> None:
    once = issued + claimed("2026-06-30")
    (before,) = accrued(engaged(pay + LATE, once), date(2026, 7, 20))
    (after,) = accrued(engaged(pay + LATE, once + claimed("2026-07-15")), date(2026, 7, 20))
    assert before == after
    assert before[2]
    (whole,) = accrued(engaged(pay + LATE, issued), date(2026, 7, 20))
    assert (
        whole[1] - before[1]
        == booked(engaged(pay + LATE, once), date(2026, 6, 30))["interest/N-1/2026-06-30"]
    )


def claims(engagement: Engagement, today: date) -> dict[str, tuple[str, date | None]]:
    """Give the rights to claim, by id: what each says, and when it was used."""
    found = duties(engagement, today, date(2026, 4, 1), date(2026, 10, 1))
    return {d.id.rpartition("late_payment/")[2]: (str(d.reads), d.met) for d in found if "/claim/" in d.id}


def test_a_claim_of_interest_that_is_provisional_leaves_the_right_to_it(
    engaged: Build, pay: str, issued: str
) -> None:
    """Late from July 2026, of which no rate is published: the fixed sum is billed, the interest stays."""
    july = issued.replace("2026-04-01", "2026-06-20").replace("2026-04-15", "2026-07-04")
    claimed_once = engaged(pay + LATE, july + claimed("2026-07-20"))
    assert booked(claimed_once, date(2026, 7, 25)) == {"fixed_sum/N-1": 40_00}
    assert accrued(claimed_once, date(2026, 7, 25)) == accrued(engaged(pay + LATE, july), date(2026, 7, 25))
    more = "Claim further interest (EUR {} so far, provisional until the rate is published) on invoice N-1"
    ((_, minor, provisional),) = accrued(claimed_once, date(2026, 7, 25))
    assert provisional
    assert claims(claimed_once, date(2026, 7, 25)) == {
        "claim/N-1/after-2026-07-20": (more.format(f"{minor / 100:.2f}"), None)
    }


def test_a_claim_that_brings_nothing_uses_no_right(engaged: Build, pay: str, issued: str) -> None:
    """Without a fixed sum, and within the grace, the right stands as before the claim."""
    july = issued.replace("2026-04-01", "2026-06-20").replace("2026-04-15", "2026-07-04")
    bare = pay + LATE.replace('fixed_sum = "statutory"', 'fixed_sum = "none"')
    quiet, loud = engaged(bare, july), engaged(bare, july + claimed("2026-07-20"))
    assert claims(loud, date(2026, 7, 25)) == claims(quiet, date(2026, 7, 25)) != {}
    early = engaged(pay + LATE, issued + claimed("2026-04-18"))
    assert claims(early, date(2026, 5, 5)) == claims(engaged(pay + LATE, issued), date(2026, 5, 5)) != {}


def objected(engagement: Engagement, today: date) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


FLAT = LATE.replace('interest = "statutory"', 'interest = "none"')


def test_a_claim_says_what_it_did_not_bring(engaged: Build, pay: str, issued: str) -> None:
    july = issued.replace("2026-04-01", "2026-06-20").replace("2026-04-15", "2026-07-04")
    bare = LATE.replace('fixed_sum = "statutory"', 'fixed_sum = "none"')
    free = bare.replace('interest = "statutory"', 'interest = "none"')
    credit = issued.replace("EUR 21600", "EUR -21600").replace("minor=2160000", "minor=-2160000")
    late = claimed("2026-07-20")
    told = {
        "alone": objected(engaged(pay + LATE, july + late), date(2026, 7, 20)),
        "nothing": objected(engaged(pay + bare, july + late), date(2026, 7, 20)),
        "early": objected(engaged(pay + LATE, issued + claimed("2026-04-20")), date(2026, 4, 20)),
        "free": objected(engaged(pay + free, issued + claimed("2026-05-05")), date(2026, 5, 5)),
        "twice": objected(
            engaged(
                pay + FLAT,
                issued + claimed("2026-05-05") + claimed("2026-05-06"),
            ),
            date(2026, 5, 6),
        ),
        "credit": objected(engaged(pay + LATE, credit + claimed("2026-05-05")), date(2026, 5, 5)),
        "not agreed": objected(engaged(pay, issued + claimed("2026-05-05")), date(2026, 5, 5)),
    }
    assert told == {
        "alone": ["The claim brings the fixed sum alone: the rate of the interest is not published yet."],
        "nothing": ["The claim brings nothing: the rate of the interest is not published yet."],
        "early": ["The claim came before it may be made, which is from 21 April 2026 on."],
        "free": ["There was nothing to claim on N-1 that was not claimed before."],
        "twice": ["There was nothing to claim on N-1 that was not claimed before."],
        "credit": ["N-1 is a credit note, on which nothing is late."],
        "not agreed": ["Nothing was agreed about paying late: the claim brings nothing."],
    }


def test_a_claim_that_brings_what_it_says_meets_no_objection(engaged: Build, pay: str, issued: str) -> None:
    once = issued + claimed("2026-05-05")
    flat = LATE.replace('interest = "statutory"', 'interest = "none"')
    for terms in (LATE, MONTHLY, flat):
        assert objected(engaged(pay + terms, once), date(2026, 5, 5)) == []
    assert objected(engaged(pay + LATE, once + claimed("2026-05-15")), date(2026, 5, 15)) == []
    words = (
        f'[financials.late_payment.wording]\ntext = "We talk."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    )
    assert objected(engaged(pay + LATE + words, issued + claimed("2026-04-20")), date(2026, 5, 5)) == []


def test_a_payment_on_the_day_of_a_claim_pays_the_late_invoice(engaged: Build, pay: str, issued: str) -> None:
    """Interest runs to the end of that day; the note of the same day waits for a payment of its own."""
    note = issued.replace("N-1", "N-2").replace(
        "financials.retainer/2026-04-01", "financials.late_payment/interest/N-1/2026-05-05"
    )
    note = note.replace("on = 2026-04-01", "on = 2026-05-05").replace("due = 2026-04-15", "due = 2026-05-19")
    journal = issued + claimed("2026-05-05") + note + paid("2026-05-05", "EUR 21600.00", "")
    engagement = engaged(pay + MONTHLY, journal)
    met = {
        d.id[-3:]: d.met for d in duties(engagement, date(2026, 5, 6), date(2026, 4, 1)) if "/pay/" in d.id
    }
    assert met == {"N-1": date(2026, 5, 5), "N-2": None}
    assert booked(engagement, date(2026, 5, 6))["interest/N-1/2026-05-05"] == 142_03
    assert accrued(engagement, date(2026, 5, 20)) == []


def test_where_no_other_invoice_is_open_none_is_called_in(engaged: Build, pay: str, issued: str) -> None:
    assert "accelerate/N-1" in rows(engaged(pay + LATE, issued + LATER), date(2026, 6, 1))
    assert "accelerate/N-1" not in rows(engaged(pay + LATE, issued), date(2026, 6, 1))


@pytest.mark.parametrize(("on", "due"), [("2026-05-29", date(2026, 7, 1)), ("2026-06-01", date(2026, 6, 1))])
def test_called_in_the_others_fall_due_at_once_when_one_is_late_enough(
    engaged: Build, pay: str, issued: str, on: str, due: date
) -> None:
    """45 days after 15 April is Saturday, 30 May: the step waits for Monday."""
    engagement = engaged(pay + LATE, issued + LATER + notice("calling in", on, "consultant"))
    found = {d.id: d for d in duties(engagement, date(2026, 6, 9), date(2026, 4, 1), date(2026, 8, 1))}
    assert found["financials.payment/pay/N-9"].due == due
    assert found["financials.payment/pay/N-1"].due == date(2026, 4, 15)
    accrued = {number: minor for number, minor, _ in statement(engagement, date(2026, 6, 9)).interest}
    assert ("N-9" in accrued) is (due == date(2026, 6, 1)), "interest follows the day on which it falls due"


def test_where_lateness_has_no_price_there_is_nothing_to_claim(engaged: Build, pay: str, issued: str) -> None:
    free = LATE.replace('"statutory"', '"none"')
    assert rows(engaged(pay + free, issued), date(2026, 6, 1)) == {}
    assert booked(engaged(pay + free, issued + claimed("2026-06-01")), date(2026, 6, 1)) == {}


def elsewhere(engagement: Engagement, code: str) -> Engagement:
    law = engagement.agreement.general.law.model_copy(update={"governing": code})
    general = engagement.agreement.general.model_copy(update={"law": law})
    return Engagement(engagement.agreement.model_copy(update={"general": general}), (), engagement.journal)


def test_a_law_without_statutory_interest_gives_none(engaged: Build, pay: str, issued: str) -> None:
    there = elsewhere(engaged(pay + LATE, issued + claimed("2026-05-15")), "US-TX")
    assert booked(there, date(2026, 5, 15)) == {}


def test_numbers_of_their_own_are_fine_where_the_law_sets_none(engaged: Build, pay: str) -> None:
    own = MONTHLY.replace('fixed_sum = "statutory"', 'fixed_sum = "EUR 40.00"')
    found = check(elsewhere(engaged(pay + own), "US-TX").agreement)
    assert not [f for f in found if f.place.startswith("financials.late_payment")]


def test_a_claim_of_an_invoice_that_is_not_there_brings_nothing(
    engaged: Build, pay: str, issued: str
) -> None:
    story = engaged(pay + LATE, issued).plus(Claimed(on=date(2026, 5, 5), by="mara", invoice="N-9"))
    assert booked(story, date(2026, 5, 5)) == {}


def test_the_right_names_only_what_was_agreed(engaged: Build, pay: str, issued: str) -> None:
    def right(terms: str) -> str:
        found = duties(engaged(pay + terms, issued), date(2026, 4, 21), date(2026, 4, 1), date(2026, 5, 1))
        return next(str(d.reads) for d in found if "/claim/" in d.id)

    interest, fixed = "interest (EUR 36.47 so far)", "the fixed sum (EUR 40.00)"
    assert right(LATE) == f"Claim {interest} and {fixed} on invoice N-1"
    assert (
        right(LATE.replace('fixed_sum = "statutory"', 'fixed_sum = "none"'))
        == f"Claim {interest} on invoice N-1"
    )
    assert (
        right(LATE.replace('interest = "statutory"', 'interest = "none"')) == f"Claim {fixed} on invoice N-1"
    )


def test_a_sum_that_the_law_sets_in_another_currency_stands_on_no_invoice(
    engaged: Build, pay: str, issued: str
) -> None:
    british = elsewhere(engaged(pay + LATE, issued + claimed("2026-05-15")), "GB-ENG")
    assert not [name for name in booked(british, date(2026, 5, 15)) if name.startswith("fixed_sum")]
    found = duties(british, date(2026, 4, 21), date(2026, 4, 1), date(2026, 5, 1))
    assert "the fixed sum (GBP 40.00, by a letter of its own)" in next(
        str(d.reads) for d in found if "/claim/" in d.id
    )
    warned = [f.id for f in check(british.agreement) if f.place == "financials.late_payment.fixed_sum"]
    assert warned == ["CH-FIN-061"]


def test_an_invoice_of_interest_alone_brings_no_further_sum(engaged: Build, pay: str, issued: str) -> None:
    note = issued.replace("financials.retainer/2026-04-01", "financials.late_payment/interest/N-0/x")
    engagement = engaged(pay + LATE, note + claimed("2026-05-15"))
    assert booked(engagement, date(2026, 5, 15)).get("fixed_sum/N-1") is None
    assert "claim/N-1" not in rows(engagement, date(2026, 5, 15))


def test_negotiated_words_may_leave_lateness_to_people(engaged: Build, pay: str, issued: str) -> None:
    words = (
        f'[financials.late_payment.wording]\ntext = "We talk."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    )
    assert rows(engaged(pay + LATE + words, issued), date(2026, 6, 1)) == {"decide": (None, None)}
    assert rows(engaged(pay + LATE + words.replace("manual", "same"), issued), date(2026, 6, 1)) != {}
