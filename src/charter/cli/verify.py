"""`charter verify`: what a sealed PDF proves, answer by answer, from its bytes alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, paper
from charter.cli.errors import Mistake
from charter.cli.options import Json

if TYPE_CHECKING:
    from charter.sealing.verdict import Answer, Verdict

WORDS = {
    "covers_whole_file": "covers the whole file",
    "by_signer": "by this signer",
    "identity": "identity of the signers",
    "terms_match": "terms match the text",
    "chain": "chain of evidence",
}
"""The answers whose names in the program are not the words for people."""


def command(
    file: Annotated[Path, typer.Argument(help="A sealed PDF.", metavar="FILE")],
    *,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", help="The evidence.jsonl that came with it.", metavar="FILE"),
    ] = None,
    roots: Annotated[
        list[Path] | None,
        typer.Option(
            "--roots", help="Certificates that you trust, in PEM; may be given again.", metavar="PEM"
        ),
    ] = None,
    signer: Annotated[
        str | None,
        typer.Option(
            "--signer", help="The SHA-256 of the certificate that should have sealed.", metavar="DIGEST"
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Verify a sealed PDF, offline: each answer by itself, with its reason.

    Exit code 0: no answer is no; 1: at least one is; 2: this is no PDF, or a file cannot be read. An open answer
    means that nothing was given to judge by.

    Example: charter verify signing/sealed.pdf --evidence evidence.jsonl
    """
    from charter.sealing.verify import verify

    verdict = verify(
        file.read_bytes(),
        evidence=evidence.read_bytes() if evidence else None,
        roots=[certificate for path in roots for certificate in _certificates(path)] if roots else None,
        signer=signer.replace(":", "").lower() if signer else None,
        now=clock.now(),
    )
    if json:
        paper.out(verdict.to_data() | {"findings": sorted(verdict.findings)})
    else:
        _say(verdict, str(file))
    if verdict.exit_code:
        raise typer.Exit(verdict.exit_code)


def _certificates(path: Path) -> list[bytes]:
    """Read certificates in PEM, as DER. Raises Mistake."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        raise Mistake(f"{path}: holds no certificates in PEM (-----BEGIN CERTIFICATE-----)") from None
    return [certificate.public_bytes(Encoding.DER) for certificate in found]


def _say(verdict: Verdict, name: str) -> None:
    paper.title(f"{name}  SHA-256 {verdict.digest}")
    paper.table([(_word(answer), _named(key), answer.says) for key, answer in verdict.answers().items()])
    paper.say()
    paper.say(f"level {verdict.level}" + (f", amends {verdict.amends}" if verdict.amends else ""))
    found = ", ".join(_named(key) for key in verdict.findings)
    paper.say(f"does not hold: {found}" if found else "nothing speaks against this file")


def _word(answer: Answer) -> str:
    return {True: "yes", False: "no", None: "open"}[answer.holds]


def _named(key: str) -> str:
    return WORDS.get(key, key)
