"""A small DER reader and writer, so that tests choose every byte of an algorithm that they spell.

asn1crypto puts the NULL back when one builds the form without, and so could not write what these tests are about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from asn1crypto import parser
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

ABSENT, NULL = b"", b"\x05\x00"
Secret = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

DATA, ENCAPSULATED, CERTIFICATES, SIGNERS = (1, 0), (1, 0, 2), (1, 0, 3), (1, 0, -1)
"""Places in a container (RFC 5652, sections 3 and 5.1)."""
LISTED = (1, 0, 1, 0)
SIGNER = (*SIGNERS, 0)
DIGEST, ATTRIBUTES, SIGNATURE_ALGORITHM, SIGNATURE = (*SIGNER, 2), (*SIGNER, 3), (*SIGNER, 4), (*SIGNER, 5)
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("2a864886f70d010910022f")
ALGORITHM_PROTECTION = bytes.fromhex("2a864886f70d010934")
TIMESTAMP_TOKEN = bytes.fromhex("2a864886f70d010910020e")


@dataclass
class Value:
    """One DER value: its tag, and its parts or its content."""

    tag: int
    parts: list[Value] = field(default_factory=list)
    content: bytes = b""

    def at(self, *place: int) -> Value:
        """The value at a place: the number of the part, and of the part in that."""
        return self.parts[place[0]].at(*place[1:]) if place else self

    def dump(self) -> bytes:
        body = b"".join(part.dump() for part in self.parts) if self.parts else self.content
        size = len(body)
        long = size.to_bytes((size.bit_length() + 7) // 8)
        return bytes([self.tag]) + (bytes([size]) if size < 0x80 else bytes([0x80 | len(long)]) + long) + body


def values(data: bytes) -> list[Value]:
    """Read the values that stand one after another."""
    found: list[Value] = []
    while data:
        size = parser.peek(data)
        tag, content = data[0], parser.parse(data[:size])[4]
        built = bool(tag & 0x20)
        found.append(Value(tag, values(content) if built else [], b"" if built else content))
        data = data[size:]
    return found


def value(data: bytes) -> Value:
    """Read the value that stands first."""
    return values(data[: parser.peek(data)])[0]


def spell(algorithm: Value, parameters: bytes) -> None:
    """Spell an algorithm with other parameters."""
    algorithm.parts[1:] = values(parameters)


def attribute(container: Value, kind: bytes) -> Value:
    """The value of the signed attribute of a kind."""
    return next(each.at(1, 0) for each in container.at(*ATTRIBUTES).parts if each.at(0).content == kind)


def add_attribute(container: Value, kind: bytes, content: Value) -> None:
    """Sign one attribute more."""
    container.at(*ATTRIBUTES).parts.append(Value(0x30, [Value(0x06, content=kind), Value(0x31, [content])]))


def sign(container: Value, secret: Secret, digest: hashes.HashAlgorithm | None = None) -> None:
    """Sign the attributes as they stand now, in the order that DER wants (X.690, 11.6)."""
    attributes = container.at(*ATTRIBUTES)
    attributes.parts.sort(key=Value.dump)
    said, over = Value(0x31, attributes.parts).dump(), digest or hashes.SHA256()
    if isinstance(secret, ec.EllipticCurvePrivateKey):
        container.at(*SIGNATURE).content = secret.sign(said, ec.ECDSA(over))
    else:
        container.at(*SIGNATURE).content = secret.sign(said, padding.PKCS1v15(), over)


def stamp(container: Value, token: Value) -> None:
    """Put a timestamp beside a signature (RFC 3161, appendix A)."""
    remark = Value(0x30, [Value(0x06, content=TIMESTAMP_TOKEN), Value(0x31, [token])])
    container.at(*SIGNER).parts.append(Value(0xA1, [remark]))
