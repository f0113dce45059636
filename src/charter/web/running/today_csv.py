"""Today for a spreadsheet: each row of its lanes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from charter.formats.postings import inert
from charter.web.people.access import Desk, members_only
from charter.web.running.today import today_in
from charter.web.templatetags.words import as_read

if TYPE_CHECKING:
    from django.http import HttpRequest

NAMES = ("lane", "client", "what", "detail", "clause", "due", "at", "state")


@require_safe
@members_only("read")
def today_file(_: HttpRequest, place: Desk) -> HttpResponse:
    """Give the rows of Today; no cell is a formula, whoever wrote it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NAMES)
    page = today_in(place.clients, place.today, may_write=place.may("write"))
    for lane, each in [(one, drawn.of) for one in page.lanes for drawn in one.rows]:
        duty = each.duty
        told = (
            lane.title,
            each.row.short,
            as_read(duty.reads),
            each.more or as_read(each.right),
            each.citation,
        )
        when = (duty.due.isoformat() if duty.due else "", f"{duty.at:%H:%M}" if duty.at else "")
        writer.writerow((*map(inert, told), *when, duty.status.value))
    named = f'attachment; filename="today-{place.today}.csv"'
    return HttpResponse(out.getvalue(), "text/csv; charset=utf-8", headers={"Content-Disposition": named})
