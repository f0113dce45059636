"""Of the two signatures that ECDSA has for the same bytes, Charter writes the lower, and says so.

Whoever has the signature (r, s) can make (r, n - s), n being the order of the curve, and it verifies as well
(SEC 1, section 4.1.4). That would be a second file with the same proof and another digest. So whatever a key, a
token or a timestamp service gave, the lower s is written, and the signature's dictionary, which the signature
covers, names Charter as its writer (/Prop_Build). Where it does, `container.py` refuses the higher one. What
other programs and their tokens sign may be either (docs/decisions/0011).

>>> secret = ec.generate_private_key(ec.SECP256R1())
>>> given = secret.sign(b"terms", ec.ECDSA(hashes.SHA256()))
>>> r, s = decode_dss_signature(given)
>>> twin = encode_dss_signature(r, secret.curve.group_order - s)
>>> lower(given, secret.public_key()) == lower(twin, secret.public_key()) in {given, twin}
True
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes  # noqa: F401 - for the example above
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.pdf_utils import generic

NAME = "/Charter"


def lower(signature: bytes, public: object) -> bytes:
    """Give the lower of the two signatures; what is not by ECDSA comes back as it is. Raises ValueError for none."""
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return signature
    r, s = decode_dss_signature(signature)
    order = public.curve.group_order
    return encode_dss_signature(r, order - s) if 2 * s > order else signature


def mark(entry: generic.DictionaryObject) -> None:
    """Name Charter as the program that writes this signature (ISO 32000-2, table 255: /Prop_Build)."""
    program = generic.DictionaryObject({generic.NameObject("/Name"): generic.NameObject(NAME)})
    entry[generic.NameObject("/Prop_Build")] = generic.DictionaryObject({generic.NameObject("/App"): program})


def names_charter(entry: generic.DictionaryObject) -> bool:
    """Whether a signature's dictionary itself, and no other object that it points to, names Charter."""
    found: object = entry
    for key in ("/Prop_Build", "/App", "/Name"):
        if not isinstance(found, generic.DictionaryObject) or key not in found:
            return False
        found = found.raw_get(key)
    return found == NAME
