"""What is filled in while negotiating: an answer to each term, remarks, and the terms of a clause."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms

from charter.core.agreement import Agreement
from charter.core.changes import terms_data, written_at
from charter.core.negotiation.proposals import terms_of_clause
from charter.core.negotiation.rounds import TermRemark
from charter.core.vocabulary.typed import models, type_at
from charter.web.drafting.forms import TermsForm
from charter.web.people.forms import PlainText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.http import QueryDict
    from pydantic import BaseModel

PRIVATE, SHARED = "private", "shared"
HELD = object()
"""What stands for the value of a proposal that stays as it is."""
LONGEST_REMARK = 2000
USUAL_WAIT, LONGEST_WAIT = dt.timedelta(7), dt.timedelta(60)
"""How long an answer may take, as the form proposes it and at most."""


class RemarkForm(forms.Form):
    """A remark and who sees it."""

    say = PlainText(required=False, max_length=LONGEST_REMARK)
    to = forms.ChoiceField(required=False, choices=[(PRIVATE, PRIVATE), (SHARED, SHARED)])


class AnswerByForm(forms.Form):
    """Until which day an answer is expected; left empty, no day is named."""

    answer_by = forms.DateField(
        label="Answer until",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, today: dt.date, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"answer_by": today + USUAL_WAIT})
        self.today = today

    def clean_answer_by(self) -> dt.date | None:
        """Give the day. Raises ValidationError for one that leaves no time, or too much."""
        on: dt.date | None = self.cleaned_data["answer_by"]
        if on is not None and not self.today < on <= self.today + LONGEST_WAIT:
            raise forms.ValidationError(
                f"An answer until {on:%Y-%m-%d} is not to be expected. Name a day from tomorrow on, within two months."
            )
        return on


def answer_by_in(post: QueryDict, today: dt.date) -> dt.date | None:
    """Give the day until which an answer is expected. Raises ValidationError for what is none."""
    form = AnswerByForm(today, post)
    if not form.is_valid():
        raise forms.ValidationError([str(each) for each in form.errors["answer_by"]])
    day: dt.date | None = form.cleaned_data["answer_by"]
    return day


class WordForm(forms.Form):
    """A Word file that comes back."""

    file = forms.FileField(
        label="The Word file", allow_empty_file=True, widget=forms.FileInput({"accept": ".docx"})
    )


class OwnWordsForm(forms.Form):
    """Words of the parties' own in place of a clause's."""

    text = PlainText(
        label="The words, a paragraph to a blank line",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
    )
    effect = forms.ChoiceField(
        label="What they do",
        choices=[
            ("manual", "They say something else: nothing follows by itself, a person decides"),
            ("same", "The terms above still say it all; only the language is another"),
        ],
    )


def remark_in(post: QueryDict, path: str) -> TermRemark | None:
    """Give the remark on a term in a form; None for none. Raises ValidationError where it cannot be kept."""
    return remark_of(path, post.get(f"say {path}", ""), post.get(f"to {path}", PRIVATE))


def remark_of(path: str, said: str, to: str) -> TermRemark | None:
    """Give a remark on a term; None for no words. Raises ValidationError where it cannot be kept."""
    form = RemarkForm({"say": said, "to": to})
    if not form.is_valid():
        raise forms.ValidationError([error for errors in form.errors.values() for error in errors])
    text = form.cleaned_data["say"]
    return TermRemark(path, text, form.cleaned_data["to"] != SHARED) if text else None


def value_form(path: str, held: Any, data: QueryDict | None = None) -> TermsForm | None:  # noqa: ANN401 - terms are of any kind
    """Give the field in which a value of a term is proposed; None for what no single field can hold."""
    above, _, name = path.rpartition(".")
    kind = type_at(Agreement, above.split(".")) if above else Agreement
    for model in models(kind):
        try:
            form = TermsForm(
                model, {name: held} if held is not None else {}, data, only=[name], prefix=f"new {path}"
            )
        except KeyError:
            continue
        form.fields[name].widget.attrs["aria-label"] = f"New value of {name.replace('_', ' ')}"
        return form
    return None


def proposed_in(form: TermsForm) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give the value that was filled in; None: left out."""
    return next(iter(form.values.values()))


class ClauseTable:
    """The terms of a table of a clause as a form: those of the clause itself, or of a table in it."""

    def __init__(self, path: str, title: str, form: TermsForm) -> None:
        self.path, self.title, self.form = path, title, form

    @property
    def changed(self) -> dict[str, Any]:
        """What was filled in otherwise than it stood there, by path."""
        values = self.form.values
        return {f"{self.path}.{name}": values[name] for name in self.form.changed_data}


def clause_tables(
    agreement: Agreement, clause: str, standing: Mapping[str, Any], data: QueryDict | None = None
) -> list[ClauseTable]:
    """Give the terms of a clause as forms, table by table; `standing` are values that one stands for, by path."""
    found: dict[str, dict[str, Any]] = {}
    for path, value in terms_of_clause(agreement, clause):
        above, _, name = path.rpartition(".")
        found.setdefault(above, {})[name] = standing.get(path, value)
    return [
        ClauseTable(path, _title(clause, path), _table_form(path, held, data)) for path, held in found.items()
    ]


def _table_form(path: str, held: Mapping[str, Any], data: QueryDict | None) -> TermsForm:
    model = next(iter(models(type_at(Agreement, path.split(".")))))
    kept = {name: value for name, value in held.items() if value is not None}
    return TermsForm(model, kept, data, only=list(held), prefix=path)


def _title(clause: str, path: str) -> str:
    return path.removeprefix(clause).strip(".").replace(".", " ").replace("_", " ").capitalize()


def whole_clause_form(kind: type[BaseModel], cite: str, data: QueryDict | None = None) -> TermsForm:
    """Give the form of a clause that is not there yet."""
    return TermsForm(kind, {}, data, prefix=cite)


def answers_in(post: QueryDict, paths: Iterable[tuple[str, Any, Any]]) -> Iterator[tuple[str, str, Any]]:
    """Give the answer to each term: its path, the answer, and the value that it stands for.

    `paths` are those of the table with the values of both sides. An answer that is none is "".
    """
    for path, mine, theirs in paths:
        match post.get(f"answer {path}", ""):
            case "take":
                yield path, "take", theirs
            case "keep":
                yield path, "keep", mine
            case "new":
                form = value_form(path, None, post)
                if form is not None:
                    yield path, "new", proposed_in(form)
            case "hold":
                yield path, "hold", HELD
            case _:
                yield path, "", None


def held_value(agreement: Agreement, path: str) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give a term as the file writes it; None where it is left out."""
    return written_at(terms_data(agreement), path)
