"""Entries of the journal, as people record them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charter.core.reading.fields import entry_of
from charter.web.kit.engagements import add_entries, engagement_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.core.engagement import Engagement
    from charter.core.vocabulary.entry import Entry
    from charter.web.kit.models import EngagementRow


def record_entry(row: EngagementRow, values: Mapping[str, Any], by: str) -> tuple[Entry, Engagement]:
    """Record one entry, by its values; give it, and the engagement with it. Raises Problems."""
    entry = entry_of(values)
    return entry, add_entries(row, [entry], by)


def void_entry(row: EngagementRow, address: str, values: Mapping[str, Any], by: str) -> Engagement:
    """Say of an entry that it never counted; it stays in the journal. Raises Problems."""
    named = next((each for each in engagement_in(row).journal.entries if each.called(address)), None)
    entry = entry_of({"kind": "void", "entry": named.id or named.address if named else address, **values})
    return add_entries(row, [entry], by)
