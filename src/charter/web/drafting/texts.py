"""The texts of an engagement: the terms as they are written, whether they may still change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import charter
from charter.core.changes import written_at
from charter.core.draft import Draft
from charter.core.reading.texts import FRAMES
from charter.core.vocabulary import toml
from charter.core.vocabulary.signing import Signed
from charter.sealing.evidence.store import bound
from charter.sealing.signing.freeze import RECORD
from charter.web.drafting.models import DraftText
from charter.web.kit.engagements import engagement_in, master_named_in
from charter.web.kit.frames import orders_beside
from charter.web.kit.models import TermsText
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    import datetime as dt

    from charter.web.kit.models import EngagementRow

LONGEST_NUMBER = 6
LONGEST_VALUE, MOST_VALUES = 24, 60
"""So many letters of a value, and of the values of a clause together, stand in a list of clauses."""


class TermsNow(NamedTuple):
    """What is written of the terms now: the text, the version it was begun on, and whether it is a version itself."""

    source: str
    base: int
    kept: bool


def written_terms(row: EngagementRow) -> TermsNow:
    """Give the terms as somebody writes them, or else the latest version."""
    draft = DraftText.objects.filter(engagement=row).first()
    if draft is not None:
        return TermsNow(draft.source, draft.base, kept=False)
    latest = TermsText.objects.filter(engagement=row).order_by("-n").first()
    if latest is None:
        return TermsNow("", 0, kept=True)
    return TermsNow(bytes(latest.source).decode("utf-8", "replace"), latest.n, kept=True)


def number_in(text: str) -> int:
    """Read the number of a version; 0, which no version has, for what is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def judged_draft(row: EngagementRow, source: str, today: dt.date) -> Draft:
    """Judge a text of terms, whole or not; that of an order over its master, as the master stands."""
    try:
        return charter.draft(source, today, master=master_named_in(row, source))
    except charter.Problems as wrong:
        of_master = (replace(each, file=f"{FRAMES}/{each.file}", line=0) for each in wrong.problems)
        return Draft({}, tuple(of_master), (), None)


def clauses_written(source: str) -> frozenset[str]:
    """Name the clauses that a text itself has; none where it cannot be read."""
    try:
        held = toml.loads(source)
    except toml.TOMLDecodeError:
        return frozenset()
    parts = {part: table for part, table in held.items() if isinstance(table, dict)}
    return frozenset(f"{part}.{name}" for part, table in parts.items() for name in table)


def values_in_short(held: dict[str, Any], cite: str) -> str:
    """Give the first values of a clause as the file writes them, for a list; `held` are the terms of an agreement.

    >>> values_in_short({"exit": {"renewal": {"by": "notice", "told": "60 days", "auto": True}}}, "exit.renewal")
    'notice, 60 days'
    >>> values_in_short({}, "exit.renewal")
    ''
    """
    table = written_at(held, cite)
    plain = [
        str(value)
        for value in (table.values() if isinstance(table, dict) else ())
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    ]
    return ", ".join(each for each in plain if len(each) <= LONGEST_VALUE and "\n" not in each)[:MOST_VALUES]


def fixed_because(row: EngagementRow) -> str:
    """Say why the terms may not change any more; empty while they may.

    Those of a master stay from the day on which an order under it is put forward: its paper holds them.
    """
    if why := _bound_because(row):
        return why
    orders = [] if row.frame else orders_beside(row)
    order = next((each for each in orders if _bound_because(each)), None)
    return f"{order.title}, an order under it, is put forward or signed." if order else ""


def _bound_because(row: EngagementRow) -> str:
    store = RowsStore(row)
    if store.document().read(RECORD) is not None:
        return "The agreement is put forward for signing."
    if bound(store):
        return "The agreement is signed."
    try:
        signed = engagement_in(row).journal.of(Signed)
    except charter.Problems:
        return ""
    return "The journal says that the agreement is signed." if signed else ""


def unchangeable_because(row: EngagementRow) -> str:
    """Say why nobody may write the terms by hand: they are fixed, or negotiated in rounds; empty while one may."""
    if row.round:
        return f"The terms are negotiated, and stand in round {row.round}."
    return fixed_because(row)
