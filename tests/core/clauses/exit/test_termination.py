"""Termination: every way out, and the day it leads to."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.exit_plan import exit_plan
from charter.core.facts import facts
from charter.core.pages import words_of
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.entry import Ended
from charter.core.vocabulary.finding import Level
from charter.core.vocabulary.party import Side
from tests.core.journal import entry, issued, notice

Build = Callable[..., Engagement]

WAYS = """
[exit.termination]
at_once = ["Serious breach"]
insolvency = true
change_of_control = { means = { share = "50 %" }, who = "either", notice = "30 days" }
sponsor_leaves = "20 days"
client = { notice = "30 days", not_before = "3 months" }
consultant = { notice = "60 days" }
[exit.termination.cause]
client = { grounds = ["Any breach"], cure = "10 business days", lapses = "14 days" }
consultant = { grounds = ["Any breach"], cure = "12 business days", lapses = "7 days" }
[exit.termination.unpaid]
notice_from = "30 days"
pay_within = "10 business days"
ends_from = "46 days"
lapses = "14 days"
"""
GIVEN = "2026-06-20"
LEFT = entry("sponsor left", "2026-06-15", "jonas")
SOLD = entry("control changed", "2026-06-15", "jonas", how="all shares sold")


def last_day(engagement: Engagement, today: date = date(2027, 6, 1)) -> date | None:
    ends = facts(engagement, today).deal.ends
    return date.fromordinal(ends.toordinal() - 1) if ends else None


@pytest.mark.parametrize(
    ("of", "side", "last"),
    [
        ("termination", "client", date(2026, 7, 20)),
        ("termination", "consultant", date(2026, 8, 19)),
        ("at once", "consultant", date(2026, 6, 20)),
        ("insolvency", "client", date(2026, 6, 20)),
        ("change of control", "consultant", date(2026, 7, 20)),
        ("sponsor leaves", "consultant", date(2026, 7, 10)),
    ],
)
def test_every_way_has_its_last_day(engaged: Build, of: str, side: str, last: date) -> None:
    assert last_day(engaged(WAYS, LEFT + SOLD + notice(of, GIVEN, side))) == last


def test_nobody_leaves_before_the_earliest_end(engaged: Build) -> None:
    assert last_day(engaged(WAYS, notice("termination", "2026-03-10"))) == date(2026, 5, 31)


def test_a_notice_may_name_a_later_day_but_no_earlier(engaged: Build) -> None:
    assert last_day(engaged(WAYS, notice("termination", GIVEN, until="2026-09-30"))) == date(2026, 9, 30)
    assert last_day(engaged(WAYS, notice("termination", GIVEN, until="2026-07-01"))) == date(2026, 7, 20)


def test_it_counts_from_the_day_it_is_received(engaged: Build) -> None:
    assert last_day(engaged(WAYS, notice("termination", GIVEN, received="2026-06-22"))) == date(2026, 7, 22)


@pytest.mark.parametrize("of", ["termination", "cause", "change of control", "sponsor leaves", "insolvency"])
def test_a_way_that_was_not_agreed_leads_nowhere(engaged: Build, of: str) -> None:
    bare = '[exit.termination]\nat_once = ["Serious breach"]\ninsolvency = false\n'
    assert last_day(engaged(bare, notice(of, GIVEN))) is None


def idle(engagement: Engagement, today: date = date(2026, 9, 1)) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


# ── in time, and what has no effect ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("learned", "ends"), [("2026-05-23", date(2026, 6, 20)), ("2026-05-22", None)])
def test_a_side_acts_at_once_only_soon_after_it_learned_of_the_reason(
    engaged: Build, learned: str, ends: date | None
) -> None:
    terms = WAYS.replace("insolvency = true", 'insolvency = true\nact_within = "4 weeks"')
    story = engaged(terms, notice("at once", GIVEN, learned=learned))
    assert last_day(story) == ends
    if ends is None:
        assert idle(story)[0].startswith(
            "The notice came too late: after that was learned it could come until 19 June"
        )
    assert last_day(engaged(WAYS, notice("at once", GIVEN, learned=learned))) == date(2026, 6, 20)


SOON = WAYS.replace("insolvency = true", 'insolvency = true\nact_within = "4 weeks"')


@pytest.mark.parametrize(
    ("terms", "journal", "last", "why"),
    [
        (WAYS, LEFT + notice("sponsor leaves", GIVEN), date(2026, 7, 10), []),
        (WAYS, notice("sponsor leaves", GIVEN), None, ["Nothing tells that the sponsor had left when the notice came"]),
        (WAYS, LEFT + notice("sponsor leaves", "2026-06-14"), None,
         ["Nothing tells that the sponsor had left when the notice came"]),
        (SOON, LEFT + notice("sponsor leaves", "2026-07-13"), date(2026, 8, 2), []),
        (SOON, LEFT + notice("sponsor leaves", "2026-07-14"), None, ["The notice came too late: after that was learned"]),
        (SOON, entry("sponsor left", "2026-06-15", "jonas", recorded="2026-06-22") + notice("sponsor leaves", "2026-07-14"),
         date(2026, 8, 3), []),
        (SOON, LEFT + notice("sponsor leaves", "2026-07-14", learned="2026-06-20"), date(2026, 8, 3), []),
    ],
    ids=["left", "nobody left", "before", "soon", "late", "learned late", "learned as the notice says"],
)  # fmt: skip
def test_a_notice_after_the_sponsor_left_counts_only_once_it_has(
    engaged: Build, terms: str, journal: str, last: date | None, why: list[str]
) -> None:
    """Without the entry nothing ends, as the text says; the time to act on it runs from the day it was recorded."""
    story = engaged(terms, journal)
    assert last_day(story) == last
    told = idle(story)
    assert [said for said, begins in zip(told, why, strict=True) if not said.startswith(begins)] == []


def test_each_side_may_leave_after_the_sponsor_while_there_is_time(engaged: Build) -> None:
    def owed(terms: str, today: date) -> list[str]:
        found = duties(engaged(terms, LEFT), today, date(2026, 6, 1), date(2026, 12, 1))
        return [f"{d.by} {d.due} {d.reads}" for d in found if "/sponsor/" in d.id]

    reads = "End the engagement with 20 days of notice: the sponsor left"
    assert owed(WAYS, date(2026, 6, 14)) == []
    assert owed(WAYS, date(2026, 8, 1)) == [f"client None {reads}", f"consultant None {reads}"]
    assert owed(SOON, date(2026, 7, 13)) == [f"client 2026-07-13 {reads}", f"consultant 2026-07-13 {reads}"]
    assert owed(SOON, date(2026, 7, 14)) == []


@pytest.mark.parametrize(
    ("special", "client", "without"),
    [
        ("30 days", 'client = { notice = "30 days" }', True),
        ("29 days", 'client = { notice = "30 days" }', False),
        ("30 days", 'client = { notice = "30 days", not_before = "3 months" }', False),
        ("30 days", "", False),
    ],
)
def test_a_special_notice_no_shorter_than_the_ordinary_has_no_effect(
    engaged: Build, special: str, client: str, *, without: bool
) -> None:
    text = (
        f'[exit.termination]\ninsolvency = false\nchange_of_control = {{ means = {{ share = "50 %" }}, who = "either", notice = "{special}" }}\n'
        f'sponsor_leaves = "{special}"\n{client}\nconsultant = {{ notice = "30 days" }}\n'
    )
    agreement = engaged(text).agreement
    found = [f.place for f in check(agreement) if f.id == "CH-EXT-013"]
    fields = ["exit.termination.change_of_control", "exit.termination.sponsor_leaves"]
    assert found == (fields if without else [])
    words = " ".join(words_of(agreement, "exit.termination"))
    assert ("Control of the Client changed" in words) is not without, "what has no effect is no sentence"


def test_both_sides_record_the_state_of_the_work(engaged: Build) -> None:
    terms = WAYS.replace("insolvency = true", 'insolvency = true\nrecord_within = "5 business days"')
    story = engaged(terms, notice("termination", "2026-06-19"))
    (duty,) = [d for d in duties(story, date(2026, 6, 22)) if "/record/" in d.id]
    assert (duty.by, duty.due) == ("both", date(2026, 6, 26))
    done = entry("reminded", "2026-06-24", of=duty.id)
    again = duties(
        engaged(terms, notice("termination", "2026-06-19") + done), date(2026, 6, 25), date(2026, 6, 1)
    )
    assert [d.met for d in again if "/record/" in d.id] == [date(2026, 6, 24)]


def test_no_time_at_all_may_be_agreed_for_leaving(engaged: Build) -> None:
    hard = WAYS.replace('sponsor_leaves = "20 days"', 'sponsor_leaves = "0 days"')
    assert last_day(engaged(hard, LEFT + notice("sponsor leaves", GIVEN))) == date(2026, 6, 20)


def test_each_side_sees_its_right_and_then_the_last_day(engaged: Build) -> None:
    def ids(engagement: Engagement) -> list[str]:
        found = duties(engagement, date(2026, 6, 21), date(2026, 6, 1), date(2026, 8, 1))
        return [d.id for d in found if d.cite.clause == "exit.termination"]

    assert ids(engaged(WAYS)) == ["exit.termination/end/client", "exit.termination/end/consultant"]
    assert ids(engaged(WAYS, notice("termination", GIVEN))) == ["exit.termination/last-day/2026-07-20"]


def ended(engagement: Engagement) -> list[tuple[date, str]]:
    return [(e.on, e.deemed) for e in facts(engagement, date(2027, 6, 1)).journal.of(Ended)]


def test_of_two_notices_that_end_it_only_the_sooner_end_is_told(engaged: Build) -> None:
    both = notice("termination", GIVEN) + notice("termination", "2026-06-22", "consultant")
    assert ended(engaged(WAYS, both)) == [(date(2026, 7, 21), "exit.termination")]


def test_what_had_ended_ends_no_more_when_the_term_runs_out(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "6 months"\nrenewal = "none"\n'
    assert ended(engaged(term + WAYS, notice("termination", GIVEN))) == [
        (date(2026, 7, 21), "exit.termination")
    ]
    assert ended(engaged(term + WAYS, notice("termination", "2026-08-20"))) == [
        (date(2026, 9, 1), "foundation.term")
    ]


def test_an_end_that_was_recorded_after_another_changes_nothing(engaged: Build) -> None:
    late = engaged(
        WAYS,
        notice("termination", GIVEN) + entry("ended", "2026-08-01", why="by law", rule="section 314 BGB"),
    )
    (one,) = without_effect(late, date(2026, 9, 1))
    assert (
        str(one.message) == "The engagement had ended before, after 20 July 2026: this end changes nothing."
    )
    sooner = engaged(WAYS, entry("ended", "2026-08-01", why="by law", rule="section 314 BGB"))
    assert list(without_effect(sooner, date(2026, 9, 1))) == []


def test_the_plan_is_made_before_anyone_gives_notice(engaged: Build) -> None:
    engagement = engaged(WAYS)
    assert exit_plan(engagement, date(2026, 6, 20), Side.CLIENT).last_day == date(2026, 7, 20)
    assert exit_plan(engagement, date(2026, 6, 20), Side.CONSULTANT, "at once").last_day == date(2026, 6, 20)
    lasting = dict(exit_plan(engagement, date(2026, 6, 20), Side.CLIENT).survives)
    assert str(lasting["exit.termination"]) == "for what was earned up to the Last Day"
    assert facts(engagement, date(2027, 1, 1)).deal.ends is None


def test_the_plan_of_a_breach_waits_until_the_cure_has_run_out(engaged: Build) -> None:
    """Named on Friday, 19 June; ended by the second notice on its first day, Monday, 6 July."""
    plan = exit_plan(engaged(WAYS), date(2026, 6, 19), Side.CLIENT, "cause")
    assert plan.last_day == date(2026, 7, 6)
    debt = issued("2026-04-01", "2026-04-15", "EUR 100.00")
    unpaid = exit_plan(engaged(WAYS, debt), date(2026, 5, 15), Side.CONSULTANT, "non-payment")
    assert unpaid.last_day == date(2026, 6, 2)
    early = exit_plan(engaged(WAYS, debt), date(2026, 4, 20), Side.CONSULTANT, "non-payment")
    assert early.last_day is None


def test_a_way_out_that_changes_nothing_has_no_last_day(engaged: Build) -> None:
    term = '[foundation.term]\nstarts = 2026-03-01\ninitial = "4 months"\nrenewal = "none"\n'
    assert exit_plan(engaged(term + WAYS), date(2026, 6, 20), Side.CLIENT).last_day is None  # it ends before
    bare = '[exit.termination]\nat_once = ["Serious breach"]\ninsolvency = false\n'
    assert exit_plan(engaged(bare), date(2026, 6, 20), Side.CLIENT, "insolvency").last_day is None


def test_the_plan_shows_the_fees_until_the_last_day(engaged: Build) -> None:
    fee = '[financials.retainer]\namount = "EUR 3000.00"\nperiod = "month"\nbilled = "in advance"\nhours = "8 hours"\n'
    plan = exit_plan(engaged(fee + WAYS), date(2026, 6, 20), Side.CLIENT)
    assert [(c.on, c.minor) for c in plan.charges] == [(date(2026, 7, 1), 1935_48)]  # 20 of 31 days


@pytest.mark.parametrize(
    ("terms", "finding"),
    [
        (
            'client = { notice = "30 days" }\nconsultant = { notice = "30 days" }\nat_once = ["Breach"]\ninsolvency = false',
            set(),
        ),
        ('client = { notice = "30 days" }\nat_once = ["Breach"]\ninsolvency = false', {"CH-EXT-001"}),
        (
            'client = { notice = "30 days" }\nconsultant = { notice = "60 days" }\nat_once = ["Breach"]\ninsolvency = false',
            {"CH-EXT-002"},
        ),
        (
            'client = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false',
            {"CH-EXT-003"},
        ),
    ],
)
def test_findings(engaged: Build, terms: str, finding: set[str]) -> None:
    made = engaged(f"[exit.termination]\n{terms}\n").agreement
    found = check(apply(made, [Change("general.law.governing", None, "AT")]))
    assert {f.id for f in found if f.place.startswith("exit.termination")} == finding


BOTH = 'client = { notice = "30 days" }\nconsultant = { notice = "30 days" }\nat_once = ["Breach"]\n'
PLAIN, INSOLVENT = BOTH + "insolvency = false\n", BOTH + "insolvency = true\n"
LATER = PLAIN.replace('"30 days" }', '"30 days", not_before = "3 months" }')
WEEK = PLAIN.replace("30 days", "7 days")
ONE_WEEK = PLAIN.replace("30 days", "7 days", 1)
EXCLUDED = 'special_trust = "excluded"\n'
PERSON = ("foundation.parties.consultant.form", "person")
BIG = (("foundation.parties.consultant.form", "company"), ("foundation.parties.consultant.size", "large"))


@pytest.mark.parametrize(
    ("code", "terms", "more", "finding"),
    [
        ("AT", INSOLVENT, (), {}),
        ("GB-SCT", INSOLVENT, (), {"CH-EXT-004": Level.WARNING}),
        ("US-CA", INSOLVENT, (), {"CH-EXT-004": Level.ADVICE}),
        ("FR", INSOLVENT, (), {"CH-EXT-004": Level.ADVICE}),
        ("FR", PLAIN, (), {}),
        ("FR", PLAIN.replace('client = { notice = "30 days" }\n', ""), (), {"CH-EXT-001": Level.WARNING}),
        ("DE", PLAIN, (), {}),
        ("DE", LATER, (), {}),
        ("DE", PLAIN + EXCLUDED, (), {"CH-EXT-005": Level.WARNING}),
        ("NL", PLAIN + EXCLUDED, (), {"CH-EXT-005": Level.WARNING}),
        ("AT", PLAIN + EXCLUDED, (), {"CH-EXT-014": Level.ADVICE}),
        ("NL", LATER, (), {"CH-EXT-005": Level.ADVICE}),
        ("NL", PLAIN, (), {}),
        ("AT", LATER, (), {}),
        ("AU", ONE_WEEK, (), {"CH-EXT-002", "CH-EXT-006", "CH-EXT-008"}),
        ("AU", ONE_WEEK, BIG, {"CH-EXT-002", "CH-EXT-008"}),
        ("AU", LATER, (), {}),
        ("FR", WEEK, (), {"CH-EXT-007": Level.ADVICE, "CH-EXT-008": Level.ADVICE}),
        ("IT", WEEK, (PERSON,), {"CH-EXT-007": Level.ERROR, "CH-EXT-008": Level.ADVICE}),
        ("IT", WEEK, (), {"CH-EXT-008": Level.ADVICE}),
        ("IT", PLAIN, (PERSON,), {}),
        ("AT", PLAIN.replace("30 days", "61 days"), (), {"CH-EXT-008": Level.ADVICE}),
        ("AT", PLAIN.replace("30 days", "14 days"), (), {}),
    ],
)
def test_what_the_law_says_of_the_ways_out(
    engaged: Build,
    code: str,
    terms: str,
    more: tuple[tuple[str, str], ...],
    finding: dict[str, Level] | set[str],
) -> None:
    made = [Change(path, None, to) for path, to in (("general.law.governing", code), *more)]
    agreement = apply(engaged(f"[exit.termination]\n{terms}\n").agreement, made)
    found = {f.id: f.level for f in check(agreement) if f.place.startswith("exit.termination")}
    assert (found if isinstance(finding, dict) else set(found)) == finding


def test_a_short_notice_weighs_more_when_the_relation_is_established(engaged: Build) -> None:
    french = [Change("general.law.governing", None, "FR")]
    agreement = apply(engaged(f"[exit.termination]\n{WEEK}\n").agreement, french)
    levels = [
        next(f.level for f in check(agreement, on) if f.id == "CH-EXT-007")
        for on in (date(2027, 3, 1), date(2027, 3, 2))
    ]
    assert levels == [Level.ADVICE, Level.WARNING]


def test_whether_the_exclusion_holds_is_shown_as_unconfirmed(engaged: Build) -> None:
    terms = WAYS.replace("insolvency = true", 'insolvency = true\nspecial_trust = "excluded"')
    (finding,) = [f for f in check(engaged(terms).agreement) if f.id == "CH-EXT-005"]
    assert str(finding.source) == "BGB 314, 626, 627; 305, 307 (unconfirmed)"


IDLE = """
[exit.termination]
insolvency = false
client = { notice = "30 days" }
consultant = { notice = "30 days" }
idle = { after = "60 days", notice = "10 days" }
"""
LAST_WORK = entry("hours", "2026-04-01", hours="2 hours", work="Advice")


@pytest.mark.parametrize(
    ("given", "more", "last"),
    [
        ("2026-06-01", "", date(2026, 6, 11)),  # 60 days after 1 April end on 31 May
        ("2026-05-31", "", None),
        ("2026-06-01", entry("hours", "2026-05-20", hours="1 hour", work="A call"), None),
        ("2026-06-01", entry("suspended", "2026-05-04"), None),
        ("2026-06-01", entry("suspended", "2026-04-02") + entry("resumed", "2026-04-20"), None),
    ],
)
def test_what_nobody_works_on_may_be_ended(engaged: Build, given: str, more: str, last: date | None) -> None:
    engagement = engaged(IDLE, LAST_WORK + more + notice("idle", given, "consultant"))
    assert last_day(engagement) == last
    assert any("was not idle for so long" in why for why in idle(engagement)) is (last is None)


def test_the_right_to_end_what_is_idle_stands_while_it_is(engaged: Build) -> None:
    engagement = engaged(IDLE, LAST_WORK)
    rights = [
        {d.id: d.since for d in duties(engagement, day) if d.id.endswith("/idle")}
        for day in (date(2026, 5, 31), date(2026, 6, 1))
    ]
    since = date(2026, 6, 1)
    assert rights == [
        {},
        {f"exit.termination/end/{side}/idle": since for side in ("client", "consultant")},
    ]


def test_a_slow_way_out_of_idleness_has_no_effect(engaged: Build) -> None:
    slow = engaged(IDLE.replace("10 days", "30 days"))
    assert "exit.termination.idle" in [f.place for f in check(slow.agreement) if f.id == "CH-EXT-013"]
    assert "exit.termination.idle" not in [
        f.place for f in check(engaged(IDLE).agreement) if f.id == "CH-EXT-013"
    ]
