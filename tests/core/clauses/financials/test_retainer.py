"""The retainer: its periods tile the engagement, its parts sum to the cent, its hours are used in order."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges, statement
from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.formats import markdown
from tests.core.journal import entry, hours, notice

Build = Callable[..., Engagement]

FEE = """
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
billed = "in advance"
hours = "10 hours"
"""
BEYOND = FEE + 'overage = "EUR 200.00"\n'


def fees(engagement: Engagement, today: date) -> list[tuple[str, int]]:
    return [(c.id.removeprefix("financials.retainer/"), c.minor) for c in charges(engagement, today)]


def test_each_month_is_charged_on_its_first_day(engaged: Build) -> None:
    assert fees(engaged(FEE), date(2026, 4, 30)) == [("2026-03-01", 12000_00), ("2026-04-01", 12000_00)]


def test_in_arrears_it_is_charged_when_the_month_is_over(engaged: Build) -> None:
    engagement = engaged(FEE.replace("in advance", "in arrears"))
    assert fees(engagement, date(2026, 3, 31)) == []
    assert fees(engagement, date(2026, 4, 1)) == [("2026-03-01", 12000_00)]


def test_a_start_in_mid_month_is_charged_by_its_days(engaged: Build) -> None:
    term = "[foundation.term]\nstarts = 2026-03-16\n"
    assert fees(engaged(term + FEE), date(2026, 3, 16)) == [("2026-03-16", 6193_55)]  # 12,000 x 16 / 31


def test_a_period_of_the_31st_is_clipped_and_comes_back(engaged: Build) -> None:
    clauses = "[foundation.term]\nstarts = 2026-01-31\n" + FEE + "first_day = 31\n"
    assert [name for name, _ in fees(engaged(clauses), date(2026, 4, 30))] == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    ]  # fmt: skip


def test_a_quarter_counts_from_the_bill_day_of_the_start_month(engaged: Build) -> None:
    quarterly = FEE.replace('"month"', '"quarter"')
    assert fees(engaged(quarterly), date(2026, 6, 1)) == [("2026-03-01", 12000_00), ("2026-06-01", 12000_00)]


AMENDED = """
number = 1
title = "Another way to bill"
signed = {signed}
effective = {effective}
[[change]]
path = "financials.retainer.{term}"
from = {old}
to = {new}
"""
QUARTERLY = FEE.replace('"month"', '"quarter"')


def amended(term: str, old: str, new: str, effective: str, signed: str = "2026-03-01") -> str:
    return AMENDED.format(signed=signed, effective=effective, term=term, old=old, new=new)


def test_who_pays_afterwards_instead_of_in_advance_keeps_the_quarters(engaged: Build) -> None:
    later = amended("billed", '"in advance"', '"in arrears"', "2026-04-15")
    found = charges(engaged(QUARTERLY, "", later), date(2026, 9, 1))
    assert [(c.on, c.minor) for c in found] == [
        (date(2026, 3, 1), 5869_57),  # 45 of 92 days, in advance
        (date(2026, 6, 1), 6130_43),  # the other 47, when the quarter is over
        (date(2026, 9, 1), 12000_00),
    ]


def test_who_pays_in_advance_instead_of_afterwards_pays_the_rest_of_the_quarter_from_then_on(
    engaged: Build,
) -> None:
    arrears = QUARTERLY.replace("in advance", "in arrears")
    later = amended("billed", '"in arrears"', '"in advance"', "2026-04-15")
    found = charges(engaged(arrears, "", later), date(2026, 6, 1))
    assert [(c.on, c.minor) for c in found] == [
        (date(2026, 4, 15), 6130_43),
        (date(2026, 6, 1), 5869_57),
        (date(2026, 6, 1), 12000_00),
    ]


def test_another_first_day_still_counts_from_the_month_of_the_start(engaged: Build) -> None:
    later = amended("first_day", "1", "15", "2026-04-15")
    found = [c.span for c in charges(engaged(QUARTERLY, "", later), date(2026, 9, 30)) if c.span]
    assert [(s.start, s.until) for s in found] == [
        (date(2026, 3, 1), date(2026, 4, 15)),
        (date(2026, 4, 15), date(2026, 6, 15)),
        (date(2026, 6, 15), date(2026, 9, 15)),
        (date(2026, 9, 15), date(2026, 12, 15)),
    ]


SETTLED = (
    FEE
    + '[exit.settlement]\nfinal_invoice = "14 days"\npart_months = "{}"\nlast_day_billed = {}\nprepaid_returned = "14 days"\n'
)
SETTLED_30 = SETTLED.removeprefix(FEE).format("fixed 30", "true")
ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "45 days"\nrenewal = "none"\n'  # after 14 April


@pytest.mark.parametrize(
    ("part_months", "last", "minor"),
    [("actual", "true", 5600_00), ("fixed 30", "true", 5600_00), ("actual", "false", 5200_00)],
)  # 14 or 13 of the 30 days of April
def test_the_last_month_ends_with_the_engagement(
    engaged: Build, part_months: str, last: str, minor: int
) -> None:
    engagement = engaged(ENDS + SETTLED.format(part_months, last))
    assert fees(engagement, date(2026, 4, 1))[1] == ("2026-04-01", minor)


def test_fixed_30_counts_march_as_thirty_days(engaged: Build) -> None:
    term = "[foundation.term]\nstarts = 2026-03-16\n"
    # days to the month's end: 16, less the one that March has beyond thirty (money.md, "Part periods")
    assert fees(engaged(term + SETTLED.format("fixed 30", "true")), date(2026, 3, 16)) == [
        ("2026-03-16", 6000_00)
    ]


def test_a_suspension_that_pauses_fees_gives_them_back(engaged: Build) -> None:
    stop = entry("suspended", "2026-03-11", pauses_fees=True)
    stop += entry("resumed", "2026-03-21")
    total = sum(minor for _, minor in fees(engaged(FEE, stop), date(2026, 3, 31)))
    assert total == 8129_03  # 12,000 x 21 / 31


def paused(start: str, until: str) -> str:
    stop = entry("suspended", start, pauses_fees=True)
    return stop + entry("resumed", until)


@pytest.mark.parametrize(
    ("start", "until", "days"),
    [
        ("2026-03-11", "2026-03-21", 20),
        ("2026-03-25", "2026-04-01", 24),  # of March, 24 of 30 days came before it
        ("2026-03-31", "2026-04-01", 30),  # the 31st counts for nothing
        ("2026-03-25", "2026-04-06", 24),
    ],
)
def test_a_pause_is_counted_as_months_are(engaged: Build, start: str, until: str, days: int) -> None:
    engagement = engaged(FEE + SETTLED_30, paused(start, until))
    booked = [
        c for c in charges(engagement, date(2026, 5, 1)) if c.id.startswith("financials.retainer/2026-03-01")
    ]
    assert sum(c.minor for c in booked) == 400_00 * days


def test_in_a_pause_no_hours_are_included(engaged: Build) -> None:
    # 25 of 30 days are paid for, and eight hours and twenty minutes come with them: forty minutes are beyond
    engagement = engaged(BEYOND, paused("2026-04-11", "2026-04-16") + hours("2026-04-25", 9))
    assert dict(fees(engagement, date(2026, 5, 1)))["overage/2026-04-01/20000"] == 133_33


def test_removing_the_clause_stops_the_fee(engaged: Build) -> None:
    gone = 'number = 1\ntitle = "No retainer"\nsigned = 2026-03-20\neffective = 2026-04-01\n[[change]]\npath = "financials.retainer"\n'
    gone += '[change.from]\namount = "EUR 12000.00"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\nhours = "10 hours"\n'
    assert fees(engaged(FEE, "", gone), date(2026, 5, 1)) == [("2026-03-01", 12000_00)]


def test_hours_beyond_settle_when_the_month_is_over(engaged: Build) -> None:
    engagement = engaged(BEYOND, hours("2026-03-03", 8) + hours("2026-03-10", 4))
    assert ("overage/2026-03-01/20000", 400_00) not in fees(engagement, date(2026, 3, 31))
    assert ("overage/2026-03-01/20000", 400_00) in fees(engagement, date(2026, 4, 1))


def test_the_cap_limits_what_is_billed(engaged: Build) -> None:
    engagement = engaged(BEYOND + 'cap = "1 hour"\n', hours("2026-03-03", 14))
    assert ("overage/2026-03-01/20000", 200_00) in fees(engagement, date(2026, 4, 1))


def test_without_a_price_no_hour_beyond_is_charged(engaged: Build) -> None:
    assert fees(engaged(FEE, hours("2026-03-03", 14)), date(2026, 3, 31)) == [("2026-03-01", 12000_00)]


def test_hours_beyond_for_nothing_cost_nothing_at_most(engaged: Build) -> None:
    free = BEYOND.replace("200.00", "0.00") + 'cap = "1 hour"\n'
    engagement = engaged(free, hours("2026-03-03", 14))
    assert fees(engagement, date(2026, 4, 1)) == fees(engaged(FEE), date(2026, 4, 1))
    assert "EUR 0.00 for each: at most 1 hour (EUR 0.00)" in markdown.render(document(engagement.agreement))


def test_unused_hours_are_carried_on_and_used_first(engaged: Build) -> None:
    rolled = BEYOND + 'rollover = { share = "50 %", expires = "1 month" }\n'
    journal = hours("2026-04-03", 14) + hours("2026-05-04", 12)
    # nothing used in March: five of ten hours come over; April has fifteen and uses fourteen: five old, nine of ten
    booked = dict(fees(engaged(rolled, journal), date(2026, 6, 1)))
    assert "overage/2026-04-01/20000" not in booked
    assert booked["overage/2026-05-01/20000"] == 200_00  # one hour came over from April; eleven for twelve


def test_hours_learned_after_the_settlement_are_charged_when_learned(engaged: Build) -> None:
    journal = hours("2026-03-03", 10) + hours("2026-03-30", 2, recorded="2026-04-10")
    engagement = engaged(BEYOND, journal)
    late = [c for c in charges(engagement, date(2026, 4, 30)) if "overage" in c.id]
    assert [(c.on, c.minor) for c in late] == [(date(2026, 4, 10), 400_00)]


ROLLED = BEYOND + 'rollover = {{ share = "50 %", expires = "{}" }}\n'


@pytest.mark.parametrize(
    ("expires", "day", "beyond"),
    [
        ("1 month", "2026-04-30", 0),  # a month after March lasts all of April
        ("30 days", "2026-04-30", 0),
        ("29 days", "2026-04-29", 0),
        ("29 days", "2026-04-30", 2),
        ("20 business days", "2026-04-30", 0),  # Good Friday and Easter Monday are none
        ("19 business days", "2026-04-30", 2),
    ],
)
def test_hours_carried_on_last_from_the_day_after_their_month(
    engaged: Build, expires: str, day: str, beyond: int
) -> None:
    booked = dict(fees(engaged(ROLLED.format(expires), hours(day, 12)), date(2026, 5, 1)))
    assert booked.get("overage/2026-04-01/20000", 0) == beyond * 200_00


def test_a_month_after_february_lasts_all_of_march(engaged: Build) -> None:
    term = "[foundation.term]\nstarts = 2026-02-01\n"
    engagement = engaged(term + ROLLED.format("1 month"), hours("2026-03-31", 15))
    assert [minor for _, minor in fees(engagement, date(2026, 4, 1))] == [12000_00] * 3


def test_hours_learned_late_draw_in_the_order_in_which_they_were_learned(engaged: Build) -> None:
    early = hours("2026-03-30", 2, recorded="2026-04-10")
    late = hours("2026-03-20", 2, recorded="2026-04-20")
    engagement = engaged(BEYOND, hours("2026-03-03", 8) + late + early)
    assert not [c for c in charges(engagement, date(2026, 4, 19)) if "overage" in c.id]
    (beyond,) = [c for c in charges(engagement, date(2026, 4, 20)) if "overage" in c.id]
    assert (beyond.on, beyond.minor, beyond.entries) == (date(2026, 4, 20), 400_00, ("hours/2026-03-20",))


def test_hours_of_a_time_without_a_retainer_draw_on_nothing(engaged: Build) -> None:
    table = '{ amount = "EUR 12000.00", period = "month", first_day = 1, billed = "in advance", hours = "10 hours", overage = "EUR 200.00" }'
    head = (
        'number = {}\ntitle = "{}"\nsigned = {}\neffective = {}\n[[change]]\npath = "financials.retainer"\n'
    )
    gone = head.format(1, "Pause", "2026-03-20", "2026-04-01") + f"from = {table}\n"
    back = head.format(2, "Again", "2026-04-20", "2026-05-01") + f"to = {table}\n"
    engagement = engaged(BEYOND, hours("2026-04-15", 20) + hours("2026-05-04", 11), gone, back)
    booked = dict(fees(engagement, date(2026, 6, 1)))
    assert booked["overage/2026-05-01/20000"] == 200_00  # one of the eleven of May


MINIMUM = (
    FEE
    + 'minimum = "3 months"\n[exit.termination]\ninsolvency = false\nat_once = ["Breach"]\nclient = { notice = "10 days" }\nconsultant = { notice = "10 days" }\n'
)


@pytest.mark.parametrize(
    ("side", "minor"), [("client", 12000_00 + 12000_00 * 20 // 30), ("consultant", None)]
)
def test_the_minimum_is_owed_when_the_client_leaves_early(
    engaged: Build, side: str, minor: int | None
) -> None:
    by = "jonas" if side == "client" else "mara"
    notice = entry("notice", "2026-03-31", by, of="termination", side=side, sent="letter")
    # ends after 10 April; the minimum runs to 31 May: 20 days of April, and May
    assert dict(fees(engaged(MINIMUM, notice), date(2026, 4, 11))).get("minimum") == minor


def test_the_client_is_told_when_the_agreed_share_is_used(engaged: Build) -> None:
    engagement = engaged(FEE + 'alert = "80 %"\n', hours("2026-03-05", 7) + hours("2026-03-12", 1))
    found = [d for d in duties(engagement, date(2026, 3, 13), date(2026, 3, 1)) if "/alert/" in d.id]
    assert [(d.id, d.due) for d in found] == [("financials.retainer/alert/2026-03-01", date(2026, 3, 13))]


@pytest.mark.parametrize(
    ("clauses", "finding"),
    [
        (FEE + 'alert = "80 %"\n', set()),
        (BEYOND + 'alert = "80 %"\ncap = "2 hours"\n', set()),
        (BEYOND + 'alert = "80 %"\n', {"CH-FIN-010"}),
        (FEE + 'alert = "80 %"\ncap = "2 hours"\n', {"CH-FIN-011"}),
        (FEE, {"CH-FIN-012"}),
        (FEE.replace("12000", "0") + 'alert = "80 %"\n', {"CH-FIN-013"}),
    ],
)
def test_findings(engaged: Build, clauses: str, finding: set[str]) -> None:
    found = {f.id for f in check(engaged(clauses).agreement) if f.place.startswith("financials.retainer.")}
    assert found == finding


def test_an_engagement_that_ended_before_it_started_costs_nothing(engaged: Build) -> None:
    ended = entry("ended", "2026-02-20", "jonas", why="by law", rule="section 314 BGB")
    assert fees(engaged(BEYOND, ended), date(2026, 5, 1)) == []


def test_a_month_in_which_it_is_dropped_includes_hours_for_its_days(engaged: Build) -> None:
    table = '{ amount = "EUR 12000.00", period = "month", first_day = 1, billed = "in advance", hours = "10 hours", overage = "EUR 200.00" }'
    gone = 'number = 1\ntitle = "No retainer"\nsigned = 2026-04-01\neffective = 2026-04-16\n[[change]]\npath = "financials.retainer"\n'
    engagement = engaged(BEYOND, hours("2026-04-07", 6), f"{gone}from = {table}\n")
    booked = dict(fees(engagement, date(2026, 5, 1)))
    assert booked["overage/2026-04-01/20000"] == 200_00  # half of April includes five hours


def test_a_whole_period_costs_the_whole_amount_however_parts_are_counted(engaged: Build) -> None:
    clauses = "[foundation.term]\nstarts = 2026-01-31\n" + FEE + "first_day = 31\n" + SETTLED_30
    assert [minor for _, minor in fees(engaged(clauses), date(2026, 4, 30))] == [12000_00] * 4


def test_hours_of_a_last_day_that_is_not_billed_are_not_included(engaged: Build) -> None:
    terms = SETTLED.format("actual", "false").replace('hours = "10 hours"', 'hours = "31 hours"')
    worked = hours("2026-04-13", 20) + hours("2026-04-14", 20)
    rate = terms.replace('hours = "31 hours"', 'hours = "30 hours"\noverage = "EUR 100.00"')
    beyond = [c for c in charges(engaged(ENDS + rate, worked), date(2026, 4, 15)) if "/overage/" in c.id]
    assert [c.minor for c in beyond] == [27 * 100_00], "13 of 30 days are paid for: 13 hours of 40"


CARRYING = BEYOND + 'rollover = {{ share = "{}", expires = "1 month" }}\n'


@pytest.mark.parametrize(
    ("share", "new", "beyond"),
    [
        ("25 %", '{ share = "100 %", expires = "1 month" }', None),  # 10 of March are carried on: 20 for 20
        ("100 %", None, 2000_00),  # none is carried on any more
    ],
)
def test_an_amended_rollover_counts_from_its_day(
    engaged: Build, share: str, new: str | None, beyond: int | None
) -> None:
    change = (
        'number = 1\ntitle = "Rollover"\nsigned = 2026-03-10\neffective = 2026-04-01\n[[change]]\n'
        f'path = "financials.retainer.rollover"\nfrom = {{ share = "{share}", expires = "1 month" }}\n'
    ) + (f"to = {new}\n" if new else "")
    engagement = engaged(CARRYING.format(share), hours("2026-05-05", 20), change)
    found = [c.minor for c in charges(engagement, date(2026, 6, 1)) if "/overage/" in c.id]
    assert found == ([] if beyond is None else [beyond])


def test_hours_carried_on_last_through_the_next_period_where_a_month_has_no_such_day(engaged: Build) -> None:
    clauses = "[foundation.term]\nstarts = 2026-01-31\n" + CARRYING.format("100 %") + "first_day = 31\n"
    engagement = engaged(clauses, hours("2026-03-29", 20))  # within 28 February to 30 March
    assert not [c for c in charges(engagement, date(2026, 4, 1)) if "/overage/" in c.id]


def test_parts_of_a_period_that_changes_how_it_is_billed_sum_to_the_cent(engaged: Build) -> None:
    later = amended("billed", '"in advance"', '"in arrears"', "2026-04-16")
    odd = FEE.replace("EUR 12000.00", "EUR 10000.01")
    found = [c.minor for c in charges(engaged(odd, "", later), date(2026, 5, 1)) if "2026-04" in c.id]
    assert found == [5000_01, 5000_00]


def test_a_minimum_is_owed_by_a_client_who_leaves_before_it_starts(engaged: Build) -> None:
    leave = '[exit.termination]\nclient = { notice = "5 days" }\ninsolvency = false\n'
    terms = FEE + 'minimum = "2 months"\n' + leave
    for day in ("2026-02-17", "2026-02-23"):
        assert [c.minor for c in charges(engaged(terms, notice("termination", day)), date(2026, 3, 1))] == [
            24000_00
        ]


def test_the_statement_tells_how_the_hours_of_the_running_period_stand(engaged: Build) -> None:
    engagement = engaged(BEYOND, hours("2026-03-05", 4) + hours("2026-04-07", 8) + hours("2026-04-20", 5))
    (stand,) = statement(engagement, date(2026, 4, 19)).usage
    assert (stand.start, stand.whole, stand.used, stand.left) == (
        date(2026, 4, 1),
        36_000,
        28_800,
        7_200,
    )
    (later,) = statement(engagement, date(2026, 4, 20)).usage
    assert (later.left, later.beyond) == (0, 3 * 3600)
    over = entry("ended", "2026-04-10", "jonas", why="by law", rule="section 314 BGB")
    assert statement(engaged(BEYOND, over), date(2026, 4, 20)).usage == ()
    assert statement(engaged(), date(2026, 4, 20)).usage == ()
