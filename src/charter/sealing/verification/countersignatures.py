"""The signatures that people added to a sealed file, each with answers of its own, and whom they attest.

A seal by the operator alone says no more of the signers than the operator does. What he cannot make
himself is a certificate that somebody whom the reader trusts gave to a signatory; one that nobody
vouches for he can make as well as they.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from charter.sealing.verification import low_s, stamps, structure, trust
from charter.sealing.verification.container import examine_container, refuse_weak_container
from charter.sealing.verification.enclosure import Enclosed
from charter.sealing.verification.level import is_stamp
from charter.sealing.verification.pdf_file import PdfRefused
from charter.sealing.verification.trust import Moment
from charter.sealing.verification.verdict import (
    Further,
    Stamp,
    VerdictAnswer,
    no,
    open_question,
    printable,
    yes,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from charter.sealing.verification.container import Container
    from charter.sealing.verification.pdf_file import PdfFile
    from charter.sealing.verification.trust import Roots

UNASKED = open_question("seal-does-not-hold", "Not judged, because the seal itself does not hold.")
_UNASKED = open_question(
    "signature-does-not-hold", "Not judged, because this signature itself does not hold."
)


def container_of(file: PdfFile, signature: EmbeddedPdfSignature) -> Container:
    """Examine a signature's container. Raises Refused."""
    structure.refuse_odd_gap(file.data, signature)
    refuse_weak_container(signature.signed_data)
    return examine_container(
        signature.signed_data, signature.compute_digest(), ours=low_s.names_charter(signature.sig_object)
    )


def judge_countersignatures(
    file: PdfFile, documents: Mapping[int, Stamp], now: dt.datetime | None, known: Roots
) -> Iterator[Further]:
    """Judge each further signature; `documents` are the document timestamps by their place in the file."""
    for place, signature in enumerate(file.signatures):
        if place and not is_stamp(signature):
            later = [stamp for other, stamp in documents.items() if other > place]
            yield _one(file, signature, later, now, known)
    for unread in file.unread:
        yield _refused(unread.field_name, None, unread.why)


def _one(
    file: PdfFile,
    signature: EmbeddedPdfSignature,
    later: Sequence[Stamp],
    now: dt.datetime | None,
    known: Roots,
) -> Further:
    name, claimed = signature.field_name, None
    try:
        claimed = signature.self_reported_timestamp
        container = container_of(file, signature)
    except PdfRefused as refused:
        return _refused(name, claimed, refused)
    except Exception as error:  # noqa: BLE001 - whoever adds what no parser reads must not break the seal's answers
        return _refused(
            name, claimed, PdfRefused("signature-unreadable", f"The signature cannot be read: {error}")
        )
    stamp = stamps.of_signature(container, known)
    moment = Moment(claimed, stamps.earliest((*([stamp] if stamp else []), *later)), now)
    trusted = trust.in_time(container.certificate, container.others, moment, known)
    intact = yes("intact", "Nothing that this signature covers was changed.")
    return Further(printable(name), trust.owner_name(container.certificate), claimed, intact, trusted, stamp)


def _refused(name: str, claimed: dt.datetime | None, refused: PdfRefused) -> Further:
    return Further(printable(name), None, claimed, no(refused.reason, str(refused)), _UNASKED)


# ── whom they attest ───────────────────────────────────────────────────────────────────────────


def identity(sealer: Container, further: Sequence[Further], found: Enclosed | VerdictAnswer) -> VerdictAnswer:
    """Tell who attests the signers: the operator alone, or certificates that the operator cannot make."""
    seal = trust.owner_name(sealer.certificate)
    own = [
        each.signer.name
        for each in further
        if each.signer
        and each.intact.holds
        and each.trusted.holds is not False
        and _stands_alone(each, seal.name)
    ]
    vouched = [
        each.signer.name for each in further if each.signer and each.trusted.holds and each.signer.name in own
    ]
    wanted = None if isinstance(found, VerdictAnswer) else _signatories(found)
    attested = [
        name for name in vouched if wanted is None or any(_same_person(name, each) for each in wanted)
    ]
    if attested:
        left = [each for each in wanted or () if not any(_same_person(name, each) for name in attested)]
        alone = f" The operator alone attests: {', '.join(left)}." if left else ""
        return yes(
            "certificate-authority", f"Attested by a trusted certificate of: {', '.join(attested)}.{alone}"
        )
    return _unattested(own, vouched)


def _unattested(own: Sequence[str], vouched: Sequence[str]) -> VerdictAnswer:
    if vouched:
        return open_question(
            "other-person",
            f"Trusted certificates of {', '.join(vouched)} signed, but the document names no such signatory.",
        )
    if own:
        return open_question(
            "own-certificate",
            f"Signed with certificates in the name of {', '.join(own)}, but nobody vouches for those: "
            "the operator could have made them.",
        )
    return open_question("operator-only", "The identity of the signers is attested by the operator only.")


def _stands_alone(each: Further, sealer: str) -> bool:
    """Whether it is not the sealer's, be it by another certificate in the sealer's name."""
    return each.signer is not None and each.signer.name != sealer


def _signatories(found: Enclosed) -> list[str]:
    return [each.name for block in found.document.signatures for each in block.signatories]


def _same_person(one: str, other: str) -> bool:
    """Whether two spellings are one name: authorities write "WEBER, Jonas" where a contract has "Jonas Weber".

    >>> _same_person("WEBER, Jonas", "Jonas Weber"), _same_person("Jonas Weber", "Jonas Webber")
    (True, False)
    """
    return _parts(one) == _parts(other) != frozenset()


def _parts(name: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFKC", name).casefold().replace(",", " ").split())
