"""The two spellings of an algorithm without parameters, absent and NULL, and the one that Charter writes.

ASN.1 changed its mind, and so both are in use: implementations must take digests with either (RFC 5754, section 2;
RFC 4055, section 2.1, for those within RSASSA-PSS; RFC 8933), and RSA as well (RFC 5754, section 3.2). ECDSA and all
others have no parameters (RFC 5754, section 3.3). This reads the bytes as they stand, because asn1crypto puts the
NULL back where one builds the form without.

Where nothing signs an algorithm, each further spelling is a second file with the same proof. So Charter writes one,
also into a timestamp that it puts beside its own signature, and takes no other back (docs/decisions/0011).

>>> bare = algos.DigestAlgorithm.load(bytes.fromhex("300b0609608648016503040201"))
>>> null = algos.DigestAlgorithm.load(bytes.fromhex("300d06096086480165030402010500"))
>>> odd = algos.DigestAlgorithm.load(bytes.fromhex("300d06096086480165030402013000"))
>>> [is_known(each) for each in (bare, null, odd)]
[True, True, False]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn1crypto import algos

from charter.sealing.verification.pdf_file import PdfRefused

if TYPE_CHECKING:
    from asn1crypto import cms, core

ABSENT, NULL = b"", b"\x05\x00"
_RSA, _PSS = "rsassa_pkcs1v15", "rsassa_pss"
_PROTECTION = "cms_algorithm_protection"
_WITH_RSA = {"sha256", "sha384", "sha512"}
"""The digests that stand in the name of an RSA signature (RFC 5754, section 3.2)."""
_ONLY_TRAILER = 1
"""The one that there is (RFC 4055, section 3.1)."""


def refuse_unknown(*algorithms: core.Sequence) -> None:
    """Refuse an algorithm with other parameters than it has. Raises Refused."""
    for algorithm in algorithms:
        if not is_known(algorithm):
            name = algorithm["algorithm"].native.upper()
            raise PdfRefused(
                "algorithm-odd", f"The parameters of {name} are not spelled in a way that a standard has."
            )


def is_known(algorithm: core.Sequence) -> bool:
    """Whether an algorithm's parameters stand there in one of the spellings that the standards allow."""
    name = algorithm["algorithm"].native
    if name == _PSS:
        return _is_known_pss(algorithm)
    either = isinstance(algorithm, algos.DigestAlgorithm) or name.endswith("_rsa") or name == _RSA
    return _parameters(algorithm) in ((ABSENT, NULL) if either else (ABSENT,))


def _parameters(algorithm: core.Sequence) -> bytes:
    given: bytes = algorithm.contents[len(algorithm["algorithm"].dump()) :]
    return given


def _is_known_pss(algorithm: algos.SignedDigestAlgorithm) -> bool:
    """Whether RSASSA-PSS says what it must, what is left out as DER has it, and its two digests are known."""
    parameters = algorithm["parameters"]
    if not isinstance(parameters, algos.RSASSAPSSParams):
        return False
    digests = parameters["hash_algorithm"], parameters["mask_gen_algorithm"]["parameters"]
    return (
        all(isinstance(each, algos.DigestAlgorithm) and is_known(each) for each in digests)
        and int(parameters["trailer_field"]) == _ONLY_TRAILER
        and algorithm.dump() == algorithm.copy().dump(force=True)
    )


# ── the one that Charter writes ────────────────────────────────────────────────────────────────


def settle(data: cms.SignedData) -> None:
    """Spell the algorithms that nothing signs as Charter does. Raises Refused where they are unknown."""
    info = data["signer_infos"][0]
    refuse_unknown(info["digest_algorithm"], info["signature_algorithm"], *data["digest_algorithms"])
    if is_settled(data):
        return
    digest, signature = _settled(info)
    data["digest_algorithms"] = [digest]
    info["digest_algorithm"] = digest
    info["signature_algorithm"] = signature


def is_settled(data: cms.SignedData) -> bool:
    """Whether the algorithms that nothing signs are spelled as Charter does."""
    info = data["signer_infos"][0]
    digest, signature = (each.dump() for each in _settled(info))
    return (
        [each.dump() for each in data["digest_algorithms"]] == [digest]
        and info["digest_algorithm"].dump() == digest
        and info["signature_algorithm"].dump() == signature
    )


def _settled(info: cms.SignerInfo) -> tuple[algos.DigestAlgorithm, algos.SignedDigestAlgorithm]:
    """Spell the two algorithms as the signature protects them (RFC 6211), or else as Charter does."""
    for attribute in info["signed_attrs"]:
        if attribute["type"].native == _PROTECTION:
            inside = attribute["values"][0]
            return inside["digest_algorithm"], inside["signature_algorithm"].untag()
    digest = info["digest_algorithm"]["algorithm"].native
    return algos.DigestAlgorithm({"algorithm": digest}), _signature(info["signature_algorithm"], digest)


def _signature(given: algos.SignedDigestAlgorithm, digest: str) -> algos.SignedDigestAlgorithm:
    """Name RSA with its digest, which may also be left to the container."""
    name = given["algorithm"].native
    if name == _RSA and digest in _WITH_RSA:
        return algos.SignedDigestAlgorithm({"algorithm": f"{digest}_rsa"})
    if name != _PSS:
        return algos.SignedDigestAlgorithm({"algorithm": name})
    inner, mask = given["parameters"], given["parameters"]["mask_gen_algorithm"]["parameters"]
    own = {
        "hash_algorithm": {"algorithm": inner["hash_algorithm"]["algorithm"].native},
        "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": mask["algorithm"].native}},
        "salt_length": inner["salt_length"].native,
    }
    return algos.SignedDigestAlgorithm({"algorithm": name, "parameters": algos.RSASSAPSSParams(own)})
