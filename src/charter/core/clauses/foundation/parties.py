"""The two parties: who they are in law, who signs, whom to reach."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.party import Form, Party, Sector


class Parties(Clause):
    """Who the client and the consultant are."""

    client: Party = Field(description="The side that engages.")
    consultant: Party = Field(description="The side that serves.")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Name the facts about the parties that switch law on."""
        if self.client.name.casefold() == self.consultant.name.casefold():
            yield Finding(
                "CH-FND-001",
                Level.ERROR,
                f"{self.cite}.consultant.name",
                f"Both parties are named {self.client.name!r}; nobody can contract with themselves.",
                "Name the other party.",
            )
        if self.client.form is Form.PERSON:
            yield Finding(
                "CH-FND-002",
                Level.WARNING,
                f"{self.cite}.client.form",
                "The client is a natural person: consumer law may apply, and it forbids much of what businesses agree.",
                "Make sure that the client acts in trade, and say so in a special term; else take advice.",
                Source("Dir 2011/83/EU art 2(1); BGB 13", "certain", "2026-08"),
            )
        if self.consultant.form is Form.PERSON:
            yield Finding(
                "CH-FND-003",
                Level.ADVICE,
                f"{self.cite}.consultant.form",
                "The consultant is a natural person: the tests for disguised employment apply to how the work is done.",
                f"Keep other clients, own tools and own hours, and be ready to show it ({deal.consultant.country}).",
            )
        if self.client.sector in _SECTORS:
            rule, source = _SECTORS[self.client.sector]
            yield Finding(
                "CH-FND-004",
                Level.WARNING,
                f"{self.cite}.client.sector",
                f"The client's sector is {self.client.sector}: {rule}.",
                "Add what the sector's law asks for before signing, in a separate document if need be.",
                source,
            )


_SECTORS = {
    Sector.FINANCIAL: (
        "contracts for technology services must hold a list of items, from locations to help in incidents",
        Source("Reg (EU) 2022/2554 art 30(2)", "verified", "2026-08"),
    ),
    Sector.HEALTH: (
        "who may see patients' data needs an agreement of its own",
        Source("45 CFR 164.504(e); GDPR art 9", "certain", "2026-08"),
    ),
}
