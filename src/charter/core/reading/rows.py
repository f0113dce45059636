"""Plain values to an engagement: what a file held once parsed, or what a store holds, which has no text.

>>> try:
...     engagement_of({"dated": "2026-02-16"}, name="harbourline")
... except Problems as error:
...     print(error.problems[-1])
agreement: general: is missing (write [general] above its terms)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, AmendmentError
from charter.core.engagement import Contract, Engagement
from charter.core.reading.by_hand import SignedAmendment, agreement_in_ink, amendments_in_ink
from charter.core.reading.problem import MOST, Problem, Problems, counted
from charter.core.reading.shape import leads_somewhere, meant_path
from charter.core.reading.source_map import SourceMap
from charter.core.reading.validation import problems_of, validate
from charter.core.reading.versions import (
    AT_FRAME,
    Values,
    agreement_now,
    amendment_now,
    frame_of,
    journal_now,
    schema_of,
    tells_its_signing,
)
from charter.core.rules.agreement_rules import agreement_violations
from charter.core.rules.journal_rules import journal_violations
from charter.core.rules.violation import Violation
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import Declined, Signed


class Row(NamedTuple):
    """The values of an agreement or an amendment, and where in a text they stand."""

    values: Values
    source: SourceMap


def engagement_of(
    agreement: Values,
    amendments: Iterable[Values] = (),
    entries: Iterable[Values] = (),
    name: str = "engagement",
) -> Engagement:
    """Give the engagement that stored values make up.

    Raises Problems with all that is wrong; they name "agreement", "amendment 2" or "journal", and have no line.
    """
    whole = SourceMap(None, "agreement")
    terms = agreement_of(Row(agreement, whole))
    rows = [
        Row(values, SourceMap(None, f"amendment {number}")) for number, values in enumerate(amendments, 1)
    ]
    journal = SourceMap(None, "journal")
    happened = list(entries)
    schema = schema_of(agreement, whole)
    signed = amendments_of(terms, rows, schema, declined_in(happened))
    data = journal_now({"entry": happened}, journal, signed.contract, schema)
    by_hand = (*(agreement_in_ink(terms) if schema == 1 else ()), *signed.entries)
    told = journal_of(entries_of(data["entry"], journal), by_hand)
    engagement = Engagement(terms, signed.amendments, told, name)
    refuse_violations(journal_violations(engagement), journal)
    return engagement


def refuse_violations(violations: Iterable[Violation], source: SourceMap) -> None:
    """Give every violation its place in the text. Raises Problems where there is one."""
    found = [source.problem(each.path, each.message, each.hint, key=each.key) for each in violations]
    if found:
        raise Problems(found)


def agreement_of(row: Row) -> Agreement:
    """Give the agreement, of whatever schema. Raises Problems, also for an order that lies over no master yet."""
    if (frame := frame_of(row.values, row.source)) is not None:
        said = f"this is an order under the master {frame!r}, which is not at hand"
        raise Problems([row.source.problem(AT_FRAME, said, "read it from its folder in the workspace")])
    agreement = validate(Agreement, agreement_now(row.values, row.source), row.source)
    refuse_violations(agreement_violations(agreement), row.source)
    return agreement


def entries_of(
    listed: Iterable[Values], source: SourceMap, problems: Iterable[Problem] = ()
) -> tuple[Entry, ...]:
    """Give the entries; `problems` are those found before. Raises Problems, with at most so many."""
    entries: list[Entry] = []
    found = list(problems)
    for place, item in enumerate(listed):
        try:
            entries.append(_entry(item, source.inside(("entry", place))))
        except Problems as error:
            found += error.problems
        if len(found) >= MOST:
            break
    if found:
        raise Problems(found)
    return tuple(entries)


def _entry(item: Any, source: SourceMap) -> Entry:
    """Read one entry as what its kind says, so that its problems speak of that kind alone."""
    from charter.core.reading.entry_kind import entry_class  # noqa: PLC0415 - imported late: an agreement alone needs no kinds

    return validate(entry_class(item, source), item, source)


# ── amendments ─────────────────────────────────────────────────────────────────────────────────


TOLD_BY_ENTRIES = (
    "who signed an amendment, and when, is told by the journal",
    'take it out, and write an entry of kind = "signed" for each side into the journal',
)


class Amendments(NamedTuple):
    """The amendments in order, and the entries that say who signed those which have the day in their file.

    `contract` is what they lead to together, but for those that a side declined.
    """

    amendments: tuple[Amendment, ...]
    entries: tuple[Signed, ...]
    contract: Contract


def declined_in(entries: object) -> frozenset[str]:
    """Name what was declined by what a journal says, before it is read: a later text need not fit to that."""
    listed = entries if isinstance(entries, list) else []
    said = (each for each in listed if isinstance(each, Mapping) and each.get("kind") == "declined")
    return frozenset(str(each.get("document")) for each in said)


def journal_of(recorded: tuple[Entry, ...], by_hand: Iterable[Signed]) -> Journal:
    """Give the journal of what was recorded, with the signatures told by hand of texts of which it says nothing."""
    told = {entry.document for entry in recorded if isinstance(entry, Signed | Declined)}
    return Journal((*recorded, *(entry for entry in by_hand if entry.document not in told)))


def amendments_of(
    agreement: Agreement,
    rows: Iterable[Row],
    schema: int,
    declined: Collection[str] = (),
    problems: Iterable[Problem] = (),
) -> Amendments:
    """Give the amendments.

    `schema` is that of the agreement, `declined` names those that a side declined, `problems` are those found before.
    Raises Problems.
    """
    found: list[tuple[Amendment, SourceMap]] = []
    signed: list[tuple[dt.date, Amendment]] = []
    wrong = list(problems)
    for row in rows:
        try:
            values = amendment_now(row.values, row.source, agreement)
            if tells_its_signing(row.values, row.source, schema):
                dated = validate(SignedAmendment, values, row.source)
                found.append((dated.undated, row.source))
                signed.append((dated.signed, dated.undated))
                continue
            if "signed" in values:
                wrong.append(row.source.problem(("signed",), *TOLD_BY_ENTRIES, key=True))
                values = {name: held for name, held in values.items() if name != "signed"}
            found.append((validate(Amendment, values, row.source), row.source))
        except Problems as error:
            wrong += error.problems
    wrong += _misnumbered(found)
    wrong += (problem for amendment, source in found for problem in _leading_nowhere(amendment, source))
    if wrong:
        raise Problems(wrong)
    found.sort(key=lambda pair: pair[0].number)
    contract = _fitting(agreement, [pair for pair in found if pair[0].name not in declined])
    every = tuple(amendment for amendment, _ in found)
    return Amendments(every, tuple(amendments_in_ink(agreement, signed)), contract)


def _misnumbered(found: list[tuple[Amendment, SourceMap]]) -> Iterator[Problem]:
    numbers = sorted(amendment.number for amendment, _ in found)
    for amendment, source in found:
        if numbers.count(amendment.number) > 1:
            yield source.problem(
                ("number",), f"there are two amendments {amendment.number}", "number them 1, 2, 3 …"
            )
        elif amendment.number > len(numbers):
            yield source.problem(
                ("number",),
                f"amendment {amendment.number}, but there are {len(numbers)}",
                "number without gaps",
            )


def _leading_nowhere(amendment: Amendment, source: SourceMap) -> Iterator[Problem]:
    """Tell a change of a term that there cannot be, with the nearest path."""
    for place, change in enumerate(amendment.change):
        if not leads_somewhere(Agreement, change.path):
            near = meant_path(Agreement, change.path)
            hint = f'did you mean path = "{near}"?' if near else "name a term by part, clause and name"
            path = ("change", place, "path")
            yield source.problem(
                path, f"no term is called {change.path}", hint, found=change.path, expected=near or ""
            )


def _fitting(agreement: Agreement, found: list[tuple[Amendment, SourceMap]]) -> Contract:
    """Give the agreement with amendments when each fits what was agreed before it.

    Raises Problems with the first that does not.
    """
    amendments = tuple(amendment for amendment, _ in found)
    sources = {amendment.name: source for amendment, source in found}
    named = {amendment.name: amendment for amendment in amendments}
    contract = Contract(agreement, amendments)
    try:
        for edition in contract.editions[1:]:
            wrong = agreement_violations(edition.agreement)
            if problems := _brought_about(wrong, named[edition.agreed], sources[edition.agreed]):
                raise Problems(problems)
    except AmendmentError as error:
        raise Problems(_unfit(error, sources[error.amendment.name])) from None
    return contract


def _unfit(error: AmendmentError, source: SourceMap) -> list[Problem]:
    """Say of an amendment that does not fit what an agreement would say that does not."""
    if isinstance(error.__cause__, ValidationError):
        wrong = problems_of(error.__cause__, error.terms, Agreement, SourceMap(None, ""))
        said = (Violation(tuple(each.path.split(".")), each.message, each.hint) for each in wrong)
        return _brought_about(said, error.amendment, source)
    return [source.problem(("change", error.place), str(error), error.hint)]


def _brought_about(wrong: Iterable[Violation], amendment: Amendment, source: SourceMap) -> list[Problem]:
    """Place what is wrong with the agreement as amended at the change that touches it."""
    found: list[Problem] = []
    for each in wrong:
        place = amendment.touching(each.dotted)
        hint = each.hint
        if amendment.change[place].path == each.dotted and hint.startswith("write"):
            hint = hint.replace(f": {each.dotted.rpartition('.')[2]} = ", ": to = ", 1)
        found.append(
            source.problem(("change", place), f"as amended, {counted(each.dotted)}: {each.message}", hint)
        )
    return found
