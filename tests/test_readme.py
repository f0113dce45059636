"""What the README shows is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PLAY = ROOT / "examples/northlight/play.sh"


def run(command: str) -> str:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    shell = ["bash", "-c", command]
    done = subprocess.run(  # noqa: S603 - the commands are those of our own README
        shell, cwd=ROOT, env={"PATH": path, "OUT": "out"}, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_console_shows_what_the_command_prints(request: pytest.FixtureRequest) -> None:
    (shown,) = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    played = "".join(
        f"$ {command}\n{run(command)}" for command in re.findall(r"^\$ (.*)$", shown, re.MULTILINE)
    )
    if request.config.getoption("--update-goldens"):
        (ROOT / "README.md").write_text(README.replace(shown, played), "utf-8")
    else:
        assert shown == played


def test_the_ten_lines_are_those_of_the_example() -> None:
    (lines,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    shown = tomllib.loads(lines)
    held = tomllib.loads((ROOT / "examples/northlight/harbourline/agreement.toml").read_text("utf-8"))
    for part, clauses in shown.items():
        for clause, terms in clauses.items():
            assert terms.items() <= held[part][clause].items()


def test_every_command_of_the_readme_exists() -> None:
    commands = set(re.findall(r"^charter (\w+)", README, re.MULTILINE))
    listed = run("charter --help")
    assert commands
    assert all(f"  {command} " in listed for command in commands)


def test_the_story_plays(tmp_path: Path) -> None:
    told = run(f"OUT={tmp_path} {PLAY}")
    assert {p.name for p in tmp_path.iterdir()} == {
        "harbourline.pdf", "harbourline.docx", "harbourline.html", "harbourline.md", "redline.html", "redline.docx",
    }  # fmt: skip
    for figure in ("EUR 341.41", "EUR 40.00", "EUR -4,838.71", "21 Mar 2024", "2.2 Acceptance"):
        assert figure in told
