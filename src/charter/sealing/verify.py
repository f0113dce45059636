"""What a sealed PDF proves, from its bytes alone: no network, no account, no database.

`verify` puts together the answers that the rooms beside it give, each by itself:

| answer | asked of |
|---|---|
| intact | structure.py, container.py |
| covers the whole file | revisions.py |
| by this signer, identity attested by whom, trusted | trust.py |
| timestamped | stamps.py |
| terms match the signed text | reproduce.py |
| chain unbroken and containing this document | testimony.py |
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from charter.sealing import reproduce, revisions, stamps, structure, testimony, trust
from charter.sealing.container import Container, examined
from charter.sealing.level import is_stamp, level_of
from charter.sealing.opened import HEADER, NotPdf, Opened, Refused, opened
from charter.sealing.verdict import Answer, Further, Stamp, Verdict, no, open_question, yes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from charter.sealing.enclosure import Enclosed
    from charter.sealing.trust import Roots

_UNASKED = open_question("seal-does-not-hold", "Not judged, because the seal itself does not hold.")


def verify(
    pdf: bytes,
    *,
    evidence: bytes | None = None,
    roots: Sequence[bytes] | None = None,
    signer: str | None = None,
    now: dt.datetime | None = None,
) -> Verdict:
    """Verify a sealed PDF.

    `evidence` is the engagement's evidence.jsonl; `roots` are certificates in DER that the reader
    trusts, a pinned signer's among them; `signer` is the fingerprint of the certificate that should
    have sealed; `now` is today, against which a seal without a timestamp is judged as well. Raises
    NotPdf for what is no PDF at all.
    """
    try:
        file = _opened(pdf)
        structure.refuse_unsealed(file)
        container = _container(file, file.signatures[0])
        structure.refuse_hidden_signatures(file)
        return _judged(file, container, evidence=evidence, roots=roots, signer=signer, now=now)
    except NotPdf:
        raise
    except Refused as refused:
        return _refusal(pdf, refused)
    except Exception as error:  # noqa: BLE001 - a hostile file makes a parser fail in any way it can
        return _refusal(
            pdf, Refused("unreadable", f"The file is damaged and cannot be read as a PDF: {error}")
        )


def _judged(
    file: Opened,
    container: Container,
    *,
    evidence: bytes | None,
    roots: Sequence[bytes] | None,
    signer: str | None,
    now: dt.datetime | None,
) -> Verdict:
    known = trust.roots(roots, file.reader)
    stamped = tuple(_stamps(file, container, known))
    further = tuple(_further(file, each, known) for each in file.signatures[1:] if not is_stamp(each))
    claimed = file.signatures[0].self_reported_timestamp
    found = reproduce.enclosed(file)
    return Verdict(
        intact=yes("intact", "Nothing that the seal covers was changed."),
        covers_whole_file=revisions.covers(file),
        by_signer=_by(container, signer, found),
        identity=_identity(container, further),
        trusted=_trusted(container, claimed, stamped, now, known),
        timestamped=_timestamped(stamped),
        terms_match=reproduce.judged(file, found),
        chain=testimony.judged(evidence, file, found),
        level=level_of(file),
        digest=hashlib.sha256(file.data).hexdigest(),
        claimed_at=claimed,
        signer=trust.named(container.certificate),
        stamps=stamped,
        further=further,
        amends="" if isinstance(found, Answer) else found.statement.amends,
    )


def _opened(pdf: bytes) -> Opened:
    if pdf.startswith(HEADER):
        structure.refuse_wrapped(pdf)
    return opened(pdf)


def _container(file: Opened, signature: EmbeddedPdfSignature) -> Container:
    structure.refuse_odd_gap(file.data, signature)
    return examined(signature.signed_data, signature.compute_digest())


def _stamps(file: Opened, seal: Container, known: Roots) -> Iterator[Stamp]:
    if seal.timestamp is not None:
        yield stamps.judged(seal.timestamp, seal.signature, "signature", known)
    for signature in file.signatures[1:]:
        if is_stamp(signature):
            yield _document_stamp(file, signature, known)


def _document_stamp(file: Opened, signature: EmbeddedPdfSignature, known: Roots) -> Stamp:
    try:
        structure.refuse_odd_gap(file.data, signature)
    except Refused as refused:
        return stamps.unsound(refused, "document", None)
    _, before, after, rest = (int(bound) for bound in signature.byte_range)
    covered = file.data[:before] + file.data[after : after + rest]
    return stamps.judged(signature.signed_data, covered, "document", known)


def _proven(stamped: Sequence[Stamp]) -> dt.datetime | None:
    """Give the earliest time at which a service saw the seal, unless the reader's roots deny the service."""
    known = (stamp.at for stamp in stamped if stamp.sound.holds and stamp.trusted.holds is not False)
    return min((at for at in known if at), default=None)


def _trusted(
    container: Container,
    claimed: dt.datetime | None,
    stamped: Sequence[Stamp],
    now: dt.datetime | None,
    known: Roots,
) -> Answer:
    proven = _proven(stamped)
    answer = trust.trusted(container.certificate, container.others, proven or claimed, known)
    if answer.holds is False or proven or now is None or now <= container.certificate.not_valid_after:
        return answer
    return no(
        "certificate-expired-since",
        "The certificate has ended since, and no timestamp shows that the seal is older than that.",
    )


def _further(file: Opened, signature: EmbeddedPdfSignature, known: Roots) -> Further:
    name, claimed = str(signature.field_name), signature.self_reported_timestamp
    try:
        container = _container(file, signature)
    except Refused as refused:
        return Further(name, None, claimed, no(refused.reason, str(refused)), _UNASKED)
    trusted = trust.trusted(container.certificate, container.others, claimed, known)
    intact = yes("intact", "Nothing that this signature covers was changed.")
    return Further(name, trust.named(container.certificate), claimed, intact, trusted)


def _by(container: Container, expected: str | None, found: Enclosed | Answer) -> Answer:
    by = trust.named(container.certificate)
    if expected is not None and expected != by.fingerprint:
        return no("other-signer", f"Sealed by {by.name} ({by.fingerprint}), not by {expected}.")
    if not isinstance(found, Answer) and found.statement.sealer != by.fingerprint:
        return no(
            "re-sealed",
            f"The document names {found.statement.sealer} as its sealer, but {by.name} sealed it.",
        )
    return yes("signer", f"Sealed by {by.name}, certificate {by.fingerprint}.")


def _identity(sealer: Container, further: Sequence[Further]) -> Answer:
    """Tell who attests the signers: the operator alone, or certificates that the operator cannot make."""
    own = [each for each in further if each.intact.holds and each.trusted.holds is not False and each.signer]
    own = [each for each in own if each.signer and each.signer.fingerprint != sealer.certificate.sha256.hex()]
    attested = [each.signer.name for each in own if each.signer and each.trusted.holds]
    if attested:
        return yes("certificate-authority", f"Attested by a trusted certificate of: {', '.join(attested)}.")
    if own:
        names = ", ".join(each.signer.name for each in own if each.signer)
        return yes(
            "own-certificate", f"Attested by a certificate of their own: {names}; nobody vouches for those."
        )
    return open_question("operator-only", "The identity of the signers is attested by the operator only.")


def _timestamped(stamped: Sequence[Stamp]) -> Answer:
    unsound = [stamp for stamp in stamped if not stamp.sound.holds]
    if unsound:
        return unsound[0].sound
    if not stamped:
        return open_question(
            "no-timestamp", "No outside service saw when this was sealed; the time is the operator's."
        )
    return yes("timestamped", " ".join(stamp.sound.says for stamp in stamped))


def _refusal(pdf: bytes, refused: Refused) -> Verdict:
    """Answer for a file whose seal does not hold: why, and nothing else."""
    answer = no(refused.reason, str(refused))
    return Verdict(
        intact=answer,
        covers_whole_file=_UNASKED,
        by_signer=_UNASKED,
        identity=_UNASKED,
        trusted=_UNASKED,
        timestamped=_UNASKED,
        terms_match=_UNASKED,
        chain=_UNASKED,
        level="none",
        digest=hashlib.sha256(pdf).hexdigest(),
    )
