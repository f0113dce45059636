"""`charter sign`: the document is frozen, shown, and signed or declined by one signatory."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake
from charter.cli.evidence_options import (
    AmendmentNumber,
    By,
    Despite,
    engagement_folder,
    evidence_store,
    exit_if_broken,
    write_into_journal,
)
from charter.cli.options import HERE, Json, Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from charter.core.vocabulary.party import Person
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.signing.ceremony import PreparedDocument
    from charter.sealing.signing.sign import Decline, Signature, Signing

As = Annotated[
    str | None, typer.Option("--as", help="Who signs, by the key in the terms, like jonas.", metavar="KEY")
]
Typed = Annotated[str | None, typer.Option("--typed", help="The signature: the name, typed.", metavar="NAME")]
Identified = Annotated[
    str, typer.Option("--identified", help='How you know who signs, like "passport seen".', metavar="HOW")
]
Consent = Annotated[bool, typer.Option("--consent", help="Agree to the words of consent unasked.")]
DeclineReason = Annotated[
    str | None, typer.Option("--decline", help="Decline to sign, and why.", metavar="REASON")
]


def command(
    path: Where = HERE,
    *,
    key: As = None,
    typed: Typed = None,
    identified: Identified = "",
    consent: Consent = False,
    decline: DeclineReason = None,
    amendment: AmendmentNumber = None,
    despite: Despite = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Freeze the document, show it to a signatory, and take the signature.

    Without --as it says who has signed; with --as alone, what this person is asked to read and to agree to. From
    the first signature on only an amendment changes the terms. Who signed or declined is written into the journal.
    An amendment is signed as a paper of its own; the text as amended is enclosed, and stands beside it.

    Exit code 0: done; 1: the signature is given and kept, and only its link or its entry is missing; 2: not signed.

    Example: charter sign --as jonas --typed "Jonas Petersen" --identified "passport seen"
    """
    from charter import load
    from charter.sealing.signing import ceremony, signers
    from charter.sealing.signing.sign import names_in, refuse_unfit_event

    _refuse_half(key, typed, identified, decline, consent=consent)
    folder, number = engagement_folder(path), amendment or 0
    engagement, store = load(folder), evidence_store(folder)
    exit_if_broken(store)
    zone = ceremony.terms_to_sign(engagement, number).zone
    at = clock.now_in(zone)
    prepared = ceremony.prepare(engagement, store, number, on=at.date(), despite=despite)
    agreement = ceremony.signing_terms(engagement, prepared.frozen, number)
    person = signers.signer(agreement, key) if key else None
    who = signers.called(prepared.frozen, key, person) if key and person else None
    given = _given(who, typed, identified, decline, digest=prepared.frozen.digest, at=at)
    if given:
        signers.refuse_lost_right(engagement, number, given.signer, at)
        refuse_unfit_event(prepared.frozen, given)  # before anything is kept
    signing = ceremony.conclude(prepared, store, signers.operator(engagement, by), at)
    if who:
        ceremony.show(prepared.frozen, who, at, store)
    if given:
        signing = _take(prepared, given, store, consent=consent)
    write_into_journal(folder, store, number)
    _say(signing, names_in(prepared.frozen), store.document(number).folder, zone, json=json)
    if person and not given and not json:
        _ask(person)


def _given(
    who: str | None,
    typed: str | None,
    identified: str,
    decline: str | None,
    *,
    digest: str,
    at: dt.datetime,
) -> Signature | Decline | None:
    from charter.sealing.signing.ceremony import CONSENT
    from charter.sealing.signing.sign import Decline, Signature

    if who and typed is not None:
        return Signature(who, "typed", typed, at, identified, CONSENT, digest)
    return Decline(who, at, decline) if who and decline is not None else None


def _take(
    prepared: PreparedDocument, given: Signature | Decline, store: EvidenceStore, *, consent: bool
) -> Signing:
    from charter.sealing.signing import ceremony
    from charter.sealing.signing.sign import Decline

    if isinstance(given, Decline):
        return ceremony.decline_document(prepared.frozen, given, store, prepared.amendment)
    _agree(consent=consent)
    return ceremony.give(prepared.frozen, given, store, prepared.amendment)


def _refuse_half(
    key: str | None, typed: str | None, identified: str, decline: str | None, *, consent: bool
) -> None:
    if key is None and (typed is not None or decline is not None or consent or identified):
        raise Mistake("say who signs: --as KEY, with the key that the terms give the signatory")
    if typed is not None and decline is not None:
        raise Mistake("choose --typed or --decline: one cannot sign and decline at once")


def _agree(*, consent: bool) -> None:
    """Ask for consent in the words that are recorded. Raises Mistake on a no, or where there is nobody to ask."""
    from charter.sealing.signing.ceremony import CONSENT

    if consent:
        return
    if not sys.stdin.isatty():
        raise Mistake(f"the signer must agree to these words; show them, then add --consent:\n  {CONSENT}")
    if not typer.confirm(f"{CONSENT}\nDo you agree?"):
        raise Mistake("not signed, because the signer did not agree")


def _say(signing: Signing, names: Mapping[str, str], folder: Path, zone: str, *, json: bool) -> None:
    from charter.sealing.signing.freeze import PRINTED

    document = folder / PRINTED
    given = {each.signer: each for each in signing.signatures}
    declined = {each.signer: each for each in signing.declines}
    if json:
        console.write_json(_data(signing, names, document))
        return
    console.write_line(f"{document}\nSHA-256 {signing.seen}\n")
    names = dict(names) | {each.to: each.name for each in signing.handed}
    acting = [signing.acting(who) for who in signing.named]
    rows = [(who, names[who], _stands(given.get(who), declined.get(who), zone)) for who in acting]
    console.write_table(rows)
    if signing.complete:
        console.write_line("\nall have signed: run `charter seal`")


def _stands(signature: Signature | None, decline: Decline | None, zone: str) -> str:
    from charter.core.vocabulary.dates.clock import local

    if decline:
        return f"declined on {console.date(local(decline.at, zone).date())}: {decline.reason}"
    if signature:
        return f"signed on {console.date(local(signature.at, zone).date())}: {signature.mark}, {signature.identified}"
    return "has not signed"


def _data(signing: Signing, names: Mapping[str, str], document: Path) -> dict[str, object]:
    return {
        "document": str(document),
        "digest": signing.seen,
        "named": [{"signer": who, "name": names[who]} for who in signing.named],
        "signed": [
            {
                "signer": each.signer,
                "at": each.at.isoformat(),
                "mark": each.mark,
                "identified": each.identified,
            }
            for each in signing.signatures
        ],
        "declined": [
            {"signer": each.signer, "at": each.at.isoformat(), "reason": each.reason}
            for each in signing.declines
        ],
        "handed_on": [
            {"signer": each.signer, "to": each.to, "at": each.at.isoformat()} for each in signing.handed
        ],
        "complete": signing.complete,
    }


def _ask(person: Person) -> None:
    """Say what the person is to do with the document that was shown."""
    from charter.sealing.signing.ceremony import CONSENT

    console.write_line(
        console.wrap(
            f"\n{person.name}: read the file above, and compare its SHA-256. To sign, run this again with --typed and "
            "--identified, and agree to these words:"
        )
    )
    console.write_line(console.wrap(CONSENT, "  "))
