"""`charter seal` with a key of one's own: what belongs together, and where secrets come from."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from charter.sealing.making import hardware
from charter.sealing.making.keys import SealingKey, own_key
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.evidence.conftest import Desk

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
Opened = list[tuple[hardware.KeyLocation, str, int]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, keys: Path) -> Opened:
    """Which token was opened with which PIN, and how many certificates beside it; the key is of the tests."""
    found: Opened = []

    @contextmanager
    def token_key(
        token: hardware.KeyLocation, pin: str, certificates: tuple[object, ...]
    ) -> Iterator[SealingKey]:
        found.append((token, pin, len(certificates)))
        yield own_key(keys, "Northlight", AT)

    monkeypatch.setattr(hardware, "token_key", token_key)
    return found


@pytest.fixture
def pin(tmp_path: Path) -> Path:
    path = tmp_path / "pin"
    path.write_text("2741\n")
    path.chmod(0o600)
    return path


def test_a_token_seals_with_its_pin_out_of_a_file(
    signed: Desk, opened: Opened, keys: Path, pin: Path
) -> None:
    own_key(keys, "Northlight", AT)
    words = ("--pkcs11", "maker.so", "--token", "northlight", "--key", "seal")
    told = signed.run("seal", *words, "--pin-file", str(pin), "--cert", str(keys / "seal.pem"))
    assert (told.code, told.err) == (0, "")
    assert opened == [(hardware.KeyLocation(Path("maker.so"), "northlight", "seal"), "2741", 1)]
    assert verify(signed.sealed.read_bytes()).exit_code == 0


def test_the_pin_may_stand_in_the_environment(
    signed: Desk, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTER_PIN", "1472")
    assert signed.run("seal", "--pkcs11", "maker.so").code == 0
    assert opened == [(hardware.KeyLocation(Path("maker.so")), "1472", 0)]


def test_at_a_terminal_the_pin_is_asked_for_unseen(
    signed: Desk, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []

    def prompt(text: str, *, hide_input: bool) -> str:
        asked.append((text, hide_input))
        return "2741"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    assert signed.run("seal", "--pkcs11", "maker.so", "--token", "northlight").code == 0
    assert asked == [("PIN of maker.so, token northlight", True)]
    assert [pin for _, pin, _ in opened] == ["2741"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--p12", "a.p12", "--pkcs11", "maker.so"), "choose --p12 or --pkcs11"),
        (("--token", "northlight"), "--token belongs to --pkcs11 MODULE"),
        (("--key", "seal", "--p12", "a.p12"), "--key belongs to --pkcs11 MODULE"),
        (("--pin-file", "pin"), "--pin-file belongs to --pkcs11 MODULE"),
        (("--cert", "own.pem"), "--cert belongs to --pkcs11 MODULE"),
        (("--upgrade", "--tsa", "https://time.example/tsa", "--p12", "a.p12"), "--upgrade takes no key"),
        (
            ("--pkcs11", "maker.so"),
            "its PIN is needed: run this in a terminal, or set CHARTER_PIN or use --pin-file",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    signed: Desk, opened: Opened, words: tuple[str, ...], says: str
) -> None:
    told = signed.run("seal", *words)
    assert told.code == 2
    assert says in told.err
    assert not opened
    assert not signed.sealed.exists()


@pytest.mark.parametrize("content", ["", "\n", "2741\n1472\n"])
def test_a_pin_file_holds_the_pin_and_nothing_else(
    signed: Desk, opened: Opened, pin: Path, content: str
) -> None:
    pin.write_text(content)
    told = signed.run("seal", "--pkcs11", "maker.so", "--pin-file", str(pin))
    assert told.code == 2
    assert "must hold the PIN in one line" in told.err
    assert not opened


def test_a_pin_file_that_others_may_read_is_refused(signed: Desk, opened: Opened, pin: Path) -> None:
    pin.chmod(0o644)
    told = signed.run("seal", "--pkcs11", "maker.so", "--pin-file", str(pin))
    assert told.code == 2
    assert "others may read this file" in told.err
    assert not opened
