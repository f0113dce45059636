"""The form of an entry, out of its type: as many fields as it has, the keys of the agreement to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from charter.core.kinds import entry_kinds
from charter.core.reading.fields import FormField, by_field, fields_of, values_of
from charter.core.reading.problem import Problem, Problems
from charter.sealing.evidence.act import Refusal
from charter.web.running.actions import record_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from charter.core.agreement import Agreement
    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Entry
    from charter.web.kit.models import EngagementRow

LABELS = {"on": "Day", "by": "Who did it", "recorded": "Learned on", "id": "Short name", "of": "Of what"}
"""What a field is called where its name says too little."""
ASIDE = frozenset({"recorded", "id", "note"})
"""Fields that few entries need; they stand folded below the others."""
LONGEST = 20_000


class HeldForm(forms.Form):
    """The address of the person whose data somebody asks for."""

    person = forms.EmailField(label="The person's e-mail address", max_length=254)


class EraseForm(HeldForm):
    """The person to erase, and what else they are called in notes."""

    also = forms.CharField(
        label="What else they are called in notes",
        required=False,
        max_length=500,
        help_text="First name, nickname; separated by commas. Each is taken out as a whole word.",
    )
    sure = forms.BooleanField(label="Erase it for good", required=False)

    @property
    def names(self) -> list[str]:
        """What else they are called."""
        return [each.strip() for each in self.cleaned_data["also"].split(",") if each.strip()]


class EntryForm(forms.Form):
    """The form of one kind of entry, under an agreement."""

    def __init__(
        self, kind: str, agreement: Agreement, data: QueryDict | None, initial: Mapping[str, str]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.kind, self.model = kind, entry_kinds()[kind]
        for field in fields_of(self.model):
            if field.kind != "tables":
                self.fields[field.name] = _form_field(field, agreement)

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields that are asked for first."""
        return [self[name] for name in self.fields if name not in ASIDE]

    @property
    def aside(self) -> list[forms.BoundField]:
        """The fields that are rarely needed."""
        return [self[name] for name in self.fields if name in ASIDE]

    def record(self, row: EngagementRow, by: str) -> tuple[Entry, Engagement] | None:
        """Record what was filled in; None where it is wrong, which the fields then say."""
        self.full_clean()
        filled = {name: str(value) for name, value in self.data.items()}
        try:
            return record_entry(row, {"kind": self.kind} | values_of(self.model, filled), by)
        except Problems as wrong:
            for name, problem in by_field(wrong):
                self.add_error(name if name in self.fields else None, in_sentences(problem))
        except Refusal as refused:
            self.add_error("on", str(refused))
        return None


def _form_field(field: FormField, agreement: Agreement) -> forms.Field:
    told: dict[str, Any] = {
        "label": LABELS.get(field.name, field.name.replace("_", " ").capitalize()),
        "required": field.required,
        "help_text": "" if field.name in {"on", "by"} else field.help,
    }
    keys = agreement.tables.get(field.refers, {}) if field.refers else {}
    if keys or field.kind == "choice":
        named = keys or {choice: choice for choice in field.choices}
        empty = [] if field.required and len(named) == 1 else [("", "…")]
        return forms.ChoiceField(**told, choices=[*empty, *named.items()])
    if field.kind == "day":
        return forms.CharField(**told, max_length=10, widget=forms.DateInput({"type": "date"}))
    if field.kind == "yes":
        return forms.BooleanField(**told | {"required": False})
    widget: forms.Widget = forms.TextInput({"placeholder": field.such_as, "autocomplete": "off"})
    if field.kind in {"prose", "list"}:
        widget = forms.Textarea({"rows": 3, "placeholder": field.such_as})
    return forms.CharField(**told, max_length=LONGEST, widget=widget)


def in_sentences(problem: Problem) -> str:
    """Say what is wrong and what would mend it, a sentence each."""
    said = [part[:1].upper() + part[1:] for part in (problem.message, problem.hint) if part]
    return ". ".join(said)


def first_values(form_kind: str, asked: Mapping[str, str], today: str, by: str) -> dict[str, str]:
    """Give what a form starts with: what the row that led to it knows, today, and who probably did it."""
    names = {field.name for field in fields_of(entry_kinds()[form_kind])}
    return {"on": today, "by": by} | {name: value for name, value in asked.items() if name in names}
