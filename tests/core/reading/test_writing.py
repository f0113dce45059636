"""What is written is what was meant: nothing changes that nobody changed, and whatever is written reads back."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.core.agreement import Agreement
from charter.core.changes import apply, terms_data
from charter.core.clauses.communication.decisions import Asked
from charter.core.reading import Problems, read, read_agreement, write, write_entries
from charter.core.reading.writing import with_clause, write_below
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.delay import Suspended
from charter.core.vocabulary.header import SCHEMA
from charter.core.vocabulary.term import refusal
from tests.budget import tries
from tests.conftest import ALONE

HARBOURLINE = Path(__file__).parents[3] / "examples/northlight/harbourline"
EXAMPLES = [folder / "agreement.toml" for folder in ALONE]
OTHERS = sorted((Path(__file__).parents[1] / "document").glob("*.toml"))


@cache
def example() -> Agreement:
    return read_agreement(text())


def text() -> str:
    return (HARBOURLINE / "agreement.toml").read_text("utf-8")


def comments(source: str) -> list[str]:
    return re.findall("(?m)^#.*$", source)


def changed(*made: Change) -> Agreement:
    return apply(example(), list(made))


@pytest.mark.parametrize("path", [*EXAMPLES, *OTHERS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_changed_nothing_written(path: Path) -> None:
    source = path.read_text("utf-8")
    assert write(read_agreement(source), onto=source) == source
    assert read_agreement(write(read_agreement(source))) == read_agreement(source)


def test_a_change_touches_one_line() -> None:
    after = write(changed(Change("scope.acceptance.review", "10 business days", "7 days")), onto=text())
    assert after == text().replace('review = "10 business days"', 'review = "7 days"', 1)


def test_comments_order_and_layout_stay() -> None:
    source = text().replace(
        'review = "10 business days"', "review   =  '10 business days'   # as at Tillhouse", 1
    )
    after = write(changed(Change("scope.acceptance.rounds", 2, 3)), onto=source)
    assert after == source.replace("rounds = 2", "rounds = 3", 1)
    assert after.count("#") == source.count("#")


def test_a_term_that_goes_takes_its_line() -> None:
    after = write(changed(Change("scope.acceptance.reminder", "5 business days", None)), onto=text())
    assert after == text().replace('reminder = "5 business days"\n', "", 1)


@pytest.mark.parametrize("cite", ["exit.settlement", "communication.meetings", "financials.suspension"])
def test_a_clause_may_go_and_come_back(cite: str) -> None:
    part, clause = cite.split(".")
    held = terms_data(example())[part][clause]
    without = changed(Change(cite, held, None))
    gone = write(without, onto=text())
    assert read_agreement(gone) == without
    assert f"[{cite}" not in gone
    back = write(example(), onto=gone)
    assert read_agreement(back) == example()
    assert comments(back) == comments(gone) == comments(text())


def test_what_cannot_be_read_is_not_written_onto() -> None:
    with pytest.raises(Problems):
        write(example(), onto="title = ")


FREE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=40).filter(
    lambda said: not refusal(said) and bool(said.strip())
)
DURATION = st.builds("{} {}".format, st.integers(2, 50), st.sampled_from(["days", "business days", "weeks"]))
MONEY = st.integers(0, 10**12).map(lambda minor: f"EUR {minor // 100}.{minor % 100:02}")
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": FREE.map(str.strip),
        "scope.acceptance.review": DURATION,
        "scope.acceptance.rounds": st.integers(0, 20),
        "scope.deliverables.audit.outcome": FREE,
        "scope.deliverables.audit.criteria": st.lists(FREE.map(str.strip), min_size=1, max_size=4),
        "scope.dependencies.standby.fee": MONEY,
        "financials.retainer.amount": MONEY,
        "financials.retainer.rollover": st.none(),
        "financials.invoicing.e_invoice": st.none(),
        "exit.settlement": st.none(),
        "exit.termination.insolvency": st.booleans(),
        "general.law.venue": FREE.map(str.strip),
        "foundation.parties.people.sven": st.builds(
            lambda name: {"side": "client", "name": name, "title": "Clerk", "email": "sven@harbourline.example"}, FREE.map(str.strip)
        ),
    },
)  # fmt: skip


@given(CHANGES)
@settings(max_examples=tries(10, 300))
def test_whatever_is_written_reads_back(made: dict[str, object]) -> None:
    after = changed(*(Change(path, None, value) for path, value in made.items()))
    assert read_agreement(write(after)) == after
    onto = write(after, onto=text())
    assert read_agreement(onto) == after
    assert write(after, onto=onto) == onto
    assert comments(onto) == comments(text())


def test_entries_are_written_below_what_stands() -> None:
    journal = (HARBOURLINE / "journal.toml").read_text("utf-8")
    entries = read(
        {"agreement.toml": text().encode(), "journal.toml": journal.encode(), **amendment()}
    ).journal.entries
    half = len(entries) // 2
    above = write_entries(entries[:half])
    whole = write_entries(entries[half:], above)
    assert whole.startswith(above)
    again = read(
        {"agreement.toml": text().encode(), "journal.toml": whole.encode(), **amendment()}
    ).journal.entries
    assert again == entries
    assert tomllib.loads(whole) == {"charter": {"schema": SCHEMA}} | tomllib.loads(journal)


def amendment() -> dict[str, bytes]:
    return {"amendments/1.toml": (HARBOURLINE / "amendments/1.toml").read_bytes()}


def test_a_part_that_the_text_did_not_have_is_added() -> None:
    bare = re.sub(r"(?ms)^\[communication\..*?(?=^\[(?!communication))", "", text())
    assert "[communication" not in bare
    written = write(example(), onto=bare)
    assert read_agreement(written) == example()
    assert comments(bare) == comments(written)


def test_an_entry_writes_yes_and_no_as_toml_does() -> None:
    stopped = Suspended(on=dt.date(2026, 3, 2), by="mara", moves_dates=False)
    assert tomllib.loads(write_entries([stopped]))["entry"] == [
        {"kind": "suspended", "on": dt.date(2026, 3, 2), "by": "mara", "moves_dates": False}
    ]


def test_an_entry_writes_a_list_as_toml_does() -> None:
    question = Asked(
        on=dt.date(2026, 3, 2),
        by="mara",
        decision="hosting",
        question="Which?",
        of="jonas",
        holds=("audit", "map"),
    )
    assert tomllib.loads(write_entries([question]))["entry"][0]["holds"] == ["audit", "map"]


def test_a_term_is_put_into_a_clause_that_the_text_lacks_and_taken_out_again() -> None:
    clause = "financials.retainer"
    text = with_clause('title = "Draft"\n', clause, {"hours": "8 hours", "amount": None})
    assert tomllib.loads(text) == {"title": "Draft", "financials": {"retainer": {"hours": "8 hours"}}}
    assert with_clause(text, clause, {"hours": "8 hours"}) == text
    assert tomllib.loads(with_clause(text, clause, {"hours": None}))["financials"]["retainer"] == {}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_more_table_of_a_list_keeps_the_line_ends_of_the_text(end: str) -> None:
    onto = end.join(("[own]", 'name = "Northlight"', ""))
    text = write_below("acknowledged", {"by": "mara"}, onto)
    assert text == onto + end.join(("", "[[acknowledged]]", 'by = "mara"', ""))
