"""The CMS container of one signature: every byte of it is either signed or has one right value.

A CMS container has parts that its signature does not cover (versions, lists of algorithms, extra
certificates, unsigned attributes). Each is held to the only value an honest signer writes, so that
no byte can be changed unseen. Digests below 256 bits are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import cms, core, tsp
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import InvalidVersion, load_der_x509_certificate
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity

from charter.sealing.verification.low_s import lower
from charter.sealing.verification.pdf_file import PdfRefused
from charter.sealing.verification.spelling import is_settled, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asn1crypto import x509

STRONG = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_TIMESTAMP, _ESSENCE = "signature_time_stamp_token", "signing_certificate_v2"
_BROKEN = frozenset({"md2", "md4", "md5", "sha1"})
_SHORT = frozenset({"sha224", "sha512_224", "sha3_224"})
_LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}
"""What NIST SP 800-131A still takes for a signature."""
_KEYS = {
    "rsassa_pkcs1v15": {"rsa"},
    "rsassa_pss": {"rsa", "rsassa_pss"},
    "dsa": {"dsa"},
    "ecdsa": {"ec"},
    "ed25519": {"ed25519"},
    "ed448": {"ed448"},
}
"""The keys that sign by an algorithm."""
_MOST_CERTIFICATES = 12
"""Real paths have three or four; each further one costs a signature to check."""


@dataclass(frozen=True)
class Container:
    """A sound container: who signed, the certificates beside theirs, the signature and its timestamp.

    `ours` says that Charter wrote it, and so only ever the lower of two signatures (low_s.py).
    """

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    signature: bytes
    timestamp: cms.SignedData | None
    ours: bool = False


def examine_container(
    data: cms.SignedData, digest: bytes, content: str = "data", *, ours: bool = False
) -> Container:
    """Check one container over the digest of what it covers. Raises Refused.

    `content` is "data" for a signature and "tst_info" for a timestamp; `ours` where the signature's dictionary
    says that Charter wrote it.
    """
    refuse_weak_container(data)
    info = data["signer_infos"][0]
    try:
        refuse_unknown(info["digest_algorithm"], info["signature_algorithm"], *data["digest_algorithms"])
        certificates = extract_certs_for_validation(data)
        certificate = certificates.signer_cert
        _refuse_weak_key(certificate)
        _refuse_other_key(info["signature_algorithm"], certificate)
        intact, valid = validate_sig_integrity(info, certificate, content, digest)
    except PdfRefused:
        raise
    except Exception as error:
        # A hostile container makes a parser fail in any way it can: each is the same answer.
        raise PdfRefused(
            "container-odd", f"The signature's container is not sound: {_sentence(error)}"
        ) from error
    if not valid:
        raise PdfRefused(
            "signature-invalid", "The signature does not verify with the key of the certificate beside it."
        )
    if not intact:
        raise PdfRefused(
            "changed", "What the signature covers is not what was signed: the two have different digests."
        )
    others = tuple(certificates.other_certs)
    if ours:
        _refuse_twin(data, info, certificate)
    _refuse_strange_parts(data, info, certificate, content)
    _refuse_unbound(info, content)
    _refuse_strange_certificates(data, certificate, others)
    return Container(certificate, others, info["signature"].native, _timestamp(info), ours)


def _only_signer(data: cms.SignedData) -> cms.SignerInfo:
    infos = data["signer_infos"]
    _refuse_gaps(data, *infos)
    if len(infos) != 1:
        raise PdfRefused("container-odd", f"The signature's container holds {len(infos)} signers, not one.")
    return infos[0]


def _sentence(error: Exception) -> str:
    return str(getattr(error, "failure_message", error)) or type(error).__name__


def refuse_weak_container(data: cms.SignedData) -> None:
    """Refuse a container of more signers than one, or that rests on a digest that is weak or unknown here."""
    info = _only_signer(data)
    names = {info["digest_algorithm"]["algorithm"].native}
    names |= {each["algorithm"].native for each in data["digest_algorithms"]}
    names |= {_hash_of(info["signature_algorithm"])} - {None}
    for name in sorted(names):
        refuse_weak_digest(name)


def refuse_weak_digest(name: str) -> None:
    """Refuse a digest that is broken, short, or not known here. Raises Refused."""
    if name in STRONG:
        return
    said = name.upper().replace("_", "-")
    if name in _BROKEN:
        raise PdfRefused(
            "weak-digest", f"It rests on {said}, for which two texts with one digest can be made."
        )
    if name in _SHORT:
        raise PdfRefused(
            "weak-digest", f"It rests on {said}, which is shorter than the 256 bits that are asked for."
        )
    raise PdfRefused(
        "unknown-digest", f"It rests on the digest {said}, which is not known here, so it was not judged."
    )


def _hash_of(algorithm: cms.SignedDigestAlgorithm) -> str | None:
    """The digest that a signature algorithm names; None for one that leaves it to the container."""
    try:
        return str(algorithm.hash_algo)
    except ValueError:
        return None


def _refuse_weak_key(certificate: x509.Certificate) -> None:
    public = certificate.public_key
    least = _LEAST_BITS.get(public.algorithm)
    if least and public.bit_size < least:
        name = public.algorithm.upper()
        raise PdfRefused(
            "weak-key", f"The key of the signature is {name} of {public.bit_size} bits: others can find it."
        )


def _refuse_other_key(algorithm: cms.SignedDigestAlgorithm, certificate: x509.Certificate) -> None:
    """Refuse a signature by an algorithm that is not known here, or is not one for the signer's key."""
    try:
        family = algorithm.signature_algo
    except ValueError:
        family = algorithm["algorithm"].native
    name, key = algorithm["algorithm"].native.upper(), certificate.public_key.algorithm
    if family not in _KEYS:
        raise PdfRefused(
            "unknown-algorithm", f"The signature is by {name}, which is not known here: it was not judged."
        )
    if key not in _KEYS[family]:
        raise PdfRefused(
            "other-key", f"The signature is by {name}, and the certificate beside it is for {key.upper()}."
        )


def _refuse_twin(data: cms.SignedData, info: cms.SignerInfo, certificate: x509.Certificate) -> None:
    if not is_settled(data):
        raise PdfRefused(
            "signature-not-canonical",
            "An algorithm is spelled in another way than Charter does: this is not the signature as Charter wrote it.",
        )
    signature = info["signature"].native
    if signature != lower(signature, load_der_x509_certificate(certificate.dump()).public_key()):
        raise PdfRefused(
            "signature-not-canonical",
            "Two signatures fit, of which Charter writes the lower; this is the other, so not as Charter wrote it.",
        )


def _refuse_strange_parts(
    data: cms.SignedData, info: cms.SignerInfo, certificate: x509.Certificate, content: str
) -> None:
    """Hold what no signature covers to its only right value (RFC 5652, sections 5.1 and 5.3)."""
    odd = next((what for right, what in _parts(data, info, certificate, content) if not right), None)
    if odd:
        raise PdfRefused("container-odd", f"The signature's container is none that a signer writes: {odd}.")


def _parts(
    data: cms.SignedData, info: cms.SignerInfo, certificate: x509.Certificate, content: str
) -> Iterator[tuple[bool, str]]:
    """What no signature covers: whether it has its right value, and what is wrong if it has not."""
    version, digest = "v1" if content == "data" else "v3", info["digest_algorithm"]["algorithm"].native
    covered, unsigned, sid = data["encap_content_info"], info["unsigned_attrs"], info["sid"].chosen
    yield isinstance(sid, cms.IssuerAndSerialNumber), "it names its signer by a key and not by a certificate"
    named = sid["issuer"].dump(), sid["serial_number"].native
    yield (
        named == (certificate.issuer.dump(), certificate.serial_number),
        "it names its signer in another way",
    )
    yield data["version"].native == version, f"its version is {data['version'].native} and not {version}"
    yield info["version"].native == "v1", f"its signer's version is {info['version'].native} and not v1"
    listed = [each["algorithm"].native for each in data["digest_algorithms"]]
    yield listed == [digest], "it lists other digests than its signer used"
    yield (
        covered["content_type"].native == content,
        f"it says that it covers {covered['content_type'].native}",
    )
    yield content != "data" or not _is_there(covered["content"]), "it holds a content of its own"
    yield not _is_there(data["crls"]), "it holds a list of revocations"
    yield not _is_there(unsigned) or len(unsigned) > 0, "it holds an empty list of what is not signed"
    yield content == "data" or not _is_there(unsigned), "a timestamp holds what is not signed"


def _is_there(part: core.Asn1Value) -> bool:
    """Whether an optional part is there, be it empty."""
    return not isinstance(part, core.Void)


def _refuse_unbound(info: cms.SignerInfo, content: str) -> None:
    """Refuse a signature that does not sign whose certificate it is (CAdES, RFC 5035; RFC 3161, section 2.4.2).

    Without it, whoever has another certificate for the same key puts that one in its place.
    """
    signed = {each["type"].native: each["values"] for each in info["signed_attrs"]}
    binding = (_ESSENCE,) if content == "data" else (_ESSENCE, "signing_certificate")
    if not any(name in signed for name in binding):
        raise PdfRefused(
            "signer-not-bound", "The signature does not say whose it is: another name fits it as well."
        )
    refuse_unknown(*(each["hash_algorithm"] for each in _named_certificates(signed)))


def _named_certificates(signed: Mapping[str, cms.SetOfAny]) -> Iterator[tsp.ESSCertIDv2]:
    """Give what the signature says of the certificates that are its signer's, and those above."""
    for value in signed.get(_ESSENCE, ()):
        yield from tsp.SigningCertificateV2.load(value.dump())["certs"]  # a copy: reading fills in defaults


def _refuse_gaps(*sequences: core.Sequence) -> None:
    """Refuse a sequence with anything in it that its type does not know."""
    for sequence in sequences:
        known = b"".join(sequence[field].dump() for field in sequence)
        if known != sequence.contents:
            raise PdfRefused("container-odd", "The signature's container holds something that it should not.")


def _refuse_strange_certificates(
    data: cms.SignedData, signer: x509.Certificate, others: tuple[x509.Certificate, ...]
) -> None:
    """Refuse certificates that no other in the container needs or vouches for.

    The signer's own needs nobody to vouch for its bytes: the signature holds their digest (`_refuse_unbound`).
    """
    if len(others) > _MOST_CERTIFICATES:
        raise PdfRefused(
            "container-odd", f"The signature's container carries {len(others) + 1} certificates."
        )
    if len({each.dump() for each in (signer, *others)}) != len(data["certificates"]):
        raise PdfRefused(
            "container-odd", "The signature's container carries more than certificates, each once."
        )
    for each in others:
        _refuse_unreadable(each)
    known = [signer]
    left = list(others)
    while left:
        issuer = next((each for each in left if any(_issued(below, each) for below in known)), None)
        if issuer is None:
            raise PdfRefused(
                "container-odd", "The signature's container carries a certificate that is none of its own."
            )
        left.remove(issuer)
        known.append(issuer)
    for each in known[1:]:
        if not (any(_issued(each, above) for above in known) or _issued_elsewhere(each)):
            name = each.subject.human_friendly
            raise PdfRefused(
                "certificate-unproven", f"The certificate of {name} beside the signer's {_unproven(each)}."
            )


def _refuse_unreadable(certificate: x509.Certificate) -> None:
    try:
        load_der_x509_certificate(certificate.dump())
    except (ValueError, InvalidVersion) as error:
        name = certificate.subject.human_friendly
        raise PdfRefused(
            "certificate-unreadable", f"The certificate of {name} cannot be read: {error}"
        ) from error


def _unproven(certificate: x509.Certificate) -> str:
    """Say why nothing shows that a certificate is as its issuer made it."""
    if certificate.issuer == certificate.subject:
        return "names itself as its issuer, but its key did not sign it so"
    if certificate.authority_key_identifier_value is None:
        return "cannot be checked: its issuer's is not there, nor does it say which key signed it"
    return "says that its own key signed it, in the name of another issuer"


def _issued_elsewhere(certificate: x509.Certificate) -> bool:
    """Whether its issuer is one that the container leaves out: such a certificate names its issuer's key."""
    above = certificate.authority_key_identifier_value
    return (
        certificate.issuer != certificate.subject
        and above is not None
        and (above["key_identifier"].native != certificate.key_identifier)
    )


def _issued(below: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        load_der_x509_certificate(below.dump()).verify_directly_issued_by(
            load_der_x509_certificate(issuer.dump())
        )
    except (ValueError, TypeError, InvalidSignature, InvalidVersion, UnsupportedAlgorithm):
        return False
    return True


def _timestamp(info: cms.SignerInfo) -> cms.SignedData | None:
    attributes = info["unsigned_attrs"]
    if not attributes:
        return None
    if (
        len(attributes) != 1
        or attributes[0]["type"].native != _TIMESTAMP
        or len(attributes[0]["values"]) != 1
    ):
        raise PdfRefused(
            "container-odd", "The signature's container carries unsigned remarks beside a timestamp."
        )
    return attributes[0]["values"][0]["content"]
