"""What a proposal weighs for a side: what it would cost, and how it stands to what the side wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from charter.core.agreement import Agreement, stated
from charter.core.changes import changes
from charter.core.contract import ALL_ALONG
from charter.core.effects import effects_of, effects_together
from charter.core.engagement import Engagement
from charter.core.interview.positions import in_currency, positions
from charter.core.negotiation.proposals import with_terms
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.sentence import Sentence
from charter.core.vocabulary.stated import Governing
from charter.core.vocabulary.typed import type_at
from charter.core.workspace.playbook import Position, Wish
from charter.core.workspace.positions import PositionMatch, held_at, match_of, position_on


class PlaybookView(NamedTuple):
    """How a value stands to what a side wants of its term, and why it wants that."""

    match: PositionMatch
    why: str


def proposal_costs(mine: Agreement, path: str, value: Any, today: dt.date) -> tuple[Sentence, ...]:  # noqa: ANN401 - terms are of any kind
    """Say what a term of that value would bring about in the first year, against what one stands for oneself.

    Where the agreement would not hold with it alone, that is what is said.
    """
    after = with_terms(mine, {path: value}, today)
    found = changes(mine, after) if after is not None else [Change(path, None, value)]
    engagement = Engagement(mine, supposing=ALL_ALONG)
    return tuple(line for each in found for line in effects_of(engagement, engagement, each))


def costs_together(mine: Agreement, values: Mapping[str, Any], today: dt.date) -> tuple[Sentence, ...] | None:
    """Say what all values together would bring about in the first year; None where the terms would not hold."""
    after = with_terms(mine, values, today)
    return None if after is None else tuple(effects_together(mine, after))


def playbook_view(agreement: Agreement, path: str, playbook: Mapping[str, Position]) -> PlaybookView | None:
    """Say how a term stands to one's own playbook, or else to what is usual; None where neither wants anything."""
    position = position_on(playbook, path) or _usual(agreement, path)
    if position is None:
        return None
    found = held_at(agreement, path)
    held = found[0][1] if found else None
    return PlaybookView(match_of(position, held, type_at(Agreement, path.split("."))), position.why)


def _usual(agreement: Agreement, path: str) -> Position | None:
    default = positions().get(path)
    return default.position("", stated(agreement, Governing).law) if default else None


def fair_value(agreement: Agreement, path: str) -> str:
    """Give what a fair side asks for here, as the file writes it; empty where the term cannot have it."""
    default = positions().get(path)
    fair = in_currency(default.fair, stated(agreement, Governing).law) if default else ""
    try:
        wish = Wish.read(fair, type_at(Agreement, path.split("."))) if fair else None
    except ValueError:
        return ""
    return fair if wish is not None and not wish.bounds and wish.value is not None else ""
