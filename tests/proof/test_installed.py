"""The wheel in an environment of its own: every command that needs a file of the package finds it there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.package import ROOT, UV, built

PEOPLE = {"jonas": "Jonas Petersen", "mara": "Mara Lindqvist"}


class Machine:
    """A machine of another person: a folder with an agreement, and Charter installed from its wheel."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.here = folder / "environment" / "bin", folder / "mine"
        shutil.copytree(ROOT / "examples/northlight/harbourline", self.here)
        _, wheel = built(folder)
        uv = (UV, "pip", "install", "--quiet", "--python", self.bin / "python")
        self._run(UV, "venv", "--quiet", "--python", sys.executable, self.bin.parent)
        self._run(*uv, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements/charter.txt")
        self._run(*uv, "--no-deps", wheel)

    def _run(self, *words: str | Path) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        done = subprocess.run(
            [*map(str, words)], cwd=self.here, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(f"{' '.join(map(str, words))}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def charter(self, *words: str) -> str:
        """Run a command; it must end well."""
        return self._run(self.bin / "charter", *words)

    def python(self, code: str) -> str:
        """Run a line of Python."""
        return self._run(self.bin / "python", "-c", code).strip()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


def test_it_runs_from_the_environment_and_nothing_is_missing_there(machine: Machine) -> None:
    assert Path(machine.python("import charter; print(charter.__file__)")).is_relative_to(machine.bin.parent)
    machine._run(UV, "pip", "check", "--quiet", "--python", machine.bin / "python")  # noqa: SLF001 - of this file


def test_it_checks_by_the_law_that_it_brings(machine: Machine) -> None:
    assert "DE" in machine.charter("schema")
    machine.charter("check")


def test_it_renders_every_format(machine: Machine) -> None:
    machine.charter("render", "--out", "out")
    made = {path.suffix: path.read_bytes() for path in (machine.here / "out").iterdir()}
    assert made.keys() == {".pdf", ".docx", ".html", ".md"}
    assert made[".pdf"].startswith(b"%PDF-")
    assert made[".docx"].startswith(b"PK")


def test_it_signs_seals_and_verifies(machine: Machine) -> None:
    machine.charter("record")
    for key, name in PEOPLE.items():
        machine.charter("sign", "--as", key, "--typed", name, "--identified", "passport seen", "--consent")
    machine.charter("seal", "--keys", "keys")
    machine.charter("verify", "signing/sealed.pdf", "--evidence", "evidence.jsonl")


def test_it_prints_in_the_languages_of_its_catalogues(machine: Machine) -> None:
    spoken = "from charter.core.language import languages; print(*sorted(languages()))"
    assert "de" in machine.python(spoken).split()
