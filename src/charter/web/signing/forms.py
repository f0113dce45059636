"""What a signer fills in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django import forms

from charter.web.people.forms import PlainText

if TYPE_CHECKING:
    from charter.sealing.signing.sign import Strokes


class SignForm(forms.Form):
    """The signature."""

    way = forms.ChoiceField(choices=[("typed", "Typed"), ("drawn", "Drawn")], required=False)
    name = PlainText(label="Your full name", max_length=200, required=False)
    strokes = forms.CharField(max_length=400_000, required=False)
    code = forms.CharField(label="Code from your mail", max_length=12)
    consent = forms.BooleanField(error_messages={"required": "Without your consent nothing is signed here."})

    @property
    def mark(self) -> str | Strokes:
        """What was given as the signature: the name, or the strokes of it."""
        drawn: Strokes = self.cleaned_data["strokes"]
        return drawn if self.cleaned_data["way"] == "drawn" else str(self.cleaned_data["name"])

    def clean_strokes(self) -> Strokes:
        """Read the strokes: a list of lists of points. Raises ValidationError for what is none."""
        try:
            held = json.loads(self.cleaned_data["strokes"] or "[]")
            return tuple(tuple((_whole(x), _whole(y)) for x, y in stroke) for stroke in held)
        except (ValueError, TypeError, RecursionError) as wrong:
            raise forms.ValidationError(
                "What was drawn could not be read. Draw it again, or type."
            ) from wrong

    def clean(self) -> None:
        """See that there is a signature, typed or drawn. Raises ValidationError beside the name."""
        super().clean()
        drawn = self.cleaned_data.get("way") == "drawn"
        if drawn and not self.errors.get("strokes") and not self.cleaned_data["strokes"]:
            self.add_error("name", "Draw your name in the box, or choose Typed.")
        if not drawn and not self.errors.get("name") and not self.cleaned_data["name"]:
            self.add_error("name", "This field is required.")


def _whole(number: object) -> int:
    if type(number) is not int:
        raise TypeError(number)
    return number


class DeclineForm(forms.Form):
    """A no, with its reason."""

    reason = PlainText(
        label="Why? The other side reads it.", max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    code = forms.CharField(label="Code from your mail", max_length=12)


class HandOnForm(forms.Form):
    """The code of who hands a signature on."""

    code = forms.CharField(label="Code from your mail", max_length=12)


class VerifyForm(forms.Form):
    """A sealed PDF, and the evidence if it came along."""

    file = forms.FileField(label="A sealed PDF", allow_empty_file=True)
    evidence = forms.FileField(label="Its evidence, if you have it", required=False, allow_empty_file=True)
