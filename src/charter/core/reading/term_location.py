r"""Where in its files a term stands as it is in force: in the agreement or its master, or in the amendment that set it.

>>> texts = {"agreement.toml": b'[scope.acceptance]\nreview = "10 days"\n'}
>>> TermLocation(texts).at("scope.acceptance.review").column
10
>>> TermLocation(texts).at("scope.boundaries").line  # missing: where its part stands
1
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from charter.core.changes import Amendment
from charter.core.reading.problem import Problem
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import decode, parse_text
from charter.core.reading.texts import FRAMES
from charter.core.vocabulary.reference import DataPath


class TermLocation:
    """Finds the places of terms in the files that an engagement was read from, as in force on a day."""

    def __init__(
        self,
        texts: Mapping[str, bytes],
        amendments: Iterable[Amendment] = (),
        day: dt.date = dt.date.max,
    ) -> None:
        main = next(name for name in texts if name.startswith("agreement."))
        self._agreement = SourceMap(decode(texts[main], main), main)
        self._texts = texts
        name = next((name for name in texts if name.startswith(f"{FRAMES}/") and "/agreement." in name), None)
        self._master = SourceMap(decode(texts[name], name), name) if name is not None else None
        in_force = [amendment for amendment in amendments if amendment.effective <= day]
        self._amendments = sorted(in_force, key=lambda a: (a.effective, a.number), reverse=True)

    def at(self, place: str, message: str = "", hint: str = "") -> Problem:
        """Say something of a term at its place; of one that is missing, at the table, part or file it belongs to."""
        for amendment in self._amendments:
            for n, change in enumerate(amendment.change):
                if f"{place}.".startswith(f"{change.path}."):
                    return self._changed(amendment, ("change", n, "to"), message, hint)
        steps = _steps(place)
        if self._master is not None and self._master.reaches(steps) > self._agreement.reaches(steps):
            return self._master.problem(steps, message, hint)
        return self._agreement.problem(steps, message, hint)

    def _changed(self, amendment: Amendment, path: DataPath, message: str, hint: str) -> Problem:
        return self._source(amendment.number).problem(path, message, hint)

    def _source(self, number: int) -> SourceMap:
        """Give the file of an amendment: its number stands in it, its name is free."""
        texts = (
            (name, decode(raw, name)) for name, raw in self._texts.items() if name.startswith("amendments/")
        )
        return next(
            SourceMap(text, name) for name, text in texts if parse_text(text, name).get("number") == number
        )


def _steps(place: str) -> DataPath:
    return tuple(int(step) if step.isdecimal() else step for step in place.split("."))
