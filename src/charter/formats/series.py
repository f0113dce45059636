"""Series of dates as pictures: the timeline of an engagement as SVG.

Each thing that happens has a row of its own, named at the left, with a sign on each of its days: so
labels never meet, however many days there are, and what recurs is seen as one rhythm. The picture
takes its colour from the text around it and reads without any style sheet.

>>> import datetime as dt
>>> start = tree.Mark(dt.date(2026, 3, 1), "start", "Start", "foundation.term")
>>> svg = draw_timeline(tree.Timeline(dt.date(2026, 3, 1), dt.date(2026, 8, 31), (start,), "Six months."))
>>> svg.startswith('<svg class="timeline"'), "<desc" in svg, "1 Mar" in svg
(True, True, True)
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from charter.core.document import tree
from charter.formats import days

WIDTH = 720
"""Units of the picture's width; on a page of 720 CSS pixels a unit is a pixel."""
_LEFT, _RIGHT = 296, 700
_TOP, _ROW = 52, 21
_NAMES, _DAYS = 12.5, 10.5
"""Size of type: the names of rows, and the days beside signs."""

_SIGNS = {
    "start": '<path class="start" d="M-3-6v12l8-6z"/>',
    "end": '<path class="end" d="M3-6v12l-8-6z"/>',
    "deliverable": '<path class="deliverable" d="M0-6l6 6-6 6-6-6z"/>',
    "input": '<circle class="input" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    "payment": '<circle class="payment" r="4.6"/>',
    "meeting": '<path class="meeting" d="M-1.4-6h2.8v12h-2.8z"/>',
    "talk": '<path class="talk" d="M0-6l6 6-6 6-6-6z" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "stop": '<path class="stop" d="M-4.6-4.6h9.2v9.2h-9.2z"/>',
}
_OTHER = '<circle class="other" r="3"/>'


@dataclass(frozen=True, slots=True)
class Scale:
    """Days laid along a line, written as in a country; `last` is after `first`."""

    first: dt.date
    last: dt.date
    country: str = ""

    def x(self, day: dt.date) -> float:
        """Where a day stands, in units of the picture."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def scale_of(timeline: tree.Timeline, country: str = "") -> Scale:
    """From the earliest to the latest day shown, and room to run on where no end is agreed."""
    shown = [
        timeline.first_day,
        timeline.last_day or timeline.first_day,
        *(mark.day for mark in timeline.marks),
    ]
    first, last = min(shown), max(shown)
    if timeline.last_day is None:
        last = _later(last, max(30, (last - first).days // 8))
    return Scale(min(first, dt.date.max - dt.timedelta(6)), max(last, _later(first, 6)), country)


def _later(day: dt.date, count: int) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + count, dt.date.max.toordinal()))


def draw_timeline(timeline: tree.Timeline, country: str = "") -> str:
    """Draw the engagement: a bar from its first to its last day, and below it a row for each thing that happens.

    Text that is too long for its row ends in an ellipsis; the whole of it stands in the row's title.
    """
    scale, found = scale_of(timeline, country), rows(timeline.marks)
    height = _TOP + _ROW * len(found) + 6
    return (
        f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="timeline-title timeline-text" fill="currentColor" font-family="sans-serif" '
        f'font-size="{_NAMES}">\n<title id="timeline-title">Timeline of the engagement</title>\n'
        f'<desc id="timeline-text">{escape(timeline.alt, quote=False)}</desc>\n'
        f"{''.join(_ticks(scale, height))}{_bar(timeline, scale)}"
        f"{''.join(_row(row, place, scale) for place, row in enumerate(found))}</svg>\n"
    )


# ── the rows ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happens, and all its days."""

    kind: str
    label: str
    days: tuple[dt.date, ...]


def rows(marks: tuple[tree.Mark, ...]) -> list[TimelineRow]:
    """Gather the marks of one name, and order the rows by their first day."""
    found: dict[tuple[str, str], set[dt.date]] = {}
    for mark in marks:
        found.setdefault((mark.kind, mark.label), set()).add(mark.day)
    gathered = [TimelineRow(kind, label, tuple(sorted(on))) for (kind, label), on in found.items()]
    return sorted(gathered, key=lambda row: (row.kind != "start", row.days[0], row.kind == "end"))


def _row(row: TimelineRow, place: int, scale: Scale) -> str:
    """One row: its name, a hairline that leads the eye, its signs, and what days there is room for."""
    y = _TOP + _ROW * place + _ROW // 2
    signs = "".join(
        f'<g transform="translate({scale.x(day)} {y})">{_SIGNS.get(row.kind, _OTHER)}</g>' for day in row.days
    )
    written = list(_written(row, scale))
    lead = max(min([scale.x(row.days[0]) - 9, *(day.left - 4 for day in written)]), _LEFT)
    return (
        f'<g class="row">\n<title>{escape(row.label, quote=False)}</title>\n'
        f'<path class="lead" d="M{_LEFT} {y}H{lead:.1f}" stroke="currentColor" stroke-opacity=".18"/>\n'
        f'<text class="name" x="0" y="{y + 4}">{escape(fitted(row.label, _LEFT - 14, _NAMES), quote=False)}</text>\n'
        f"{signs}\n{''.join(day.svg(y) for day in written)}</g>\n"
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """A day written beside its sign: right of it ("start") or left of it ("end"), `at` the end that is near."""

    text: str
    at: float
    anchor: str

    @property
    def left(self) -> float:
        """Where the text begins."""
        return self.at - text_width(self.text, _DAYS) if self.anchor == "end" else self.at

    def svg(self, y: int) -> str:
        """The text in its place."""
        return (
            f'<text class="day" x="{self.at:.1f}" y="{y + 3.6}" font-size="{_DAYS}" text-anchor="{self.anchor}">'
            f"{self.text}</text>"
        )


def _written(row: TimelineRow, scale: Scale) -> Iterator[Beside]:
    """Write days beside their signs, right of them or else left, wherever nothing stands in the way."""
    taken = float(_LEFT)
    xs = [scale.x(day) for day in row.days]
    for day, x, after in zip(row.days, xs, [*xs[1:], WIDTH + 8.0], strict=True):
        text = days.short(day, scale.country)
        wide = text_width(text, _DAYS)
        if x + 9 + wide < after - 8:
            yield Beside(text, x + 9, "start")
            taken = x + 9 + wide
            continue
        if x - 9 - wide > taken + 4:
            yield Beside(text, x - 9, "end")
        taken = x + 8


# ── the bar and the scale above ────────────────────────────────────────────────────────────────


def _bar(timeline: tree.Timeline, scale: Scale) -> str:
    """The engagement itself; an arrow where it runs on."""
    left, y = scale.x(timeline.first_day), _TOP - 9
    if timeline.last_day is None:
        arrow = f'<path class="on" d="M{_RIGHT - 1} {y - 6}l11 6-11 6z"/>\n'
        return f'<path class="bar" d="M{left} {y - 2}H{_RIGHT}v4H{left}z"/>\n{arrow}'
    return f'<path class="bar" d="M{left} {y - 2}H{max(scale.x(timeline.last_day), left + 2)}v4H{left}z"/>\n'


def _ticks(scale: Scale, height: int) -> Iterator[str]:
    """Days, months or years along the top, as many as can be read, each year once above its first."""
    year, free = None, 0.0
    for day, text in _readable(scale):
        x = scale.x(day)
        yield f'<path class="tick" d="M{x} {_TOP - 18}V{height}" stroke="currentColor" stroke-opacity=".14"/>\n'
        if text:
            yield f'<text class="tick" x="{x}" y="{_TOP - 22}" font-size="{_DAYS}">{text}</text>\n'
        if day.year != year and x >= free:
            yield f'<text class="year" x="{x}" y="12" font-size="{_DAYS}">{day.year}</text>\n'
            year, free = day.year, x + text_width("0000", _DAYS) + 6


def _readable(scale: Scale) -> list[tuple[dt.date, str]]:
    """The finest division of the scale whose names do not meet."""
    total = (scale.last - scale.first).days
    units = (_RIGHT - _LEFT) / total
    room_for_day, room_for_month = text_width("30 May", _DAYS) + 6, text_width("May", _DAYS) + 8
    for step in (1, 7):
        if step * units >= room_for_day:
            return [(day, days.short(day, scale.country)) for day in _by_days(scale, step)]
    for step in (1, 3, 6):
        if step * 28 * units >= room_for_month:
            return [(day, days.month(day)) for day in _by_months(scale, step)]
    years = next(
        step for step in (12, 24, 60, 120, 1200, 12000, 120000) if step * 30 * units >= room_for_month
    )
    return [(day, "") for day in _by_months(scale, years)]


def _by_days(scale: Scale, step: int) -> Iterator[dt.date]:
    """Every day, or every Monday."""
    first = scale.first.toordinal()
    start = first if step == 1 else first + -scale.first.weekday() % 7
    return (dt.date.fromordinal(day) for day in range(start, scale.last.toordinal() + 1, step))


def _by_months(scale: Scale, step: int) -> Iterator[dt.date]:
    """The first of every month, quarter, half-year or year within the scale."""
    first, last = (day.year * 12 + day.month - 1 for day in (scale.first, scale.last))
    months = range(-(-first // step) * step, last + 1, step)
    return (day for day in (dt.date(m // 12, m % 12 + 1, 1) for m in months) if day >= scale.first)


# ── how wide a text is ─────────────────────────────────────────────────────────────────────────


def text_width(text: str, size: float) -> float:
    r"""How wide a text runs at most, in the units of `size`; an estimate that leans to the wide side.

    >>> text_width("30 May", 10) <= 45, text_width("契約", 10), text_width("e\u0301", 10) == text_width("e", 10)
    (True, 21.0, True)
    """
    return sum(_em(char) for char in text) * size


def _em(char: str) -> float:
    """Width of a character in ems: the widest that the usual text faces give it."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if unicodedata.combining(char):
        return 0.0
    if char in "mwMWQO@%—…":
        return 0.95
    if char in " .,:;'|iIjl!":
        return 0.36
    return 0.72 if char.isupper() or ord(char) > 0x24F else 0.6  # noqa: PLR2004 - where the Latin letters end


def fitted(text: str, room: float, size: float) -> str:
    """As much of a text as there is room for, in whole words where that leaves most of it.

    >>> fitted("Audit of the imaging platform", 90, 12.5), fitted("Datenschutzfolgenabschätzung", 90, 12.5)
    ('Audit of…', 'Datenschut…')
    """
    text = " ".join(text.split())
    if text_width(text, size) <= room:
        return text
    so_far = accumulate(text_width(char, size) for char in text)
    kept = sum(wide <= room - text_width("…", size) for wide in so_far)
    whole = text[: kept + 1].rfind(" ")
    return text[: whole if whole > kept / 2 else kept].rstrip(" ,.;:-") + "…"
