"""Commands write for people by their locale, and for programs always in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charter.cli.reader_locale import locale_of
from charter.core.language import ENGLISH, Locale

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Prompt

GERMAN = {"LC_ALL": "", "LANG": "de_DE.UTF-8"}


def speaking(prompt: Prompt, **environment: str) -> None:
    for name, value in environment.items():
        prompt.patch.setenv(name, value)


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({}, ENGLISH),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8"}, Locale("en", "GB")),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, Locale("en", "US")),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "de_CH"}, Locale("de", "CH")),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "it:de"}, Locale("de", "US")),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en"}, Locale("en", "DE")),
        ({"LANG": "pl_PL.UTF-8"}, Locale("en", "PL")),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "::"}, Locale("de", "DE")),
    ],
)
def test_the_locale_is_found_as_gettext_finds_it(environment: dict[str, str], locale: Locale) -> None:
    assert locale_of(environment) == locale


@pytest.mark.usefixtures("mine")
def test_a_german_reads_german(prompt: Prompt) -> None:
    speaking(prompt, **GERMAN)
    changes = prompt.type("charter diff --no-words").out
    assert "→ + 28.548,39 € in dem Jahr ab 16. Oktober 2023" in changes.replace("\u00a0", " ")
    duties = " ".join(prompt.type("charter duties --today 2024-02-10 --until 2024-08-01").out.split())
    assert "Besprechen, was nach dem Ende der Laufzeit am 31. Juli 2024 kommt" in duties


@pytest.mark.usefixtures("mine")
def test_an_american_reads_american(prompt: Prompt) -> None:
    speaking(prompt, LC_ALL="en_US.UTF-8")
    assert "in the year from October 16, 2023" in prompt.type("charter diff --no-words").out
    statement = prompt.type("charter statement --today 2023-11-20").out
    assert "Nov 20, 2023" in statement
    assert "EUR 25,704.00" in statement


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    "line",
    [
        "duties --today 2024-02-20",
        "log --deemed --today 2024-04-05",
        "log --today 2024-04-05",
        "invoice --today 2024-04-05",
        "statement --today 2023-11-20",
        "exit --today 2024-02-20",
        "explain financials.retainer/2023-10-01 --today 2024-04-05",
        "explain exit.termination/end/client --today 2024-02-20",
        "check --today 2024-02-20",
        "diff",
        "show exit.termination",
        "schema",
    ],
)
def test_json_is_plain_english_whoever_reads(prompt: Prompt, line: str) -> None:
    plain = prompt.type(f"charter {line} --json")
    assert plain.out
    for locale in (GERMAN, {"LC_ALL": "en_US.UTF-8"}):
        speaking(prompt, **locale)
        assert prompt.type(f"charter {line} --json") == plain


def test_a_document_is_the_same_whoever_prints_it(mine: Path, prompt: Prompt) -> None:
    for name, locale in (("plain", {}), ("german", GERMAN), ("american", {"LC_ALL": "en_US.UTF-8"})):
        speaking(prompt, **locale)
        prompt.type(f"charter render --format md --format docx --on 2024-02-20 --out {name}")
    for file in (mine / "plain").iterdir():
        assert file.read_bytes() == (mine / "german" / file.name).read_bytes()
        assert file.read_bytes() == (mine / "american" / file.name).read_bytes()
