"""How a document stands before its signers, out of the facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from charter.sealing.evidence.store import SEALED
from charter.sealing.signing import freeze, signers
from charter.sealing.signing.ceremony import stand_in_for
from charter.sealing.signing.papers import editions_to_sign
from charter.sealing.signing.sign import names_in, signing_so_far
from charter.sealing.signing.soundness import errors_in
from charter.web import clock
from charter.web.kit.codes import live_code_of
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow
from charter.web.kit.refused import NotFound, PageRefused
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import read_token
from charter.web.signing.models import Offer, SigningCode, SigningLink

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping

    from charter.core.agreement import Agreement
    from charter.core.vocabulary.finding import Finding
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Decline, HandedOn, Signature, Signing
    from charter.sealing.signing.stand_ins import StandIn
    from charter.web.kit.models import MailedCode


@dataclass(frozen=True)
class SignerView:
    """One signer of an offer: who, and what they did; `handed` says in whose place they sign, if in another's."""

    key: str
    name: str
    email: str
    signature: Signature | None
    decline: Decline | None
    link: SigningLink | None
    handed: HandedOn | None = None
    instead_of: str = ""
    """The name of the person in whose place they sign."""

    def concerns(self, key: str) -> bool:
        """Whether this is the signature of somebody, or the one that they handed on."""
        return key == self.key or (self.handed is not None and key == self.handed.signer)

    @property
    def ended(self) -> bool:
        """Whether the link ended before they did anything."""
        return self.state == "asked" and self.link is not None and self.link.expires < clock.seconds()

    @property
    def state(self) -> str:
        """Where they stand, in a word: signed, declined, asked or waiting."""
        if self.signature or self.decline:
            return "signed" if self.signature else "declined"
        return "asked" if self.link else "waiting"


@dataclass(frozen=True)
class OfferView:
    """An offer and its signers; `frozen` is None until the worker has printed it."""

    offer: Offer
    frozen: Frozen | None
    signers: list[SignerView]
    sealed: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return f"Amendment {self.offer.amendment}" if self.offer.amendment else "Agreement"

    @property
    def step(self) -> int:
        """How far it has come: 1 printing, 2 signing, 3 sealing, 4 sealed."""
        if self.frozen is None:
            return 1
        if self.sealed:
            return 4
        return 3 if all(each.signature for each in self.signers) else 2

    def of(self, link: SigningLink) -> SignerView:
        """Give the signature that a link is for, or that its signer handed on."""
        return next(each for each in self.signers if each.concerns(link.signer))

    @property
    def declined(self) -> bool:
        """Whether somebody declined, which ends it."""
        return any(each.decline for each in self.signers)


def offer_view(offer: Offer) -> OfferView:
    """Give how an offer stands."""
    store = RowsStore(offer.engagement)
    document = store.document(offer.amendment)
    if document.read(freeze.RECORD) is None:
        return OfferView(offer, None, [], sealed=False)
    frozen = freeze.thaw(document)
    signing, names = signing_so_far(frozen, document), dict(names_in(frozen))
    names |= {each.to: each.name for each in signing.handed}
    return OfferView(
        offer,
        frozen,
        [_signer(offer, key, names, signing) for key in ordered(offer, signing)],
        sealed=document.read(SEALED) is not None,
    )


def ordered(offer: Offer, signing: Signing) -> list[str]:
    """Give the signers in the order in which they are asked; those that nobody put in order come last."""
    return sorted(
        signing.named, key=lambda key: offer.order.index(key) if key in offer.order else len(offer.order)
    )


def _signer(offer: Offer, slot: str, names: Mapping[str, str], signing: Signing) -> SignerView:
    key = signing.acting(slot)
    link = SigningLink.objects.filter(offer=offer, signer=key, revoked=False).order_by("-made").first()
    return SignerView(
        key,
        names[key],
        link.email if link else "",
        next((each for each in signing.signatures if each.signer == key), None),
        next((each for each in signing.declines if each.signer == key), None),
        link,
        signing.handed_to(key),
        names[slot] if key != slot else "",
    )


def offers_of(row: EngagementRow) -> list[OfferView]:
    """Give the offers of an engagement, the agreement first."""
    return [offer_view(each) for each in Offer.objects.filter(engagement=row).order_by("amendment")]


def may_be_offered(row: EngagementRow) -> list[tuple[int, str]]:
    """Give what is not concluded and not put forward yet: 0 and "agreement", or an amendment by its number."""
    engagement = engagement_in(row)
    there = set(Offer.objects.filter(engagement=row).values_list("amendment", flat=True))
    numbers = [0] if engagement.contract.concluded is None else []
    open_ones = {stands.text.name for stands in engagement.open}
    numbers += [each.number for each in engagement.amendments if each.name in open_ones and not numbers]
    return [(n, f"amendment {n}" if n else "agreement") for n in numbers if n not in there]


def signers_of(row: EngagementRow, amendment: int) -> dict[str, tuple[str, str]]:
    """Give who signs, by key: name and address; the client's people first."""
    people = signers.signers(_terms_of_signers(row, amendment))
    return {key: (each.name, each.email) for key, each in people.items()}


def address_of(row: EngagementRow, amendment: int, key: str) -> str:
    """Give the address of who signs, or stands in for who does."""
    return _terms_of_signers(row, amendment).sides.people[key].email


def _terms_of_signers(row: EngagementRow, amendment: int) -> Agreement:
    """Give the terms that say who signs: an amendment is signed by those before it."""
    editions = editions_to_sign(engagement_in(row), amendment)
    return editions[-2 if amendment else -1].agreement


def errors_to_sign(row: EngagementRow, amendment: int) -> tuple[Finding, ...]:
    """Give what the check calls an error in what is to be signed."""
    engagement = engagement_in(row)
    agreement = editions_to_sign(engagement, amendment)[-1].agreement
    return errors_in(agreement, clock.day_in(row.workspace), papers=engagement.papers)


def link_of_token(token: str) -> SigningLink:
    """Find the link of an address. Raises NotFound for one that is not ours, and says of one that has ended why."""
    pk = read_token(token, "sign")
    return usable_link(pk)


def usable_link(pk: uuid.UUID | None) -> SigningLink:
    """Find a link that still opens. Raises NotFound, and PageRefused for one that has ended."""
    related = "offer__engagement__workspace"
    link = SigningLink.objects.select_related(related).filter(pk=pk).first() if pk else None
    if link is None:
        raise NotFound
    if link.revoked or link.expires < clock.seconds():
        raise PageRefused(
            "The document was taken back." if link.withdrawn else "This link has ended.",
            "Whoever sent it can send a new link. What you had signed stays signed.",
            status=410,
        )
    return link


def stand_in_of(link: SigningLink, frozen: Frozen) -> StandIn | None:
    """Give to whom a signer may hand the signature on; None where nobody stands in, or it was handed on to them."""
    offer = link.offer
    return stand_in_for(engagement_in(offer.engagement), frozen, link.signer, offer.amendment)


def live_code(link: SigningLink) -> MailedCode | None:
    """Give the code that was sent last and still counts."""
    return live_code_of(SigningCode, link)


def owed_offers() -> list[Offer]:
    """Give the offers that something may be owed of now: not done or not stamped, and their next try has come."""
    owed = Q(done=False, withdrawn=False) | ~Q(unstamped="")
    found = Offer.objects.filter(owed, next_try__lte=clock.seconds())
    return list(found.select_related("engagement__workspace").order_by("pk"))


def waiting_links() -> list[SigningLink]:
    """Give the links that are not revoked, of documents that are on their way."""
    found = SigningLink.objects.filter(
        revoked=False, end_told=False, offer__done=False, offer__withdrawn=False
    )
    return list(found.select_related("offer__engagement__workspace").order_by("pk"))


def asked_at(offer: Offer) -> dt.datetime:
    """Give the moment by the clock of the offer's workspace."""
    return clock.current_moment(offer.engagement.workspace)
