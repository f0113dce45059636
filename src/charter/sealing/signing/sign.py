"""Signing a frozen document: who may sign, what a signature says, and what ends the matter.

A signature is bound to the digest of the document its signer saw. A declined document collects no
further signatures, and those already given stay given: nobody can destroy another's signature. Who cannot sign hands
the signature on, once, to the person whom the terms name to stand in: nobody else may sign, by the core's rule.

>>> signing = Signing(seen="ab" * 32, named=("jonas",))
>>> at = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
>>> given = Signature("jonas", "typed", "Jonas Weber", at, "code by email", "I agree.", "ab" * 32)
>>> signed(signing, given).complete
True
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from charter.core.document import tree
from charter.core.rules.names import alike
from charter.sealing.evidence.act import Act, Refusal
from charter.sealing.evidence.canonical import canonical, sha256_hex
from charter.sealing.evidence.store import GIVEN
from charter.sealing.signing.stand_ins import stand_in_by
from charter.sealing.verification.enclosure import FORMAT, unversioned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.sealing.evidence.store import DocumentStore
    from charter.sealing.signing.freeze import Frozen

WIDTH, HEIGHT = 1000, 300  # the box of a drawn signature, as tree.Signed has it
MOST_POINTS = 20_000
LONGEST = {"name": 200, "identified": 500, "reason": 4000}
"""Characters that a typed name, the words on how a signer was identified, and a reason may have."""

Strokes = tuple[tuple[tuple[int, int], ...], ...]


class NotSigned(Refusal):
    """A signature that cannot be taken; the message says why and what would help."""


class OtherName(NotSigned):
    """A typed name that is not that of who signs, who is called `name`."""

    def __init__(self, typed: str, name: str) -> None:
        blank = not typed.strip()
        said = "the typed signature is blank" if blank else f"{typed!r} is not the name of who signs"
        super().__init__(said, Act.TYPE_NAME)
        self.typed, self.name = typed, name


@dataclass(frozen=True)
class Signature:
    """One signer's signature.

    `signer` is the key of the person in the terms (in documents of schema 1, which gave no keys, the address);
    `mark` is the typed name, or the drawn strokes in a box of 1000 by 300; `at` when it was given, with
    its zone; `identified` how the signer was identified; `consent` the words shown; `digest` the
    SHA-256 of the PDF that the signer saw, in hex.
    """

    signer: str
    how: Literal["typed", "drawn"]
    mark: str | Strokes
    at: dt.datetime
    identified: str
    consent: str
    digest: str


@dataclass(frozen=True)
class Decline:
    """A signer's no, with its reason; `signer` as in `Signature`."""

    signer: str
    at: dt.datetime
    reason: str


@dataclass(frozen=True)
class HandedOn:
    """That a signer hands the signature on to who stands in for them, by the key, name and title of the terms."""

    signer: str
    to: str
    name: str
    title: str
    at: dt.datetime


@dataclass(frozen=True)
class Signing:
    """A document before its signers: the digest they see, who they are, and what they did, in order."""

    seen: str
    named: tuple[str, ...]
    signatures: tuple[Signature, ...] = ()
    declines: tuple[Decline, ...] = ()
    handed: tuple[HandedOn, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everybody signed, or who stands in for them."""
        return {each.signer for each in self.signatures} == {self.acting(key) for key in self.named}

    def acting(self, key: str) -> str:
        """Give who signs in the place of somebody named: themselves, or whom they handed it on to."""
        return next((each.to for each in self.handed if each.signer == key), key)

    def handed_to(self, key: str) -> HandedOn | None:
        """Give by what a signature was handed on to somebody; None for who signs in their own place."""
        return next((each for each in self.handed if each.to == key), None)


GivenEvent: TypeAlias = Signature | Decline | HandedOn
"""What a signer gave."""


def begun(frozen: Frozen) -> Signing:
    """Put a frozen document before the signers it names. Raises NotSigned when it names none, or one twice."""
    named = tuple(signer_of(each) for each in _signatories(frozen.document))
    if not named or len(set(named)) != len(named):
        raise NotSigned("the document must name at least one signer, each under a key of their own")
    return Signing(frozen.digest, named)


def signer_of(line: tree.Signatory) -> str:
    """Give what tells a signer from the others: the key, or in documents of schema 1 the address."""
    return line.key or line.email.lower()


def names_in(frozen: Frozen) -> dict[str, str]:
    """Give the names of the signers of a document, by what tells them apart."""
    return {signer_of(line): line.name for line in _signatories(frozen.document)}


def refuse_unfit_event(frozen: Frozen, event: Signature | Decline, handed: tuple[HandedOn, ...] = ()) -> None:
    """Refuse what a signer may not give, whatever others gave: a name that is not theirs, words without end.

    Who stands in for somebody types the name, because a drawn one would stand above another's.

    Capitals, blanks and marks on letters may differ in a name. It is asked when something is given, and not when
    what was given is read, so that no later release can turn down what an earlier one took. Raises NotSigned.
    """
    if isinstance(event, Decline):
        _refuse_odd("reason", event.reason, LONGEST["reason"])
        return
    if not event.identified.strip():
        raise NotSigned("say how you know who signs", Act.IDENTIFY)
    _refuse_odd("words on how the signer was identified", event.identified, LONGEST["identified"])
    names = names_in(frozen) | {each.to: each.name for each in handed}
    if not isinstance(event.mark, str) and event.signer in {each.to for each in handed}:
        raise NotSigned(f"{names[event.signer]} stands in for somebody, and so types the name")
    if isinstance(event.mark, str):
        _refuse_odd("name", event.mark, LONGEST["name"])
        name = names.get(event.signer, event.mark)
        if not event.mark.strip() or alike(event.mark) != alike(name):
            raise OtherName(event.mark, name)


def signed(signing: Signing, signature: Signature) -> Signing:
    """Take a signature. Raises NotSigned for a stranger's, a second, a late or an unfit one."""
    _refuse_stranger(signing, signature.signer)
    if any(each.signer == signature.signer for each in signing.signatures):
        raise NotSigned(f"{signature.signer} has signed already; a signature is given once")
    if signing.declines:
        raise NotSigned(
            f"{signing.declines[0].signer} declined this document; freeze a new one and sign that"
        )
    if signature.digest != signing.seen:
        raise NotSigned(
            "the signer saw another document than this one; show them this one and let them sign again"
        )
    _refuse_unfit(signature)
    return replace(signing, signatures=(*signing.signatures, signature))


def declined(signing: Signing, decline: Decline) -> Signing:
    """Take a signer's no. Raises NotSigned when they signed before, for a signature given stays given."""
    _refuse_stranger(signing, decline.signer)
    if any(each.signer == decline.signer for each in signing.signatures):
        raise NotSigned(
            f"{decline.signer} has signed; what is signed ends by its exit clauses, not by declining"
        )
    if any(each.signer == decline.signer for each in signing.declines):
        raise NotSigned(f"{decline.signer} has declined already")
    if not decline.reason.strip():
        raise NotSigned("a decline needs its reason, so that the other side can answer it")
    _refuse_zoneless(decline.at)
    return replace(signing, declines=(*signing.declines, decline))


def handed_on(frozen: Frozen, signing: Signing, event: HandedOn) -> Signing:
    """Take that a signature is handed on, to who stands in by the terms that were frozen.

    Raises NotSigned for a stranger, once they signed or somebody declined, a second time, and to anybody else: oneself,
    the other side, who signs anyway, or whom the terms do not name to stand in.
    """
    _refuse_stranger(signing, event.signer)
    if signing.handed_to(event.signer):
        raise NotSigned(f"{event.signer} stands in for somebody already; a signature is handed on once")
    if any(each.signer == event.signer for each in signing.signatures):
        raise NotSigned(f"{event.signer} has signed already, so there is nothing to hand on")
    if signing.declines:
        raise NotSigned(f"{signing.declines[0].signer} declined this document; nobody signs it any more")
    if event.to in signing.named or signing.handed_to(event.to):
        raise NotSigned(f"{event.to} signs this document anyway, so nothing can be handed on to them")
    if stand_in_by(frozen.terms, event.signer) != (event.to, event.name, event.title):
        raise NotSigned(
            f"the terms do not name {event.to} to stand in for {event.signer}: only such a person signs instead"
        )
    _refuse_zoneless(event.at)
    return replace(signing, handed=(*signing.handed, event))


def signed_document(
    frozen: Frozen, signatures: tuple[Signature, ...], handed: tuple[HandedOn, ...] = ()
) -> tree.Document:
    """Draw signatures on the signature page of a frozen document. Raises NotSigned as `signed` does."""
    signing = replace(begun(frozen), handed=handed)
    for signature in signatures:
        signing = signed(signing, signature)
    names = names_in(frozen)
    slots = {signing.acting(key): key for key in signing.named}
    drawn = {slots[each.signer]: _in_place(each, signing, names) for each in signing.signatures}
    blocks = tuple(
        replace(
            block,
            signatories=tuple(replace(each, signed=drawn.get(signer_of(each))) for each in block.signatories),
        )
        for block in frozen.document.signatures
    )
    return replace(frozen.document, signatures=blocks)


def _signatories(document: tree.Document) -> list[tree.Signatory]:
    """Who is to sign a document, in the order of its signature page."""
    return [each for block in document.signatures for each in block.signatories]


def _refuse_odd(what: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise NotSigned(f"the {what} has {len(text)} characters, and may have {longest}")


def _in_place(signature: Signature, signing: Signing, names: Mapping[str, str]) -> tree.Signed:
    """Draw a signature; that of who stands in says so beside how they were identified."""
    event = signing.handed_to(signature.signer)
    if event is None:
        return _drawn(signature)
    on = event.at.date().isoformat()
    said = f"{event.name}, {event.title}, to whom {names[event.signer]} handed the signature on, {on}"
    return _drawn(replace(signature, identified=f"{said}; {signature.identified}"))


def _drawn(signature: Signature) -> tree.Signed:
    return tree.Signed(
        how=signature.how,
        mark=signature.mark,
        at=signature.at.isoformat(timespec="seconds"),
        identified=signature.identified,
        consent=signature.consent,
        digest=signature.digest,
    )


def _refuse_stranger(signing: Signing, signer: str) -> None:
    if signer in signing.named and signing.acting(signer) != signer:
        raise NotSigned(
            f"{signer} handed the signature on to {signing.acting(signer)}, who signs or declines"
        )
    if signer not in {signing.acting(key) for key in signing.named}:
        raise NotSigned(f"{signer} is not named as a signer of this document")


def _refuse_zoneless(at: dt.datetime) -> None:
    if at.tzinfo is None:
        raise NotSigned(f"the time {at.isoformat()} has no zone; say in which zone it was read")


def _refuse_unfit(signature: Signature) -> None:
    _refuse_zoneless(signature.at)
    if not signature.identified.strip() or not signature.consent.strip():
        raise NotSigned(
            "a signature records how its signer was identified, and the consent in the words shown"
        )
    if signature.how == "typed":
        fit = (
            isinstance(signature.mark, str) and bool(signature.mark.strip()) and signature.mark.isprintable()
        )
    else:
        fit = _fits_the_box(signature.mark)
    if not fit:
        raise NotSigned(
            f"a typed signature is a name; a drawn one is strokes in a box of {WIDTH} by {HEIGHT}"
        )


def _fits_the_box(mark: str | Strokes) -> bool:
    if isinstance(mark, str):
        return False
    points = [point for stroke in mark for point in stroke]
    return 1 < len(points) <= MOST_POINTS and all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


# ── kept with the frozen document ──────────────────────────────────────────────────────────────


def keep_signature(frozen: Frozen, signature: Signature, document: DocumentStore) -> Signing:
    """Take a signature and keep it, inside the store's lock. Raises NotSigned as `signed` does."""
    return _keep(frozen, document, signature)


def keep_decline(frozen: Frozen, decline: Decline, document: DocumentStore) -> Signing:
    """Take a decline and keep it, inside the store's lock. Raises NotSigned as `declined` does."""
    return _keep(frozen, document, decline)


def keep_handed_on(frozen: Frozen, event: HandedOn, document: DocumentStore) -> Signing:
    """Take that a signature is handed on, and keep it, inside the store's lock. Raises NotSigned as `handed_on`."""
    return _keep(frozen, document, event)


def signing_so_far(frozen: Frozen, document: DocumentStore) -> Signing:
    """Read who signed and who declined, in order. Raises NotSigned for what was changed since it was given."""
    return replayed(frozen, document.place, {name: document.read(name) or b"" for name in document.given()})


def replayed(frozen: Frozen, place: str, given: Mapping[str, bytes]) -> Signing:
    """Take what was given once more, in order: files by name. Raises NotSigned as `kept` and `signed` do."""
    signing = begun(frozen)
    for name, content in given.items():
        signing = _after(frozen, signing, _read(f"{place}/{name}", content))
    return signing


def _keep(frozen: Frozen, document: DocumentStore, event: GivenEvent) -> Signing:
    signing = _after(frozen, signing_so_far(frozen, document), event)
    content = canonical(_to_data(event))
    number = len(signing.signatures) + len(signing.declines) + len(signing.handed)
    document.write(f"{GIVEN}/{number:03}-{sha256_hex(content)}.json", content)
    return signing


def _after(frozen: Frozen, signing: Signing, event: GivenEvent) -> Signing:
    if isinstance(event, HandedOn):
        return handed_on(frozen, signing, event)
    return signed(signing, event) if isinstance(event, Signature) else declined(signing, event)


def _read(name: str, content: bytes) -> GivenEvent:
    if not name.endswith(f"{sha256_hex(content)}.json"):
        raise NotSigned(f"{name}: was changed since it was given; put it back")
    try:
        return _from_data(unversioned(content))
    except ValueError as error:
        raise NotSigned(f"{name}: cannot be read: {error}") from error


def _to_data(event: GivenEvent) -> dict[str, object]:
    return vars(event) | {"format": FORMAT, "is": type(event).__name__, "at": event.at.isoformat()}


def _from_data(data: dict[str, Any]) -> GivenEvent:
    at = dt.datetime.fromisoformat(data.pop("at"))
    if "email" in data:  # as schema 1 kept it
        data["signer"] = data.pop("email")
    kind = data.pop("is")
    if kind != "Signature":
        return (HandedOn if kind == "HandedOn" else Decline)(at=at, **data)
    return Signature(at=at, **data | {"mark": _tuples(data["mark"])})


def _tuples(value: Any) -> Any:  # noqa: ANN401 - a name, or strokes
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
