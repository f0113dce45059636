"""The interview in the terminal: one question at a time, the usual answer on Enter, and what was said is kept.

Enter takes what stands in brackets, "<" goes back, "?" says more, "-" leaves the question to the client. Whoever stops,
by Ctrl-C or Ctrl-D, goes on later where they were.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from charter.cli import console

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter import Interview, Question, Wrong

    Answers = dict[str, Mapping[str, Any]]

BACK, MORE, LEAVE = "<", "?", "-"
HOW = f"Enter takes what stands in [brackets]. {BACK} goes back, {MORE} says more, {LEAVE} leaves it to the client."
INTERRUPTED = 130
LEAVING = "leave it for them"
"""What Enter does where the client may answer."""
MOST_ROWS = 5
"""So many rows of a list are asked for; more are written into the file."""


class _Back(Exception):  # noqa: N818 - no error
    """The person wants to go back one question."""


class _More(Exception):  # noqa: N818 - no error
    """The person wants to know more of a question."""


class _Leave(Exception):  # noqa: N818 - no error
    """The person leaves the question to the client."""


def hold(path: Path, interview: Interview) -> Interview:
    """Ask until all is answered; each answer is kept. Stops with exit code 130 where the person does."""
    from charter import keep_answers, kept_answers, next_question, taken_up

    kept = kept_answers(path)
    interview = taken_up(interview, kept)
    if kept:
        console.write_line(f"You said already: {len(interview.answers)}. It goes on.")
    console.write_line(HOW)
    taken_back: Answers = {}
    try:
        while (question := next_question(interview)) is not None:
            console.write_line()
            interview = _one(question, interview, taken_back)
            keep_answers(path, interview.answers)
    except (KeyboardInterrupt, EOFError):
        keep_answers(path, interview.answers)
        console.write_line()
        console.write_line(f"Kept. charter new {path} goes on from here.")
        raise typer.Exit(INTERRUPTED) from None
    return interview


def ask_law() -> str:
    """Ask under which law the person works, until it is one; used where no workspace says it."""
    from charter import governing_law

    while True:
        console.write_line("In which country, or state of the US, do you work?")
        try:
            return governing_law(_typed(""))
        except ValueError as error:
            console.write_line(f"   {error}")


def _one(question: Question, interview: Interview, taken_back: Answers) -> Interview:
    """Ask one question until it is answered, or give the interview without the answer before.

    What was answered before somebody went back stands in brackets when it is asked again, and so does what stood
    beside a slip.
    """
    from charter import Interview, asked_questions

    place = [one.id for one in asked_questions(interview)].index(question.id) + 1
    total = len(asked_questions(interview)) if interview.preset else 12
    console.write_heading(f"{place:>2} of {total}  {question.ask}")
    for number, option in enumerate(question.options, 1):
        console.write_line(f"   {number} {option.label}")
    stands = taken_back.get(question.id)
    while True:
        try:
            given: Mapping[str, Any] = _given(question, interview, stands)
        except _Back:
            return _without_last(interview, question, taken_back)
        except _More:
            _say_more(question, interview, stands)
            continue
        except _Leave:
            given = {"theirs": True}
        found = _taken(question, given, interview, again=given == stands)
        if isinstance(found, Interview):
            return found
        stands = _beside(question, given, found, interview)


def _beside(
    question: Question, given: Mapping[str, Any], found: Wrong, interview: Interview
) -> Mapping[str, Any]:
    """Give what stands when a question is asked again: all that was said but the slip, and what is usual."""
    from charter import offered_answer

    offer = offered_answer(question, interview)
    right = {name: value for name, value in given.items() if not (found.firm and name == found.field)}
    return _as_shown({**(offer.answer if offer else {}), **right})


def _taken(
    question: Question, given: Mapping[str, Any], interview: Interview, *, again: bool
) -> Interview | Wrong:
    """Give the interview with the answer, or say why it is none, and give that."""
    from charter import Wrong, note_on, understood_answer

    found = understood_answer(question, given, interview, again=again)
    if isinstance(found, Wrong):
        _say_wrong(found)
        return found
    after = interview.with_answer(question.id, found)
    note = note_on(question, after)
    if note is not None:
        console.write_line(f"   {console.translated(note)}")
    return after


def _say_wrong(found: Wrong) -> None:
    console.write_line(console.wrap(console.translated(found.message), "   "))
    if not found.firm:
        console.write_line("   If you mean it, give the same answer again.")


def _say_more(question: Question, interview: Interview, before: Mapping[str, Any] | None) -> None:
    from charter import offered_answer

    console.write_line(console.wrap(question.help, "   "))
    offer = offered_answer(question, interview)
    if before is not None:
        console.write_line("   In brackets: what you said before.")
    elif offer is not None:
        console.write_line(console.wrap(f"In brackets: {offer.because}", "   "))


def _without_last(interview: Interview, question: Question, taken_back: Answers) -> Interview:
    from charter import asked_questions

    names = [one.id for one in asked_questions(interview)]
    before = names[: names.index(question.id)]
    if not before:
        return interview
    taken_back[before[-1]] = interview.answers[before[-1]]
    return interview.without_answer(before[-1])


# ── what is typed ──────────────────────────────────────────────────────────────────────────────


def _given(question: Question, interview: Interview, before: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Ask for the fields of a question, or for rows of them; in brackets what was said before, or what is usual."""
    from charter import offered_answer

    if before is not None and "theirs" not in before:
        given = _asked(question, interview, before)
        return {**_as_shown(before), **{name: value for name, value in given.items() if value}}
    offer = offered_answer(question, interview)
    return _asked(question, interview, offer.answer if offer else {})


def _asked(question: Question, interview: Interview, stands: Mapping[str, Any]) -> Mapping[str, Any]:
    if question.kind == "choice":
        return _choice(question, stands)
    if question.kind == "list":
        return {"rows": _rows(question, stands.get("rows", ()))}
    return _fields(question, interview, stands)


def _choice(question: Question, stands: Mapping[str, Any]) -> Mapping[str, Any]:
    numbers = {option.value: str(number) for number, option in enumerate(question.options, 1)}
    option = _typed(numbers.get(str(stands.get("option", "")), ""))
    return {"option": option} if option else {}


def _fields(question: Question, interview: Interview, stands: Mapping[str, Any]) -> Mapping[str, Any]:
    given: dict[str, Any] = {}
    for field in question.asked_fields({**interview.known, **given}):
        if (
            field.theirs
            and not question.theirs
            and field.name not in stands
            and len(question.fields) > MOST_ROWS
        ):
            continue  # what the client says of itself is asked of the client
        if field.choices and field.name in stands:
            continue  # the usual one stands; another is written into the file
        shown, empty = _shown(stands.get(field.name, "")), field.theirs or field.optional
        leave = question.theirs and field is question.fields[0]
        said = _typed(shown or (LEAVING if leave else ""), field.ask, empty=empty)
        if leave and not said:
            raise _Leave
        given[field.name] = said
    return {name: text for name, text in given.items() if text}


def _rows(question: Question, stands: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - rows as they are offered
    rows: list[Mapping[str, Any]] = []
    first, *others = question.fields
    offered = "; ".join(str(row[first.name]) for row in stands)
    while len(rows) < MOST_ROWS:
        said = _typed("" if rows else offered, first.ask, empty=bool(rows or offered), more=bool(rows))
        if not said:
            break
        row = {first.name: said}
        for field in others:
            row[field.name] = _typed("", f"  {field.ask}", empty=field.theirs or field.optional)
        rows.append({name: text for name, text in row.items() if text})
    return rows


def _as_shown(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if name == "rows" else _shown(value) for name, value in answer.items()}


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _typed(stands: str, ask: str = "", *, empty: bool = False, more: bool = False) -> str:
    """Read a line; an empty one is what stands. Raises EOFError at the end, and what a sign stands for."""
    hint = f"[{stands}]" if stands else "[no more]" if more else "[later]" if empty else ""
    while True:
        sys.stdout.write("   " + " ".join(word for word in (ask, hint, "> ") if word))
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        said = line.strip()
        if not sys.stdin.isatty():
            console.write_line(said)
        for sign, meant in ((BACK, _Back), (MORE, _More), (LEAVE, _Leave)):
            if said == sign:
                raise meant
        if said or stands or empty:
            return said
        console.write_line("   This needs an answer.")
