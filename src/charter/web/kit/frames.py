"""The papers of a frame in rows: the master that an order names, and the other orders that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q

from charter.core.reading.texts import FRAMES, ORDERS
from charter.core.vocabulary.framing import Framing
from charter.web.kit.models import EngagementRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.core.agreement import Agreement


def master_of(row: EngagementRow) -> EngagementRow | None:
    """Give the master that an order names; None where it names none, or none of that name is in the workspace."""
    if not row.frame:
        return None
    return EngagementRow.objects.filter(workspace_id=row.workspace_id, slug=row.frame).first()


def orders_beside(row: EngagementRow) -> list[EngagementRow]:
    """Give the other orders under the same master, and all those under an engagement that is a master, by name."""
    under = EngagementRow.objects.filter(workspace_id=row.workspace_id, frame=row.frame or row.slug)
    return list(under.exclude(pk=row.pk).order_by("slug"))


def papers_of(row: EngagementRow) -> list[EngagementRow]:
    """Give all papers of a frame, the master first; the engagement alone where it stands alone."""
    master = master_of(row)
    orders = sorted([row, *orders_beside(row)], key=lambda each: each.slug)
    return list({each.pk: each for each in (*([master] if master else [row]), *orders)}.values())


class PaperOfFrame(NamedTuple):
    """A paper of a frame as a page lists it: what it is called, whether it is the master, and the one that is shown."""

    row: EngagementRow
    name: str
    is_master: bool
    shown: bool


def frame_shown(row: EngagementRow, agreement: Agreement) -> list[PaperOfFrame]:
    """Give the papers of the frame that an engagement belongs to, the master first; none where it stands alone."""
    framing = next((clause for clause in agreement.clauses.values() if isinstance(clause, Framing)), None)
    if framing is None:
        return []
    master = row.frame or (row.slug if framing.is_master else "")
    client = f"{agreement.sides.client.name}: "
    return [
        PaperOfFrame(each, each.title.removeprefix(client), each.slug == master, each.pk == row.pk)
        for each in papers_of(row)
    ]


def titled(agreement: Agreement) -> str:
    """Give what an engagement is called among the others: as the client, of a frame with what the paper is called."""
    client = agreement.sides.client.name
    of_frame = any(isinstance(clause, Framing) for clause in agreement.clauses.values())
    return f"{client}: {agreement.title}" if of_frame else client


def texts_beside(row: EngagementRow, own: Callable[[EngagementRow], dict[str, bytes]]) -> dict[str, bytes]:
    """Give the texts of the other papers of a frame by name; `own` gives those of an engagement itself."""
    found: dict[str, bytes] = {}
    master = master_of(row)
    if master is not None:
        found |= {f"{FRAMES}/{row.frame}/{name}": raw for name, raw in own(master).items()}
    for order in orders_beside(row):
        found |= {f"{ORDERS}/{order.slug}/{name}": raw for name, raw in own(order).items()}
    return found


def hold_papers(row: EngagementRow) -> EngagementRow:
    """Hold an engagement with the other papers of its frame, in one order, so that no two wait for each other.

    Gives its row as it is now.
    """
    held = EngagementRow.objects.select_for_update().filter(Q(pk=row.pk) | _beside(row)).order_by("pk")
    return next(each for each in held if each.pk == row.pk)


def count_up_beside(*states: EngagementRow) -> None:
    """Count up the versions of the other papers of an engagement's frame, before and after a change of it."""
    beside = Q(pk__in=[])
    for state in states:
        beside |= _beside(state)
    changed = EngagementRow.objects.filter(beside).exclude(pk=states[0].pk)
    changed.update(version=F("version") + 1)


def _beside(row: EngagementRow) -> Q:
    """Give the papers of a frame: of an order its master and the orders under it, of a master its orders."""
    orders = Q(frame=row.frame or row.slug)
    return Q(workspace_id=row.workspace_id) & (orders | Q(slug=row.frame) if row.frame else orders)
