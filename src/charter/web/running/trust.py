"""How both sides marked each other over time, as a picture and a table; an occasion counts once both answered."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import charter
from charter.core.agreement import stated
from charter.core.vocabulary.best_mark import BestMark
from charter.core.vocabulary.party import Side

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.engagement import Engagement

WIDTH, HEIGHT = 300.0, 112.0
"""The room of the lines within the picture, in its own units."""
MarksOfBoth: TypeAlias = "dict[dt.date, dict[str, tuple[str, tuple[int, ...]]]]"
"""By the day of an occasion and the side: who marked, and the marks."""


class Pulse(NamedTuple):
    """One occasion: its day, and what each side gave on average, to one decimal."""

    on: dt.date
    client: str
    consultant: str


@dataclass(frozen=True)
class TrustPlot:
    """The marks of an engagement: who gave them, the lines as points of a picture, its rungs, and the occasions."""

    client: str
    consultant: str
    pulses: list[Pulse]
    rungs: list[tuple[int, float]]
    lines: dict[str, list[tuple[float, float]]]

    @property
    def paths(self) -> dict[str, str]:
        """The line of each side, as a path."""
        return {side: "M" + "L".join(f"{x} {y}" for x, y in points) for side, points in self.lines.items()}

    @property
    def ends(self) -> dict[str, float]:
        """The height of each side's name, beside its last point, kept apart where the two lie close."""
        client, consultant = (self.lines[side][-1][1] + 4 for side in ("client", "consultant"))
        gap = 14 - abs(client - consultant)
        if gap > 0:
            up = -gap / 2 if client <= consultant else gap / 2
            client, consultant = client + up, consultant - up
        return {"client": round(client, 1), "consultant": round(consultant, 1)}


def trust_of(engagement: Engagement, today: dt.date) -> TrustPlot | None:
    """Give the marks that both sides gave each other up to a day; None before there are any."""
    given: MarksOfBoth = {}
    people = engagement.in_force(today).sides.people
    for each in charter.log(engagement, today, kind="feedback"):
        entry: Any = each.entry
        if each.no_effect is None and entry.by in people:
            given.setdefault(entry.occasion, {})[str(people[entry.by].side)] = (each.who, entry.marks)
    both = {day: sides for day, sides in sorted(given.items()) if len(sides) == len(Side)}
    if not both:
        return None
    averages = {side: [_average(sides[side][1]) for sides in both.values()] for side in Side}
    best = stated(engagement.in_force(today), BestMark, None)
    scale = _scale(both, min(chain.from_iterable(averages.values())), best.best if best else 1)
    names = {side: who.partition(" ")[0] for side, (who, _) in next(reversed(both.values())).items()}
    lines = {str(side): _line(averages[side], scale) for side in Side}
    shown = ([f"{float(each):.1f}" for each in averages[side]] for side in Side)
    pulses = [Pulse(*each) for each in zip(both, *shown, strict=True)]
    rungs = [(mark, _y(Fraction(mark), scale)) for mark in scale[:: -max(1, len(scale) // 5)]]
    return TrustPlot(names["client"], names["consultant"], pulses, rungs, lines)


def _scale(both: MarksOfBoth, lowest: Fraction, best: int) -> range:
    """Give the marks of the picture: from one below the lowest average to the best that is agreed, or was given."""
    highest = max(mark for sides in both.values() for _, marks in sides.values() for mark in marks)
    return range(max(1, int(lowest) - 1), max(best, highest) + 1)


def _average(marks: tuple[int, ...]) -> Fraction:
    return Fraction(sum(marks), len(marks))


def _line(averages: list[Fraction], scale: range) -> list[tuple[float, float]]:
    step = WIDTH / max(len(averages) - 1, 1)
    return [(round(22 + n * step, 1), _y(average, scale)) for n, average in enumerate(averages)]


def _y(average: Fraction, scale: range) -> float:
    return round(10 + float((scale[-1] - average) / (scale[-1] - scale[0])) * (HEIGHT - 28), 1)
