"""`charter verify`: what a sealed PDF proves, answer by answer, from its bytes alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake
from charter.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter.sealing.verification.verdict import Verdict, VerdictAnswer

WORDS = {
    "covers_whole_file": "covers the whole file",
    "by_signer": "by this signer",
    "identity": "identity of the signers",
    "terms_match": "terms match the text",
    "chain": "chain of evidence",
    "amended": "what it amends",
    "printed": "days and sums printed",
}
"""The answers whose names in the program are not the words for people."""

ADVICE = {
    "intact": "Do not rely on this copy. Ask who sealed it for theirs; the SHA-256 above tells two copies apart.",
    "covers_whole_file": "Rely on nothing that was added. Ask who sealed it for their copy, and compare the SHA-256.",
    "by_signer": "Ask the sealer, by another way than the file came, for the fingerprint of their certificate.",
    "trusted": "Ask the sealer why, and for a copy with a timestamp; name other roots with --roots if you trust them.",
    "timestamped": "Rely on no time that this timestamp says. Ask who sealed it for their copy.",
    "terms_match": "Rely on the pages as signed, not on the attached terms. Ask who sealed it what was attached.",
    "chain": "Ask for the evidence again (charter evidence --export), and for the head that was mailed at sealing.",
    "amended": "Ask for the sealed agreement and the evidence of its sealing; without them this amends nothing known.",
}
"""What to do about an answer that is no; those of further signatures and timestamps are under `OTHER`."""
OTHER = "Rely on the seal for what the seal covers, and not on this signature or timestamp."
OFFERS = {
    "trusted": "to judge the certificate, name roots that you trust with --roots",
    "chain": "to check the chain, name the evidence with --evidence",
    "amended": "to look for the agreement that this one amends, name the evidence with --evidence",
    "printed": "ask who sealed it for the evidence, and compare the days and sums printed with your own copy",
}
"""What would close an answer that is open."""


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

    Exit code 0: no answer is no; 1: at least one is; 2: this is no PDF, or a file or option cannot be read. An
    open answer means that there was nothing to judge by.

    Example: charter verify signing/sealed.pdf --evidence evidence.jsonl
    """
    from charter.sealing.verification.pdf_file import NotPdf
    from charter.sealing.verification.verify import verify

    try:
        verdict = verify(
            _read(file),
            evidence=_read(evidence) if evidence else None,
            roots=[certificate for path in roots for certificate in _certificates(path)] if roots else None,
            signer=_fingerprint(signer) if signer is not None else None,
            now=clock.now(),
        )
    except NotPdf as error:
        raise Mistake(f"{file}: {error}. Name the sealed PDF, like signing/sealed.pdf.") from None
    if json:
        console.write_json(verdict.to_data() | {"findings": sorted(verdict.findings)})
    else:
        _say(verdict, str(file))
    if verdict.exit_code:
        raise typer.Exit(verdict.exit_code)


def _read(path: Path) -> bytes:
    """Read a file whole, but none larger than any sealed file is. Raises Mistake, and OSError."""
    from charter.sealing.verification.pdf_file import MOST

    if path.is_dir():
        raise Mistake(f"{path}: is a folder. Name the file in it, like {path / 'signing' / 'sealed.pdf'}.")
    size = path.stat().st_size
    if size <= MOST:
        with path.open("rb") as file:
            found = file.read(MOST + 1)  # a device tells no size, and has no end
        if len(found) <= MOST:
            return found
    raise Mistake(
        f"{path}: {f'has {size // 2**20} MiB and was not read' if size > MOST else 'has no end in sight'}: "
        f"nothing that Charter seals or records is larger than {MOST // 2**20} MiB."
    )


def _fingerprint(text: str) -> str:
    """Read a fingerprint, with or without colons. Raises Mistake."""
    digits = text.replace(":", "").replace(" ", "").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise Mistake(
            f"--signer {text!r:.80}: is no SHA-256 of a certificate; write its 64 hexadecimal digits"
        )
    return digits


def _certificates(path: Path) -> list[bytes]:
    """Read certificates in PEM, as DER. Raises Mistake."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        found = x509.load_pem_x509_certificates(_read(path))
    except ValueError:
        raise Mistake(f"{path}: holds no certificates in PEM (-----BEGIN CERTIFICATE-----)") from None
    return [certificate.public_bytes(Encoding.DER) for certificate in found]


def _say(verdict: Verdict, name: str) -> None:
    console.write_heading(f"{name}  SHA-256 {verdict.digest}")
    console.write_table(_rows(verdict.answers()))
    console.write_line()
    console.write_line(f"level {verdict.level}" + (f", amends {verdict.amends}" if verdict.amends else ""))
    if verdict.master:
        console.write_line(f"an order under the master {verdict.master}")
    told = {key: answer.holds for key, answer in verdict.answers().items()}
    for advice in dict.fromkeys(ADVICE.get(key, OTHER) for key in verdict.findings):
        console.write_line(advice)
    for key, offer in OFFERS.items():
        if told.get(key, True) is None and verdict.level != "none":
            console.write_line(f"open: {offer}")
    found = ", ".join(_named(key) for key in verdict.findings)
    console.write_line(f"does not hold: {found}" if found else "nothing speaks against this file")


def _rows(answers: Mapping[str, VerdictAnswer]) -> Iterator[tuple[str, str, str]]:
    """Give a row for each answer; those that were not judged, all for one reason, share one."""
    unasked = [key for key, answer in answers.items() if answer.reason == "seal-does-not-hold"]
    for key, answer in answers.items():
        if key not in unasked:
            yield _word(answer), _named(key), answer.says
    if unasked:
        yield "open", "all other answers", answers[unasked[0]].says


def _word(answer: VerdictAnswer) -> str:
    return {True: "yes", False: "no", None: "open"}[answer.holds]


def _named(key: str) -> str:
    return WORDS.get(key, key)
