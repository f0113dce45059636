"""Papers as they were issued: kept with their entry, and given as they were however a later release words them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import charter
from charter.core.papers import NotAsIssued
from charter.formats.papers import paper_in
from charter.web.kit.models import IssuedPaper
from charter.web.kit.refused import PageRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from charter.core.engagement import Engagement
    from charter.core.papers.tree import Paper
    from charter.core.vocabulary.entry import Issued
    from charter.web.kit.models import EngagementRow

FOLDER = "papers"
"""Where an engagement folder keeps them."""


def keep_papers(
    row: EngagementRow, engagement: Engagement, entries: Iterable[Issued], brought: Collection[bytes] = ()
) -> None:
    """Keep the papers of entries, within the transaction that adds these: as brought, else as they come out now.

    One that has no digest, or comes out otherwise and was not brought, is not kept: it was lost before.
    """
    by_digest = {sha256(content).hexdigest(): content for content in brought}
    made = [
        IssuedPaper(engagement=row, name=paper.name, digest=entry.paper, content=content)
        for entry in entries
        if entry.paper
        for paper, content in _found(engagement, entry, by_digest.get(entry.paper))
    ]
    IssuedPaper.objects.bulk_create(made)


def _found(engagement: Engagement, entry: Issued, brought: bytes | None) -> list[tuple[Paper, bytes]]:
    try:
        paper = charter.issued_paper(engagement, entry, brought)
    except NotAsIssued:
        return []
    return [(paper, brought or paper_in(paper, "json"))]


def paper_of(row: EngagementRow, engagement: Engagement, entry: Issued) -> Paper:
    """Give a paper as it was issued. Raises PageRefused where it is not kept, and comes out otherwise now."""
    kept = IssuedPaper.objects.filter(engagement=row, digest=entry.paper or "").first()
    try:
        return charter.issued_paper(engagement, entry, bytes(kept.content) if kept else None)
    except NotAsIssued as error:
        raise PageRefused(str(error)[:1000], "Bring the folder in with its papers.", status=409) from error


def kept_papers(row: EngagementRow) -> dict[str, bytes]:
    """Give the papers of an engagement by the names of their files in its folder."""
    found = IssuedPaper.objects.filter(engagement=row).order_by("name")
    return {f"{FOLDER}/{each.name}.json": bytes(each.content) for each in found}
