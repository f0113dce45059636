"""Time records: sent, approved by a word or by silence, objected to, and the notes behind them."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.document.tree import plain, sections
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from tests.core.journal import entry, hours, issued

Build = Callable[..., Engagement]
RECORDS = """
[financials.time_records]
by = "day and task"
object_within = "5 business days"
after_reminder = "5 business days"
answer = "4 business days"
"""
NOTES = """
[financials.time_records.notes]
kept = "2 years"
shown_within = "10 business days"
"""
MARCH = hours("2026-03-10", 6) + issued("2026-04-01", "2026-04-15", "EUR 21600.00")
"""Six hours of March, and the invoice of 1 April 2026."""
SENT = entry("record sent", "2026-04-01", record="2026-04-01")
DUTY = "financials.time_records/answer/2026-04-01"


def said(kind: str, on: str, by: str = "priya", record: str = "2026-04-01", **terms: str) -> str:
    return entry(f"record {kind}", on, by, record=record, **terms)


def reminded(on: str, **terms: str) -> str:
    return entry("reminded", on, of=DUTY, **terms)


def statuses(
    engagement: Engagement, day: date, until: date = date(2026, 6, 30)
) -> dict[str, tuple[str, date | None]]:
    """Give where the duties of the clause stand, and when they are due, by their id in the clause."""
    found = duties(engagement, day, date(2026, 3, 1), until)
    mine = (duty for duty in found if duty.cite.clause == "financials.time_records")
    return {duty.id.partition("/")[2]: (str(duty.status), duty.due) for duty in mine}


def silence(engagement: Engagement, day: date) -> list[date]:
    """Give the days on which silence approved a record."""
    return [one.on for one in facts(engagement, day).deemed if one.deemed == "financials.time_records"]


def idle(engagement: Engagement, today: date = date(2026, 6, 1)) -> list[str]:
    return [str(one.message) for one in without_effect(engagement, today)]


# ── sending ────────────────────────────────────────────────────────────────────────────────────


def test_a_record_goes_with_each_invoice_that_follows_hours(engaged: Build) -> None:
    """No hours were written down between the two invoices of April and May."""
    later = issued("2026-05-01", "2026-05-15", "EUR 21600.00", "N-2")
    found = statuses(engaged(RECORDS, MARCH + later), date(2026, 5, 4))
    assert found == {"send/2026-04-01": ("late", date(2026, 4, 1))}


def test_hours_that_are_written_down_late_stand_in_the_next_record(engaged: Build) -> None:
    late = hours("2026-03-12", 2, recorded="2026-04-20") + issued(
        "2026-05-01", "2026-05-15", "EUR 1.00", "N-2"
    )
    found = statuses(engaged(RECORDS, MARCH + SENT + late), date(2026, 5, 4))
    assert found["send/2026-04-01"][0] == "met"
    assert found["send/2026-05-01"] == ("late", date(2026, 5, 1))


def test_a_record_may_have_days_of_its_own(engaged: Build) -> None:
    """Easter Monday is 6 April: that record is due on the Tuesday; hours of the last days are shown after the end."""
    weekly = RECORDS.replace("object_within", 'sent = "every Monday"\nobject_within', 1)
    last = (
        hours("2026-03-31", 1)
        + hours("2026-04-09", 1)
        + entry("ended", "2026-04-11", why="by law", rule="section 314 BGB")
    )
    found = statuses(engaged(weekly, last), date(2026, 5, 4))
    assert found == {
        "send/2026-04-06": ("late", date(2026, 4, 7)),
        "send/2026-04-13": ("late", date(2026, 4, 13)),
    }


def test_the_days_ahead_are_in_the_calendar_while_the_engagement_runs(engaged: Build) -> None:
    weekly = RECORDS.replace("object_within", 'sent = "every Monday"\nobject_within', 1)
    found = statuses(engaged(weekly), date(2026, 4, 9), date(2026, 4, 28))
    assert list(found) == ["send/2026-04-13", "send/2026-04-20", "send/2026-04-27"]


# ── silence ────────────────────────────────────────────────────────────────────────────────────


def test_silence_approves_only_after_the_reminder_arrived(engaged: Build) -> None:
    """Sent on 1 April: the time to object ends on the 10th, over Easter; five more days follow the reminder."""
    engagement = engaged(RECORDS, MARCH + SENT + reminded("2026-04-13"))
    assert silence(engagement, date(2026, 4, 20)) == []
    assert silence(engagement, date(2026, 4, 21)) == [date(2026, 4, 21)]
    assert statuses(engagement, date(2026, 4, 21)) == {
        "send/2026-04-01": ("met", date(2026, 4, 1)),
        "answer/2026-04-01": ("missed", date(2026, 4, 10)),
    }


def test_the_consultant_may_remind_once_the_time_to_answer_is_over(engaged: Build) -> None:
    engagement = engaged(RECORDS, MARCH + SENT)
    found = next(
        d
        for d in duties(engagement, date(2026, 4, 13), date(2026, 3, 1), date(2026, 5, 1))
        if "remind" in d.id
    )
    assert (str(found.force), found.by, found.since) == ("may", "consultant", date(2026, 4, 11))
    assert found.met_by["of"] == DUTY


def test_silence_never_approves_without_a_reminder_received(engaged: Build) -> None:
    assert silence(engaged(RECORDS, MARCH + SENT), date(2026, 6, 1)) == []
    weeks = reminded("2026-04-13", received="2026-05-04")
    assert silence(engaged(RECORDS, MARCH + SENT + weeks), date(2026, 5, 11)) == []
    assert silence(engaged(RECORDS, MARCH + SENT + weeks), date(2026, 6, 1)) == [date(2026, 5, 12)]


def test_an_early_reminder_shortens_nothing(engaged: Build) -> None:
    assert silence(engaged(RECORDS, MARCH + SENT + reminded("2026-04-01")), date(2026, 6, 1)) == [
        date(2026, 4, 11)
    ]


def test_silence_never_approves_a_record_that_did_not_announce_it(engaged: Build) -> None:
    unsaid = entry("record sent", "2026-04-01", record="2026-04-01", announced=False)
    engagement = engaged(RECORDS, MARCH + unsaid + reminded("2026-04-13"))
    assert silence(engagement, date(2026, 6, 1)) == []
    assert not any(
        name.startswith("remind") for name in statuses(engaged(RECORDS, MARCH + unsaid), date(2026, 4, 13))
    )


def test_silence_is_a_yes_only_where_it_is_agreed(engaged: Build) -> None:
    silent = RECORDS.replace('after_reminder = "5 business days"\n', "")
    engagement = engaged(silent, MARCH + SENT + reminded("2026-04-13"))
    assert silence(engagement, date(2026, 6, 1)) == []
    assert statuses(engagement, date(2026, 6, 1))["answer/2026-04-01"] == ("late", date(2026, 4, 10))


def test_a_time_counts_from_the_day_on_which_the_record_arrived(engaged: Build) -> None:
    lost = entry("record sent", "2026-04-01", record="2026-04-01", received="2026-04-20")
    assert statuses(engaged(RECORDS, MARCH + lost), date(2026, 4, 21))["answer/2026-04-01"][1] == date(
        2026, 4, 27
    )


# ── what the client says ───────────────────────────────────────────────────────────────────────


def test_a_yes_is_a_yes(engaged: Build) -> None:
    engagement = engaged(RECORDS, MARCH + SENT + said("approved", "2026-04-08") + reminded("2026-04-13"))
    assert silence(engagement, date(2026, 6, 1)) == []
    assert statuses(engagement, date(2026, 6, 1))["answer/2026-04-01"][0] == "met"


def test_an_objection_asks_for_an_answer_and_stops_silence(engaged: Build) -> None:
    wrong = said("objected", "2026-04-09", reasons="The call took one hour.")
    engagement = engaged(RECORDS, MARCH + SENT + wrong + reminded("2026-04-13"))
    assert silence(engagement, date(2026, 6, 1)) == []
    assert statuses(engagement, date(2026, 4, 10))["explain/2026-04-01"] == ("open", date(2026, 4, 15))
    told = engaged(RECORDS, MARCH + SENT + wrong + said("explained", "2026-04-13", "mara"))
    assert statuses(told, date(2026, 4, 20))["explain/2026-04-01"][0] == "met"
    agreed = engaged(RECORDS, MARCH + SENT + wrong + said("approved", "2026-04-14"))
    assert statuses(agreed, date(2026, 4, 20))["explain/2026-04-01"][0] == "met"


def test_a_corrected_record_starts_the_time_again(engaged: Build) -> None:
    wrong = said("objected", "2026-04-09", reasons="The call took one hour.")
    again = entry("record sent", "2026-04-14", record="2026-04-01") + reminded("2026-04-22")
    engagement = engaged(RECORDS, MARCH + SENT + wrong + again)
    assert statuses(engagement, date(2026, 4, 22))["answer/2026-04-01"][1] == date(2026, 4, 21)
    assert silence(engagement, date(2026, 6, 1)) == [date(2026, 4, 30)]


def test_what_was_approved_stays_so(engaged: Build) -> None:
    later = said("objected", "2026-05-04", reasons="Too many.") + entry(
        "record sent", "2026-05-05", record="2026-04-01"
    )
    engagement = engaged(RECORDS, MARCH + SENT + reminded("2026-04-13") + later)
    assert silence(engagement, date(2026, 6, 1)) == [date(2026, 4, 21)]
    assert idle(engagement) == [
        "Silence approved the record of 1 April 2026 on 21 April 2026: this comes too late."
    ]


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (SENT + said("approved", "2026-04-08", "mara"), "acts for the consultant"),
        (
            said("approved", "2026-04-08") + entry("record sent", "2026-04-20", record="2026-04-01"),
            "was not sent by",
        ),
        (SENT + said("approved", "2026-04-08", record="2026-04-02"), "No record of 2 April 2026 was due."),
        (SENT + said("explained", "2026-04-08", "mara"), "Nobody objected to the record of 1 April 2026."),
        (
            SENT + said("approved", "2026-04-08") + said("objected", "2026-04-09", reasons="No."),
            "The client approved the record of 1 April 2026 on 8 April 2026",
        ),
        (entry("notes asked", "2026-04-08", "priya"), "Nothing was agreed about notes"),
    ],
)
def test_what_changes_nothing_is_said_with_the_reason(engaged: Build, journal: str, told: str) -> None:
    (message,) = idle(engaged(RECORDS, MARCH + journal))
    assert told in message


def test_only_who_may_dispute_approves(engaged: Build) -> None:
    """Lena has no right to dispute: her yes is none."""
    lena = '\n[foundation.parties.people.lena]\nside = "client"\nname = "Lena Hoff"\ntitle = "Engineer"\nemail = "l@h.example"\n'
    engagement = engaged(lena + RECORDS, MARCH + SENT + said("approved", "2026-04-08", "lena"))
    assert statuses(engagement, date(2026, 6, 1))["answer/2026-04-01"][0] == "late"
    assert any("Lena Hoff may not dispute" in told for told in idle(engagement))


# ── notes ──────────────────────────────────────────────────────────────────────────────────────


def test_notes_are_shown_on_request_until_they_need_not_be_kept(engaged: Build) -> None:
    over = entry("ended", "2026-05-01", why="by law", rule="section 314 BGB")
    asked = entry("notes asked", "2026-05-04", "priya")
    engagement = engaged(RECORDS + NOTES, over + asked)
    found = statuses(engagement, date(2026, 5, 4), date(2028, 6, 1))
    assert found["show-notes/2026-05-04"] == ("open", date(2026, 5, 19))
    assert found["see-notes"] == ("open", date(2028, 5, 2))
    shown = engaged(RECORDS + NOTES, over + asked + entry("notes shown", "2026-05-11"))
    assert statuses(shown, date(2026, 6, 1))["show-notes/2026-05-04"][0] == "met"
    assert idle(shown) == []
    late = engaged(RECORDS + NOTES, over + entry("notes asked", "2028-05-03", "priya"))
    assert not any(name.startswith("show") for name in statuses(late, date(2028, 6, 1), date(2028, 6, 1)))
    assert idle(late, date(2028, 6, 1)) == ["The notes were kept until 2 May 2028, and this came later."]


def test_it_outlives_the_end(engaged: Build) -> None:
    def lasts(terms: str) -> str:
        engagement = engaged(terms)
        clause = engagement.agreement.financials.time_records
        return str(clause and clause.survives(facts(engagement, date(2026, 4, 8)).deal))

    assert lasts(RECORDS) == "until every record is approved, or its hours are decided"
    assert lasts(RECORDS + NOTES) == "for 2 years, as long as the notes are kept"


def test_what_happened_is_told_in_words(engaged: Build) -> None:
    happened = (
        SENT
        + said("objected", "2026-04-09", reasons="The call took one hour.")
        + entry("notes asked", "2026-04-09", "priya")
        + entry("notes shown", "2026-04-10")
    )
    told = [
        str(one.says(lambda _, key: key)) for one in engaged(RECORDS + NOTES, happened).journal.entries[:4]
    ]
    assert told == [
        "record of 1 April 2026", "record of 1 April 2026: The call took one hour.", "the notes of the hours",
        "the notes of the hours",
    ]  # fmt: skip


# ── findings, and words ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("id_", "terms", "other"),
    [
        ("CH-FIN-110", RECORDS, RECORDS.replace('after_reminder = "5', 'after_reminder = "4')),
        (
            "CH-FIN-110",
            RECORDS,
            RECORDS.replace('after_reminder = "5 business days"', 'after_reminder = "5 days"'),
        ),
        ("CH-FIN-111", RECORDS, RECORDS.replace('object_within = "5 business', 'object_within = "30')),
    ],
)
def test_wrong_terms_are_found(engaged: Build, pay: str, id_: str, terms: str, other: str) -> None:
    for text, wrong in ((terms, 0), (other, 1)):
        assert len([f for f in check(engaged(pay + text).agreement) if f.id == id_]) == wrong


def test_a_record_with_days_of_its_own_may_be_answered_later_than_an_invoice_is_due(
    engaged: Build, pay: str
) -> None:
    text = RECORDS.replace('object_within = "5 business', 'sent = "every Monday"\nobject_within = "30')
    assert not [f for f in check(engaged(pay + text).agreement) if f.id == "CH-FIN-111"]


def test_nobody_who_may_object_is_found(engaged: Build) -> None:
    agreement = engaged(RECORDS).agreement
    people = {
        key: person.model_copy(update={"may": tuple(power for power in person.may if power != "dispute")})
        for key, person in agreement.foundation.parties.people.items()
    }
    parties = agreement.foundation.parties.model_copy(update={"people": people})
    mute = agreement.model_copy(
        update={"foundation": agreement.foundation.model_copy(update={"parties": parties})}
    )
    assert [len([f for f in check(each) if f.id == "CH-FIN-112"]) for each in (agreement, mute)] == [0, 1]


def test_the_words_say_what_the_terms_do(engaged: Build) -> None:
    def words(terms: str) -> str:
        (section,) = [
            one
            for one in sections(document(engaged(terms).agreement))
            if one.cite == "financials.time_records"
        ]
        return " ".join([plain(section.in_short), *(plain(block.inlines) for block in section.blocks)])  # type: ignore[union-attr]

    full, bare = words(RECORDS + NOTES), words(RECORDS.replace('after_reminder = "5 business days"\n', ""))
    assert "Jonas Petersen or Priya Raman must approve the record by message" in full
    assert "Silence approves the record on the day after 5 Business Days from its receipt" in full
    assert "For 2 years after the Last Day" in full
    assert "The record must say that silence is a yes." in full
    assert "silence is never a yes" in bare
    assert "reminder" not in bare
    assert "notes" not in bare
