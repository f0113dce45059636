"""The evidence of an engagement in rows: the third store, beside the folder and the one in memory.

`lock` is a transaction that holds the engagement's row, so that what is written within it is there together or not at
all. On SQLite every transaction that writes holds the whole database (`BEGIN IMMEDIATE`).
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from charter.atomic import whole_lines
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.commitment import Opening
from charter.sealing.evidence.link import EvidenceError, read_link
from charter.sealing.evidence.store import GIVEN
from charter.web.kit.blobs import content_of, keep_content
from charter.web.kit.models import DocumentFile, EngagementRow, EvidenceLine, PrivateContent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from charter.sealing.evidence.link import Head, Link


class RowsStore:
    """The evidence of one engagement in the database."""

    def __init__(self, row: EngagementRow) -> None:
        self.row = row

    @property
    def place(self) -> str:
        """What messages call it."""
        return f"the evidence of {self.row.title}"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the engagement's row in a transaction."""
        with transaction.atomic():
            EngagementRow.objects.select_for_update().get(pk=self.row.pk)
            yield

    def chain(self) -> Chain:
        """Give the chain from its lines."""
        lines = EvidenceLine.objects.filter(engagement=self.row).order_by("n").values_list("line", flat=True)
        return Chain(b"".join(bytes(line) + b"\n" for line in lines))

    def head(self) -> Head | None:
        """Give the head from the last line alone."""
        last = EvidenceLine.objects.filter(engagement=self.row).order_by("-n").first()
        return read_link(bytes(last.line)).head if last else None

    def append(self, links: Collection[Link]) -> None:
        """Add a row for each link."""
        EvidenceLine.objects.bulk_create(
            EvidenceLine(engagement=self.row, n=link.n, prev=link.prev, line=link.line) for link in links
        )

    def replace(self, chain: Chain) -> None:
        """Keep a chain that has grown elsewhere: what is here already stays, so only the rest is added.

        Raises EvidenceError where it is no continuation of this one.
        """
        here, lines = self.chain(), whole_lines(chain.stored)
        if not chain.stored.startswith(here.stored):
            raise EvidenceError(f"{self.place} is another chain than the one brought in")
        fresh = [(read_link(line), line) for line in lines[len(here) :]]
        EvidenceLine.objects.bulk_create(
            EvidenceLine(engagement=self.row, n=link.n, prev=link.prev, line=line) for link, line in fresh
        )

    def openings(self) -> dict[str, Opening]:
        """Give the private content."""
        rows = PrivateContent.objects.filter(engagement=self.row)
        return {row.commitment: Opening.read(bytes(row.line)) for row in rows}

    def keep(self, opening: Opening) -> None:
        """Keep private content."""
        row = PrivateContent(engagement=self.row, commitment=opening.commitment, line=opening.line)
        PrivateContent.objects.bulk_create([row], ignore_conflicts=True)

    def forget(self, commitments: Collection[str]) -> None:
        """Remove private content for good."""
        PrivateContent.objects.filter(engagement=self.row, commitment__in=list(commitments)).delete()

    def scraps(self) -> list[str]:
        """Give nothing: a transaction that is killed leaves no pieces."""
        return []

    def tidy(self) -> None:
        """Do nothing, as there is nothing half written."""

    def document(self, amendment: int = 0) -> DocumentRows:
        """Give the files of the agreement (0), or of an amendment by its number."""
        return DocumentRows(self.row, amendment)


class DocumentRows:
    """The files of one document put forward."""

    def __init__(self, row: EngagementRow, amendment: int) -> None:
        self.row, self.amendment = row, amendment

    @property
    def place(self) -> str:
        """What messages call it."""
        return f"amendment {self.amendment}" if self.amendment else "the agreement"

    def read(self, name: str) -> bytes | None:
        """Give what is kept under a name."""
        last = self._files.filter(name=name).order_by("-n").first()
        return content_of(last.digest) if last else None

    def write(self, name: str, content: bytes) -> None:
        """Keep content under a name; what was there stays below it."""
        last = self._files.filter(name=name).order_by("-n").first()
        DocumentFile.objects.create(
            engagement=self.row,
            amendment=self.amendment,
            name=name,
            n=last.n + 1 if last else 1,
            digest=keep_content(content),
            size=len(content),
        )

    def given(self) -> list[str]:
        """Name what signers gave."""
        found = self._files.filter(name__startswith=f"{GIVEN}/").values_list("name", flat=True)
        return sorted(set(found))

    @property
    def _files(self) -> DocumentFiles:
        return DocumentFile.objects.filter(engagement=self.row, amendment=self.amendment)


if TYPE_CHECKING:
    from django.db.models import QuerySet

    DocumentFiles = QuerySet[DocumentFile]
