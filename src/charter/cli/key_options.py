"""Which key `charter seal` seals with: the one that Charter made, a PKCS#12 file, or a token (PKCS#11).

Secrets come from a file, the environment or a prompt, never from the command line, which other users
of the machine can read.
"""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli.errors import Mistake

if TYPE_CHECKING:
    import datetime as dt

    from charter.sealing.making.keys import SealingKey

PASSPHRASE = "CHARTER_P12_PASSPHRASE"  # noqa: S105 - the name of the variable, not what it holds
PIN = "CHARTER_PIN"

Keys = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        help="Where the key is kept that Charter makes at first use; left out: ~/.config/charter.",
        envvar="CHARTER_KEYS",
        metavar="FOLDER",
    ),
]
OwnKey = Annotated[
    Path | None, typer.Option("--p12", help="Seal with a key of your own (PKCS#12).", metavar="FILE")
]
Module = Annotated[
    Path | None,
    typer.Option(
        "--pkcs11",
        help="Seal with a key in hardware, through the library of its maker (PKCS#11).",
        metavar="MODULE",
    ),
]
TokenLabel = Annotated[
    str,
    typer.Option("--token", help="The token's label; left out: the only one.", metavar="LABEL"),
]
KeyLabel = Annotated[
    str,
    typer.Option("--key", help="The label of the key in the token; left out: the only one.", metavar="LABEL"),
]
Certificate = Annotated[
    Path | None,
    typer.Option(
        "--cert",
        help="The certificate of the key, and those above it; left out: the one beside the key in the token.",
        metavar="FILE",
    ),
]
PinFile = Annotated[
    Path | None,
    typer.Option(
        "--pin-file",
        help=f"A file that holds the PIN, for you alone to read; left out: {PIN}, or you are asked.",
        metavar="FILE",
    ),
]


@dataclass(frozen=True)
class KeyChoice:
    """What was asked for on the command line."""

    keys: Path | None = None
    p12: Path | None = None
    module: Path | None = None
    token: str = ""
    key: str = ""
    certificate: Path | None = None
    pin_file: Path | None = None

    def __bool__(self) -> bool:
        """Whether another key was asked for than the one that Charter makes."""
        return bool(self.p12 or self.module)

    def refuse_odd(self) -> None:
        """Refuse options that do not go together. Raises Mistake."""
        if self.p12 and self.module:
            raise Mistake("choose --p12 or --pkcs11: a document is sealed with one key")
        given = {
            "--token": self.token,
            "--key": self.key,
            "--cert": self.certificate,
            "--pin-file": self.pin_file,
        }
        if lone := [name for name, value in given.items() if value and not self.module]:
            raise Mistake(f"{lone[0]} belongs to --pkcs11 MODULE")


def sealing_key(chosen: KeyChoice, name: str, at: dt.datetime) -> AbstractContextManager[SealingKey]:
    """Give the key while the document is sealed; `name` is for the one that Charter makes at first use."""
    from charter.sealing.making import keys

    if chosen.module:
        return _token(chosen, chosen.module)
    if chosen.p12:
        phrase = _secret(PASSPHRASE, f"Passphrase of {chosen.p12}", f"{chosen.p12}: its passphrase is needed")
        return nullcontext(keys.pkcs12_key(chosen.p12, phrase))
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return nullcontext(keys.own_key(chosen.keys or settings / "charter", name, at))


def _token(chosen: KeyChoice, module: Path) -> AbstractContextManager[SealingKey]:
    from charter.sealing.making import hardware

    token = hardware.KeyLocation(module, chosen.token, chosen.key)
    certificates = hardware.read_certificates(chosen.certificate) if chosen.certificate else ()
    if chosen.pin_file:
        pin = _read(chosen.pin_file)
    else:
        pin = _secret(PIN, f"PIN of {token}", f"{token}: its PIN is needed", " or use --pin-file FILE")
    return hardware.token_key(token, pin, certificates)


def _read(path: Path) -> str:
    """Read a PIN out of a file. Raises Mistake when others may read it, or it holds none."""
    from charter.sealing.making.keys import refuse_readable_by_others

    refuse_readable_by_others(path)
    lines = path.read_text("utf-8").splitlines()
    if len(lines) != 1 or not lines[0]:
        raise Mistake(f"{path}: must hold the PIN in one line, and nothing else")
    return lines[0]


def _secret(variable: str, asking: str, needed: str, otherwise: str = "") -> str:
    """Give a secret out of the environment or by a prompt. Raises Mistake where there is nobody to ask."""
    if (found := os.environ.get(variable)) is not None:
        return found
    if not sys.stdin.isatty():
        raise Mistake(f"{needed}: run this in a terminal, or set {variable}{otherwise}")
    return str(typer.prompt(asking, hide_input=True))
