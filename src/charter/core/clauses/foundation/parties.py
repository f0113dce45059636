"""The two parties: who they are in law, who acts for them, and what each person may do."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from charter.core.law.lookup import UNCONFIRMED, BodyOfLaw, law_at
from charter.core.vocabulary.clause import KEEP, Clause
from charter.core.vocabulary.country import WHOLLY_KNOWN, code_meant, country_name, parts_of
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.finding import Finding, Level, Source
from charter.core.vocabulary.party import (
    Biller,
    Form,
    GroupCompany,
    Party,
    Person,
    Sector,
    Side,
    address_for_notices,
    of_side,
    signatories,
)
from charter.core.vocabulary.protected import InsideRuledOut, Shields
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.stated import SectorCovered, Sides
from charter.core.vocabulary.term import Table


class Parties(Clause):
    """Who the client and the consultant are, and who acts for them."""

    from_workspace = ("consultant", "people")

    client: Party = Field(description="The side that engages.")
    consultant: Party = Field(description="The side that serves.")
    people: Table[Person] = Field(
        default_factory=dict,
        description="Who acts for the two sides, each under a short key of their own, by which all else names them.",
    )
    group: Table[GroupCompany] = Field(
        default_factory=dict,
        description="Companies of the client's group that have a part in the engagement, each under a key.",
    )
    joint_and_several: bool = Field(
        default=False,
        description="Whether each company that joined owes every payment in full, beside the client.",
    )
    bills_through: Biller | None = Field(
        None, description="The company through which the consultant sends its invoices, if another."
    )

    def states(self) -> Iterator[object]:
        """State who the two sides are, and who acts for them."""
        yield Sides(self.client, self.consultant, self.people, self.bills_through)
        shielded = tuple(company.name for company in self.group.values() if company.covered)
        if shielded:
            yield Shields(shielded)

    def findings(self, deal: Deal) -> Iterator[Finding]:
        """Name the facts about the parties that switch law on."""
        if self.client.name.casefold() == self.consultant.name.casefold():
            yield self.finding(
                "CH-FND-001",
                Level.ERROR,
                "consultant.name",
                say(
                    "Both parties are named '{name}'; nobody can contract with themselves.",
                    name=self.client.name,
                ),
                say("Name the other party."),
            )
        if self.client.form is Form.PERSON:
            yield self.finding(
                "CH-FND-002",
                Level.WARNING,
                "client.form",
                say(
                    "The client is a natural person: consumer law may apply, and it forbids much of"
                    " what businesses agree."
                ),
                say(
                    "Make sure that the client acts in trade, and say so in a special term; else take advice."
                ),
                source=Source("Dir 2011/83/EU art 2(1); BGB 13; or the like elsewhere", UNCONFIRMED),
            )
        yield from self._unsigned()
        yield from self._unlimited()
        yield from self._paid_by_others()
        yield from self._status(deal)
        yield from self._sector(deal)
        yield from self._traded(deal)
        yield from self._unknown_parts()

    def _unknown_parts(self) -> Iterator[Finding]:
        """Find a state or province that its country does not have, so that its law and holidays are not found."""
        for side, party in ((Side.CLIENT, self.client), (Side.CONSULTANT, self.consultant)):
            country, state = party.country, party.state
            if state is None or country not in WHOLLY_KNOWN or f"{country}-{state}" in parts_of(country):
                continue
            meant = code_meant(f"{country}-{state}") or code_meant(state) or ""
            known = meant.startswith(f"{country}-")
            part = meant.removeprefix(f"{country}-")
            yield self.finding(
                "CH-FND-017",
                Level.WARNING,
                f"{side}.state",
                say(
                    "{name_of} has no part with the code '{state}', so no law or holiday of it is found.",
                    name_of=country_name(country),
                    state=state,
                ),
                say("Write '{part}'.", part=part)
                if known
                else say("Write its code of ISO 3166-2, like '{part}'.", part=parts_of(country)[0][3:]),
                to=part if known else KEEP,
            )

    def _unsigned(self) -> Iterator[Finding]:
        """Name each side for which nobody may sign: such an agreement can never be signed."""
        for side in Side:
            if signatories(self.people, side):
                continue
            key = next(iter(of_side(self.people, side)), None)
            yield self.finding(
                "CH-FND-008",
                Level.ERROR,
                f"people.{key}.may" if key else "people",
                say("Nobody may sign for the {side}, so this agreement cannot be signed.", side=str(side)),
                say('Add "sign" to what {name} may do, or name who signs.', name=self.people[key].name)
                if key
                else say('Name a person with side = "{side}" and may = ["sign"].', side=str(side)),
            )

    def _unlimited(self) -> Iterator[Finding]:
        """Find people who may approve costs without a limit, though they may not sign."""
        for key, person in self.people.items():
            if "approve costs" in person.may and "sign" not in person.may and person.approves_up_to is None:
                yield self.finding(
                    "CH-FND-009", Level.ADVICE, f"people.{key}.approves_up_to",
                    say("{name} may approve any cost by a message, and may not sign.", name=person.name),
                    say("Say up to which amount at a time."),
                )  # fmt: skip

    def _paid_by_others(self) -> Iterator[Finding]:
        """Find payers and billers who do not sign, sit elsewhere, or pay more than there is."""
        paying = {key: company for key, company in self.group.items() if "pay" in company.may}
        for key, company in paying.items():
            if company.joined_on is None:
                yield self.finding(
                    "CH-FND-019", Level.WARNING, f"group.{key}.may",
                    say("{name} may pay and signs nothing, so only the client owes.", name=company.name),
                    say("Let it sign too, or know that the client pays if it does not."),
                )  # fmt: skip
            if company.country != self.consultant.country:
                yield self.finding(
                    "CH-FND-023", Level.ADVICE, f"group.{key}.country",
                    say("{name} pays from another country than the consultant's: tax may be kept back there, and a"
                        " transfer costs more.", name=company.name),
                    say("Say who bears the charges and a tax that is kept back."),
                )  # fmt: skip
        shares = [company.pays for company in paying.values() if company.pays is not None]
        if sum(share.fraction for share in shares) > 1:
            yield self.finding(
                "CH-FND-024", Level.ERROR, "group",
                say("The companies pay {shares} of each invoice, more than the whole.", shares=tuple(shares)),
                say("Let the shares come to 100 % at most; the client pays the rest."),
            )  # fmt: skip
        if self.joint_and_several and all(company.joined_on is None for company in self.group.values()):
            yield self.finding(
                "CH-FND-025", Level.WARNING, "joint_and_several",
                say("Every company is to owe all payments beside the client, and none of them signs."),
                say("Let the companies sign too, or leave it out."), to=False,
            )  # fmt: skip
        if self.bills_through is not None and self.bills_through.country != self.consultant.country:
            yield self.finding(
                "CH-FND-020", Level.WARNING, "bills_through.country",
                say("Invoices come from another country than the consultant's, so other tax may apply."),
                say("Take tax advice before the first invoice."),
            )  # fmt: skip

    @figure
    def client_state(self, deal: Deal) -> str:
        """Name the client's state or province; empty where none is given."""
        return _state(self.client)

    @figure
    def consultant_state(self, deal: Deal) -> str:
        """Name the consultant's state or province; empty where none is given."""
        return _state(self.consultant)

    @figure
    def client_notices(self, deal: Deal) -> str:
        """Give the address for notices to the client."""
        return address_for_notices(self.client, self.people, Side.CLIENT)

    @figure
    def consultant_notices(self, deal: Deal) -> str:
        """Give the address for notices to the consultant."""
        return address_for_notices(self.consultant, self.people, Side.CONSULTANT)

    def _status(self, deal: Deal) -> Iterator[Finding]:
        """Name the test for disguised employment, and who decides on it."""
        test = _at(self.consultant).fact("status", deal.agreed)
        if self.consultant.form is Form.PERSON:
            yield self.finding(
                "CH-FND-003",
                Level.ADVICE,
                "consultant.form",
                say("The consultant is a natural person, and the law looks at how the work is done.")
                if test is None
                else say(
                    "The consultant is a natural person, and the law looks at how the work is done: {rule}.",
                    rule=test.rule,
                ),
                say("Keep other clients, own tools and own hours, and be ready to show it."),
                source=test.cited(deal.agreed) if test is not None else None,
            )
        route = _at(self.client).fact("status_route", deal.agreed)
        if (
            route is not None
            and self.consultant.form is Form.ONE_PERSON_COMPANY
            and self.client.size in set(route.value["sizes"])
        ):
            yield self.finding(
                "CH-FND-006",
                route.weight,
                "client.size",
                say("The client is {size}: {rule}", size=str(self.client.size), rule=route.rule),
                say("Ask for the client's status determination statement before signing, and keep it."),
                source=route.cited(deal.agreed),
            )

    def _traded(self, deal: Deal) -> Iterator[Finding]:
        """Find a client whose shares are traded, where nothing forbids to trade on what is learned there."""
        if not self.client.listed or InsideRuledOut in deal.stated:
            return
        fact = _at(self.client).fact("inside_information", deal.agreed)
        message = say("The client's shares are traded, and nothing is said of what the market does not know.")
        yield self.finding(
            "CH-FND-026", Level.WARNING, "client.listed",
            message if fact is None else say("{message} In law, {rule}.", message=message, rule=fact.rule),
            say("Rule out trading on inside information, for both sides and whoever works for them."),
            source=fact.cited(deal.agreed) if fact is not None else None,
        )  # fmt: skip

    def _sector(self, deal: Deal) -> Iterator[Finding]:
        """Say what the law of the client's trade asks of its suppliers."""
        topic = _SECTORS.get(self.client.sector) if self.client.sector else None
        covered = deal.stated.get(SectorCovered)
        if topic is None or (isinstance(covered, SectorCovered) and self.client.sector in covered.sectors):
            return
        fact = _at(self.client).fact(topic, deal.agreed)
        rule = fact.rule if fact is not None else "its law may ask for more than this agreement holds"
        yield self.finding(
            "CH-FND-004",
            fact.weight if fact is not None else Level.ADVICE,
            "client.sector",
            say("The client's sector is {sector}: {rule}.", sector=str(self.client.sector), rule=rule),
            say("Add what the sector's law asks for before signing, in a separate document if need be."),
            source=fact.cited(deal.agreed) if fact is not None else None,
        )


def _state(party: Party) -> str:
    """Name the state or province of a party; one that nobody knows here by what the person wrote."""
    code = f"{party.country}-{party.state}"
    name = country_name(code)
    return (party.state or "") if name == code else name


def _at(party: Party) -> BodyOfLaw:
    return law_at(party.country, party.state)


_SECTORS = {Sector.FINANCIAL: "financial_client", Sector.HEALTH: "health_client"}
"""The topics of the law that bear on a trade."""
