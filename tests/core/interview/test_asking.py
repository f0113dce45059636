"""The interview: who is asked what, what an answer means, and the ten answers that people get wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from charter.core.agreement import Agreement, clause_types
from charter.core.check import check
from charter.core.draft import draft
from charter.core.interview.asking import (
    as_answer,
    asked_questions,
    next_question,
    note_on,
    offered_answer,
    taken_up,
    understood_answer,
    usual_answers,
)
from charter.core.interview.drafting import drafted, get
from charter.core.interview.meaning import situation_of
from charter.core.interview.presets import PRESETS
from charter.core.interview.questions import Question, question_of, questions
from charter.core.interview.state import Interview, Wrong
from charter.core.interview.worked_out import worked_out
from charter.core.interview.writing import write_draft
from charter.core.reading import read_agreement
from charter.core.reading.settings import read_settings
from charter.core.vocabulary.finding import Level
from charter.core.vocabulary.typed import type_at
from tests.core.workspace.test_settings import WHOLE

ON = dt.date(2026, 5, 4)
LAWS = ("DE", "GB-ENG", "US-CA", "US-NY", "FR")
SOURCE = Path(__file__).parents[3] / "src/charter/core"

SAID: dict[str, dict[str, Any]] = {
    "client": {"name": "Elbkai Spedition GmbH", "country": "Germany"},
    "signer": {"name": "Jonas Petersen", "title": "Managing Director", "email": "jonas@elbkai.example"},
    "purpose": {"why": "The platform carries three times today's load without new staff."},
    "work": {"rows": [{"name": "set direction"}, {"name": "lead the leads"}]},
    "finance": {"theirs": True},
    "data": {"option": "2"},
    "relies": {"option": "1"},
    "hours": {"hours": "64"},
}
"""What Mara says where nothing is offered."""


def begun(preset: str, law: str = "DE", **answers: dict[str, Any]) -> Interview:
    interview = answered(
        Interview(law, ON, read_settings('rate = "EUR 187.50"\n' + WHOLE)), "kind", {"option": preset}
    )
    for name, given in answers.items():
        interview = answered(interview, name, given)
    return interview


def answered(interview: Interview, name: str, given: dict[str, Any]) -> Interview:
    found = understood_answer(question_of(name), given, interview)
    assert not isinstance(found, Wrong), (name, str(found.message))
    return interview.with_answer(name, found)


def held(preset: str, law: str, depth: Any) -> Interview:  # noqa: ANN401 - short or full
    """Hold an interview to its end: what is offered is taken, and where nothing is, Mara says it."""
    interview = begun(preset, law)
    for _ in questions():
        question = next_question(interview, depth)
        if question is None:
            return interview
        interview = answered(interview, question.id, SAID.get(question.id, {}))
    raise AssertionError("it never ends")


# ── the data ───────────────────────────────────────────────────────────────────────────────────


def set_paths(question: Question) -> list[str]:
    named = [path for field in question.fields for path in field.paths]
    named += [
        *question.sets,
        *question.sets_if_any,
        *(path for option in question.options for path in option.sets),
    ]
    return [re.sub(r"\.(\*|@|each)(?=\.|$)", ".some", path) for path in named]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_every_term_that_a_question_sets_is_there(question: Question) -> None:
    assert [path for path in set_paths(question) if type_at(Agreement, path.split(".")) is None] == []
    assert {clause for one in question.options for clause in (*one.adds, *one.removes)} <= {
        str(c) for c in clause_types()
    }
    assert not question.fills or type_at(Agreement, question.fills.split(".")) is not None


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_a_question_is_short_and_in_plain_words(question: Question) -> None:
    assert len(question.ask.split()) <= 12
    assert len(question.help) <= 160
    assert "?" in question.ask
    assert not re.search("indemnit|deliverable|retainer|clause|liabilities", question.ask)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_every_usual_answer_is_one(question: Question) -> None:
    """An offer and a chip are answers, of every kind of work and under every law that they are made for."""
    for preset in PRESETS:
        for law in LAWS:
            interview = begun(preset, law)
            if not question.applies(interview.known, "full"):
                continue
            offer = offered_answer(question, interview)
            if offer is not None and not any(
                field.theirs or field.name == "name" for field in question.fields
            ):
                assert not isinstance(understood_answer(question, offer.answer, interview, again=True), Wrong)
            for label, chip in usual_answers(question, interview):
                given = {**(offer.answer if offer else {}), **SAID.get(question.id, {}), **chip}
                found = understood_answer(question, given, interview, again=True)
                assert label
                assert not isinstance(found, Wrong) or question.kind == "list"


def test_a_question_prevents_findings_that_there_are() -> None:
    known = set(
        re.findall("CH-[A-Z]{3}-[0-9]{3}", "".join(p.read_text("utf-8") for p in SOURCE.rglob("*.py")))
    )
    assert {finding for question in questions() for finding in question.prevents} <= known


# ── who is asked what ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("preset", PRESETS)
def test_the_short_path_has_twelve_questions(preset: str) -> None:
    assert len(asked_questions(begun(preset))) == 12


def test_nothing_is_asked_before_the_kind_of_work() -> None:
    assert [one.id for one in asked_questions(Interview("DE", ON))] == ["kind"]


def test_what_no_longer_applies_is_forgotten() -> None:
    advice = begun("advisory", hours={"hours": "8"}).with_answer("kind", {"option": "due diligence"})
    assert "hours" not in advice.answers


@pytest.mark.parametrize("depth", ["short", "full"])
@pytest.mark.parametrize("preset", PRESETS)
def test_an_interview_held_to_its_end_makes_a_draft_without_an_error(preset: str, depth: str) -> None:
    for law in LAWS:
        interview = held(preset, law, depth)
        text = write_draft(drafted(interview.situation), preset)
        found = check(read_agreement(text), ON)
        assert [(f.id, f.place) for f in found if f.level is Level.ERROR] == [], law
        assert "foundation.parties.client.address" in {f.place for f in found if f.level is Level.OPEN}


# ── what an answer means ───────────────────────────────────────────────────────────────────────


def test_people_and_things_get_keys_of_their_own() -> None:
    interview = begun(
        "embedded", signer=SAID["signer"], finance={"name": "Jonas Weber", "email": "j.weber@elbkai.example"}
    )
    people = interview.draft.values["foundation"]["parties"]["people"]
    assert [key for key, person in people.items() if person["side"] == "client"] == ["jonas", "jonas_weber"]
    assert people["jonas_weber"]["title"] == "to be given by the client"
    assert get(interview.draft.values, "foundation.parties.client.invoices") == "j.weber@elbkai.example"
    assert get(interview.draft.values, "foundation.role.sponsor") == "jonas"


def test_a_result_is_what_waits_for_access() -> None:
    report = {
        "name": "Map of risks",
        "due": "30 June",
        "criteria": "each risk has a price",
        "outcome": "They know.",
    }
    values = begun("embedded", results={"rows": [report]}).draft.values
    assert set(get(values, "scope.deliverables")) == {"new_date_within", "map"}
    assert get(values, "scope.dependencies.access.holds") == ["map"]


@pytest.mark.parametrize(
    ("which", "shares"), [("first", ["100 %"]), ("each", ["33.33 %", "33.33 %", "33.34 %"])]
)
def test_a_price_on_results_is_shared_out(which: str, shares: list[str]) -> None:
    rows = [
        {"name": name, "due": "1 July", "criteria": "it is there", "outcome": "They know."}
        for name in ("One", "Two", "Three")
    ]
    interview = begun("embedded", results={"rows": rows}, parts={"option": which, "total": "9k"})
    milestones = get(interview.draft.values, "financials.milestones")
    assert [step["share"] for key, step in milestones.items() if key != "total"] == shares
    assert draft(interview.draft.values, ON).problems == ()


def test_no_fee_for_hiring_leaves_its_clause_out() -> None:
    assert "conversion" not in begun("interim", hire={"option": "nothing"}).draft.values["risk"]


def test_the_reviewer_of_all_results_is_named_once() -> None:
    interview = begun("embedded", signer=SAID["signer"], judge={"reviewer": "Jonas"})
    assert get(interview.draft.values, "scope.deliverables.audit.reviewer") == "jonas"
    nobody = understood_answer(question_of("judge"), {"reviewer": "Ada"}, interview)
    assert isinstance(nobody, Wrong)
    assert "nobody here is called so" in str(nobody.message)


def test_a_named_rival_binds() -> None:
    conflicts = begun("embedded", rivals={"names": "Fennel & Co; Tidewater GmbH"}).draft.values["foundation"][
        "conflicts"
    ]
    assert conflicts["others"] == "not for competitors"
    assert conflicts["competitors"] == ["Fennel & Co", "Tidewater GmbH"]


def test_what_is_left_to_the_client_sets_nothing() -> None:
    interview = begun("embedded", purpose={"theirs": True})
    assert get(interview.draft.values, "foundation.purpose.why") == "to be given by the client"
    only = understood_answer(question_of("starts"), {"theirs": True}, interview)
    assert isinstance(only, Wrong)


def test_figures_follow_from_answers() -> None:
    interview = begun("embedded", hours={"hours": "64"}, fee={"amount": "12k"})
    assert str(note_on(question_of("fee"), interview)) == "EUR 187.50 an hour, before tax"
    assert note_on(question_of("starts"), interview) is None
    assert note_on(question_of("hours"), interview) is None


def test_answers_are_kept_and_taken_up_again() -> None:
    interview = held("embedded", "DE", "short")
    kept = json.loads(json.dumps({**interview.answers}))
    again = taken_up(Interview("DE", ON, interview.settings), kept)
    assert again.answers == interview.answers
    assert again.draft == interview.draft


@pytest.mark.parametrize(
    "kept",
    [None, [], "x", {"kind": "embedded"}, {"kind": {"option": "nine"}}, {"kind": {"option": ["x"]}}, {"fee": {"amount": "1"}},
     {"kind": {"option": "embedded"}, "work": {"rows": [1]}}, {"kind": {"option": "embedded"}, "work": {"rows": 3}},
     {"kind": {"option": "embedded"}, "client": {"name": {"a": 1}}}, {"x": {}}],
)  # fmt: skip
def test_what_was_kept_may_be_anything(kept: object) -> None:
    assert set(taken_up(Interview("DE", ON), kept).answers) <= {"kind"}


# ── ten answers that people get wrong ──────────────────────────────────────────────────────────

PEOPLE = {"signer": SAID["signer"]}
WRONG: list[tuple[str, dict[str, Any], dict[str, dict[str, Any]], str]] = [
    ("client", {"name": "Elbkai Gruppe", "country": "DE"}, {}, "A group cannot sign or owe"),
    ("client", {"name": "Elbkai", "country": "DE"}, {}, "looks like a brand"),
    ("signer", {"name": "A B", "email": "accounts@elbkai.example"}, {}, "is a team's address"),
    ("signer", {"name": "A B", "title": "Head of IT", "email": "a@b.example"}, {}, "can rarely bind a company"),
    ("purpose", {"why": "Kubernetes"}, {}, "names things and no change"),
    ("purpose", {"why": "Kubernetes, CI/CD pipelines, cloud migration"}, {}, "names things and no change"),
    ("results", {"rows": [{"name": "X", "due": "1 June", "criteria": "the CEO is happy", "outcome": "y"}]}, PEOPLE, "Who could decide"),
    ("results", {"rows": [{"name": "X", "due": "1 June", "criteria": "Jonas says so", "outcome": "y"}]}, PEOPLE, "Who could decide"),
    ("fee", {"amount": "14280"}, {"hours": {"hours": "64"}}, "is EUR 12,000.00 with tax"),
    ("fee", {"amount": "144000"}, {"hours": {"hours": "64"}}, "is that for a year"),
    ("needs", {"rows": [{"name": "Access", "due": "as soon as possible"}]}, {}, "only a day is a day"),
    ("data", {"option": "1"}, {"work": {"rows": [{"name": "run production systems"}]}}, "whoever can open it"),
    ("notice", {"notice": "90 days"}, {}, "lock both sides in"),
    ("cap", {"amount": "2000000"}, {}, "more than the EUR 1,000,000.00 that the insurer pays"),
    ("cap", {"amount": "0"}, {}, "does not last in court"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "before", "said"), WRONG)
def test_a_wrong_answer_is_caught(
    name: str, given: dict[str, Any], before: dict[str, dict[str, Any]], said: str
) -> None:
    interview = begun("embedded", "DE", **before)
    found = understood_answer(question_of(name), given, interview)
    assert isinstance(found, Wrong)
    assert said in str(found.message)
    again = understood_answer(question_of(name), given, interview, again=True)
    assert isinstance(again, Wrong) is found.firm, (
        "what only the person can know is taken if it is given again"
    )


def test_more_hours_than_there_are_is_caught() -> None:
    settings = read_settings('hours = "130 hours"\n' + WHOLE)
    interview = Interview("DE", ON, settings, {"kind": {"option": "embedded"}}, {"tillhouse": "60 hours"})
    found = understood_answer(question_of("hours"), {"hours": "80"}, interview)
    assert isinstance(found, Wrong)
    assert str(found.message) == "You owe 60 hours elsewhere and have 130 hours a month: 70 hours fit."
    assert understood_answer(question_of("hours"), {"hours": "70"}, interview) == {"hours": "70 hours"}
    after = interview.with_answer("hours", {"hours": "70 hours"})
    assert str(note_on(question_of("hours"), after)) == "you then owe 130 hours of your 130 hours"


def test_nobody_contracts_with_themselves() -> None:
    interview = begun("embedded")
    assert interview.settings
    found = understood_answer(question_of("client"), {"name": interview.settings.own.name}, interview)
    assert isinstance(found, Wrong)
    assert "That is you" in str(found.message)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("client", {"name": "Marrow & Pine Limited", "country": "GB"}),
        ("client", {"name": "Ada Brandt", "country": "DE", "form": "person"}),
        ("signer", {"name": "Jonas Petersen", "title": "Managing Director", "email": "jonas@elbkai.example"}),
        ("purpose", {"why": "The platform carries three times today's load without new staff."}),
        (
            "results",
            {
                "rows": [
                    {"name": "X", "due": "1 June", "criteria": "every service is covered", "outcome": "y"}
                ]
            },
        ),
        ("fee", {"amount": "12000"}),
        ("fee", {"amount": "11900"}),
        ("data", {"option": "none"}),
        ("notice", {"notice": "60 days"}),
        ("cap", {"amount": "250000"}),
    ],
)
def test_a_good_answer_is_taken_at_once(name: str, given: dict[str, Any]) -> None:
    assert not isinstance(understood_answer(question_of(name), given, begun("embedded")), Wrong)


@pytest.mark.parametrize(
    "given", [{}, {"rows": []}, {"option": ""}, {"option": "9"}, {"name": "\u202ex", "country": "DE"}]
)
@pytest.mark.parametrize("name", ["kind", "client", "work", "data"])
def test_an_empty_or_odd_answer_is_told(name: str, given: dict[str, Any]) -> None:
    assert isinstance(understood_answer(question_of(name), given, begun("advisory")), Wrong)


def test_what_the_data_hold_is_an_answer() -> None:
    assert as_answer(question_of("work"), "lead") == {"rows": [{"name": "lead"}]}
    assert as_answer(question_of("data"), "none") == {"option": "none"}
    assert situation_of(begun("embedded").situation, {}).said == {}
    assert worked_out(None, begun("embedded").situation, {}) is None
