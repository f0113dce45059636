"""What holds for every page: the headers that keep it safe, the reader's locale, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import DataError
from django.shortcuts import render

from charter.core.language import ENGLISH, Locale
from charter.core.reading.problem import Problems
from charter.formats.scripts import MissingScript
from charter.sealing.evidence.act import Refusal
from charter.web.kit.blobs import FilesOutOfReachError
from charter.web.kit.refused import PageRefused
from charter.web.templatetags.words import reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    Answer = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a page may load: what this site serves, and nothing inline."""
MOST_TAGS = 8
"""So many wishes of a browser for a language are read."""


def secured(answer: Answer) -> Answer:
    """Give every answer its headers, also those that no view made."""

    def secure(request: HttpRequest) -> HttpResponseBase:
        reader.set(_locale(request.headers.get("Accept-Language", "")))
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return secure


class RefusalsAsPages:
    """Show what was refused as a page: what, where, and how to mend it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as if this were not here."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Give the page of a refusal; None for a bug, which raises."""
        if isinstance(error, Problems):
            place = request.path.rpartition("/e/")
            where = f"{place[0]}/e/{place[2].split('/')[0]}/terms/" if place[1] else ""
            first = error.problems[0]
            said = f"The terms are not whole yet: {first.path or first.file}: {first.message}."
            error = PageRefused(said, "Write what is missing, then look again.", where=where)
        if isinstance(error, Refusal):
            error = PageRefused(str(error)[:1000], "Look at where it stands, and try again.")
        if isinstance(error, MissingScript):
            error = PageRefused(str(error), "The web page shows it all the same.")
        if isinstance(error, FilesOutOfReachError):
            error = PageRefused(str(error)[:1000], "Try again in a minute.", status=503)
        if isinstance(error, DataError):
            error = PageRefused("Something in it cannot be kept.", "Take out characters that nobody can see.")
        if not isinstance(error, PageRefused):
            return None
        return render(request, "refused.html", {"refused": error}, status=error.status)


def _locale(asked: str) -> Locale:
    """Give how dates and amounts are written where a browser comes from; the pages speak English."""
    for tag in asked.split(",")[:MOST_TAGS]:
        locale = Locale.read(tag.split(";")[0].strip())
        if locale.country:
            return Locale(ENGLISH.language, locale.country)
    return ENGLISH
