"""Interpretation: whose clock, whose business days, and how days, months and hours are counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from charter.core.vocabulary.change import Change
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.country import country_name, parts_of
from charter.core.vocabulary.dates import Calendar, TimeOfDay, calendar_exists
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.local import PublicHolidays, TimeZone
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.stated import BusinessDays, DocumentLocale, WorkingHours, Zone
from charter.core.vocabulary.term import Terms

English = Literal[
    "en-AU", "en-BE", "en-CA", "en-DE", "en-ES", "en-FR", "en-GB", "en-IE", "en-IN", "en-IT", "en-NL", "en-PL", "en-US",
]  # fmt: skip
"""English as countries write it whose law the library knows."""


REGIONAL = frozenset(("AU", "CA", "CH", "DE", "ES", "GB", "IN", "US"))
"""Countries whose parts have public holidays of their own, beside those of the whole country."""


class DailyHours(Terms):
    """From which hour to which people work on a business day."""

    begins: TimeOfDay = Field(description="The hour at which they begin.", examples=["09:00"])
    ends: TimeOfDay = Field(description="The hour at which they end.", examples=["18:00"])

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.ends <= self.begins:
            raise ValueError(f"they end at {self.ends:%H:%M}, before they begin: swap the hours")
        return self


class Interpretation(Clause):
    """How times, days and words are read."""

    from_workspace = ("zone", "consultant_calendar")

    zone: TimeZone = Field(description="The time zone of every date and hour.", examples=["Europe/Berlin"])
    client_calendar: PublicHolidays = Field(description="The client's public holidays.", examples=["DE-HH"])
    consultant_calendar: PublicHolidays = Field(
        description="The consultant's public holidays.", examples=["DE-HH"]
    )
    business_days: Literal["both", "either", "client", "consultant"] = Field(
        description="Days on which both sides work, at least one, the client, or the consultant."
    )
    roll: Literal["forward", "back", "modified", "none"] = Field(
        description="Where a last day goes that is no business day: to the next, the one before, the next unless"
        " that is another month, or nowhere."
    )
    working_hours: DailyHours | None = Field(
        None, description="The working hours of a business day; left out: none are agreed."
    )
    locale: English | None = Field(
        None,
        description="In which country's English the document writes dates, hours, amounts and words; left out: in that"
        " of the country whose law governs.",
        examples=["en-GB"],
    )

    def states(self) -> Iterator[object]:
        """State the time zone, which days are business days, and how the document is written."""
        yield Zone(self.zone)
        yield DocumentLocale(self.locale)
        yield BusinessDays(self._calendar, self.roll)
        if self.working_hours is not None:
            yield WorkingHours(self.working_hours.begins, self.working_hours.ends)

    @property
    def _calendar(self) -> Calendar:
        codes = {"client": (self.client_calendar,), "consultant": (self.consultant_calendar,)}
        both = dict.fromkeys((self.client_calendar, self.consultant_calendar))
        return Calendar(
            codes.get(self.business_days, tuple(both)), "either" if self.business_days == "either" else "both"
        )

    def survives(self, deal: Deal) -> Sentence | None:
        """Say how long it outlives the end."""
        return say("until the last claim has ended")

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Find a calendar that leaves out the holidays of the part of the country where people work."""
        counted = {"client", "consultant"} & {self.business_days} or {"client", "consultant"}
        for side in (side for side in Side if side in counted):
            code = self.client_calendar if side is Side.CLIENT else self.consultant_calendar
            if code in REGIONAL:
                yield self._of_no_part(side, code, deal)

    def _of_no_part(self, side: Side, country: str, deal: Deal) -> Finding:
        """Find the part that is meant: where the party is, else where the law that governs is from."""
        place, party = f"{self.cite}.{side}_calendar", deal.party(side)
        state = f"{country}-{party.state}" if party.country == country and party.state else ""
        part = next(
            (code for code in (state, deal.law) if code[:3] == f"{country}-" and calendar_exists(code)), None
        )
        said = say(
            "The calendar {country} has only the public holidays of the whole country", country=country
        )
        if part is None:
            hint = say(
                "Write the part where the {side} works, like '{parts_of}', or leave it.",
                side=side,
                parts_of=parts_of(country)[0],
            )
            return Finding(
                "CH-GEN-003", Level.ADVICE, place, say("{said}; its parts have others too.", said=said), hint
            )
        message = say(
            "{said}, not those of {part}, which count there too.", said=said, part=country_name(part)
        )
        mend = (Change(place, country, part),)
        return Finding(
            "CH-GEN-003", Level.WARNING, place, message, say("Write '{part}'.", part=part), mend=mend
        )
