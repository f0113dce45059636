r"""Where each term stands in its file: line and column by path. Runs only when there is something to point at.

The text is known to be valid TOML or JSON by now, so the scanner only follows its brackets and quotes.

>>> places = scan('[a.b]\nc = "x"\n\n[[d]]\ne = [1, {f = 2}]\n')
>>> places[("a", "b", "c")], places[("d", 0, "e", 1, "f")]
(Place(line=2, column=1, value=5), Place(line=5, column=10, value=14))
"""

from __future__ import annotations

import contextlib
import json
import re
from typing import NamedTuple

from charter.core.vocabulary import toml
from charter.core.vocabulary.reference import DataPath

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'", re.DOTALL
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]*")
_DEEPEST = 60


class Place(NamedTuple):
    """Line and column of a key, and the column where its value begins (on its own line), all from 1."""

    line: int
    column: int
    value: int


def scan(text: str) -> dict[DataPath, Place]:
    """Give the place of every key, table and item."""
    scanner = _Scanner(text)
    scanner.scanned()
    return scanner.places


def second(text: str) -> tuple[DataPath, Place, Place] | None:
    """Give the path that stands twice in a text, its second place and its first; None where none does.

    In TOML it is the last of a text that is valid up to there; in JSON, where names may stand twice, any.
    """
    scanner = _Scanner(text)
    whole_text = scanner.scanned()
    marks = scanner.marks if _is_json(text) else scanner.marks[-1:] if whole_text else []
    first: dict[DataPath, Place] = {}
    for path, place in scanner.marks:
        first.setdefault(path, place)
    for whole, place in marks:
        for path in (whole[:length] for length in range(len(whole), 0, -1)):
            if path in first and first[path][:2] < place[:2] and not (_is_json(text) and path != whole):
                return path, place, first[path]
    return None


def _is_json(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("{")


class _Scanner:
    """Follows a valid text; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text.lstrip("\ufeff")
        self.at = 0
        self.places: dict[DataPath, Place] = {}
        self.marks: list[tuple[DataPath, Place]] = []
        self._starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        self._line = 0

    def scanned(self) -> bool:
        """Follow the whole text, and say whether its end was reached; what was followed still serves to point near."""
        with contextlib.suppress(IndexError, AttributeError, AssertionError):
            if _is_json(self.text):
                self.skip(_SPACE)
                self.value((), 0)
            else:
                self.statements()
            return True
        return False

    def statements(self) -> None:
        """Follow a TOML file: headers and keys."""
        table: DataPath = ()
        counts: dict[DataPath, int] = {}
        self.skip(_BLANK)
        while self.at < len(self.text):
            start = self.at
            if self.text[self.at] == "[":
                double = self.text.startswith("[[", self.at)
                self.at += 2 if double else 1
                table = self._resolved(self.keys(), counts, start)
                self.at += 2 if double else 1
                if double:
                    counts[table] = counts.get(table, -1) + 1
                    self.mark(table, start, start)
                    table = (*table, counts[table])
                self.mark(table, start, start)
            else:
                self.pair(table, 0)
            self.skip(_BLANK)

    def _resolved(self, keys: tuple[str, ...], counts: dict[DataPath, int], start: int) -> DataPath:
        """Give the path of a header, with the index of the last item of each list it goes through."""
        path: DataPath = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if place < len(keys) - 1:
                self.passed(path, start)
            if path in counts and place < len(keys) - 1:
                path = (*path, counts[path])
        return path

    def pair(self, table: DataPath, depth: int) -> None:
        """Follow `key = value` or `"key": value`."""
        start = self.at
        path: DataPath = table
        for key in self.keys():
            path = (*path, key)
            self.passed(path, start)
        self.skip(_SPACE)
        self.at += 1
        self.skip(_SPACE)
        self.mark(path, start, self.at)
        self.value(path, depth)

    def keys(self) -> tuple[str, ...]:
        """Follow a dotted key."""
        found = []
        while True:
            self.skip(_SPACE)
            match = _STRING.match(self.text, self.at) or _BARE_KEY.match(self.text, self.at)
            assert match is not None  # noqa: S101 - the text is valid
            found.append(_named(match.group()))
            self.at = match.end()
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return tuple(found)
            self.at += 1

    def value(self, path: DataPath, depth: int) -> None:
        """Follow a value, and what it holds."""
        if depth > _DEEPEST:
            raise IndexError
        first = self.text[self.at]
        if first == "[":
            self.at += 1
            self.items(path, depth)
        elif first == "{":
            self.at += 1
            self.pairs(path, depth)
        else:
            self.at = (_STRING.match(self.text, self.at) or _BARE_VALUE.match(self.text, self.at)).end()  # type: ignore[union-attr]

    def items(self, path: DataPath, depth: int) -> None:
        """Follow the items of a list to its bracket."""
        index = 0
        self.skip(_BLANK)
        while self.text[self.at] != "]":
            self.mark((*path, index), self.at, self.at)
            self.value((*path, index), depth + 1)
            index += 1
            self.comma()
        self.at += 1

    def pairs(self, path: DataPath, depth: int) -> None:
        """Follow the pairs of a table to its brace."""
        self.skip(_BLANK)
        while self.text[self.at] != "}":
            self.pair(path, depth + 1)
            self.comma()
        self.at += 1

    def comma(self) -> None:
        """Step over what stands between two items."""
        self.skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_BLANK)

    def skip(self, what: re.Pattern[str]) -> None:
        """Step over a pattern that always matches."""
        self.at = what.match(self.text, self.at).end()  # type: ignore[union-attr]

    def passed(self, path: DataPath, start: int) -> None:
        """Record where a path first occurs as part of another."""
        if path not in self.places:
            self.mark(path, start, start)

    def mark(self, path: DataPath, start: int, value: int) -> None:
        """Record where a path stands."""
        self.places[path] = self.place(start, value)
        self.marks.append((path, self.places[path]))

    def place(self, start: int, value: int) -> Place:
        """Give the place of two offsets; the scanner only moves forward."""
        while self._line + 1 < len(self._starts) and self._starts[self._line + 1] <= start:
            self._line += 1
        begins = self._starts[self._line]
        return Place(self._line + 1, start - begins + 1, value - begins + 1)


def _named(key: str) -> str:
    """Give the name that a key writes: in double quotes with its escapes, which are those of TOML or of JSON."""
    if key[0] not in "\"'":
        return key
    if key[0] == "'" or "\\" not in key:
        return key[1:-1]
    try:
        return str(toml.loads(f"k = {key}")["k"])
    except toml.TOMLDecodeError:
        return str(json.loads(key))
