"""`charter seal`: what all have signed becomes one sealed file; `--upgrade` adds timestamps later."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import clock, paper
from charter.cli.custody import Amendment, By, chain_of, home, operator, refuse_broken
from charter.cli.errors import Mistake
from charter.cli.options import HERE, Json, Where

if TYPE_CHECKING:
    import datetime as dt

    from pyhanko.sign.timestamps import TimeStamper

    from charter.sealing.keys import Key
    from charter.sealing.seal import Sealed

PASSPHRASE = "CHARTER_P12_PASSPHRASE"  # noqa: S105 - the name of the variable, not what it holds

Own = Annotated[
    Path | None, typer.Option("--p12", help="Seal with a key of your own (PKCS#12).", metavar="FILE")
]
Keys = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        help="Where the key is kept that Charter makes at first use; left out: ~/.config/charter.",
        envvar="CHARTER_KEYS",
        metavar="FOLDER",
    ),
]
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
        "--upgrade", help="Add a timestamp to the sealed file: one that was missing, or a further one."
    ),
]


def command(
    path: Where = HERE,
    *,
    upgrade: Upgrade = False,
    tsa: Service = None,
    p12: Own = None,
    keys: Keys = None,
    material: MaterialIn = None,
    amendment: Amendment = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Seal the document when all have signed; doing it again changes nothing.

    A timestamp service that gives none does not stop the seal: it says what is missing, and --upgrade tries again
    (exit code 1 when that fails too). The passphrase of a PKCS#12 file is asked for, or read from
    CHARTER_P12_PASSPHRASE.

    Example: charter seal examples/northlight/harbourline --tsa https://time.example/tsa
    """
    from charter.folder import load
    from charter.sealing import ceremony, finish

    if material and not upgrade:
        raise Mistake("--material belongs to --upgrade")
    if upgrade and not tsa:
        raise Mistake("--upgrade needs a timestamp service: --tsa URL")
    folder, number, at = home(path), amendment or 0, clock.now()
    engagement, evidence, signing = load(folder), chain_of(folder), ceremony.signing_folder(folder, number)
    refuse_broken(evidence)
    agreement = ceremony.agreed(engagement, number)
    who = by or operator(agreement)
    if upgrade and tsa:
        from charter.sealing.upgrade import Material
        from charter.sealing.upgrade import material as found

        extra = found(material) if material else Material()
        done = finish.upgrade_folder(signing, at, _service(tsa), by=who, evidence=evidence, found=extra)
    else:
        key = _own(p12) if p12 else _made(keys, agreement.foundation.parties.consultant.name, at)
        amends = ceremony.amended(engagement, folder, number)
        service = _service(tsa) if tsa else None
        done = finish.seal_folder(signing, key, at, by=who, evidence=evidence, service=service, amends=amends)
    _say(done, signing / finish.SEALED, evidence, json=json)
    if upgrade and done.missing:
        raise typer.Exit(1)


def _service(url: str) -> TimeStamper:
    from charter.sealing.timestamping import service

    if not url.startswith(("http://", "https://")):
        raise Mistake(f"{url!r} is no address of a timestamp service: write it like https://time.example/tsa")
    return service(url)


def _made(folder: Path | None, name: str, at: dt.datetime) -> Key:
    from charter.sealing.keys import own_key

    home_of_settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return own_key(folder or home_of_settings / "charter", name, at)


def _own(path: Path) -> Key:
    from charter.sealing.keys import pkcs12_key

    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None and not sys.stdin.isatty():
        raise Mistake(f"{path}: its passphrase is needed: run this in a terminal, or set {PASSPHRASE}")
    if passphrase is None:
        passphrase = str(typer.prompt(f"Passphrase of {path}", hide_input=True))
    return pkcs12_key(path, passphrase)


def _say(done: Sealed, path: Path, evidence: Path, *, json: bool) -> None:
    from charter.sealing.canonical import digest
    from charter.sealing.evidence import head_of

    found, head = digest(done.pdf), head_of(evidence)
    if json:
        paper.out(
            {
                "file": str(path),
                "digest": found,
                "level": done.level,
                "missing": done.missing,
                "head": str(head),
            }
        )
        return
    paper.say(f"{path}  {len(done.pdf):,} bytes\nSHA-256 {found}\nlevel   {done.level}\nhead    {head}")
    if done.missing:
        paper.say(
            paper.wrapped(f"missing: {done.missing}. Try again with `charter seal --upgrade --tsa URL`.")
        )
    paper.say("Send the file, evidence.jsonl and the head to both sides.")
