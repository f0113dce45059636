"""Looking ahead and back: the exit before notice, what is new, the calendar, invoices as files."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import vobject

import charter
from charter.core.vocabulary.party import Side
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import WorkspaceRow
from charter.web.people.models import Member
from charter.web.running.actions import record_entry
from charter.web.running.queries import duty_rows
from tests.web.people import TODAY, Browser, Northlight


@pytest.mark.parametrize("side", ["client", "consultant"])
def test_the_exit_is_planned_before_anyone_gives_notice(nl: Northlight, side: str) -> None:
    engagement, before = engagement_in(nl.harbourline), nl.harbourline.version
    text = nl.browser("reader").text(f"{nl.client}exit/", by=side)
    plan = charter.exit_plan(engagement, TODAY, Side(side))
    assert plan.last_day
    assert f"If the {side} gave notice on 3 Nov 2023" in text
    assert f"{plan.last_day.day} {plan.last_day:%b %Y}" in text
    assert text.count("<tr>") > len(plan.duties) + len(plan.charges) + len(plan.ways)
    assert "What lives on" in text
    nl.harbourline.refresh_from_db()
    assert nl.harbourline.version == before


def note(nl: Northlight, work: str) -> None:
    row = nl.harbourline
    row.refresh_from_db(fields=["version"])
    said = {"kind": "hours", "on": "2023-11-03", "by": "mara", "hours": "1 hour", "work": work}
    record_entry(row, said, "mara")


def seen(nl: Northlight, browser: Browser) -> None:
    pieces = re.search(r'name="pieces" value="(\d+)"', browser.text(nl.client))
    assert pieces
    assert browser.post(f"{nl.client}seen/", pieces=pieces[1]).status_code == 302


def test_what_is_new_is_new_for_each_until_it_was_seen(nl: Northlight) -> None:
    mara, reader = nl.browser("mara"), nl.browser("reader")
    assert "The last seven days" in mara.text(nl.client)
    seen(nl, mara)
    assert "Since you last looked, 3 Nov 2023" in mara.text(nl.client)
    assert "Nothing happened." in mara.text(nl.client)
    note(nl, "port cutover rehearsal")
    assert "port cutover rehearsal" in mara.text(nl.client).partition("engagement in time")[0]
    assert "The last seven days" in reader.text(nl.client)
    seen(nl, mara)
    assert "port cutover rehearsal" not in mara.text(nl.client).partition("engagement in time")[0]


def test_what_time_brought_about_is_new_too(nl: Northlight) -> None:
    mara = nl.browser("mara")
    seen(nl, mara)
    WorkspaceRow.objects.filter(pk=nl.workspace.pk).update(fixed_on=TODAY + dt.timedelta(500))
    fresh = mara.text(nl.client).partition("engagement in time")[0].partition("Since you last looked")[2]
    told = charter.log(
        engagement_in(nl.harbourline), TODAY + dt.timedelta(500), since=TODAY + dt.timedelta(1)
    )
    assert told
    assert fresh.count("<li>") >= min(12, len(told))


def test_what_is_recorded_between_reading_and_marking_is_not_lost(nl: Northlight) -> None:
    mara = nl.browser("mara")
    pieces = re.search(r'name="pieces" value="(\d+)"', mara.text(nl.client))
    assert pieces
    note(nl, "came in between")
    mara.post(f"{nl.client}seen/", pieces=pieces[1])
    assert "came in between" in mara.text(nl.client).partition("engagement in time")[0]
    mara.post(f"{nl.client}seen/", pieces="x" * 50)
    assert mara.get(nl.client).status_code == 200


def feed_of(browser: Browser, nl: Northlight) -> str:
    browser.post(f"{nl.home}calendar/", do="make")
    found = re.search(r'value="http://127.0.0.1(/calendar/[^"]+)"', browser.text(f"{nl.home}calendar/"))
    assert found
    return found[1]


def events(raw: bytes) -> list[Any]:
    return list(vobject.readOne(raw.decode()).vevent_list)


def test_another_reader_of_calendars_finds_every_date(nl: Northlight) -> None:
    where = feed_of(nl.browser("mara"), nl)
    answer = Browser().get(where)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    found = events(answer.content)
    rows = duty_rows(nl.harbourline, engagement_in(nl.harbourline), TODAY, TODAY + dt.timedelta(366))
    assert len(found) == len([each for each in rows if each.duty.due])
    assert len({each.uid.value for each in found}) == len(found)
    first = min(found, key=lambda each: str(each.dtstart.value))
    assert first.summary.value.startswith("Harbourline: ")
    assert {type(each.dtstart.value) for each in found} <= {dt.date, dt.datetime}
    assert {each.uid.value for each in events(Browser().get(where).content)} == {e.uid.value for e in found}


def test_a_calendar_ends_with_its_address_and_with_membership(nl: Northlight) -> None:
    reader = nl.browser("reader")
    where = feed_of(reader, nl)
    again = feed_of(reader, nl)
    assert where != again
    assert Browser().get(where).status_code == 404
    assert Browser().get(again).status_code == 200
    assert Browser().get(again.replace(".ics", "A.ics")).status_code == 404
    assert Browser().post(again).status_code == 405
    Member.objects.filter(account=nl.accounts["reader"]).delete()
    assert Browser().get(again).status_code == 404
    mara = nl.browser("mara")
    mine = feed_of(mara, nl)
    mara.post(f"{nl.home}calendar/", do="end")
    assert Browser().get(mine).status_code == 404


@pytest.mark.parametrize(
    ("suffix", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype html>"), ("md", b""), ("json", b"{")]
)
def test_an_invoice_goes_along_as_a_file(nl: Northlight, suffix: str, begins: bytes) -> None:
    answer = nl.browser("reader").get(f"{nl.client}invoices/NL-2023-0004.{suffix}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="NL-2023-0004.{suffix}"'
    assert nl.browser("reader").get(f"{nl.client}invoices/NL-2023-0004.exe").status_code == 404
    assert nl.browser("reader").get(f"{nl.client}invoices/NL-1999-0001.{suffix}").status_code == 404


def test_a_payment_is_noted_from_the_invoice(nl: Northlight) -> None:
    mara = nl.browser("mara")
    link = re.search(r'href="([^"]+/record/paid/[^"]*)"', mara.text(f"{nl.client}invoices/NL-2023-0004/"))
    assert link
    assert "NL-2023-0004" in mara.text(link[1])
