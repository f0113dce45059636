"""The workspace with one page more, as gunicorn serves it: a bare Django page of the same queries, rows and bytes.

`CHARTER_DATA` names the site; `bare.json` there has, for each page that is measured, the statements that it asks the
database and how many bytes it gives.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "charter.web.settings")
django.setup()

# isort: split
from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.wsgi import get_wsgi_application  # noqa: E402 - after Django is set up
from django.db import connection  # noqa: E402 - after Django is set up
from django.http import HttpResponse  # noqa: E402 - after Django is set up
from django.template import Context, Template  # noqa: E402 - after Django is set up
from django.urls import include, path  # noqa: E402 - after Django is set up

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest

PAGE = Template("{% for row in rows %}{{ row }}{% endfor %}")


def bare(_: HttpRequest, name: str) -> HttpResponse:
    """Ask what a page asks, row by row, and give as many bytes through a template."""
    asked = Path(os.environ["CHARTER_DATA"]) / "bare.json"
    told = json.loads(asked.read_text("utf-8"))[name]
    with connection.cursor() as cursor:
        for statement in told["statements"]:
            cursor.execute(statement)
            cursor.fetchall()
    line = "x" * 79 + "\n"
    return HttpResponse(PAGE.render(Context({"rows": [line] * (told["bytes"] // 80)})))


urlpatterns = [path("bare/<slug:name>/", bare), path("", include("charter.web.urls"))]


def application() -> WSGIHandler:
    """Give the site to serve; nobody who only imports this module, as doctests are looked for, gets its addresses."""
    settings.ROOT_URLCONF = __name__
    return get_wsgi_application()
