"""Agreements of other trades than a fractional CTO's, of the kinds that are found in the wild, said whole by terms.

A flat-fee chief executive with severance, a strategy officer by the hour with capped expenses, an adviser with equity
alone, a security officer with a block paid ahead and dearer nights, and a commission with a tail. A master with two
orders stands among the examples. `said.csv` lists what such agreements say: the term that says it, and the words.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from charter.core.agreement import Agreement
from charter.core.billing import charges
from charter.core.changes import terms_data
from charter.core.check import check
from charter.core.document.assembly import document
from charter.core.engagement import Engagement
from charter.core.reading import read
from charter.core.vocabulary.finding import Level
from charter.formats import html, markdown, pdf
from tests.core.journal import entry

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "agreements").glob("*.toml"))
SAID = [tuple(row.values()) for row in csv.DictReader((HERE / "said.csv").read_text("utf-8").splitlines())]
SIGNERS = {
    "chief_executive": ("board", "ruth"),
    "strategy_officer": ("nell", "osric"),
    "adviser": ("theo", "ines"),
    "security_officer": ("silke", "tomma"),
    "commission": ("luc", "solenne"),
}
"""Who signs for the client, and for the consultant."""


@cache
def text(name: str) -> bytes:
    return (HERE / "agreements" / f"{name}.toml").read_bytes()


def signed(name: str, journal: str = "") -> Engagement:
    """Give the engagement of an agreement that both sides signed, with what happened."""
    sides = zip(("client", "consultant"), SIGNERS[name], strict=True)
    ink = "".join(
        entry("signed", "2026-01-30", who, document="agreement", side=side, how="ink") for side, who in sides
    )
    return read({"agreement.toml": text(name), "journal.toml": (journal + ink).encode()})


@cache
def agreement(name: str) -> Agreement:
    return read({"agreement.toml": text(name)}).agreement


@cache
def printed(name: str) -> str:
    return markdown.render(document(agreement(name))).replace("\\", "")


def held(name: str, path: str) -> object:
    """Give what a term holds; a step into a list is its place."""
    found: object = terms_data(agreement(name))
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else found[int(step)]  # type: ignore[index]
    return found


def test_there_are_five_and_each_has_its_signers() -> None:
    assert sorted(SIGNERS) == NAMES
    assert {row[0] for row in SAID} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_error_and_nothing_open(name: str) -> None:
    assert [str(f) for f in check(agreement(name)) if f.level in {Level.ERROR, Level.OPEN}] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_needs_no_words_beside_the_terms(name: str) -> None:
    assert agreement(name).general.special_terms is None
    assert [cite for cite, clause in agreement(name).clauses.items() if clause.wording is not None] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_document_in_every_format(name: str) -> None:
    made = document(agreement(name))
    assert pdf.render(made).startswith(b"%PDF-")
    assert "</html>" in html.render(made)


@pytest.mark.parametrize(("name", "what", "term", "words"), SAID, ids=[f"{row[0]}-{row[1]}" for row in SAID])
def test_what_such_agreements_say_is_said(name: str, what: str, term: str, words: str) -> None:
    assert held(name, term) is not None, f"{what}: {term} is left out"
    assert words in printed(name), f"{what}: {words!r} is not printed"


# ── what they bring about ──────────────────────────────────────────────────────────────────────


def earned(name: str, journal: str, on: date) -> dict[str, str]:
    return {
        charge.id: f"{charge.currency} {Decimal(charge.minor).scaleb(-2)}"
        for charge in charges(signed(name, journal), on)
    }


@pytest.mark.parametrize(
    ("of", "side", "paid"),
    [
        ("termination", "client", {"ended": "USD 70306.85"}),  # 611 of 730 days are left
        ("termination", "consultant", {}),
        ("change of control", "consultant", {"sold": "USD 168000.00"}),
    ],
)
def test_severance_follows_who_ended_it_and_why(of: str, side: str, paid: dict[str, str]) -> None:
    by = dict(zip(("client", "consultant"), SIGNERS["chief_executive"], strict=True))[side]
    given = entry("notice", "2026-04-01", by, of=of, side=side, sent="e-mail")
    given += entry("release signed", "2026-06-05", "ruth")
    if of == "change of control":
        given += entry("control changed", "2026-03-25", "board", how="all shares sold")
    found = earned("chief_executive", given, date(2026, 8, 1))
    cite = "exit.settlement/"
    assert {name.removeprefix(cite): sum_ for name, sum_ in found.items() if name.startswith(cite)} == paid


def test_the_strategist_is_paid_up_to_the_limit_and_the_yes() -> None:
    """Of 45 hours in a month 40 count; of two nights that which needed no yes is paid."""
    worked = "".join(
        entry("hours", f"2026-02-{day:02}", "osric", hours="9 hours", work="Strategy", role="officer")
        for day in (9, 10, 11, 12, 13)
    )
    spent = "".join(
        entry("expense", "2026-02-10", "osric", expense=key, what="Hotel", of="hotel", amount=amount)
        for key, amount in (("one", "GBP 95.00"), ("two", "GBP 140.00"))
    ) + entry("expenses claimed", "2026-02-20", "osric", expenses=["one", "two"])
    found = earned("strategy_officer", worked + spent, date(2026, 3, 2))
    assert found == {
        "financials.hourly/2026-02-02/officer/16000": "GBP 6400.00",
        "financials.expenses/one": "GBP 95.00",
    }


def test_the_adviser_earns_units_and_no_money() -> None:
    granted = entry("granted", "2026-03-10", "theo", grant="options", resolution="Of 10 March 2026")
    assert earned("adviser", granted, date(2027, 3, 1)) == {}


def test_an_hour_of_a_night_uses_one_and_a_half_of_the_block() -> None:
    """Four hours of a night leave 34 of 40; the end of the term gives them back at EUR 160.00 each."""
    night = entry("hours", "2026-02-10", "udo", hours="4 hours", work="An incident", begins="20:00")
    found = earned("security_officer", night, date(2027, 2, 2))
    assert found == {
        "financials.prepaid/block/first/2026-02-02": "EUR 6400.00",
        "financials.prepaid/left/first/2026-02-02": "EUR -5440.00",
    }


def test_the_tail_counts_after_the_end() -> None:
    notice = entry("notice", "2026-03-02", "luc", of="termination", side="client", sent="e-mail")
    stated = entry(
        "success stated", "2026-11-05", "luc", success="customers", period="2026-08-01", base="EUR 100000.00"
    )
    assert "EUR 8000.00" in earned("commission", notice + stated, date(2026, 12, 1)).values()
