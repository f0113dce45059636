"""Services: what the consultant does, beside what is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from charter.core.vocabulary.bounds import Share
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.term import Key, Line, Terms

_WHOLE = Decimal(100)


class ServiceDone(Terms):
    """One kind of work."""

    name: Line = Field(description="What it is called.", examples=["Architecture"])
    description: Line = Field(
        description="What is done, as the end of: The consultant must …",
        examples=["review designs before they are built"],
    )
    share: Share | None = Field(
        None, description="About which share of the time it takes; left out: as it comes.", examples=["40 %"]
    )


class Services(Keyed[ServiceDone]):
    """The work, each kind under a key: `[scope.services.architecture]`."""

    unsaid = say("what is done from day to day")

    __pydantic_extra__: dict[Key, ServiceDone] = Field(init=False)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find shares of time that make more than the whole, and work said twice."""
        whole = sum((each.share.value for each in self.things.values() if each.share is not None), Decimal(0))
        if whole > _WHOLE:
            yield self.finding(
                "CH-SCO-050", Level.ERROR, "", say("The shares of time make {whole} %.", whole=f"{whole:f}"),
                say("Make them 100 % at most."),
            )  # fmt: skip
        seen: set[str] = set()
        for key, service in self.things.items():
            words = service.description.casefold()
            if words in seen:
                yield self.finding(
                    "CH-SCO-051", Level.WARNING, f"{key}.description",
                    say("'{name}' says what another one says.", name=service.name), say("Keep one of them."),
                )  # fmt: skip
            seen.add(words)
