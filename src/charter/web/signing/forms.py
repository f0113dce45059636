"""What a signer fills in."""

from __future__ import annotations

from django import forms

from charter.web.people.forms import PlainText


class SignForm(forms.Form):
    """The signature."""

    name = PlainText(label="Your full name", max_length=200)
    code = forms.CharField(label="Code from your mail", max_length=12)
    consent = forms.BooleanField(error_messages={"required": "Without your consent nothing is signed here."})


class DeclineForm(forms.Form):
    """A no, with its reason."""

    reason = PlainText(
        label="Why? The other side reads it.", max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    code = forms.CharField(label="Code from your mail", max_length=12)


class VerifyForm(forms.Form):
    """A sealed PDF, and the evidence if it came along."""

    file = forms.FileField(label="A sealed PDF", allow_empty_file=True)
    evidence = forms.FileField(label="Its evidence, if you have it", required=False, allow_empty_file=True)
