"""Slips of the pen: what somebody did, and the line as it should be; and what is left alone because it is not sure.

Each row is a value as it was written, what is said of it, and what is shown for it. The same rows are tried in TOML
and in JSON: in quotes, for the term of their kind.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from charter.core.reading import Problem, Problems, read_agreement

MONEY = [
    ("€8,500", "an amount begins with the code of its currency, not with €", "EUR 8500.00"),
    ("8500 euros", "an amount begins with the code of its currency, not with euros", "EUR 8500.00"),
    ("eur 8500", "the code of a currency stands in capitals: EUR", "EUR 8500.00"),
    ("EUR 85OO.00", "the letter O stands for the digit 0", "EUR 8500.00"),
    ("EUR l500", "the letter l stands for the digit 1", "EUR 1500.00"),
    ("EUR 8.500,00", "a comma parts thousands here, and a point the decimals: 8.500,00", "EUR 8500.00"),
    ("EUR 8500,00", "a point parts the decimals here, not a comma: 8500,00", "EUR 8500.00"),
    ("EUR 8 500.00", "a comma parts thousands here, or nothing", "EUR 8500.00"),
    ("EUR 8'500.00", "a comma parts thousands here, or nothing", "EUR 8500.00"),
    ("EUR 8k", "thousands are written out, not as k", "EUR 8000.00"),
    ("EUR 8500,-", "no cents are written by leaving them out, not as ,-", "EUR 8500.00"),
    ("EUR 8500.", "a sign stands behind it: .", "EUR 8500.00"),
    ("EUR  8500", "there are more blanks than one", "EUR 8500.00"),
]
PERCENT = [
    ("80 percent", "the sign % is spelled out: percent", "80 %"),
    ("80", "the sign % is missing", "80 %"),
    ("80,5 %", "a point parts the decimals here, not a comma: 80,5", "80.5 %"),
    ("8O %", "the letter O stands for the digit 0", "80 %"),
    ("twenty %", "the number stands in words: twenty", "20 %"),
]
RATE = [
    ("8 % yearly", "the time of a rate is written a year, not yearly", "8 % a year"),
    ("1.5 % p.m.", "the time of a rate is written a month, not p.m.", "1.5 % a month"),
    ("1,5 % a month", "a point parts the decimals here, not a comma: 1,5", "1.5 % a month"),
]
DURATION = [
    ("10 bussiness days", "bussiness is no word here; business is", "10 business days"),
    ("10 Days", "days is written so, not Days", "10 days"),
    ("1O days", "the letter O stands for the digit 0", "10 days"),
    ("ten days", "the number stands in words: ten", "10 days"),
    ("a month", "the number stands in words: a", "1 month"),
    ("a fortnight", "a duration is a whole number and a unit, not a fortnight", "2 weeks"),
    ("half a year", "a duration is a whole number and a unit, not half a year", "6 months"),
    ("10 calendar days", "days are days of the calendar already", "10 days"),
    ("net 10 days", "whether an amount is net is no part of a duration", "10 days"),
    ("10-days", "a blank parts the number from its unit", "10 days"),
    ("10d", "the unit is shortened: d", "10 days"),
    ("-10 days", "it counts without a minus", "10 days"),
]
HOURS = [
    ("1:30", "working time is no time of day: 1:30", "1.5 hours"),
    ("2,5 hours", "a point parts the decimals here, not a comma", "2.5 hours"),
    ("2 hrs", "the unit is shortened: hrs", "2 hours"),
    ("2 hours 30 minutes", "hours and minutes are written like 2h30", "2.5 hours"),
    ("2 huors", "huors is no word here; hours is", "2 hours"),
    ("two hours", "the number stands in words: two", "2 hours"),
]
RHYTHM = [
    ("every Teusday 10:00", "Teusday is no word here; Tuesday is", "every Tuesday 10:00"),
    ("every tuesday 10:00", "Tuesday is written so, not tuesday", "every Tuesday 10:00"),
    ("Tuesdays 10:00", "one weekday is named, not several: Tuesdays; a rhythm begins with every", "every Tuesday 10:00"),
    ("each Tuesday 10:00", "a rhythm begins with every, not with each", "every Tuesday 10:00"),
    ("every Tue 10:00", "the weekday is shortened: Tue", "every Tuesday 10:00"),
    ("every Tuesday 10am", "hours are counted to 24, not to noon: 10am", "every Tuesday 10:00"),
    ("every Tuesday 12:30 pm", "hours are counted to 24, not to noon: 12:30 pm", "every Tuesday 12:30"),
    ("every Tuesday 10.30", "a colon parts hours and minutes: 10.30", "every Tuesday 10:30"),
    ("every Tuesday, 10:00", "no comma stands in a rhythm", "every Tuesday 10:00"),
    ("every Tuesday @ 10:00", "the hour stands behind at: @", "every Tuesday 10:00"),
    ("every two weeks on Friday", "the number stands in words: two", "every second Friday"),
    ("every 1st Monday", "the place is written as a word: 1st", "every first Monday"),
    ("Monday 9:00", "a rhythm begins with every", "every Monday 09:00"),
    ("daily", "a rhythm begins with every: daily", "every day"),
]  # fmt: skip
CLOCK = [
    ("6 pm", "hours are counted to 24, not to noon: 6 pm", "18:00"),
    ("18.00", "a colon parts hours and minutes: 18.00", "18:00"),
    ("18h30", "a colon parts hours and minutes: 18h30", "18:30"),
    ("18 Uhr", "a time of day is written in hours and minutes: 18 Uhr", "18:00"),
    ("18", "the minutes are missing", "18:00"),
]
DAY = [
    ("12/31/2023", "a day is written year, month, day, with hyphens: 12/31/2023", "2023-12-31"),
    ("31/12/2023", "a day is written year, month, day, with hyphens: 31/12/2023", "2023-12-31"),
    ("3.4.2023", "a day is written year, month, day, with hyphens: 3.4.2023", "2023-04-03"),
    ("2023-4-3", "a day is written year, month, day, with hyphens: 2023-4-3", "2023-04-03"),
    ("2023/04/03", "a day is written year, month, day, with hyphens: 2023/04/03", "2023-04-03"),
    ("3 April 2023", "a day is written year, month, day, with hyphens: 3 April 2023", "2023-04-03"),
    ("Apr 3rd, 2023", "a day is written year, month, day, with hyphens: Apr 3rd, 2023", "2023-04-03"),
    ("20230403", "a day is written year, month, day, with hyphens: 20230403", "2023-04-03"),
    ("2O23-04-03", "the letter O stands for the digit 0", "2023-04-03"),
    ("2023-04-03T10:00", "a day stands without an hour", "2023-04-03"),
]
NUMBER = [
    ("2", "the number stands in quotes", 2),
    ("two", "the number stands in words", 2),
    ("1O", "the letter O stands for the digit 0", 10),
]
TRUTH = [
    ("true", "true stands in quotes", True),
    ("Yes", "yes and no are written true and false", True),
    ("off", "yes and no are written true and false", False),
]
TERMS: dict[str, list[tuple[str, str, Any]]] = {
    "financials.retainer.amount": MONEY,
    "financials.retainer.alert": PERCENT,
    "financials.late_payment.interest": RATE,
    "scope.acceptance.review": DURATION,
    "financials.retainer.hours": HOURS,
    "communication.meetings.weekly.rhythm": RHYTHM,
    "general.notices.cut_off": CLOCK,
    "dated": DAY,
    "scope.acceptance.rounds": NUMBER,
    "exit.settlement.last_day_billed": TRUTH,
}
UNSURE = [
    ("financials.retainer.amount", "$8,500", "more currencies than one are written $: write the code of yours", "USD 8500.00"),
    ("financials.retainer.amount", "8500", "the currency is missing: write its code before the amount", "EUR 8500"),
    ("financials.retainer.amount", "EUR 8.500", "three digits stand behind the point of 8.500, so it is not clear whether thousands are meant: write 8500.00 or 8.50", None),
    ("financials.retainer.alert", "0.8", "0.8 has no sign %: a percentage counts of a hundred, so four fifths are 80 %", "80 %"),
    ("financials.late_payment.interest", "8 %", "8 % does not say for which time: a year or a month", "8 % a year"),
    ("scope.acceptance.review", "1.5 months", "a duration is a whole number and a unit: 1.5 months is broken", None),
    ("financials.retainer.hours", "3 days", "3 days does not say how many hours: working time is hours and minutes", None),
    ("general.notices.cut_off", "24:30", "24:30 is no time of day: the last is 23:59", "23:59"),
    ("communication.meetings.weekly.rhythm", "every Tuesday 24:30", "24:30 is no time of day: the last is 23:59", "every Tuesday 23:59"),
    ("dated", "2023-02-31", "there is no 31 February 2023: that month has 28 days", "2023-02-28"),
    ("dated", "2023-13-01", "there is no month 13: a day is written year, month, day, with hyphens", "2023-12-31"),
    ("dated", "31/31/2023", "there is no month 31: a day is written year, month, day, with hyphens", "2023-12-31"),
    ("dated", "03/04/2023", "03/04/2023 is 3 April or 4 March: write year, month, day, with hyphens, so 2023-04-03 or 2023-03-04", None),
]  # fmt: skip
LEFT_ALONE = [
    ("financials.retainer.amount", "EUR 12,34,567"),
    ("financials.retainer.amount", "EUR twelve"),
    ("financials.retainer.amount", "GEL"),
    ("financials.retainer.alert", "eighty"),
    ("financials.late_payment.interest", "high"),
    ("scope.acceptance.review", "soon"),
    ("scope.acceptance.review", "30 tage"),
    ("financials.retainer.hours", "many"),
    ("communication.meetings.weekly.rhythm", "weekly"),
    ("general.notices.cut_off", "noon"),
    ("dated", "tomorrow"),
    ("dated", "0000-01-01"),
    ("dated", "31/32/2023"),
    ("exit.settlement.last_day_billed", "maybe"),
    ("scope.acceptance.rounds", "some"),
]
SURE = [(path, *row) for path, rows in TERMS.items() for row in rows]


def told(agreement: str, path: str, value: object, *, as_json: bool) -> Problem:
    """What is told of the example with one value in place of a term's."""
    data = tomllib.loads(agreement)
    *steps, name = path.split(".")
    table = data
    for step in steps:
        table = table[step]
    was = table[name]
    table[name] = value
    text, file = json.dumps(data, default=str, indent=1), "agreement.json"
    if not as_json:
        file, text = "agreement.toml", agreement
        before = (
            str(was).lower()
            if isinstance(was, bool)
            else json.dumps(was)
            if isinstance(was, str)
            else str(was)
        )
        head = f"[{'.'.join(steps)}]\n" if steps else ""
        at = text.index(f"{name} = {before}", text.index(head))
        text = text[:at] + text[at:].replace(before, json.dumps(value), 1)
    with pytest.raises(Problems) as error:
        read_agreement(text, file)
    (problem,) = error.value.problems
    assert problem.path == path
    assert problem.source[problem.column - 1 :].startswith(json.dumps(value))
    return problem


def line(path: str, value: object, *, as_json: bool) -> str:
    name = path.rpartition(".")[2]
    if as_json:
        return f'"{name}": {json.dumps(value)}'
    return f"{name} = {value if path == 'dated' else json.dumps(value)}"


@pytest.mark.parametrize("as_json", [False, True], ids=["TOML", "JSON"])
@pytest.mark.parametrize(("path", "value", "said", "instead"), SURE)
def test_a_slip_is_told_with_the_line_as_it_should_be(
    agreement: str, path: str, value: str, said: str, instead: object, *, as_json: bool
) -> None:
    problem = told(agreement, path, value, as_json=as_json)
    assert (problem.message, problem.hint) == (said, f"write: {line(path, instead, as_json=as_json)}")


@pytest.mark.parametrize("as_json", [False, True], ids=["TOML", "JSON"])
@pytest.mark.parametrize(("path", "value", "said", "like"), UNSURE)
def test_what_may_be_meant_otherwise_is_told_without_a_correction(
    agreement: str, path: str, value: str, said: str, like: str | None, *, as_json: bool
) -> None:
    problem = told(agreement, path, value, as_json=as_json)
    assert problem.message == said
    assert not problem.hint.startswith("write: ")
    if like is not None:
        assert problem.hint == f"write it like: {line(path, like, as_json=as_json)}"


@pytest.mark.parametrize(("path", "value"), LEFT_ALONE)
def test_no_correction_is_invented(agreement: str, path: str, value: str) -> None:
    problem = told(agreement, path, value, as_json=False)
    assert "write: " not in problem.hint
    assert "write it like" not in problem.hint


@pytest.mark.parametrize(("path", "value", "said", "instead"), SURE)
def test_the_line_as_it_should_be_is_read(
    agreement: str, path: str, value: str, said: str, instead: object
) -> None:
    hint = told(agreement, path, value, as_json=False).hint
    name, old = path.rpartition(".")[2], told(agreement, path, value, as_json=False).source
    text = agreement.replace(old, hint.removeprefix("write: "), 1)
    assert tomllib.loads(hint.removeprefix("write: ")).keys() == {name}, (said, instead)
    assert read_agreement(text)
