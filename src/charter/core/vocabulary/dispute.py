"""What a dispute does to an invoice: a part of it may be held back, and is payable again once the dispute was lost."""

from __future__ import annotations

from typing import Literal

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


class _OfPart(Entry):
    """Something that happens to a part of an invoice."""

    about = "invoice"

    invoice: Line
    amount: Money

    def says(self, named: Named) -> Sentence:  # noqa: ARG002 - as every entry says it
        """Say how much of which."""
        return say("{amount} of {invoice}", amount=self.amount, invoice=self.invoice)


class HeldBack(_OfPart):
    """A part of an invoice may be held back from this day on, because it is disputed."""

    kind: Literal["held back"] = "held back"


class Released(_OfPart):
    """What was held back of an invoice is payable from this day on."""

    kind: Literal["released"] = "released"
