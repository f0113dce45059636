"""What negotiations hold of a person: their links, and the remarks that they wrote or that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.core.vocabulary.party import Side
from charter.web.negotiation.models import NegotiationLink, RemarkText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

    from charter.web.kit.models import EngagementRow, WorkspaceRow


def links_to(workspace: WorkspaceRow, email: str) -> QuerySet[NegotiationLink]:
    """Give the links by which somebody negotiates."""
    return NegotiationLink.objects.filter(negotiation__engagement__workspace=workspace, email__iexact=email)


def remarks_about(workspace: WorkspaceRow, email: str, names_them: Callable[[str], bool]) -> list[RemarkText]:
    """Give the remarks that somebody wrote in their rounds, and those of others that name them."""
    theirs = set(links_to(workspace, email).values_list("negotiation", flat=True))
    found = RemarkText.objects.filter(round__negotiation__engagement__workspace=workspace).exclude(text="")
    return [
        each
        for each in found.select_related("round").order_by("pk")
        if (each.round.side == Side.CLIENT and each.round.negotiation_id in theirs) or names_them(each.text)
    ]


def empty_remarks(found: Iterable[RemarkText]) -> None:
    """Take the words out of remarks, within a transaction: that one was made stays."""
    for each in found:
        RemarkText.objects.filter(pk=each.pk).update(text="")


def remarks_of(row: EngagementRow, email: str) -> list[tuple[int, str, str]]:
    """Give what somebody remarked by their link: the round, the term and the text; private remarks are theirs, too."""
    theirs = set(links_to(row.workspace, email).values_list("negotiation", flat=True))
    found = RemarkText.objects.filter(round__negotiation__in=theirs, round__side=Side.CLIENT.value)
    here = found.filter(round__negotiation__engagement=row).exclude(text="").select_related("round")
    return [(each.round.n, each.path, each.text) for each in here.order_by("pk")]
