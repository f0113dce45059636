"""A timestamp service over HTTP: what it does well raises the seal, what it does badly is said, and tried again."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from charter.sealing.evidence.store import SEALED
from charter.sealing.making.timestamping import Absent, service, stamp
from charter.sealing.making.upgrade import Material
from charter.sealing.signing.seal_document import seal_document, upgrade_document
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.sealing.making.keys import SealingKey
    from charter.sealing.verification.verdict import Verdict
    from tests.sealing.conftest import Authority, Engagement
    from tests.sealing.making.timestamps.conftest import Service

    SignAll = Callable[[Path], Engagement]

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LATER = SPRING + dt.timedelta(days=40)
MARA = "Mara Lindqvist"
BAD = {
    "wrong-nonce": "it answered another request than this one",
    "no-nonce": "it answered another request than this one",
    "wrong-imprint": "It stamps something else than was asked",
    "weak-imprint": "It stamps something else than was asked",
    "forged": "The signature does not verify with the key of the certificate beside it",
    "not-for-time": "The certificate that signed it is not one for timestamps",
    "truncated": "gave none",
    "garbage": "gave none",
    "empty": "gave none",
    "refused": "it refused (no credit[2J left)",
    "page": "it answered with text/html, which is no timestamp",
    "500": "it answered with HTTP 500",
    "redirect": "it sends the request elsewhere",
    "hang": "no whole answer within 0.4 seconds",
    "drip": "no whole answer within 0.4 seconds",
    "huge": "its answer is longer than 65536 bytes",
}


def sealed_at(place: Engagement, key: SealingKey, url: str) -> Verdict:
    done = seal_document(place.store, key, SPRING, by=MARA, service=service(url))
    assert done.missing == ""
    return verify(done.pdf, evidence=place.chain.read_bytes())


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_service_raises_the_seal_to_b_t_and_the_chain_says_so(
    served: Service, key: SealingKey, sign_all: SignAll, tmp_path: Path, kind: str
) -> None:
    place = sign_all(tmp_path)
    verdict = sealed_at(place, key, served.url(kind))
    assert (verdict.level, verdict.findings) == ("B-T", {})
    assert verdict.timestamped.holds
    assert [(each.by, each.at, each.over) for each in verdict.stamps] == [("Test Clock", SPRING, "signature")]
    assert next(place.store.chain().find("sealed")).what["level"] == "B-T"


def test_material_and_a_further_timestamp_raise_it_to_b_lta(
    served: Service, authority: Authority, sign_all: SignAll, tmp_path: Path
) -> None:
    place, root = sign_all(tmp_path), authority.root.public_bytes(Encoding.DER)
    sealed_at(place, authority.key("Northlight CTO"), served.url("ec"))
    found = Material(certificates=(root,), lists=(authority.revocations(),))
    done = upgrade_document(place.store, LATER, service(served.url("rsa")), by=MARA, found=found)
    verdict = verify(done.pdf, evidence=place.chain.read_bytes(), roots=[root])
    assert (verdict.level, verdict.findings) == ("B-LTA", {})
    assert [(each.over, each.trusted.holds) for each in verdict.stamps] == [
        ("signature", True),
        ("document", True),
    ]
    assert [(link.kind, link.what["level"]) for link in list(place.store.chain())[-2:]] == [
        ("sealed", "B-T"),
        ("timestamped", "B-LTA"),
    ]


def test_a_service_that_the_reader_does_not_trust_is_told_apart(
    served: Service, key: SealingKey, sign_all: SignAll, root: bytes, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    sealed_at(place, key, served.url("ec"))
    verdict = verify((place.signing / SEALED).read_bytes(), roots=[root])
    assert verdict.trusted.holds
    assert [(each.sound.holds, each.trusted.holds) for each in verdict.stamps] == [(True, False)]


@pytest.mark.parametrize("behaviour", BAD)
def test_a_bad_answer_is_said_and_not_taken(served: Service, behaviour: str) -> None:
    told = stamp(service(served.url(behaviour)), b"\7" * 32)
    assert isinstance(told, Absent)
    assert BAD[behaviour] in told.why
    assert "\n" not in told.why


def test_a_redirect_is_not_followed(served: Service) -> None:
    before = len(served.asked)
    stamp(service(served.url("redirect")), b"\7" * 32)
    assert served.asked[before:] == ["/redirect"]


@pytest.mark.parametrize("behaviour", ["forged", "500", "hang"])
def test_a_seal_goes_on_without_and_an_upgrade_completes_it(
    served: Service, key: SealingKey, sign_all: SignAll, tmp_path: Path, behaviour: str
) -> None:
    place, bad = sign_all(tmp_path), service(served.url(behaviour))
    done = seal_document(place.store, key, SPRING, by=MARA, service=bad)
    assert (done.level, BAD[behaviour] in done.missing) == ("B-B", True)
    verdict = verify(done.pdf, evidence=place.chain.read_bytes())
    assert (verdict.level, verdict.findings, verdict.stamps) == ("B-B", {}, ())
    before = place.chain.read_bytes()
    again = upgrade_document(place.store, LATER, bad, by=MARA)
    assert (again.pdf, again.level, place.chain.read_bytes()) == (done.pdf, "B-B", before)
    good = service(served.url("ec"))
    raised = upgrade_document(place.store, LATER, good, by=MARA)
    assert (raised.level, raised.missing) == ("B-T", "")
    assert verify(raised.pdf, evidence=place.chain.read_bytes()).findings == {}


def test_a_service_whose_own_address_is_not_proven_is_not_believed(behind_tls: Service) -> None:
    told = stamp(service(behind_tls.url("ec").replace("http:", "https:")), b"\7" * 32)
    assert isinstance(told, Absent)
    assert "certificate verify failed" in told.why
    assert behind_tls.asked == []


def test_a_service_may_be_asked_by_many_at_once(served: Service) -> None:
    told: list[object] = []
    ask = [
        threading.Thread(target=lambda n=n: told.append(stamp(service(served.url("ec")), bytes([n]) * 32)))
        for n in range(4)
    ]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join()
    assert not [each for each in told if isinstance(each, Absent)]
