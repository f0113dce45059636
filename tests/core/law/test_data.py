"""The files of the law: complete, well-formed, and no surer than the facts they were taken from.

`law_rules.csv` and `reference_rates.csv` are copies of the project's research; a value that is in neither is marked as
unconfirmed, and findings show it so.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import charter.core.law
from charter.core.law.lookup import UNCONFIRMED, codes
from charter.core.law.rates import rate_series, reference_rate
from charter.core.vocabulary.currencies import EXPONENTS
from charter.core.vocabulary.finding import Level

HERE = Path(__file__).parent
LAWS = Path(charter.core.law.__file__).parent
FILES = sorted([*LAWS.glob("*.toml"), *LAWS.glob("everywhere/*.toml")])
SERIES = sorted((LAWS / "series").glob("*.toml"))
DAY = dt.timedelta(days=1)

FIELDS = {
    "from", "from_confidence", "rule", "value", "source", "confidence", "as_of", "level", "facts",
}  # fmt: skip
SURENESS = ("certain", "verified", "likely", UNCONFIRMED)
"""How sure of a rule or a day, the surest first."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def entries(path: Path) -> list[tuple[str, dict[str, Any]]]:
    return [
        (topic, entry)
        for topic, table in read(path).items()
        if topic not in {"name", "parts"}
        for entry in table
    ]


def facts() -> dict[str, dict[str, str]]:
    with (HERE / "law_rules.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


FACTS = facts()
EVERY = [(path.stem, topic, entry) for path in FILES for topic, entry in entries(path)]


# ── each entry ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fact_has_a_date_a_source_and_a_sentence(path: Path) -> None:
    for topic, entry in entries(path):
        assert set(entry) - {"until"} == FIELDS, topic
        assert {entry["confidence"], entry["from_confidence"]} <= set(SURENESS), topic
        assert entry["level"].upper() in Level.__members__, topic
        assert entry["source"].strip(), topic
        assert len(entry["rule"].split()) >= 5, topic
        assert entry["from"] < day(entry["as_of"] + "-01").replace(day=28) + 31 * DAY, topic


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_values_of_a_topic_follow_one_another_without_overlap(path: Path) -> None:
    by_topic: dict[str, list[dict[str, Any]]] = {}
    for topic, entry in entries(path):
        by_topic.setdefault(topic, []).append(entry)
        assert entry.get("until", dt.date.max) > entry["from"], topic
    for table in by_topic.values():
        for earlier, later in pairwise(table):
            assert earlier["until"] <= later["from"]


@pytest.mark.parametrize(("code", "topic", "entry"), EVERY, ids=lambda value: str(value)[:24])
def test_nothing_is_surer_than_the_facts_it_was_taken_from(
    code: str, topic: str, entry: dict[str, Any]
) -> None:
    least = max(
        (FACTS[fact]["confidence"] for fact in entry["facts"]), key=SURENESS.index, default=UNCONFIRMED
    )
    assert entry["confidence"] == least, (code, topic)
    assert SURENESS.index(entry["from_confidence"]) >= SURENESS.index(least), (code, topic)
    assert {FACTS[fact]["as_of"] for fact in entry["facts"]} <= {entry["as_of"]}, (code, topic)


DATED = {
    ("AU", "unfair_terms"), ("AU", "status"), ("BE", "payment_term"), ("BE", "e_invoice"), ("CA", "interest_ceiling"),
    ("DE", "e_invoice"), ("FR", "e_invoice"), ("GB", "arbitration_seat"), ("GB", "pending"), ("US", "status_proposed"), ("NL", "payment_term"), ("NL", "status"),
    ("PL", "e_invoice"), ("US-MN", "non_compete"), ("US-NY", "freelancer"), ("US-WY", "non_compete"),
}  # fmt: skip
"""Entries whose first day stands in the facts; every other day was written down from memory."""


def test_a_first_day_from_memory_is_marked() -> None:
    sure = {(code, topic) for code, topic, entry in EVERY if entry["from_confidence"] != UNCONFIRMED}
    assert sure == DATED


def test_every_fact_is_dated_data() -> None:
    assert len(FACTS) == 106
    assert {fact for _, _, entry in EVERY for fact in entry["facts"]} == set(FACTS)


# ── who falls back on whom ─────────────────────────────────────────────────────────────────────


def test_a_part_belongs_to_a_country_that_names_it() -> None:
    for path in FILES:
        country, _, part = path.stem.partition("-")
        if part:
            assert path.stem in read(LAWS / f"{country}.toml")["parts"]
        assert read(path)["name"]


def test_members_and_parts_are_named_once_and_known() -> None:
    for path in FILES:
        parts = read(path).get("parts", [])
        assert parts == sorted(set(parts)), path.stem
        assert set(parts) <= set(codes())
    union = read(LAWS / "EU.toml")["parts"]
    assert len(union) == 27
    assert not {"GB", "CH", "NO"} & set(union)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_rule_of_interest_refers_to_is_there(path: Path) -> None:
    for topic, entry in entries(path):
        value = entry["value"]
        if topic == "late_interest":
            assert rate_series(value["series"]).since
            assert value["mode"] in {"fixed_at_start", "per_half_year"}
            assert ("floor_series" in value) == ("floor_times" in value)
            assert rate_series(value.get("floor_series", value["series"])).since
        assert value.get("currency", "EUR") in EXPONENTS


# ── published rates ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.stem)
def test_a_series_is_the_researched_one_to_the_digit(path: Path) -> None:
    with (HERE / "reference_rates.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["series"] == path.stem]
    found = rate_series(path.stem)
    shipped = zip(found.since, found.percents, found.confidences, strict=True)
    assert [(on.isoformat(), str(percent), sure) for on, percent, sure in shipped] == [
        (row["from"], row["percent"], row["confidence"]) for row in rows
    ]


def test_every_researched_series_is_shipped() -> None:
    with (HERE / "reference_rates.csv").open(encoding="utf-8", newline="") as file:
        assert {row["series"] for row in csv.DictReader(file)} == {path.stem for path in SERIES}


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.stem)
def test_a_rate_after_the_last_day_seen_is_not_known(path: Path) -> None:
    found = rate_series(path.stem)
    assert list(found.since) == sorted(set(found.since))
    assert found.since[-1] <= found.confirmed
    assert found.name
    assert found.publisher
    assert reference_rate(path.stem, found.confirmed).known
    assert not reference_rate(path.stem, found.confirmed + DAY).known
    assert not reference_rate(path.stem, found.since[0] - DAY).known


@pytest.mark.parametrize(
    ("name", "on", "known"),
    [
        ("boe_bank_rate", "2025-12-31", True),
        ("boe_bank_rate", "2026-06-30", False),
        ("ecb_main_refinancing", "2026-01-01", True),
        ("ecb_main_refinancing", "2026-07-01", False),
        ("de_basiszinssatz", "2026-06-30", True),
        ("de_basiszinssatz", "2026-07-01", False),
        ("fr_taux_legal_professionals", "2025-12-31", True),
        ("fr_taux_legal_professionals", "2026-01-01", False),
    ],
)
def test_the_half_years_whose_rate_nobody_has_seen_are_provisional(name: str, on: str, known: bool) -> None:  # noqa: FBT001 - a table
    assert reference_rate(name, day(on)).known is known


# ── who reads it ───────────────────────────────────────────────────────────────────────────────

SAID = "`charter law` shows it, and the words of the clause say it in the insert of each law"
UNREAD = {
    "compound_interest": "interest is always simple, and the text of financials.late_payment says so",
    **dict.fromkeys(
        ("work_for_hire", "machine_made", "secrecy_notice", "health_breach", "liability_limit"),
        SAID,
    ),
    **dict.fromkeys(("data_breach", "data_transfer"), SAID),
    "legal_fees": "`charter law` shows it; no term lets one side alone have its fees",
    "status_proposed": "a proposal that changes nothing yet; `charter law` shows it",
}
"""Topics that no rule asks for by name, and why."""


def test_every_topic_is_asked_for() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in LAWS.parent.rglob("*.py"))
    unread = {topic for _, topic, _ in EVERY if f'"{topic}"' not in code}
    assert unread == set(UNREAD)
