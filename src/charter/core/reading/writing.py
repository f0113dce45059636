"""Terms to text: TOML, onto a text that keeps its comments and order; byte for byte the same when nothing changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from charter.core.agreement import Agreement
from charter.core.changes import changes, terms_data
from charter.core.reading.places import Place, scan
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import parse_text
from charter.core.reading.texts import read_agreement
from charter.core.reading.versions import Values, schema_of
from charter.core.vocabulary import toml
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.entry import Entry, Issued
from charter.core.vocabulary.header import NAME, SCHEMA
from charter.core.vocabulary.reference import DataPath
from charter.core.vocabulary.term import Terms

if TYPE_CHECKING:
    from tomlkit.items import Table


HEADER = f"{NAME}.schema = {SCHEMA}"
"""The line that a file begins with: a table would take in the terms that belong to none. It names no edition, so that
the same terms are the same text whatever release writes them."""


def write(agreement: Agreement, onto: str | None = None) -> str:
    """Write an agreement as TOML, its header first; `onto` a text of it, only what differs changes.

    A text of an earlier schema in which something changes is written whole, in the present one.
    Raises Problems where `onto` cannot be read.
    """
    import tomlkit  # noqa: PLC0415 - 15 ms, and most commands only read

    if onto is None:
        return write_values(terms_data(agreement))
    found = changes(read_agreement(onto), agreement)
    if not found:
        return onto
    if is_older(onto):
        return write(agreement)
    for change in found:
        if change.after is None and isinstance(change.before, dict):
            onto = _without(onto, tuple(change.path.split(".")))
    document = tomlkit.parse(onto)
    for change in found:
        _put(document, change)
    return tomlkit.dumps(document)


def with_clause(text: str, cite: str, values: Values) -> str:
    r"""Put terms of a clause into the text of an agreement, whole or not; of the clause itself, not of its tables.

    A value of None takes its term out; all else of the text stays. Raises Problems where the text cannot be read.

    >>> print(with_clause("[financials.retainer]\namount = 'EUR 1.00' # agreed\n", "financials.retainer",
    ...                   {"amount": "EUR 2.00", "hours": "8 hours"}))
    [financials.retainer]
    amount = "EUR 2.00" # agreed
    hours = "8 hours"
    <BLANKLINE>
    """
    import tomlkit  # noqa: PLC0415 - 15 ms, and most commands only read

    parse_text(text, "agreement.toml")
    document = tomlkit.parse(text)
    table: Any = document
    for step in filter(None, cite.split(".")):
        if step not in table:
            table[step] = tomlkit.table()
        table = table[step]
    for name, value in values.items():
        if value is None:
            table.pop(name, None)
        elif name not in table or table[name] != value:
            table[name] = _item(value)
    return tomlkit.dumps(document)


def write_values(values: Values) -> str:
    """Write plain values as TOML, the header first: those of an agreement, whole or not."""
    import tomlkit  # noqa: PLC0415 - 15 ms, and most commands only read

    document = tomlkit.document()
    for key, value in values.items():
        document.add(key, _item(value))
    return f"{HEADER}\n{tomlkit.dumps(document)}"


def is_older(text: str) -> bool:
    """Whether a text is of an earlier schema. Raises Problems where it cannot be read."""
    file = "agreement.toml"
    return schema_of(parse_text(text, file), SourceMap(text, file)) < SCHEMA


def _without(text: str, path: DataPath) -> str:
    """Leave out the tables under a path; what stands above the next table, behind a blank line, belongs to that."""
    lines = text.split("\n")
    heads = {
        place.line - 1: found for found, place in scan(text).items() if _is_head(lines[place.line - 1], place)
    }
    ends = [*sorted(heads)[1:], len(lines)]
    kept = lines[: min(heads, default=len(lines))]
    for start, end in zip(sorted(heads), ends, strict=True):
        if heads[start][: len(path)] != path:
            kept += lines[start:end]
        else:
            last = max(n for n in range(start, end) if lines[n].strip() and not lines[n].startswith("#"))
            blank = next((n for n in range(last, end) if not lines[n].strip()), end)
            kept += lines[blank + 1 : end]
    return "\n".join(kept)


def _is_head(line: str, place: Place) -> bool:
    return line[place.column - 1 :].startswith("[") and not line[: place.column - 1].strip()


def _put(document: Any, change: Change) -> None:
    """Make one change in a TOML document."""
    *steps, last = change.path.split(".")
    table = document
    for step in steps:
        table = table[step]  # there: what is missing whole is one change
    if change.after is None:
        table.pop(last, None)
    else:
        table[last] = _item(change.after)


def _item(value: Any) -> Any:
    import tomlkit  # noqa: PLC0415 - 15 ms, and most commands only read

    if isinstance(value, dict):
        table: Table = tomlkit.table(
            is_super_table=bool(value) and all(isinstance(v, dict) for v in value.values())
        )
        plain = {k: v for k, v in value.items() if not isinstance(v, dict)}
        for key, inner in (*plain.items(), *((k, v) for k, v in value.items() if isinstance(v, dict))):
            table.add(key, _item(inner))
        return table
    if isinstance(value, str) and _is_day(value):
        return tomlkit.item(dt.date.fromisoformat(value))
    if isinstance(value, list):
        listed = tomlkit.array()
        listed.extend(value)
        return listed.multiline(len(json.dumps(value)) > 90)  # noqa: PLR2004 - the width of a line
    return tomlkit.item(value)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# ── entries ────────────────────────────────────────────────────────────────────────────────────


def write_below(table: str, values: Values, onto: str) -> str:
    """Write values as one more table of a list, below a text that stays as it is, with the line ends that it has."""
    end = "\r\n" if "\r\n" in onto else "\n"
    lines = [onto.rstrip("\r\n"), "", f"[[{table}]]", *(f"{k} = {_written(v)}" for k, v in values.items())]
    return end.join([*lines, ""])


def write_entries(entries: Iterable[Entry], onto: str = "") -> str:
    """Write entries below what a journal holds already, which stays as it is, with the line ends that it has."""
    end = "\r\n" if "\r\n" in onto else "\n"
    blocks = [block.replace("\n", end) for block in map(_block, entries)]
    above = onto.rstrip("\r\n") if onto.strip("\ufeff \t\r\n") else HEADER
    return end.join([above + end, *blocks])


def _block(entry: Entry) -> str:
    values = entry.model_dump(
        mode="json", exclude_none=True, exclude_defaults=True, exclude={"lines", "taxes", "kind"}
    )
    lines = ["[[entry]]", f"kind = {_quoted(getattr(entry, 'kind', ''))}"]
    lines += [f"{name} = {_written(value)}" for name, value in values.items()]
    if isinstance(entry, Issued):
        for table, items in (("lines", entry.lines), ("taxes", entry.taxes or ())):
            for item in items:
                lines += ["", f"[[entry.{table}]]", *_fields(item, f"entry.{table}")]
    return "\n".join(lines) + "\n"


def _fields(item: Terms, table: str) -> Iterator[str]:
    """Write what stands on an invoice: days as days, a table of it below, all else as text, whatever it looks like."""
    written = item.model_dump(mode="json", exclude_none=True)
    inner = {name: held for name in written if isinstance(held := getattr(item, name), Terms)}
    for name, value in written.items():
        if name not in inner:
            yield f"{name} = {value if isinstance(getattr(item, name), dt.date) else _quoted(value)}"
    for name, held in inner.items():
        yield from ("", f"[{table}.{name}]", *_fields(held, f"{table}.{name}"))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return value if isinstance(value, str) and _is_day(value) else _quoted(str(value))


def _quoted(text: str) -> str:
    """Quote a text as TOML does; JSON's escapes are a part of TOML's."""
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
    assert toml.loads(f"a = {quoted}")["a"] == text  # noqa: S101 - what is written must read back
    return quoted
