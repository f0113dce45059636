"""What a person fills in to begin, and to sign in."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING

from django import forms

from charter.core.vocabulary.term import refusal

if TYPE_CHECKING:
    from django.http import QueryDict


class PlainText(forms.CharField):
    """A line of text as terms take it: no control characters, no marks that turn the writing direction."""

    def clean(self, value: object) -> str:
        """Give the text, without blanks around it. Raises ValidationError saying what is wrong with it."""
        text: str = super().clean(value)
        if wrong := refusal(text):
            raise forms.ValidationError(wrong)
        return text


class BeginForm(forms.Form):
    """Start mine: who you are."""

    name = PlainText(label="Your name", max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label="Your e-mail address", max_length=200, widget=forms.EmailInput({"autocomplete": "username"})
    )
    workspace = PlainText(label="Your company, or how you are known", max_length=200)
    zone = forms.CharField(label="Your time zone", max_length=60, initial="Europe/Berlin")
    password = forms.CharField(
        label="A password, of twelve letters or more",
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, data: QueryDict | None = None, *, by_passkey: bool = False) -> None:
        super().__init__(data)
        self.by_passkey = by_passkey

    def clean_password(self) -> str:
        """Give the password; none is asked of who begins by a passkey."""
        password = str(self.cleaned_data["password"])
        if not (password or self.by_passkey):
            raise forms.ValidationError("Type a password, or begin with a passkey.")
        return password

    def clean_zone(self) -> str:
        """Give the time zone. Raises ValidationError for none."""
        zone = str(self.cleaned_data["zone"])
        if zone not in zoneinfo.available_timezones():
            raise forms.ValidationError(f"“{zone}” is no time zone. Write it like Europe/Berlin.")
        return zone


class CodeForm(forms.Form):
    """A code of the second factor."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput({"class": "code", "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PasswordForm(forms.Form):
    """A first password, for who began with a passkey."""

    new_password = forms.CharField(
        label="A password, of twelve letters or more",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class PasskeyForm(forms.Form):
    """A new passkey: what to call the device, and the password once more, of who has one."""

    name = PlainText(label="What to call the device", max_length=60, initial="This device")
    password = forms.CharField(
        label="Your password once more",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, data: QueryDict | None = None, *, has_password: bool = True) -> None:
        super().__init__(data)
        if not has_password:
            del self.fields["password"]


class SignInForm(forms.Form):
    """Sign in."""

    email = forms.EmailField(
        label="E-mail address", max_length=200, widget=forms.EmailInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Password",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
