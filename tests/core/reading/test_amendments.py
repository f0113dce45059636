"""Amendments that cannot be read, or do not fit what was agreed before them.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from charter.core.reading import Problem, Problems, read
from tests.core.conftest import SIGNED

AMENDMENTS = {
    "a from that does not match": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.hours"\nfrom = "60 hours"\nto = "80 hours"',
        'change.1: says financials.retainer.hours was "60 hours", but it is "64 hours" then',
        "correct `from`, or the order of the amendments",
    ),
    "a from of another kind": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.hours"\nfrom = 64\nto = "80 hours"',
        'change.1: says financials.retainer.hours was 64, but it is "64 hours" then',
        "correct `from`, or the order of the amendments",
    ),
    "a change of what is absent": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '[[change]]\npath = ▶"financials.retainer.first_month"\nfrom = "EUR 1.00"\nto = "EUR 2.00"',
        "change.1.path: no term is called financials.retainer.first_month",
        'did you mean path = "financials.retainer.first_day"?',
    ),
    "a new term that is there": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.hours"\nto = "80 hours"',
        'change.1: says financials.retainer.hours was absent, but it is "64 hours" then',
        "correct `from`, or the order of the amendments",
    ),
    "a table for a new term": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "general"',
        "change.1: says general was absent, but it is a table then",
        "correct `from`, or the order of the amendments",
    ),
    "a path inside a term": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.hours.most"\nto = "80 hours"',
        "change.1: financials.retainer.hours.most lies inside a term that is no table",
        "name the whole term",
    ),
    "a misspelt term": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '[[change]]\npath = ▶"financials.retainer.huors"\nto = "80 hours"',
        "change.1.path: no term is called financials.retainer.huors",
        'did you mean path = "financials.retainer.hours"?',
    ),
    "a path of dots": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '[[change]]\npath = ▶".."\nfrom = "a"\nto = "b"',
        "change.1.path: no term is called ..",
        "name a term by part, clause and name",
    ),
    "a value of another kind": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = 80',
        'change.1: as amended, financials.retainer.hours: a bare number does not say what it counts: write the unit, like "64 hours" or "2.5 hours"',
        'The hours included in a whole period; left out: none are counted. Example: hours = "64 hours"',
    ),
    "a term that must stay": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.period"\nfrom = "month"',
        "change.1: as amended, financials.retainer.period: is missing",
        "How long a period is.",
    ),
    "a law that is not known": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "general.law.governing"\nfrom = "DE"\nto = "XX"',
        'change.1: as amended, general.law.governing: no law is known as "XX"; use a code of those that are there, like DE or GB-ENG or US-CA',
        'The code of the law: a country, or a country and its part. Example: governing = "DE"',
    ),
    "a person who is not there": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "scope.deliverables.audit.reviewer"\nfrom = "jonas"\nto = "sven"',
        "change.1: as amended, scope.deliverables.audit.reviewer: there is no person 'sven'",
        "known: jonas, priya, mara",
    ),
    "another currency": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '▶[[change]]\npath = "financials.retainer.overage"\nfrom = "EUR 210.00"\nto = "USD 210.00"',
        "change.1: as amended, financials.retainer.overage: USD 210.00 is not in EUR, the currency of financials.payment.currency",
        "keep one currency throughout",
    ),
    "the same term twice": (
        'to = "80 hours"',
        'to = "80 hours"\n\n▶[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "70 hours"',
        'change.2: says financials.retainer.hours was "64 hours", but it is "80 hours" then',
        "correct `from`, or the order of the amendments",
    ),
    "number 0": (
        "number = 1",
        "number = ▶0",
        "number: found 0, expected 1 or more",
        "1, 2, 3 … without gaps.",
    ),
    "a gap in the numbers": (
        "number = 1",
        "number = ▶3",
        "number: amendment 3, but there are 1",
        "number without gaps",
    ),
    "no number": (
        "number = 1\n",
        "",
        "number: is missing",
        "1, 2, 3 … without gaps.",
    ),
    "no change": (
        '[[change]]\npath = "financials.retainer.amount"\nfrom = "EUR 12000.00"\nto = "EUR 15000.00"\n\n[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"\n',
        "",
        "change: is missing",
        "The changes.",
    ),
    "a day that the calendar has not": (
        "2023-10-16",
        '▶"2023-10-32"',
        "effective: there is no 32 October 2023: that month has 31 days",
        "write it like: effective = 2023-10-31",
    ),
    "an empty path": (
        '[[change]]\npath = "financials.retainer.hours"\nfrom = "64 hours"\nto = "80 hours"',
        '[[change]]\npath = ▶""',
        "change.1.path: empty text: say something, or leave the term out",
        'The path of the term. Example: path = "financials.retainer.amount"',
    ),
    "an unknown term": (
        "title = ",
        '▶name = "x"\ntitle = ',
        "name: 'name' is not known here",
        "did you mean 'number'?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "hint"), AMENDMENTS.values(), ids=AMENDMENTS)
def test_it_is_told_where_it_stands(
    old: str, new: str, said: str, hint: str, amended: Callable[[str, str], tuple[Problem, str]]
) -> None:
    problem, place = amended(old, new)
    assert (f"{problem.line}:{problem.column}", f"{problem.path}: {problem.message}", problem.hint) == (
        place,
        said,
        hint,
    )


def test_an_amendment_waits_for_what_it_builds_on(harbourline: Path) -> None:
    change = '[[change]]\npath = "financials.retainer.amount"\nfrom = "EUR {}.00"\nto = "EUR {}.00"\n'
    texts = {
        "agreement.toml": (harbourline / "agreement.toml").read_bytes(),
        "amendments/1.toml": (
            'charter.schema = 1\nnumber = 1\ntitle = "A"\nsigned = 2023-11-20\neffective = 2023-11-01\n'
            + change.format(12000, 13000)
        ).encode(),
        "amendments/2.toml": (
            'charter.schema = 1\nnumber = 2\ntitle = "B"\nsigned = 2023-11-10\neffective = 2023-12-01\n'
            + change.format(13000, 14000)
        ).encode(),
    }
    contract = read(texts | {"journal.toml": SIGNED.encode()}).contract
    assert [(a.number, contract.day_of(a)) for a in contract.amendments] == [
        (1, date(2023, 11, 20)), (2, date(2023, 11, 20)),
    ]  # fmt: skip
    texts["amendments/1.toml"] = texts["amendments/1.toml"].replace(b"signed = 2023-11-20\n", b"")
    assert read(texts | {"journal.toml": SIGNED.encode()}).contract.amendments == ()


def test_who_signed_an_amendment_is_told_by_the_journal(harbourline: Path) -> None:
    """The day `signed` was of schema 1, where both sides then count as having signed on it."""
    texts = {name: (harbourline / name).read_bytes() for name in ("agreement.toml", "amendments/1.toml")}
    texts["journal.toml"] = SIGNED.encode()
    assert read(texts).contract.amendments == ()
    texts["amendments/1.toml"] = b"signed = 2023-10-11\n" + texts["amendments/1.toml"]
    with pytest.raises(Problems) as refused:
        read(texts)
    (problem,) = refused.value.problems
    assert (problem.path, problem.message) == (
        "signed",
        "who signed an amendment, and when, is told by the journal",
    )
    texts["amendments/1.toml"] = b"charter.schema = 1\n" + texts["amendments/1.toml"]
    found = read(texts).contract
    assert [found.day_of(each) for each in found.amendments] == [date(2023, 10, 11)]


def test_two_amendments_of_one_number_are_each_told(engaged: Callable[..., object]) -> None:
    change = 'number = 1\ntitle = "{}"\neffective = 2026-04-01\n[[change]]\npath = "title"\nfrom = "{}"\nto = "{}"\n'
    with pytest.raises(Problems) as told:
        engaged("", "", change.format("A", "x", "y"), change.format("B", "x", "z"))
    assert [(problem.file, problem.message) for problem in told.value.problems] == [
        (f"amendments/{n}.toml", "there are two amendments 1") for n in (1, 2)
    ]
