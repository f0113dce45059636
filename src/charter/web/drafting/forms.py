"""Beginning an engagement, bringing one in, and the terms of a clause as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from charter.core.reading.fields import FormField, fields_of, values_of
from charter.core.workspace.acknowledged import Acknowledged
from charter.web.drafting.findings import IN_DOCUMENT, IN_TERMS, FindingAt
from charter.web.people.forms import PlainText

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict
    from pydantic import BaseModel


ABBREVIATED = {"iban": "IBAN", "bic": "BIC", "tax_id": "VAT or tax number"}
"""What is called otherwise than its term."""


class NewEngagementForm(forms.Form):
    """A new client: its name, and the frame to start from."""

    name = PlainText(label="The client", max_length=200)
    frame = forms.ChoiceField(label="Start from", required=False)

    def __init__(self, frames: list[str], data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [(frame, f"your frame “{frame}”") for frame in frames]
        self.fields["frame"] = forms.ChoiceField(
            label="Start from", required=False, choices=[*choices, ("", "nothing but your own name")]
        )


class AmendmentForm(forms.Form):
    """What an amendment is called, what it is, and from when it counts; what changes follows from the terms."""

    title = PlainText(label="What it is about", max_length=200)
    kind = forms.ChoiceField(
        label="What it is",
        choices=[("amendment", "an amendment"), ("change order", "a change order, of scope or price")],
    )
    effective = forms.DateField(
        label="Counts from", input_formats=["%Y-%m-%d"], widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    @staticmethod
    def supposed(today: dt.date) -> dict[str, Any]:
        """Give what to suppose while nothing is filled in, so that the changes can be looked at."""
        return {"title": "Amendment", "kind": "amendment", "effective": today}


class FindingForm(forms.Form):
    """Which finding is meant, on which page."""

    finding = PlainText(max_length=40)
    place = PlainText(max_length=500)
    page = forms.ChoiceField(choices=[(IN_DOCUMENT, IN_DOCUMENT), (IN_TERMS, IN_TERMS)])

    @property
    def named(self) -> FindingAt:
        """The finding that is meant."""
        told = self.cleaned_data
        return FindingAt(told["finding"], told["place"], told["page"])


class ReasonForm(forms.Form):
    """Why somebody accepts a finding, in a line."""

    reason = PlainText(label="Why it stays as it is", max_length=Acknowledged.LONGEST_REASON)

    @property
    def said(self) -> str:
        """The reason, its blanks one each."""
        return " ".join(self.cleaned_data["reason"].split())


class OrderForm(forms.Form):
    """A new order under a master: what it is called, and the day on which it starts."""

    title = PlainText(
        label="What the order is called", max_length=200, help_text="Like “Order 1: the audit”."
    )
    starts = forms.DateField(
        label="Starts on", input_formats=["%Y-%m-%d"], widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class ImportForm(forms.Form):
    """Engagement folders as a ZIP file, or an agreement alone."""

    name = PlainText(
        label="What to call it",
        max_length=60,
        required=False,
        help_text="Left empty: as its folder. An order comes with its master, both in one ZIP file.",
    )
    file = forms.FileField(label="The folder as a ZIP file, or an agreement.toml")


class PlaybookForm(forms.Form):
    """The playbook of a workspace, as the folder that a terminal reads."""

    file = forms.FileField(
        label="The folder as a ZIP file, or its positions.toml",
        help_text="It takes the place of the one before.",
    )


class TermsForm(forms.Form):
    """Terms of one type, as those of a clause; its tables are written as text.

    `only` are the terms that are asked for, in their order; left out: all. `prefix` tells the fields of several such
    forms on one page apart.
    """

    def __init__(
        self,
        kind: type[BaseModel],
        held: Mapping[str, Any],
        data: QueryDict | None = None,
        *,
        only: Sequence[str] = (),
        prefix: str | None = None,
    ) -> None:
        super().__init__(
            data, initial={name: _as_filled(value) for name, value in held.items()}, prefix=prefix
        )
        self.kind = kind
        self.tables = [field.name for field in fields_of(kind) if field.kind == "tables"]
        asked = {field.name: field for field in fields_of(kind) if field.kind != "tables"}
        for name in only or asked:
            self.fields[name] = _field(asked[name], short=bool(only))

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in; None for what was left empty."""
        filled = {name: str(self.data.get(self.add_prefix(name), "")) for name in self.fields}
        found = values_of(self.kind, filled)
        return {name: found.get(name) for name in self.fields}


def _field(field: FormField, *, short: bool = False) -> forms.Field:
    """Give the field for a term; `short`: a text gets one line."""
    told: dict[str, Any] = {
        "label": ABBREVIATED.get(field.name) or field.name.replace("_", " ").capitalize(),
        "required": False,
        "help_text": field.help,
    }
    if field.kind == "yes":
        return forms.ChoiceField(**told, choices=[("", "not said"), ("yes", "yes"), ("no", "no")])
    if field.kind == "choice":
        return forms.ChoiceField(
            **told, choices=[("", "not said"), *((each, each) for each in field.choices)]
        )
    if field.kind == "day":
        return forms.CharField(**told, max_length=10, widget=forms.DateInput({"type": "date"}))
    shown = {"placeholder": field.such_as, "autocomplete": "off"}
    widget: forms.Widget = (
        forms.Textarea(shown | {"rows": 3})
        if field.kind == "list" or (field.kind == "prose" and not short)
        else forms.TextInput(shown)
    )
    return forms.CharField(**told, max_length=20_000, widget=widget)


def _as_filled(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
