"""`charter seal`: what all have signed becomes one sealed file; `--upgrade` adds timestamps later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, console, key_options
from charter.cli.errors import Mistake
from charter.cli.evidence_options import (
    AmendmentNumber,
    By,
    Despite,
    engagement_folder,
    evidence_store,
    exit_if_broken,
    write_into_journal,
)
from charter.cli.options import HERE, Json, Where

if TYPE_CHECKING:
    import datetime as dt

    from pyhanko.sign.timestamps import TimeStamper

    from charter import Engagement
    from charter.sealing.evidence.link import Head
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.making.seal import Sealed
    from charter.sealing.making.upgrade import Material

Service = Annotated[
    str | None,
    typer.Option("--tsa", help="A timestamp service (RFC 3161).", envvar="CHARTER_TSA", metavar="URL"),
]
MaterialIn = Annotated[
    Path | None,
    typer.Option(
        "--material",
        help="With --upgrade: a folder of certificates and revocation lists to put in (*.cer, *.crl, *.ocsp).",
        metavar="FOLDER",
    ),
]
Upgrade = Annotated[
    bool,
    typer.Option(
        "--upgrade",
        help="Add to the sealed file: a timestamp that was missing, or a further one; or only --material (B-LT).",
    ),
]
FurtherSigners = Annotated[
    int,
    typer.Option(
        "--further",
        help="Make room for so many further signatures, by certificates of the signers' own.",
        min=0,
        max=20,
    ),
]


def command(
    path: Where = HERE,
    *,
    upgrade: Upgrade = False,
    tsa: Service = None,
    p12: key_options.OwnKey = None,
    pkcs11: key_options.Module = None,
    token: key_options.TokenLabel = "",
    label: key_options.KeyLabel = "",
    cert: key_options.Certificate = None,
    pin_file: key_options.PinFile = None,
    keys: key_options.Keys = None,
    material: MaterialIn = None,
    further: FurtherSigners = 0,
    amendment: AmendmentNumber = None,
    despite: Despite = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Seal the document when all have signed; doing it again changes nothing.

    A timestamp service that gives none does not stop the seal: it says what is missing, and --upgrade tries again
    (exit code 1 when that fails too). The passphrase of a PKCS#12 file and the PIN of a token are asked for, or read
    from CHARTER_P12_PASSPHRASE and CHARTER_PIN.

    Exit code 0: done; 1: sealed, and only its link could not be recorded, or --upgrade got no timestamp; 2: not sealed.

    Example: charter seal examples/northlight/harbourline --tsa https://time.example/tsa
    """
    from charter import load
    from charter.sealing.evidence.store import SEALED
    from charter.sealing.signing import freeze, signers
    from charter.sealing.signing.seal_document import upgrade_document

    chosen = key_options.KeyChoice(keys, p12, pkcs11, token, label, cert, pin_file)
    _refuse_odd(chosen, tsa, material, upgrade=upgrade)
    engagement, store = load(engagement_folder(path)), evidence_store(engagement_folder(path))
    number, at = amendment or 0, clock.now_in(engagement.agreement.zone)
    _refuse_unsigned(store.document(number).folder / freeze.RECORD, number)
    exit_if_broken(store)
    who, service = signers.operator(engagement, by), _service(tsa) if tsa else None
    if upgrade:
        done = upgrade_document(store, at, service, by=who, amendment=number, found=_found(material))
    else:
        write_into_journal(engagement_folder(path), store, number)
        made = _Made(store, at, number, who, service, further, despite)
        done = _sealed(engagement, chosen, made)
    _say(done, store.document(number).folder / SEALED, store.head(), json=json)
    raise typer.Exit(int(upgrade and bool(done.missing)))


@dataclass(frozen=True)
class _Made:
    """What a seal is made with, beside the key."""

    store: EvidenceStore
    at: dt.datetime
    number: int
    by: str
    service: TimeStamper | None
    further: int
    despite: str


def _sealed(engagement: Engagement, chosen: key_options.KeyChoice, made: _Made) -> Sealed:
    from charter.sealing.signing import ceremony, signers
    from charter.sealing.signing.seal_document import seal_document

    amends = ceremony.amended_digest(engagement, made.store, made.number)
    sealer = signers.sealer(ceremony.terms_to_sign(engagement, made.number))
    with key_options.sealing_key(chosen, sealer, made.at) as key:
        return seal_document(
            made.store,
            key,
            made.at,
            made.number,
            by=made.by,
            service=made.service,
            amends=amends,
            further=made.further,
            despite=made.despite,
        )


def _refuse_unsigned(record: Path, number: int) -> None:
    if not record.exists():
        signs = f"charter sign --amendment {number}" if number else "charter sign"
        raise Mistake(f"{record.parent}: nothing is put forward for signing yet: run `{signs}` first")


def _refuse_odd(
    chosen: key_options.KeyChoice, tsa: str | None, material: Path | None, *, upgrade: bool
) -> None:
    chosen.refuse_odd()
    if material and not upgrade:
        raise Mistake("--material belongs to --upgrade")
    if upgrade and not tsa and not material:
        raise Mistake("--upgrade needs a timestamp service (--tsa URL), or material (--material FOLDER)")
    if upgrade and chosen:
        raise Mistake("--upgrade takes no key: it adds a timestamp to what is sealed already")


def _found(folder: Path | None) -> Material:
    from charter.sealing.making.upgrade import Material, material

    return material(folder) if folder else Material()


def _service(url: str) -> TimeStamper:
    from charter.sealing.making.timestamping import service

    return service(url)


def _say(done: Sealed, path: Path, head: Head | None, *, json: bool) -> None:
    from charter.sealing.evidence.canonical import sha256_hex

    found = sha256_hex(done.pdf)
    if json:
        console.write_json(
            {
                "file": str(path),
                "digest": found,
                "level": done.level,
                "missing": done.missing,
                "head": str(head),
            }
        )
        return
    console.write_line(
        f"{path}  {len(done.pdf):,} bytes\nSHA-256 {found}\nlevel   {done.level}\nhead    {head}"
    )
    if done.missing:
        console.write_line(
            console.wrap(f"missing: {done.missing}. Try again with `charter seal --upgrade --tsa URL`.")
        )
    console.write_line("Send the file, evidence.jsonl and the head to both sides.")
