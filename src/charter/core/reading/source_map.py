"""Where in a file a value stands: a problem at its place, and the line as it should be."""

from __future__ import annotations

from charter.core.reading.places import Place, scan
from charter.core.reading.problem import Problem
from charter.core.vocabulary.reference import DataPath


class SourceMap:
    """Finds places in a file, scanning it when first asked; where there is no text, nothing has a place."""

    def __init__(self, text: str | None, file: str, at: DataPath = ()) -> None:
        self.text = text
        self.file = file
        self.at = at
        self._lines: list[str] = []
        self._places: dict[DataPath, Place] = {}

    def inside(self, path: DataPath) -> SourceMap:
        """Give the map of what stands at a path; the file is scanned once for both."""
        inner = SourceMap(self.text, self.file, (*self.at, *path))
        inner._lines, inner._places = self._lines, self._places
        return inner

    def _scanned(self) -> dict[DataPath, Place]:
        if not self._lines and self.text is not None:
            self._lines.extend(self.text.split("\n"))
            self._places.update(scan(self.text))
        return self._places

    def reaches(self, path: DataPath) -> int:
        """Give how many steps of a path stand in the file."""
        whole = (*self.at, *path)
        found = (length for length in range(len(whole), -1, -1) if whole[:length] in self._scanned())
        return next(found, 0) - len(self.at)

    def problem(
        self, path: DataPath, message: str, hint: str = "", *, key: bool = False, **more: str
    ) -> Problem:
        """Give a problem at a path: at its value, or its key; where it is missing, at the table it belongs to."""
        places = self._scanned()
        whole = (*self.at, *path)
        for length in range(len(whole), -1, -1):
            place = places.get(whole[:length])
            if place is not None:
                exact = length == len(whole)
                column = place.column if key or not exact else place.value
                source = self._lines[place.line - 1].rstrip("\r")
                dotted = ".".join(map(str, whole))
                return Problem(self.file, place.line, column, dotted, message, hint, source=source, **more)
        line = 0 if self.text is None else 1
        return Problem(self.file, line, line, ".".join(map(str, whole)), message, hint, **more)

    def line(self, path: DataPath, value: object) -> str:
        """Write a term as its line in the file should be; in a list, the item alone."""
        from charter.core.reading.slips.lines import term_line  # noqa: PLC0415 - needed only where something is wrong

        key = path[-1] if path and isinstance(path[-1], str) else ""
        return term_line(
            key, value, as_json=self.file.endswith(".json") or (self.text or "").lstrip().startswith("{")
        )
