"""After something is recorded, a page tells what it brought about, each thing under its clause."""

from __future__ import annotations

import pytest

import charter
from charter.web.kit.engagements import engagement_in
from charter.web.running import views
from tests.web.people import TODAY, Northlight


def test_what_was_recorded_leads_to_what_it_brought_about(nl: Northlight) -> None:
    mara = nl.browser("mara")
    values = {"on": "2023-11-03", "by": "priya", "amount": "EUR 25704.00", "invoice": "NL-2023-0003"}
    answer = mara.post(f"{nl.client}record/paid/", **values)
    page = mara.text(nl.client + answer.headers["Location"].removeprefix("../../"))
    entry = engagement_in(nl.harbourline).journal.entries[-1]
    assert f"journal/{entry.address}/" in page
    told = mara.text(f"{nl.client}journal/{entry.address}/")
    assert "Pay invoice NL-2023-0003" in told
    assert ">Done<" in told
    assert "4.5 Payment" in told


def test_every_entry_of_the_journal_leads_there(nl: Northlight) -> None:
    journal = nl.browser("reader").text(f"{nl.client}journal/")
    for entry in engagement_in(nl.harbourline).journal.entries[::9]:
        assert f"journal/{entry.address}/" in journal
        assert "What it brought about" in nl.browser("reader").text(f"{nl.client}journal/{entry.address}/")


def test_one_that_was_struck_out_says_so(nl: Northlight) -> None:
    mara = nl.browser("mara")
    entry = engagement_in(nl.harbourline).journal.entries[2]
    mara.post(f"{nl.client}record/void/", on="2023-11-03", by="mara", entry=entry.address)
    answer = mara.get(f"{nl.client}journal/{entry.address}/")
    assert (answer.status_code, "was struck out" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("asked", ["../../..", "e123", "x" * 3000, "<b>", "e" + "0" * 12])
def test_another_name_is_no_entry(nl: Northlight, asked: str) -> None:
    mara = nl.browser("mara")
    led = asked == "e" + "0" * 12
    assert ("What it brought about" in mara.text(nl.client, done="paid", entry=asked)) == led
    assert mara.client.get(f"{nl.client}journal/{asked}/").status_code in {301, 404}


def test_a_long_journal_is_read_page_by_page_and_each_entry_stands_on_one(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = len(charter.log(engagement_in(nl.harbourline), TODAY))
    monkeypatch.setattr(views, "LINES", lines // 2 + 1)
    reader, where = nl.browser("reader"), f"{nl.client}journal/"
    first, second, beyond = (reader.text(where, page=page) for page in ("1", "2", "99"))
    assert "page 1 of 2" in first
    assert "page 2 of 2" in second
    assert "page 2 of 2" in beyond
    assert "page 1 of 2" in reader.text(where, page="<b>")
    assert first.count("<tr") + second.count("<tr") - 2 == lines
    assert "page 1" not in reader.text(where, kind="paid")


def test_what_a_page_of_its_own_writes_is_not_struck_out_from_the_journal(nl: Northlight) -> None:
    issued = nl.browser("mara").text(f"{nl.client}journal/", kind="issued")
    assert "Everything" in issued
    assert "strike out" not in issued
    assert "strike out" in nl.browser("mara").text(f"{nl.client}journal/", kind="paid")
