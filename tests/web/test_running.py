"""The day after: Today, the page of an engagement, entries, hours in words."""

from __future__ import annotations

import re

import pytest

import charter
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.entry import Issued
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.journal_record import entry_name
from charter.web.kit.engagements import engagement_in, texts_of
from charter.web.kit.rows_store import RowsStore
from tests.web.people import TODAY, Northlight


def owed(nl: Northlight) -> str:
    """Give what the late invoice asks for, as terms write it."""
    invoices = engagement_in(nl.harbourline).journal.of(Issued)
    return str(next(each.total for each in invoices if each.number == "NL-2023-0003"))


def test_today_shows_four_lanes_with_clause_day_and_act(nl: Northlight) -> None:
    text = nl.browser("mara").text(nl.home)
    for lane in ("I owe", "They owe", "Money", "Dates"):
        assert f">{lane} <span" in text
    assert "one thing is late" in text
    assert "18 days late" in text
    agreement = engagement_in(nl.harbourline).in_force(TODAY)
    assert charter.citation(agreement, Cite("financials.payment")) in text
    assert "invoice=NL-2023-0003" in text


def test_a_reader_sees_no_act(nl: Northlight) -> None:
    text = nl.browser("reader").text(nl.home)
    assert "18 days late" in text
    assert "record/paid" not in text
    assert nl.browser("reader").get(f"{nl.client}record/paid/").status_code == 403


def test_a_payment_is_recorded_and_the_duty_is_gone(nl: Northlight) -> None:
    mara = nl.browser("mara")
    assert "NL-2023-0003" in mara.text(f"{nl.client}record/paid/", invoice="NL-2023-0003")
    filled = {"on": "2023-11-03", "by": "priya", "amount": owed(nl), "invoice": "NL-2023-0003"}
    assert mara.post(f"{nl.client}record/paid/", **filled).status_code == 302
    assert "18 days late" not in mara.text(nl.home)
    assert f'amount = "{owed(nl)}"' in texts_of(nl.harbourline)["journal.toml"].decode()
    chain = RowsStore(nl.harbourline).chain()
    assert inspect_chain(chain) == []
    opening = RowsStore(nl.harbourline).openings()[str(list(chain)[-1].what["commitment"])]
    assert entry_name(opening.content) == "paid of 3 November 2023"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("on", "2023-02-30", "day"),
        ("amount", "21600", "currency"),
        ("amount", "", "required"),
        ("by", "sven", "not one of"),
        ("note", "a\u202eb", "direction"),
        ("note", "a\x00b", "control character"),
        ("invoice", "N" * 20_000, "invoice"),
        ("on", "2024-02-01", "still to come"),
    ],
)
def test_a_wrong_entry_is_refused_where_it_is_wrong(
    nl: Northlight, field: str, value: str, said: str
) -> None:
    filled = {
        "on": "2023-11-03",
        "by": "priya",
        "amount": "EUR 21600.00",
        "invoice": "NL-2023-0003",
        field: value,
    }
    before = texts_of(nl.harbourline)
    answer = nl.browser("mara").post(f"{nl.client}record/paid/", **filled)
    assert answer.status_code == 422
    assert re.search(f'class="[^"]*wrong.*?{said}', answer.content.decode(), re.DOTALL | re.IGNORECASE)
    assert texts_of(nl.harbourline) == before


def test_hours_in_words_are_understood_confirmed_and_noted(nl: Northlight) -> None:
    mara = nl.browser("mara")
    words = "2h30 imaging review @harbourline yesterday"
    shown = mara.text(nl.home, entry=words)
    assert "Harbourline, " in shown
    assert "2.5 hours" in shown
    assert "leaves" in shown
    assert "imaging review" not in texts_of(nl.harbourline)["journal.toml"].decode()
    assert mara.post(nl.home, entry=words).headers["Location"] == f"{nl.home}?done=harbourline"
    assert engagement_in(nl.harbourline).journal.entries[-1].model_dump()["work"] == "imaging review"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("imaging review @harbourline", "No hours in it"),
        ("2h review @fennel", "For which client?"),
        ("2h @harbourline", "What was done?"),
        ("30h review @harbourline", "24"),
    ],
)
def test_what_is_missing_in_a_note_is_said(nl: Northlight, words: str, said: str) -> None:
    answer = nl.browser("mara").post(nl.home, entry=words)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_page_of_an_engagement_answers_what_would_be_if_it_ended(nl: Northlight) -> None:
    text = nl.browser("mara").text(nl.client)
    for said in ("If it ended today", "Next dates", "The engagement in time", "Interest accrued"):
        assert said in text
    assert "<style" not in text
    assert " style=" not in text


def test_the_journal_tells_what_silence_did(nl: Northlight) -> None:
    text = nl.browser("reader").text(f"{nl.client}journal/")
    assert "silence" in text
    assert "strike out" not in text
    assert "strike out" in nl.browser("assistant").text(f"{nl.client}journal/")


def test_an_entry_that_never_happened_is_voided_by_another(nl: Northlight) -> None:
    mara = nl.browser("mara")
    entry = engagement_in(nl.harbourline).journal.entries[2]
    found = mara.text(f"{nl.client}record/void/", entry=entry.address)
    assert entry.address in found
    filled = {"on": "2023-11-03", "by": "mara", "entry": entry.address}
    assert mara.post(f"{nl.client}record/void/", **filled).status_code == 302
    assert entry not in engagement_in(nl.harbourline).known(nl.workspace.fixed_on).journal.entries  # type: ignore[arg-type]


def test_every_kind_of_entry_has_a_page_and_what_signing_writes_has_none(nl: Northlight) -> None:
    mara = nl.browser("mara")
    kinds = re.findall(r"/record/([a-z-]+)/", mara.text(f"{nl.client}journal/"))
    assert len(set(kinds)) > 25
    for kind in {*kinds} - {"void"}:
        assert mara.get(f"{nl.client}record/{kind}/").status_code == 200, kind
    for kind in ("signed", "declined", "issued", "nothing"):
        assert mara.get(f"{nl.client}record/{kind}/").status_code == 404


def test_the_journal_shows_one_kind_alone(nl: Northlight) -> None:
    reader, where = nl.browser("reader"), f"{nl.client}journal/"
    every = reader.text(where)
    one = reader.text(where, kind="issued")
    kinds = set(re.findall(r'data-as="Kind" class="soft">([^<]*)<', every))
    assert len(kinds) > 3
    for kind in kinds:
        assert f">{kind}</option>" in every
    assert set(re.findall(r'data-as="Kind" class="soft">([^<]*)<', one)) == {"issued"}
    assert "<option selected>issued</option>" in one
    assert reader.text(where, kind="no such kind").count("<tr") == every.count("<tr")
