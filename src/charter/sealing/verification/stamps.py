"""The timestamps of a file: over the seal's signature, or over the whole document up to them.

A timestamp is sound when it stamps just this signature or document; whether its service is to be
trusted is another question. One taken from another file is not sound here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from asn1crypto import cms, core, tsp
from cryptography.hazmat.primitives import hashes
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from charter.core.vocabulary.dates.clock import local
from charter.sealing.evidence.journal_record import spoken_in
from charter.sealing.verification import structure
from charter.sealing.verification.container import examine_container, refuse_weak_digest
from charter.sealing.verification.level import is_stamp
from charter.sealing.verification.low_s import names_charter
from charter.sealing.verification.pdf_file import PdfRefused
from charter.sealing.verification.spelling import refuse_unknown
from charter.sealing.verification.trust import STAMPING, Roots, owner_name, trusted
from charter.sealing.verification.verdict import Stamp, no, open_question, yes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from charter.sealing.verification.container import Container
    from charter.sealing.verification.pdf_file import PdfFile

Over = Literal["signature", "document"]


def judge_timestamp(token: cms.SignedData, covered: bytes, over: Over, known: Roots, *, ours: bool) -> Stamp:
    """Judge a timestamp token over the bytes that it should cover; `ours` as in `container.examine_container`."""
    at = None
    try:
        info = _info(token)
        at = info["gen_time"].native
        container = examine_container(token, _content_digest(token), "tst_info", ours=ours)
        _refuse_other_imprint(info, covered, over)
    except PdfRefused as refused:
        return unsound(refused, over, at)
    except Exception as error:  # noqa: BLE001 - a timestamp that no parser reads must not break the seal's answers
        return unsound(PdfRefused("timestamp-unreadable", f"It cannot be read: {error}"), over, at)
    service = owner_name(container.certificate)
    when = f"{spoken_in(known.zone, at)}, {local(at, known.zone):%H:%M %Z}"
    sound = yes("sound", f"{service.name} saw the {over} on {when}.")
    trust = trusted(container.certificate, container.others, at, known, stamping=True)
    return Stamp(service.name, at, over, sound, trust)


def refuse_unsound(token: cms.SignedData, digest: bytes) -> None:
    """Refuse a token that would not hold as a timestamp over this SHA-256 digest. Raises Refused."""
    imprint = _info(token)["message_imprint"]
    refuse_unknown(imprint["hash_algorithm"])
    container = examine_container(token, _content_digest(token), "tst_info")
    stamped = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
    if stamped != ("sha256", digest):
        raise PdfRefused("timestamp-of-something-else", "It stamps something else than was asked.")
    usage = container.certificate.extended_key_usage_value
    if usage is None or STAMPING not in usage.native:  # RFC 3161, section 2.3
        raise PdfRefused("timestamp-unfit", "The certificate that signed it is not one for timestamps.")


def of_signature(container: Container, known: Roots) -> Stamp | None:
    """Judge the timestamp that a signature carries; None where it carries none."""
    if container.timestamp is None:
        return None
    return judge_timestamp(container.timestamp, container.signature, "signature", known, ours=container.ours)


def of_documents(file: PdfFile, known: Roots) -> dict[int, Stamp]:
    """Judge the timestamps over the document so far, each by its place among the file's signatures."""
    return {
        place: _of_document(file, signature, known)
        for place, signature in enumerate(file.signatures)
        if place and is_stamp(signature)
    }


def _of_document(file: PdfFile, signature: EmbeddedPdfSignature, known: Roots) -> Stamp:
    try:
        structure.refuse_odd_gap(file.data, signature)
    except PdfRefused as refused:
        return unsound(refused, "document", None)
    _, before, after, rest = (int(bound) for bound in signature.byte_range)
    covered = file.data[:before] + file.data[after : after + rest]
    return judge_timestamp(
        signature.signed_data, covered, "document", known, ours=names_charter(signature.sig_object)
    )


def earliest(stamped: Iterable[Stamp]) -> dt.datetime | None:
    """Give the earliest time at which a service saw it, unless the reader's roots deny the service."""
    known = (stamp.at for stamp in stamped if stamp.sound.holds and stamp.trusted.holds is not False)
    return min((at for at in known if at), default=None)


def unsound(refused: PdfRefused, over: Over, at: dt.datetime | None) -> Stamp:
    """Give a timestamp that does not hold; `at` is what it claims, if that can be read."""
    untold = open_question("timestamp-unsound", "A timestamp that does not hold is not judged further.")
    says = f"The timestamp over the {over} does not hold: {refused}"
    return Stamp("unknown", at, over, no(refused.reason, says), untold)


def _info(token: cms.SignedData) -> tsp.TSTInfo:
    try:
        content = token["encap_content_info"]["content"]
        info = content.parsed if isinstance(content, core.ParsableOctetString) else None
        if isinstance(info, tsp.TSTInfo) and info["gen_time"].native:
            return info
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise PdfRefused("timestamp-unreadable", "What stands in the timestamp's place is no timestamp.")


def _content_digest(token: cms.SignedData) -> bytes:
    return _digest(token["signer_infos"][0]["digest_algorithm"]["algorithm"].native, bytes(_content(token)))


def _content(token: cms.SignedData) -> bytes:
    content: bytes = token["encap_content_info"]["content"].contents
    return content


def _digest(algorithm: str, data: bytes) -> bytes:
    refuse_weak_digest(algorithm)
    digest = hashes.Hash(get_pyca_cryptography_hash(algorithm))
    digest.update(data)
    return digest.finalize()


def _refuse_other_imprint(info: tsp.TSTInfo, covered: bytes, over: Over) -> None:
    imprint = info["message_imprint"]
    refuse_unknown(imprint["hash_algorithm"])
    if _digest(imprint["hash_algorithm"]["algorithm"].native, covered) != imprint["hashed_message"].native:
        raise PdfRefused("timestamp-of-something-else", f"It stamps something else than this {over}.")
