"""`workspace.toml`: read strictly, every mistake at its line; as a value it is frozen, equal, hashable and travels."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from pydantic import ValidationError

from charter.core.reading import Problem, Problems
from charter.core.reading.settings import read_settings
from charter.core.workspace.frame import Frame
from charter.core.workspace.settings import Settings
from charter.core.workspace.workspace import Workspace

WHOLE = """
one_client = "50 %"

[charter]
schema = 1

[own]
name = "Northlight CTO UG"
form = "one-person company"
address = "Leuchtturmweg 7, 22587 Hamburg"
country = "DE"
tax_id = "DE000000001"

[own.people.mara]
name = "Mara Lindqvist"
title = "Fractional CTO"
email = "mara@northlight.example"
may = ["sign", "give notices"]

[own.bank]
holder = "Northlight CTO UG"
iban = "DE75 5121 0800 1245 1261 99"

[series.main]
number = "NL-{year}-{n}"
used = ["NL-2025-0041"]

[calendar]
zone = "Europe/Berlin"
holidays = "DE-HH"

[calendar.absences.summer]
first = 2026-08-03
last = 2026-08-21
what = "Summer holidays"

[frames.embedded.financials.retainer]
period = "month"
hours = "64 hours"

[playbook."financials.payment.due_after"]
prefer = "14 days"
accept = "up to 30 days"
never = ["over 60 days", "left out"]
why = "Two unpaid months are the most that can be borne."
"""


def told(old: str, new: str) -> Problem:
    assert old in WHOLE
    with pytest.raises(Problems) as error:
        read_settings(WHOLE.replace(old, new))
    return error.value.problems[0]


def line(text: str) -> int:
    return WHOLE[: WHOLE.index(text)].count("\n") + 1


def test_settings_are_read_whole() -> None:
    settings = read_settings(WHOLE.encode())
    assert settings.own.party.tax_id == "DE000000001"
    assert settings.own.people["mara"].may == ("sign", "give notices")
    assert settings.series["main"].series.pattern == "NL-{year}-{n}"
    assert settings.frames["embedded"].values["financials"]["retainer"]["hours"] == "64 hours"
    assert settings.playbook["financials.payment.due_after"].accept == ("up to 30 days",)
    assert [settings.absent(date(2026, 8, day)) for day in (2, 3, 21, 22)] == [None, "summer", "summer", None]


def test_settings_are_frozen_equal_hashable_and_travel() -> None:
    one, other = read_settings(WHOLE), read_settings(f"# the same\n{WHOLE}")
    assert (one == other, hash(one) == hash(other)) == (True, True)
    assert read_settings(WHOLE.replace("64 hours", "63 hours")) != one
    workspace = Workspace(settings=one)
    assert workspace.numbers == {"NL-2025-0041"}
    again = pickle.loads(pickle.dumps(workspace))  # noqa: S301 - just dumped
    assert (again, hash(again)) == (workspace, hash(workspace))
    with pytest.raises(ValidationError):
        one.one_client = None  # type: ignore[misc] # that is what is tested


def test_settings_are_written_as_they_are_read() -> None:
    settings = read_settings(WHOLE)
    written = settings.model_dump_json(by_alias=True, exclude_none=True)
    assert read_settings(written, "workspace.json") == settings
    assert Settings.model_validate(settings.model_dump()).frames == settings.frames
    assert Frame.of({"dated": date(2026, 3, 1)}).values == {"dated": "2026-03-01"}


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_only_the_consultant_is_needed(text: str) -> None:
    with pytest.raises(Problems) as error:
        read_settings(text)
    assert [problem.path for problem in error.value.problems] == ["own"]
    assert read_settings(WHOLE[WHOLE.index("[own]") : WHOLE.index("[own.people")]).series == {}


SLIPS = [
    ("[series.main]", "[serie.main]", "serie", "did you mean 'series'?"),
    ('number = "NL-{year}-{n}"', 'number = "NL-{year}"', "series.main.number", "Example"),
    ("99", "98", "own.bank.iban", ""),
    ('country = "DE"', 'country = "UK"', "own.country", 'write: country = "GB"'),
    ("last = 2026-08-21", "last = 2026-07-21", "calendar.absences.summer", ""),
    ("first = 2026-08-03", 'first = "3 August"', "calendar.absences.summer.first", ""),
    ('"50 %"', "50", "one_client", ""),
    ("schema = 1", "shema = 1", "charter.shema", "did you mean 'schema'?"),
    ('hours = "64 hours"', 'hours = "64"', "frames.embedded.financials.retainer.hours", "64 hours"),
    ('hours = "64 hours"', 'hous = "64 hours"', "frames.embedded.financials.retainer.hous", "'hours'"),
    ('why = "Two', 'wy = "Two', "playbook.financials.payment.due_after.wy", "did you mean 'why'?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "hint"), SLIPS)
def test_a_slip_is_told_at_its_path_with_its_line(old: str, new: str, path: str, hint: str) -> None:
    problem = told(old, new)
    assert (problem.path, problem.file) == (path, "workspace.toml")
    assert hint in problem.hint
    assert abs(problem.line - line(old)) <= 2


def test_the_people_of_a_workspace_act_for_the_consultant() -> None:
    problem = told('title = "F', 'side = "client"\ntitle = "F')
    assert problem.message == "people of a workspace act for the consultant: leave the side out"
    assert read_settings(WHOLE.replace('title = "F', 'side = "consultant"\ntitle = "F'))


def test_a_newer_file_is_refused() -> None:
    problem = told("schema = 1", "schema = 2")
    assert (problem.path, problem.line) == ("charter.schema", line("schema = 1"))
    assert problem.message == "schema 2 is newer than this Charter knows, which is 1"
    assert told("schema = 1", "schema = 0").path == "charter.schema"


def test_a_number_used_is_one_of_its_series() -> None:
    problem = told('["NL-2025-0041"]', '["NL-2025-0041", "NL-0042"]')
    assert (problem.path, problem.line) == ("series.main.used.1", line("used ="))
    assert problem.message == "'NL-0042' is no number of the series NL-{year}-{n}"
    assert problem.hint == "write it like 'NL-2025-0041', or leave it out"


AMISS = [
    ("financials.payment.due_after", "financials.payment.due_afer", 'did you mean "financials.payment.due_after"?'),
    ("financials.payment.due_after", "financials.payment.due_after.days", 'did you mean "financials.payment.due_after"?'),
    ("financials.payment.due_after", "nowhere", "name a term by part, clause and name"),
    ("financials.payment.due_after", "financials.payment", 'write "left out", or name a term in it'),
    ("financials.payment.due_after", "general.notices.notice_by", 'write "left out", or name a term in it'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "hint"), AMISS)
def test_the_playbook_names_terms_that_there_are(old: str, new: str, hint: str) -> None:
    assert told(old, new).hint == hint


UNFIT = [
    ('"14 days"', '"14"', "prefer", 'write the unit, like "14 days"'),
    ('"14 days"', "true", "prefer", "write a text in quotes"),
    ('"up to 30 days"', '"up to 30"', "accept", "a bare number"),
    ('"over 60 days"', '"over 60 euros"', "never.0", "use a whole number"),
    ('"14 days"', '"61 days"', "prefer", "what is preferred is also never accepted"),
    ('"14 days"', '"left out"', "prefer", "what is preferred is also never accepted"),
]


@pytest.mark.parametrize(("old", "new", "name", "said"), UNFIT)
def test_the_playbook_wants_what_a_term_can_be(old: str, new: str, name: str, said: str) -> None:
    problem = told(old, new)
    assert problem.path == f"playbook.financials.payment.due_after.{name}"
    assert said in problem.message
    assert problem.source


def test_a_position_wants_something() -> None:
    wants = WHOLE[WHOLE.index("prefer") : WHOLE.index("why")]
    assert told(wants, "").message.startswith("it wants nothing")


def test_a_bound_may_be_preferred_and_words_may_begin_like_a_bound() -> None:
    more = """
[playbook."financials.payment.due_after"]
prefer = "up to 14 days"
why = "Cash."

[playbook."general.law.venue"]
prefer = "from Hamburg"
why = "Home."

[playbook."financials.retainer.first_day"]
accept = ["up to 5", 28]
why = "Rent."
"""
    kept = WHOLE[: WHOLE.index("[playbook")]
    assert len(read_settings(kept + more).playbook) == 3
    with pytest.raises(Problems):
        read_settings(kept + more.replace("28", '"up to 290"'))
    with pytest.raises(Problems):
        read_settings(kept + more.replace("28", '"the first"'))
