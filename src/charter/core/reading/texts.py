"""The texts of an engagement, by name, to the engagement; every mistake with its place.

Names are those of the folder: `agreement.toml` (or `.json`), `amendments/*.toml`, `journal.toml`. With an order come
the texts of its master, `frames/NAME/agreement.toml` and so on, and of the other orders under it, `orders/NAME/…`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from charter.core.agreement import Agreement
from charter.core.engagement import Contract, Engagement, Papers
from charter.core.reading.by_hand import EVIDENCE, agreement_in_ink, as_given
from charter.core.reading.laying import lay_over
from charter.core.reading.problem import Problem, Problems
from charter.core.reading.rows import (
    Amendments,
    Row,
    agreement_of,
    amendments_of,
    declined_in,
    entries_of,
    journal_of,
    refuse_violations,
)
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import decode, parse_text
from charter.core.reading.versions import (
    AT_FRAME,
    Values,
    agreement_now,
    frame_of,
    journal_now,
    refuse_no_master,
    schema_of,
)
from charter.core.rules.journal_rules import journal_violations
from charter.core.vocabulary.entry import Entry

Texts = Mapping[str, bytes]

JOURNAL = "journal.toml"
FRAMES, ORDERS = "frames", "orders"
"""The folders of the masters, and of the other orders under the same one, among the texts of an order."""


def read(texts: Texts, name: str = "engagement") -> Engagement:
    """Read an engagement from its texts by name; an order is laid over its master, which is among the texts.

    Raises Problems: the first syntax error, or all errors of terms.
    """
    row = agreement_row(texts)
    frame = frame_of(row.values, row.source)
    if frame is None:
        own = ((file, raw) for file, raw in texts.items() if not file.startswith(f"{ORDERS}/"))
        orders = _orders(texts, {f"{FRAMES}/{name}/{file}": raw for file, raw in own})
        return replace(_read(texts, row, name), papers=Papers(name, orders=orders) if orders else None)
    master = _master(texts, frame, row.values, row.source)
    laid = lay_over(agreement_now(row.values, row.source), master, row.source)
    papers = replace(laid.papers, orders=_orders(texts, texts))
    return replace(_read(texts, Row(laid.values, row.source), name), papers=papers)


def _read(texts: Texts, row: Row, name: str) -> Engagement:
    """Read an engagement whose terms are at hand."""
    agreement = agreement_of(row)
    schema = schema_of(row.values, row.source)
    signed = _amendments(agreement, texts, schema)
    raw = texts.get(JOURNAL, b"")
    entries, source = _entries(raw, signed.contract, schema) if raw.strip() else ((), SourceMap("", JOURNAL))
    by_hand = (*(agreement_in_ink(agreement) if schema == 1 else ()), *signed.entries)
    if EVIDENCE in texts:
        by_hand = tuple(as_given(by_hand, texts[EVIDENCE], agreement))
    engagement = Engagement(agreement, signed.amendments, journal_of(entries, by_hand), name)
    refuse_violations(journal_violations(engagement), source)
    return engagement


def _master(texts: Texts, frame: str, values: Values, source: SourceMap) -> Engagement:
    """Read the master of an order. Raises Problems where it is not there, or does not hold."""
    folder = f"{FRAMES}/{frame}/"
    held = texts_inside(texts, folder)
    if not held:
        refuse_no_master(values, source)
    try:
        _refuse_above(agreement_row(held), frame)
        return _read_once(held, frame)
    except Problems as error:
        raise Problems(replace(each, file=f"{folder}{each.file}") for each in error.problems) from None


def _read_once(texts: Texts, name: str) -> Engagement:
    """Read a paper that stands beside others: the same texts are read, and reckoned with, once for all of them."""
    return _kept(tuple(sorted(texts.items())), name)


@lru_cache(maxsize=128)
def _kept(texts: tuple[tuple[str, bytes], ...], name: str) -> Engagement:
    return read(dict(texts), name)


def _refuse_above(master: Row, name: str) -> None:
    """Refuse a master that is laid over another, or over itself. Raises Problems."""
    above = frame_of(master.values, master.source)
    if above is None:
        return
    said = f"this master names {'itself' if above == name else repr(above)} as its own master"
    raise Problems(
        [master.source.problem(AT_FRAME, said, "take frame out: a master lies over none", key=True)]
    )


def _orders(texts: Texts, frames: Texts) -> tuple[Engagement, ...]:
    """Read the other orders under the same master, by name; one that does not hold is told where it is looked at."""
    names = dict.fromkeys(name.split("/")[1] for name in texts if name.startswith(f"{ORDERS}/"))
    masters = {name: raw for name, raw in frames.items() if name.startswith(f"{FRAMES}/")}
    found = []
    for name in names:
        with suppress(Problems):
            found.append(_read_once({**texts_inside(texts, f"{ORDERS}/{name}/"), **masters}, name))
    return tuple(found)


def texts_inside(texts: Texts, folder: str) -> dict[str, bytes]:
    """Give the texts in a folder, named from there."""
    return {name.removeprefix(folder): raw for name, raw in texts.items() if name.startswith(folder)}


def agreement_row(texts: Texts) -> Row:
    """Give the values of the agreement among the texts. Raises Problems where there is none, or two."""
    main = next((n for n in ("agreement.toml", "agreement.json") if n in texts), None)
    if main is None:
        found = f"found {', '.join(sorted(texts)[:5])}" if texts else "the folder is empty"
        said = f"there is no agreement.toml: {found}"
        raise Problems([Problem("agreement.toml", 1, 1, "", said, "name an engagement folder")])
    if {"agreement.toml", "agreement.json"} <= texts.keys():
        said = "there are two agreements, agreement.toml and agreement.json"
        raise Problems([Problem("agreement.json", 1, 1, "", said, "keep one")])
    return text_row(texts[main], main)


def read_agreement(raw: bytes | str, file: str = "agreement.toml") -> Agreement:
    """Read an agreement from TOML or JSON. Raises Problems."""
    return agreement_of(text_row(raw, file))


def text_row(raw: bytes | str, file: str) -> Row:
    """Give the values of a text of TOML or JSON. Raises Problems at its first syntax error."""
    text = decode(raw, file)
    return Row(parse_text(text, file), SourceMap(text, file))


def amendment_files(texts: Texts) -> list[str]:
    """Name the amendments among the texts."""
    return sorted(name for name in texts if name.startswith("amendments/") and name.endswith(".toml"))


def _amendments(agreement: Agreement, texts: Texts, schema: int) -> Amendments:
    rows: list[Row] = []
    problems: list[Problem] = []
    for file in amendment_files(texts):
        try:
            rows.append(text_row(texts[file], file))
        except Problems as error:
            problems += error.problems
    return amendments_of(agreement, rows, schema, _declined(texts.get(JOURNAL, b"")), problems)


def _declined(raw: bytes) -> frozenset[str]:
    """Name what was declined; nothing where the journal cannot be read, which is told when it is."""
    if b"declined" not in raw:
        return frozenset()
    try:
        return declined_in(parse_text(decode(raw, JOURNAL), JOURNAL).get("entry"))
    except Problems:
        return frozenset()


def _entries(raw: bytes, contract: Contract, schema: int) -> tuple[tuple[Entry, ...], SourceMap]:
    text = decode(raw, JOURNAL)
    source = SourceMap(text, JOURNAL)
    written = parse_text(text, JOURNAL) if _says_something(text) else {"entry": []}
    data = journal_now(written, source, contract, schema)
    problems = [source.problem((key,), f"{key!r} is not known here", "write [[entry]] above each entry", key=True)
                for key in data if key != "entry"]  # fmt: skip
    listed = data.get("entry", [])
    if not isinstance(listed, list):
        raise Problems(
            [source.problem(("entry",), "found one table, expected a list of entries", "write [[entry]]")]
        )
    return entries_of(listed, source, problems), source


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())
