"""What a sealed PDF proves, from its bytes alone: no network, no account, no database.

`verify` puts together the answers that the rooms beside it give, each by itself:

| answer | asked of |
|---|---|
| intact | structure.py, container.py |
| covers the whole file | revisions.py |
| by this signer, trusted | trust.py |
| identity attested by whom | countersignatures.py |
| timestamped | stamps.py |
| terms match the signed text | reproduce.py |
| chain unbroken and containing this document | chain_answer.py |
| chain containing what this document amends | chain_answer.py |
| days and sums as printed | printed.py |
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from charter.sealing.verification import (
    chain_answer,
    countersignatures,
    printed,
    reproduce,
    revisions,
    stamps,
    structure,
    trust,
)
from charter.sealing.verification.countersignatures import UNASKED, container_of
from charter.sealing.verification.level import level_of
from charter.sealing.verification.pdf_file import (
    NotPdf,
    PdfFile,
    PdfRefused,
    TooLarge,
    open_pdf,
    refuse_large,
)
from charter.sealing.verification.trust import Moment
from charter.sealing.verification.verdict import (
    Stamp,
    Verdict,
    VerdictAnswer,
    no,
    open_question,
    printable,
    yes,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from charter.sealing.verification.container import Container
    from charter.sealing.verification.enclosure import Enclosed


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
    NotPdf for what is no PDF at all, and TooLarge for a file or evidence larger than any (`pdf_file.MOST`).
    """
    if evidence is not None:
        refuse_large(evidence, "the evidence")
    try:
        file = _opened(pdf)
        structure.refuse_unsealed(file)
        container = container_of(file, file.signatures[0])
        structure.refuse_hidden_signatures(file)
        return _judged(file, container, evidence=evidence, roots=roots, signer=signer, now=now)
    except (NotPdf, TooLarge):
        raise
    except PdfRefused as refused:
        return _refusal(pdf, refused)
    except Exception as error:  # noqa: BLE001 - a hostile file makes a parser fail in any way it can
        return _refusal(pdf, PdfRefused("unreadable", f"Not all of the file can be read: {error}"))


def _judged(
    file: PdfFile,
    container: Container,
    *,
    evidence: bytes | None,
    roots: Sequence[bytes] | None,
    signer: str | None,
    now: dt.datetime | None,
) -> Verdict:
    found = reproduce.enclosed(file)
    zone = reproduce.zone(found)
    known = trust.roots(roots, file.reader, zone)
    documents = stamps.of_documents(file, known)
    own = stamps.of_signature(container, known)
    stamped = (*([own] if own else []), *documents.values())
    added = tuple(countersignatures.judge_countersignatures(file, documents, now, known))
    claimed = file.signatures[0].self_reported_timestamp
    chain = chain_answer.judge_chain(evidence, file, found, zone)
    return Verdict(
        intact=yes("intact", "Nothing that the seal covers was changed."),
        covers_whole_file=revisions.covers(file),
        by_signer=_by(container, signer, found),
        identity=countersignatures.identity(container, added, found),
        trusted=trust.in_time(
            container.certificate, container.others, Moment(claimed, stamps.earliest(stamped), now), known
        ),
        timestamped=_timestamped(stamped),
        terms_match=reproduce.judge_reproduction(file, found),
        chain=chain,
        level=level_of(file),
        digest=hashlib.sha256(file.data).hexdigest(),
        claimed_at=claimed,
        signer=trust.owner_name(container.certificate),
        stamps=stamped,
        further=added,
        amends="" if isinstance(found, VerdictAnswer) else printable(found.statement.amends),
        master=reproduce.master_named(found),
        amended=chain_answer.judge_amended(evidence, chain, found, zone),
        printed=printed.judge_printed(evidence, chain, found, zone),
    )


def _opened(pdf: bytes) -> PdfFile:
    refuse_large(pdf, "this file")
    try:
        file = open_pdf(pdf)
    except PdfRefused as refused:
        if refused.reason != "encrypted":  # whoever encrypts a file moves what stands in it
            structure.refuse_wrapped(pdf)
        raise
    structure.refuse_wrapped(pdf)
    return file


def _by(container: Container, expected: str | None, found: Enclosed | VerdictAnswer) -> VerdictAnswer:
    by = trust.owner_name(container.certificate)
    if expected is not None and expected != by.fingerprint:
        return no("other-signer", f"Sealed by {by.name} ({by.fingerprint}), not by {expected}.")
    if not isinstance(found, VerdictAnswer) and found.statement.sealer != by.fingerprint:
        return no(
            "re-sealed",
            f"The document names {found.statement.sealer} as its sealer, but {by.name} sealed it.",
        )
    return yes("signer", f"Sealed by {by.name}, certificate {by.fingerprint}.")


def _timestamped(stamped: Sequence[Stamp]) -> VerdictAnswer:
    unsound = [stamp for stamp in stamped if not stamp.sound.holds]
    if unsound:
        return unsound[0].sound
    if not stamped:
        return open_question(
            "no-timestamp", "No outside service saw when this was sealed; the time is the operator's."
        )
    return yes("timestamped", " ".join(stamp.sound.says for stamp in stamped))


def _refusal(pdf: bytes, refused: PdfRefused) -> Verdict:
    """Answer for a file whose seal does not hold: why, and nothing else."""
    answer = no(refused.reason, str(refused))
    return Verdict(
        intact=answer,
        covers_whole_file=UNASKED,
        by_signer=UNASKED,
        identity=UNASKED,
        trusted=UNASKED,
        timestamped=UNASKED,
        terms_match=UNASKED,
        chain=UNASKED,
        level="none",
        digest=hashlib.sha256(pdf).hexdigest(),
    )
