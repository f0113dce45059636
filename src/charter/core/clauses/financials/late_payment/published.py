"""A published rate that is newer than Charter's data, entered so that both sides compute the same cents."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from charter.core.law.lookup import law
from charter.core.law.rates import Entered, rate_series
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Line


def _known(code: str) -> str:
    """Take the code of a law. Raises ValueError for what is none."""
    law(code)
    return code


class RatePublished(Entry):
    """A reference rate of a central bank or ministry, as it was seen to be published on this day."""

    retroactive = False  # interest that was claimed before stays as it was
    about = "law"

    kind: Literal["rate published"] = "rate published"
    law: Annotated[Line, AfterValidator(_known)] = Field(
        description="The code of the law whose interest rests on it.", examples=["DE"]
    )
    since: Day = Field(description="The day from which it holds.", examples=["2026-07-01"])
    rate: Annotated[str, Field(pattern=r"^-?[0-9]{1,2}(\.[0-9]{1,4})? ?%$")] = Field(
        description="The rate as published, without what the law adds.", examples=["1.52 %"]
    )
    source: Line = Field(
        min_length=1, description="Where it was seen.", examples=["Bundesanzeiger of 30 June 2026"]
    )

    @property
    def percent(self) -> Decimal:
        """The rate in percent."""
        return Decimal(self.rate.removesuffix("%").strip())

    @property
    def series(self) -> str | None:
        """The series that it belongs to; None where the law rests interest on none."""
        rules = law(self.law).late_interest(self.since)
        return rules.series if rules is not None else None

    @property
    def entered(self) -> Entered | None:
        """What it tells; None where the law rests interest on no rate."""
        series = self.series
        if series is None:
            return None
        return Entered(series, self.percent, self.since, self.on, self.source, self.name)

    def says(self, named: Named) -> Sentence:
        """Say which rate, from when, and where it was seen."""
        return say(
            "{name}: {rate} from {since}, as seen in {source}",
            name=rate_series(self.series).name if self.series else self.law,
            rate=self.rate, since=self.since, source=self.source,
        )  # fmt: skip


def entered_rates(journal: Journal, day: dt.date) -> tuple[Entered, ...]:
    """Give the rates that were known by the end of a day because somebody had entered them, in order."""
    entries = (each for each in journal.of(RatePublished) if each.known <= day)
    return tuple(entered for each in entries if (entered := each.entered) is not None)


def as_entered(entered: tuple[Entered, ...]) -> tuple[Sentence, ...]:
    """Say which entered rates interest rests on."""
    return tuple(
        say(
            "{name} {rate} from {since} ({source})",
            name=rate_series(one.series).name, rate=f"{one.percent} %", since=one.since, source=one.source,
        )
        for one in entered
    )  # fmt: skip
