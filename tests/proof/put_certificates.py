"""Asks a token for what test_hardware.py needs: `put_certificates.py MODULE TOKEN PIN [KEY]`.

Without KEY it puts certificates into the token, each a line "LABEL ID HEX" on its input; with KEY it
says whether the token would give that key's secret away.
"""

from __future__ import annotations

import sys

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass


def put(session: pkcs11.Session, label: str, number: int, data: bytes) -> None:
    """Put one certificate into the token."""
    subject = x509.Certificate.load(data).subject.dump()
    session.create_object(
        {
            Attribute.CLASS: ObjectClass.CERTIFICATE,
            Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            Attribute.TOKEN: True,
            Attribute.LABEL: label,
            Attribute.ID: bytes([number]),
            Attribute.SUBJECT: subject,
            Attribute.VALUE: data,
        }
    )


def main(module: str, token: str, pin: str, key: str = "") -> None:
    """Open the token, and do what is asked."""
    with pkcs11.lib(module).get_token(token_label=token).open(rw=True, user_pin=pin) as session:
        if not key:
            for line in sys.stdin:
                label, number, data = line.split()
                put(session, label, int(number), bytes.fromhex(data))
            return
        secret = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=key)
        given = "sensitive" if secret[Attribute.SENSITIVE] else "open"
        taken = "extractable" if secret[Attribute.EXTRACTABLE] else "not extractable"
        print(f"{given}, {taken}")  # noqa: T201 - the answer


if __name__ == "__main__":
    main(*sys.argv[1:])
