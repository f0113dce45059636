"""Names that are not known where they stand: misspelt, in the wrong table, or of nothing at all."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from charter.core.reading.problem import Problem
from charter.core.reading.shape import ANY_KEY, homes, kinds_at, model_at, names_at
from charter.core.reading.source_map import SourceMap
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.other_words import nearest_word, other_word
from charter.core.vocabulary.reference import DataPath

_TABLES = {"model_type", "model_attributes_type", "dict_type"}
_VERY_NEAR = 0.8
_MOST_HOMES = 3


def is_unknown(path: DataPath, wrong: str, model: type[BaseModel] | None) -> bool:
    """Whether a name is not known where it stands; in a table of things, where no table stands under it."""
    if wrong == "extra_forbidden":
        return True
    parent = model_at(model, path[:-1])
    things = parent is not None and issubclass(parent, Keyed) and path[-1:] != ()
    return things and wrong in _TABLES and path[-1] not in names_at(model, path[:-1])


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is not known where it stands, and what is missing in the same file."""

    path: DataPath
    value: Any
    model: type[BaseModel]
    missing: set[DataPath]

    @property
    def name(self) -> str:
        """The name itself."""
        return str(self.path[-1])

    def _near(self, close: float) -> str | None:
        """Give the name that is meant: of those that are missing beside it first."""
        beside = [str(path[-1]) for path in self.missing if path[:-1] == self.path[:-1]]
        known = beside + names_at(self.model, self.path[:-1])
        longer = [name for name in beside if name.startswith(f"{self.name}_")]
        return (
            (longer[0] if len(longer) == 1 else None)
            or nearest_word(self.name, beside, close)
            or nearest_word(self.name, known, close)
            or other_word(self.name, known)
        )

    def _homes(self) -> list[str]:
        """Give the tables that have such a term, when its own has not; only of those that are few.

        A value that is no table is at home where a value stands, not where a table of that name does.
        """
        found = homes(self.model, self.name)
        if not isinstance(self.value, dict):
            found = [path for path in found if self._is_value((*filter(None, path.split(".")), self.name))]
        return found if len(found) <= _MOST_HOMES else []

    def _is_value(self, path: DataPath) -> bool:
        return model_at(self.model, path) is None

    def covered(self, missing: set[DataPath]) -> set[DataPath]:
        """Give what is missing only because of this name: it stands under it, or is it."""
        meant = self._near(_VERY_NEAR)
        if meant is None and len(found := self._homes()) == 1:
            target: DataPath = (*filter(None, found[0].split(".")), self.name)
        else:
            target = (*self.path[:-1], meant or self._near(0.6) or "")
        size = len(target)
        return {path for path in missing if path[:size] == target and self._says(path[size:])}

    def _says(self, steps: DataPath) -> bool:
        held = self.value
        for step in steps:
            if not isinstance(held, dict) or step not in held:
                return False
            held = held[step]
        return True

    def problem(self, source: SourceMap) -> Problem:
        """Tell it: the nearest name here, else the table where it belongs, else the names that are known."""
        said, expected = f"{self.name!r} is not known here", ""
        if meant := self._near(_VERY_NEAR):
            hint, expected = f"did you mean {meant!r}?", meant
        elif found := self._homes():
            said, hint = self._misplaced(found, source)
        elif meant := self._near(0.6):
            hint, expected = f"did you mean {meant!r}?", meant
        else:
            hint = f"known here: {', '.join(names_at(self.model, self.path[:-1])) or 'nothing'}"
        return source.problem(self.path, said, hint, key=True, found=self.name, expected=expected)

    def _misplaced(self, found: list[str], source: SourceMap) -> tuple[str, str]:
        """Say in which table a name belongs, and how it stands there."""
        here = ".".join(map(str, self.path[:-1]))
        where = f"[{here}]" if here else "the top of the file"
        said = (
            f"{self.name!r} does not stand in {where}" if here else f"{self.name!r} does not stand at {where}"
        )
        if len(found) > 1:
            listed = " or ".join(f"[{path}]" if path else "the top of the file" for path in found)
            return said, f"move it to {listed}"
        home = found[0]
        if isinstance(self.value, dict):
            return said, f"write: [{home}.{self.name}]" if home else f"write: [{self.name}]"
        line = source.line((self.name,), self._as_written((*filter(None, home.split(".")), self.name)))
        if not home:
            return said, f"move it above the first table: {line}"
        free = f", under a key of your own in place of {ANY_KEY}" if ANY_KEY in home else ""
        return said, f"move it under [{home}]: {line}{free}"

    def _as_written(self, path: DataPath) -> object:
        """Give the value as the file has it: a day, which was read as a text, is a day where one is expected."""
        if isinstance(self.value, str) and dt.date in kinds_at(self.model, path):
            with contextlib.suppress(ValueError):  # it may be no day at all
                return dt.date.fromisoformat(self.value)
        return self.value
