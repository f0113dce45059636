"""How the command line writes: amounts, days, citations, tables for people and JSON for programs."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from charter.cli.errors import colour
from charter.cli.table import table_lines, wrap_lines

if TYPE_CHECKING:
    from charter import Agreement
    from charter.core.vocabulary.sentence import Sentence, Value

MAX_WIDTH = 110
"""The widest a line gets; wider ones are hard to read."""
MIN_WIDTH = 40
"""The narrowest that is laid out for; a narrower terminal wraps by itself."""

STYLES = {
    "late": "1;31",
    "error": "1;31",
    "missed": "31",
    "warning": "33",
    "due": "1",
    "met": "32",
}
"""Words that are coloured on a terminal, where a cell begins with them; each is also readable without."""


def money(minor: int, currency: str) -> str:
    """Write an amount for people, by their locale: "EUR 12,000.00"."""
    from charter.core.vocabulary.money import Money

    return localised(Money(minor, currency))


def localised(value: Value) -> str:
    """Write a value for the reader, by their locale."""
    from charter.cli.reader_locale import reader_locale
    from charter.core.language import localised_value

    return localised_value(value, reader_locale())


def translated(sentence: Sentence) -> str:
    """Write a sentence in the reader's language."""
    from charter.cli.reader_locale import reader_locale
    from charter.core.language import in_language

    return in_language(sentence, reader_locale())


def plain_amount(minor: int, currency: str) -> str:
    """Write an amount for programs, as it is written in terms: "EUR 12000.00"."""
    from charter.core.vocabulary.money import Money

    return str(Money(minor, currency))


def date(on: dt.date | None) -> str:
    """Write a day, by the reader's locale: "1 Mar 2026"; an empty string for none."""
    from charter.cli.reader_locale import reader_locale
    from charter.core.language import short_date

    return short_date(on, reader_locale()) if on else ""


def cited(agreement: Agreement, cite: str) -> str:
    """Write a citation as the document shows it: "4.9 Late payment"."""
    from charter import citation

    return citation(agreement, cite)


def term_value(value: object) -> str:
    """Write the value of a term for people: lists without brackets, yes and no.

    >>> term_value(["3 days", "10 days"]), term_value(True), term_value(None)
    ('3 days, 10 days', 'yes', '(absent)')
    """
    if value is None:
        return "(absent)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ("; " if any(", " in str(item) for item in value) else ", ").join(map(term_value, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} = {term_value(inner)}" for name, inner in value.items())
    return str(value).strip()


def width() -> int:
    """Give the width to write in: the terminal's, within reason."""
    return max(min(shutil.get_terminal_size((MAX_WIDTH, 24)).columns, MAX_WIDTH), MIN_WIDTH)


def write_line(text: str = "") -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def write_heading(text: str) -> None:
    """Write a heading, on several lines where it is long."""
    for line in wrap_lines(text, width()):
        write_line(f"\x1b[1m{line}\x1b[0m" if colour() else line)


JSON_FORMAT = 1
"""The format of what `--json` writes: another number where a key goes or changes its meaning."""


def write_json(data: Any, name: str = "") -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write an answer in JSON: stable keys, days as ISO, amounts as they are written in terms.

    The answer is an object that begins with its format; a list stands in it under a name.
    """
    write_plain_json({"format": JSON_FORMAT} | ({name: data} if name else data))


def write_plain_json(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write JSON of a form that others have set, as it is."""
    write_line(json.dumps(data, default=str, ensure_ascii=not _unicode(), indent=2))


def write_table(
    rows: Iterable[Sequence[str]], right: Collection[int] = (), heads: Sequence[str] = ()
) -> None:
    """Write rows as aligned columns; the last column takes what is left of the line and wraps."""
    listed = [tuple(row) for row in rows]
    if not listed:
        return
    for line in table_lines(listed, width(), right, heads, _coloured):
        write_line(line)


def _coloured(cell: str) -> str:
    style = STYLES.get(cell.partition(" ")[0])
    return f"\x1b[{style}m{cell}\x1b[0m" if style and colour() else cell


def wrap(text: str, indent: str = "") -> str:
    """Wrap a text to the width of the terminal; a line keeps its own indent."""
    lines = []
    for line in text.splitlines():
        start = indent + line[: len(line) - len(line.lstrip(" "))]
        lines += [f"{start}{part}".rstrip() for part in wrap_lines(line.lstrip(" "), width() - len(start))]
    return "\n".join(lines)


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file whole, making its folder. Raises Mistake where a file stands in the folder's place."""
    from pathlib import Path

    from charter.atomic import write_whole
    from charter.cli.errors import Mistake

    folder = Path(path).parent
    if taken := next((place for place in (folder, *folder.parents) if place.is_file()), None):
        raise Mistake(f"{taken} is a file: name a folder to write to")
    if Path(path).is_dir():
        raise Mistake(f"{path} is a folder: name a file to write")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(Path(path), content)


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
