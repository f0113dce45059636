"""Attacks inside /Contents: a second spelling of the same signature, a hiding place, another name for the key.

The container is the one part of a file that no signature covers as it stands. Certificate substitution is
the attack that RFC 5035 was written against.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from asn1crypto import algos, cms, core, parser, x509
from cryptography.hazmat.primitives.asymmetric import ec

from charter.sealing.making.embedding import as_asn1
from charter.sealing.verification.container import examine_container
from charter.sealing.verification.low_s import lower
from charter.sealing.verification.pdf_file import PdfRefused, open_pdf
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from tests.sealing.conftest import Authority
    from tests.sealing.verification.attacks.conftest import Refuse

    Change = Callable[[cms.SignedData, cms.SignerInfo], None]
    Edit = Callable[[Change], bytes]

ODD = ("intact", "container-odd")


@pytest.fixture(scope="session")
def der(sealed: bytes, gap: tuple[int, int]) -> bytes:
    content = bytes.fromhex(sealed[gap[0] + 1 : gap[1] - 1].decode())
    return content[: parser.peek(content)]


@pytest.fixture(scope="session")
def put(sealed: bytes, gap: tuple[int, int]) -> Callable[[bytes], bytes]:
    """The sealed file with another container in its place; what is signed stays as it was."""
    start, end = gap

    def placed(container: bytes) -> bytes:
        room = (end - start - 2) // 2
        assert len(container) <= room
        return sealed[: start + 1] + container.ljust(room, b"\0").hex().encode() + sealed[end - 1 :]

    return placed


@pytest.fixture(scope="session")
def edit(der: bytes, put: Callable[[bytes], bytes]) -> Edit:
    def edited(change: Change) -> bytes:
        container = cms.ContentInfo.load(der)
        change(container["content"], container["content"]["signer_infos"][0])
        return put(container.dump(force=True))

    return edited


# ── a second spelling ──────────────────────────────────────────────────────────────────────────


def spelled(data: bytes, place: int, start: int = 0, end: int | None = None) -> bytes:
    """The same value, with the length of the part at `place` written longer than it need be."""
    out, end = b"", len(data) if end is None else end
    while start < end:
        _, constructed, _, head, content, _ = parser.parse(data[start:end])
        begin = start + len(head)
        body = spelled(data, place, begin, begin + len(content)) if constructed else content
        size = b"" if len(body) < 128 and start != place else len(body).to_bytes(2 + (start == place))
        short = size.lstrip(b"\0") if start != place else size
        out += head[:1] + (bytes([0x80 | len(short)]) + short if short else bytes([len(body)])) + body
        start = begin + len(content)
    return out


def places(data: bytes, start: int = 0, end: int | None = None) -> list[int]:
    """Where each part of a value begins, those within others included."""
    found, end = [], len(data) if end is None else end
    while start < end:
        _, constructed, _, head, content, _ = parser.parse(data[start:end])
        begin = start + len(head)
        found += [start, *(places(data, begin, begin + len(content)) if constructed else [])]
        start = begin + len(content)
    return found


def test_no_length_in_the_container_has_a_second_spelling(der: bytes, put: Callable[[bytes], bytes]) -> None:
    assert spelled(der, -1) == der
    assert verify(put(der)).findings == {}
    for place in places(der):
        answer = verify(put(spelled(der, place))).intact
        assert (answer.holds, answer.reason) == (False, "contents-not-canonical"), place


def test_a_container_of_no_definite_length(der: bytes, put: Callable[[bytes], bytes], refuse: Refuse) -> None:
    """BER's other form, which ends in two zeros: to a reader of the padding there is more of it."""
    inner = der[4:]
    assert refuse(put(b"\x30\x80" + inner + b"\0\0"), "intact", "contents-not-canonical")


def test_empty_lists_that_need_not_be_there(edit: Edit, refuse: Refuse) -> None:
    def unsigned(_: cms.SignedData, info: cms.SignerInfo) -> None:
        info["unsigned_attrs"] = cms.CMSAttributes([])

    def revocations(data: cms.SignedData, _: cms.SignerInfo) -> None:
        data["crls"] = cms.RevocationInfoChoices([])

    refuse(edit(unsigned), *ODD)
    refuse(edit(revocations), *ODD)


def test_parameters_that_the_algorithm_does_not_have(edit: Edit, refuse: Refuse) -> None:
    def remark(_: cms.SignedData, info: cms.SignerInfo) -> None:
        spare = core.OctetString(b"a remark")
        info["signature_algorithm"] = algos.SignedDigestAlgorithm(
            {"algorithm": "sha256_ecdsa", "parameters": spare}
        )

    refuse(edit(remark), "intact", "algorithm-odd")


def test_a_certificate_that_stands_there_twice(edit: Edit, refuse: Refuse) -> None:
    def doubled(data: cms.SignedData, _: cms.SignerInfo) -> None:
        data["certificates"] = cms.CertificateSet([*data["certificates"], data["certificates"][0]])

    refuse(edit(doubled), *ODD)


# ── hiding places ──────────────────────────────────────────────────────────────────────────────


def test_a_text_hidden_in_the_container(edit: Edit, refuse: Refuse) -> None:
    """The signature is one over the file; a content of the container's own would be covered by nothing."""

    def hidden(data: cms.SignedData, _: cms.SignerInfo) -> None:
        data["encap_content_info"] = cms.ContentInfo(
            {"content_type": "data", "content": core.OctetString(b"Fee: 1 EUR")}
        )

    refuse(edit(hidden), *ODD)


def test_another_kind_of_certificate_as_a_hiding_place(edit: Edit, refuse: Refuse) -> None:
    def hidden(data: cms.SignedData, _: cms.SignerInfo) -> None:
        other = cms.OtherCertificateFormat(
            {"other_cert_format": "1.2.3.4", "other_cert": core.OctetString(b"Fee: 1 EUR")}
        )
        choices = [*data["certificates"], cms.CertificateChoices(name="other", value=other)]
        data["certificates"] = cms.CertificateSet(choices)

    refuse(edit(hidden), *ODD)


def test_more_certificates_than_any_path_has(sealed: bytes, der: bytes, authority: Authority) -> None:
    """Each further one costs signatures to check: a thousand would keep the reader busy for hours."""
    crowd = [cms.CertificateChoices(name="certificate", value=as_asn1(authority.root))] * 13
    data = cms.ContentInfo.load(der)["content"]
    data["certificates"] = cms.CertificateSet([*data["certificates"], *crowd])
    whole = cms.SignedData.load(data.untag().dump(force=True))
    with pytest.raises(PdfRefused, match="carries 14 certificates"):
        examine_container(whole, open_pdf(sealed).signatures[0].compute_digest())


def test_a_second_signer_in_the_same_container(edit: Edit, refuse: Refuse) -> None:
    def doubled(data: cms.SignedData, info: cms.SignerInfo) -> None:
        data["signer_infos"] = cms.SignerInfos([info, info.copy()])

    refuse(edit(doubled), "intact", "signature-unreadable")  # pyHanko reads no container of two


def test_an_unsigned_remark_beside_the_signature(edit: Edit, refuse: Refuse) -> None:
    def remark(_: cms.SignedData, info: cms.SignerInfo) -> None:
        info["unsigned_attrs"] = cms.CMSAttributes(
            [cms.CMSAttribute({"type": "content_type", "values": ["data"]})]
        )

    refuse(edit(remark), *ODD)


# ── who signed, and with what ──────────────────────────────────────────────────────────────────


def signed_anew(
    edit: Edit, key: SealingKey, keep: Callable[[str], bool], certificate: x509.Certificate | None = None
) -> bytes:
    """The seal's own signature made anew over some of its attributes only."""

    def renewed(data: cms.SignedData, info: cms.SignerInfo) -> None:
        kept = cms.CMSAttributes([each for each in info["signed_attrs"] if keep(each["type"].native)])
        info["signed_attrs"] = kept
        info["signature"] = signed(key, info["signed_attrs"].untag().dump(force=True))
        if certificate is not None:
            named(data, info, certificate)

    return edit(renewed)


def signed(key: SealingKey, data: bytes) -> bytes:
    """A signature as Charter writes it."""
    return lower(key.sign(data), key.certificate.public_key())


def named(data: cms.SignedData, info: cms.SignerInfo, certificate: x509.Certificate) -> None:
    """Put another certificate in the signer's place."""
    data["certificates"] = cms.CertificateSet([cms.CertificateChoices(name="certificate", value=certificate)])
    info["sid"] = cms.SignerIdentifier(
        name="issuer_and_serial_number",
        value=cms.IssuerAndSerialNumber(
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        ),
    )


@pytest.fixture(scope="session")
def other_name(authority: Authority, key: SealingKey) -> x509.Certificate:
    """A certificate for the sealer's key under another name: who issues it need not ask for the secret."""
    start = key.certificate.not_valid_before_utc - dt.timedelta(days=1)
    public = key.certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return as_asn1(authority.certificate("Sven Consulting", public, start))


def test_certificate_substitution(edit: Edit, other_name: x509.Certificate, refuse: Refuse) -> None:
    refuse(edit(lambda data, info: named(data, info, other_name)), *ODD)


def test_certificate_substitution_where_the_signature_names_none(
    edit: Edit, key: SealingKey, other_name: x509.Certificate, refuse: Refuse
) -> None:
    for certificate in (None, other_name):
        unbound = signed_anew(edit, key, lambda name: not name.startswith("signing_cert"), certificate)
        refuse(unbound, "intact", "signer-not-bound")


def test_the_same_signature_made_anew_holds(edit: Edit, key: SealingKey) -> None:
    """What is refused above is refused for what is missing, not for being made anew."""
    assert verify(signed_anew(edit, key, lambda _: True)).findings == {}


def test_signature_without_signed_attributes(
    sealed: bytes, gap: tuple[int, int], edit: Edit, key: SealingKey, refuse: Refuse
) -> None:
    covered = sealed[: gap[0]] + sealed[gap[1] :]

    def bare(_: cms.SignedData, info: cms.SignerInfo) -> None:
        info["signed_attrs"] = None
        info["signature"] = signed(key, covered)

    refuse(edit(bare), "intact", "signer-not-bound")


def test_weak_digest_under_the_signature_alone(edit: Edit, refuse: Refuse) -> None:
    """The container says SHA-256, and the signature over its attributes rests on SHA-1."""

    def weak(_: cms.SignedData, info: cms.SignerInfo) -> None:
        info["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": "sha1_ecdsa"})

    refuse(edit(weak), "intact", "weak-digest")
