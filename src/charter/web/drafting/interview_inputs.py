"""A question as the fields of a form, and what was typed into them as the core reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from charter.core.interview.asking import MOST_ROWS, offered_answer, usual_answers
from charter.core.interview.drafting import get
from charter.core.interview.term_names import term_path
from charter.web.kit.refused import PageRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter import Interview, Question
    from charter.core.interview.questions import AskedField

    Given = Mapping[str, Any]

LONGEST = 20_000
"""So many letters of all that is typed into a question are kept."""


class Input(NamedTuple):
    """A field as it stands on the page; `rows` is how high it is, `choices` what there is to choose from."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()
    later: bool = False

    @property
    def rows(self) -> int:
        """How many lines a text has room for."""
        return 3 if self.kind in {"text", "lines"} else 0


class Usual(NamedTuple):
    """A usual answer, to be taken with one press."""

    label: str
    answer: Given


def stands_in(question: Question, interview: Interview, typed: Given) -> Given:
    """Give what stands in the fields: what was typed, else what was answered, else what is offered."""
    for held in (typed, interview.answers.get(question.id, {})):
        if held and not held.get("theirs"):
            return held
    offer = offered_answer(question, interview)
    return offer.answer if offer else {}


def inputs(question: Question, interview: Interview, stands: Given) -> list[list[Input]]:
    """Give the fields row by row; a list has one row more than what stands in it."""
    if question.kind == "list":
        held = [*_rows(stands), {}][:MOST_ROWS]
        return [
            [_input(field, row, interview, f"{n}-") for field in question.fields]
            for n, row in enumerate(held)
        ]
    fields = question.asked_fields({**interview.known, **{k: str(v) for k, v in stands.items()}})
    return [[_input(field, stands, interview) for field in fields]]


def _rows(stands: Given) -> list[Given]:
    return [row for row in stands.get("rows", ()) if isinstance(row, dict)]


def _input(field: AskedField, stands: Given, interview: Interview, before: str = "") -> Input:
    value = stands.get(field.name, "")
    if field.kind in {"person", "people"}:
        value = _names(value, interview)
    between = "\n" if field.kind == "lines" else "; "
    written = between.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return Input(
        f"{before}{field.name}", field.ask, field.kind, written, field.choices, field.theirs or field.optional
    )


def _names(value: object, interview: Interview) -> list[str]:
    """Give the names of people by their keys; what is no key stays."""
    people = get(interview.draft.values, term_path("people"))
    keys = value if isinstance(value, list | tuple) else [value] if value else []
    return [people[key]["name"] if key in people else str(key) for key in keys]


def usual(question: Question, interview: Interview) -> list[Usual]:
    """Give the usual answers; those of a choice are its options, and stand there already."""
    if question.kind == "choice" and not question.fields:
        return []
    return [Usual(label, answer) for label, answer in usual_answers(question, interview)]


def with_usual(question: Question, stands: Given, answer: Given) -> dict[str, Any]:
    """Give what stands after a usual answer was taken: in a list it is a row more."""
    if question.kind == "list":
        return {"rows": [*_rows(stands), *answer["rows"]][:MOST_ROWS]}
    return {**stands, **answer}


def with_values(question: Question, stands: Given, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give what stands after terms were set; None where the question does not ask for all of them."""
    of = {path: field.name for field in question.fields for path in field.paths}
    if question.kind == "list" or not values or not values.keys() <= of.keys():
        return None
    return {**stands, **{of[path]: value for path, value in values.items()}}


def posted(question: Question, fields: Mapping[str, str]) -> dict[str, Any]:
    """Read what was typed. Raises PageRefused where it is more than anybody types, or nothing can keep it."""
    if question.kind == "list":
        given: dict[str, Any] = {"rows": list(_posted_rows(question, fields))}
    else:
        names = [field.name for field in question.fields] + (["option"] if question.kind == "choice" else [])
        given = {name: fields[name].replace("\r\n", "\n") for name in names if fields.get(name)}
    told = repr(given)
    if len(told) > LONGEST:
        raise PageRefused("That is more than an answer holds.", "Say it in a few sentences.")
    if "\\x00" in told:
        raise PageRefused("The answer holds a NUL character.", "Take it out, and go on.")
    return given


def _posted_rows(question: Question, fields: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for n in range(MOST_ROWS):
        held = {
            field.name: text.replace("\r\n", "\n")
            for field in question.fields
            if (text := fields.get(f"{n}-{field.name}", "")).strip()
        }
        if held:
            yield held
