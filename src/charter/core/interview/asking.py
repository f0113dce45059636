"""The interview as a value: what was answered, what is asked next, and what an answer means.

An answer is plain data: {"name": "…"} of fields, {"option": "…"} of a choice, {"rows": […]} of a list, {"theirs": true}
where it is left to the client. Whoever asks keeps `Interview.answers` and takes it up again.

>>> import datetime as dt
>>> begun = Interview("DE", dt.date(2026, 5, 4))
>>> next_question(begun).ask
'What kind of work is it?'
>>> found = understood_answer(question_of("kind"), {"option": "Lead"}, begun)
>>> lead = begun.with_answer("kind", found)
>>> lead.preset, next_question(lead).id, understood_answer(question_of("starts"), {"day": "1.6."}, lead)
('embedded', 'client', {'day': '2026-06-01'})
>>> str(understood_answer(question_of("starts"), {"day": "30.2."}, lead).message)
'February 2027 has 28 days'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from charter.core.changes import terms_data
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.interview.doubts import doubt
from charter.core.interview.drafting import get
from charter.core.interview.meaning import Answer
from charter.core.interview.questions import (
    AskedField,
    Depth,
    OfferedAnswer,
    Question,
    SaidBefore,
    question_of,
    questions,
)
from charter.core.interview.state import Interview, Wrong
from charter.core.interview.term_names import term_path
from charter.core.interview.understanding import understood_text
from charter.core.interview.worked_out import worked_out
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say, verbatim

TypedAnswer: TypeAlias = Mapping[str, Any]
"""What was typed: like an answer, as texts."""


def asked_questions(interview: Interview, depth: Depth = "short") -> tuple[Question, ...]:
    """Give the questions that are asked, in order; before the kind of work is known, that one alone."""
    if not interview.preset:
        return (question_of("kind"),)
    return tuple(question for question in questions() if question.applies(interview.known, depth))


def next_question(interview: Interview, depth: Depth = "short") -> Question | None:
    """Give the first question that is not answered; None: all are."""
    return next((one for one in asked_questions(interview, depth) if one.id not in interview.answers), None)


def offered_answer(question: Question, interview: Interview) -> OfferedAnswer | None:
    """Give the answer that stands in the field, worked out, and why; None: nothing honest could stand there."""
    offer = question.offer(interview.known)
    if offer is None:
        return None
    situation = interview.situation
    return OfferedAnswer(
        as_answer(question, worked_out(offer.answer, situation, interview.draft.values)), offer.because
    )


def usual_answers(question: Question, interview: Interview) -> tuple[tuple[str, Answer], ...]:
    """Give the usual answers, each with what people read of it, to be taken with one key."""
    found = question.chips(interview.known)
    values = interview.draft.values
    return tuple(
        (label, as_answer(question, worked_out(one, interview.situation, values))) for label, one in found
    )


def as_answer(question: Question, value: Any) -> Answer:  # noqa: ANN401 - a text, fields or rows
    """Give what the data hold as an answer: of a single thing its text, of a choice its value."""
    if isinstance(value, list):
        return {"rows": value}
    if isinstance(value, dict):
        return value
    if question.kind == "choice":
        return {"option": value}
    if question.kind == "list":
        return {"rows": [{question.fields[0].name: value}]}
    return {question.fields[0].name: value}


# ── what is typed ──────────────────────────────────────────────────────────────────────────────


def understood_answer(
    question: Question, given: TypedAnswer, interview: Interview, *, again: bool = False
) -> Answer | Wrong:
    """Give what was typed as an answer, or why it is none; `again` where the same was given before and is meant.

    What is left empty takes what is offered.
    """
    if given.get("theirs"):
        return {"theirs": True} if question.theirs else Wrong("", verbatim("only you can answer this"))
    if question.kind == "list":
        answer = _rows(question, given.get("rows", ()), interview)
    else:
        answer = _fields(question, given, interview)
    if isinstance(answer, Wrong):
        return answer
    found = doubt(question.id, answer, interview)
    return found if found is not None and (found.firm or not again) else answer


def _rows(question: Question, rows: object, interview: Interview) -> Answer | Wrong:
    listed = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []
    if not listed:
        offer = offered_answer(question, interview)
        listed = list(offer.answer["rows"]) if offer else []
    if not listed:
        return Wrong(question.fields[0].name, verbatim("name one at least"))
    read: list[Answer] = []
    for row in listed[:MOST_ROWS]:
        found = _read(question.fields, row, interview)
        if isinstance(found, Wrong):
            return found
        read.append(found)
    return {"rows": read}


MOST_ROWS = 20
"""More rows than anybody types in an interview."""


def _fields(question: Question, given: TypedAnswer, interview: Interview) -> Answer | Wrong:
    offer = offered_answer(question, interview)
    stands: Mapping[str, Any] = offer.answer if offer else {}
    whole = {**stands, **{key: text for key, text in given.items() if text not in ("", None)}}
    chosen = {}
    if question.kind == "choice":
        option = _option(question, str(whole.get("option", "")))
        if isinstance(option, Wrong):
            return option
        chosen = {"option": option}
    fields = question.asked_fields({**interview.known, **chosen, **_places(question, whole)})
    found = _read(fields, whole, interview)
    return found if isinstance(found, Wrong) else {**chosen, **found}


def _places(question: Question, given: TypedAnswer) -> SaidBefore:
    """Give the country that is being typed, on which further fields depend."""
    country = next((field for field in question.fields if field.kind == "country"), None)
    if country is None:
        return {}
    try:
        return {
            country.name: str(understood_text("country", str(given.get(country.name, "")), dt.date.min, ""))
        }
    except ValueError:
        return {}


def _option(question: Question, said: str) -> str | Wrong:
    folded = said.strip().casefold()
    values = [option.value for option in question.options]
    numbered = {str(n): value for n, value in enumerate(values, 1)}
    if folded in numbered:
        return numbered[folded]
    labels = {option.value: option.label.casefold() for option in question.options}
    exact = [value for value in values if folded == value]
    found = exact or [
        value for value in values if folded and (labels[value].startswith(folded) or value.startswith(folded))
    ]
    if len(found) == 1:
        return found[0]
    return Wrong("option", verbatim("choose one of these"))


def _read(fields: Iterable[AskedField], given: TypedAnswer, interview: Interview) -> Answer | Wrong:
    read: dict[str, Any] = {}
    for field_ in fields:
        text = given.get(field_.name, "")
        if text in ("", None) or (isinstance(text, str) and not text.strip()):
            if field_.theirs or field_.optional:
                continue
            return Wrong(field_.name, verbatim("this needs an answer"))
        try:
            read[field_.name] = _value(field_, text, interview)
        except ValueError as error:
            return Wrong(field_.name, verbatim(str(error)))
    return read


def _value(field_: AskedField, given: Any, interview: Interview) -> Any:  # noqa: ANN401 - a text, or a list of them
    if not isinstance(given, str | list | tuple):
        raise ValueError("this needs an answer")  # noqa: TRY004 - what was typed, and no bug
    text = "; ".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
    found = understood_text(field_.kind, text, interview.today, interview.situation.currency, field_.choices)
    if field_.kind == "person":
        return _person(str(found), interview)
    if field_.kind == "people":
        return [_person(name, interview) for name in found]
    return found


def _person(said: str, interview: Interview) -> str:
    """Give the key of a person who is known by it, or by a name. Raises ValueError for anybody else."""
    people = get(interview.draft.values, term_path("people"))
    folded = said.strip().casefold()
    for key, person in people.items():
        if folded == key or folded in {
            person["name"].casefold(),
            person["name"].casefold().partition(" ")[0],
        }:
            return str(key)
    raise ValueError(
        f"nobody here is called so: there are {', '.join(person['name'] for person in people.values())}"
    )


def note_on(question: Question, interview: Interview) -> Sentence | None:
    """Give a figure that follows from an answer, to be shown below it; None where none does."""
    answer = interview.answers.get(question.id, {})
    values = interview.draft.values
    if "amount" in answer and (hours := get(values, term_path("hours"))) and question.id == "fee":
        each = Money.parse(str(answer["amount"])).times(1 / Fraction(Hours.parse(hours).decimal))
        return say("{each} an hour, before tax", each=each)
    if question.id == "hours" and interview.settings is not None and interview.settings.hours is not None:
        owed = sum((Hours.parse(each).seconds for each in interview.owed.values()), 0)
        mine = Hours(owed + Hours.parse(str(answer["hours"])).seconds)
        return say("you then owe {owed} of your {limit}", owed=mine, limit=interview.settings.hours)
    return None


# ── kept and taken up again ────────────────────────────────────────────────────────────────────


def taken_up(interview: Interview, kept: object) -> Interview:
    """Give an interview with answers that were kept; one that no longer holds is asked again."""
    if not isinstance(kept, Mapping):
        return interview
    for question in questions():
        given = kept.get(question.id)
        if isinstance(given, Mapping) and (question.id == "kind" or interview.preset):
            found = understood_answer(question, given, interview, again=True)
            if not isinstance(found, Wrong):
                interview = interview.with_answer(question.id, found)
    return interview


def owed_hours(engagement: Engagement, on: dt.date) -> str | None:
    """Give the hours a month that an engagement has on a day, as written; None where it has none, or is over."""
    deal = facts(engagement.supposed(on), on).deal
    if deal.ends is not None and deal.ends <= on:
        return None
    held = get(terms_data(engagement.in_force(on)), term_path("hours"))
    return None if held is None else str(held)
