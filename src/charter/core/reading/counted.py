"""What the other engagements of a workspace bring, read without the rest of them: the client, and what was invoiced.

Checking one engagement asks every other what was numbered and invoiced there. So of an agreement only the clauses are
read that every agreement has, and of a journal only the invoices. Where an amendment touches one of these clauses, or
the files are of an earlier schema, or lie over a master, the whole is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from charter.core.agreement import REQUIRED, Agreement
from charter.core.engagement import Engagement
from charter.core.reading.rows import entries_of, refuse_violations
from charter.core.reading.texts import (
    JOURNAL,
    Texts,
    agreement_row,
    amendment_files,
    read,
    text_row,
)
from charter.core.reading.validation import validate
from charter.core.reading.versions import Values, agreement_now, frame_of, schema_of
from charter.core.rules.invoice_rules import invoice_violations
from charter.core.rules.register import Register
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.header import SCHEMA
from charter.core.vocabulary.journal import Journal


def read_what_counts(texts: Texts, name: str) -> Engagement:
    """Read of an engagement what `other_of` asks of it. Raises Problems where that does not hold."""
    row = agreement_row(texts)
    framed = frame_of(row.values, row.source) is not None
    if framed or schema_of(row.values, row.source) != SCHEMA or any(_amended(texts)):
        return read(texts, name)
    agreement = validate(Agreement, _required(agreement_now(row.values, row.source)), row.source)
    raw = texts.get(JOURNAL, b"")
    if not raw.strip():
        return Engagement(agreement, name=name)
    written = text_row(raw, JOURNAL)
    listed = written.values.get("entry")
    items = listed if isinstance(listed, list) else []
    issued = [each for each in items if isinstance(each, dict) and each.get("kind") == "issued"]
    journal = Journal(entries_of(issued, written.source))
    register = Register.of(journal)
    wrong = (violation for each in register.every for violation in invoice_violations(each, register))
    refuse_violations(wrong, written.source)
    return Engagement(agreement, journal=journal, name=name)


def _amended(texts: Texts) -> Iterator[bool]:
    """Whether the amendments touch what every agreement has, or are not written as amendments are."""
    for file in amendment_files(texts):
        changes = text_row(texts[file], file).values.get("change")
        for change in changes if isinstance(changes, list) else [None]:
            path = change.get("path") if isinstance(change, dict) else None
            yield not isinstance(path, str) or Cite(path).clause in REQUIRED or "." not in path


def _required(values: Values) -> dict[str, Any]:
    """Give the terms outside all clauses, and of the parts the clauses that every agreement has."""
    kept = {name: held for name, held in values.items() if not isinstance(held, Mapping)}
    for part, name in (cite.split(".") for cite in sorted(REQUIRED)):
        held = values.get(part)
        if isinstance(held, Mapping) and name in held:
            kept.setdefault(part, {})[name] = held[name]
    return kept
