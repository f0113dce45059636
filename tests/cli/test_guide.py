"""What the guide shows is what the program does: every page is played from top to bottom in a folder of its own.

A block `toml FILE` is written to that file, `toml +FILE` is added to it; each `$` line of a `console` block is typed,
and what follows must be what it prints; each line of an `sh` block is typed and must go well. The pages are mended by
`--update-goldens`; read the diff.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.cli import clock
from charter.core.kinds import entry_adapter
from docs.__main__ import main as write_pages

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs/guide").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
WIDTH = 84


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_guide_plays(
    page: Path, prompt: Prompt, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    shutil.copytree(ROOT / "examples", "examples", ignore=shutil.ignore_patterns("*.sh"))
    text = page.read_text("utf-8")
    played = BLOCK.sub(lambda block: _played(block, prompt), text)
    if request.config.getoption("--update-goldens"):
        page.write_text(played, "utf-8")
    assert page.read_text("utf-8") == played


def test_every_entry_that_the_guide_shows_can_be_read() -> None:
    blocks = BLOCK.finditer((ROOT / "docs/guide/journal.md").read_text("utf-8"))
    shown = [one for block in blocks if block[1] == "toml" for one in tomllib.loads(block[3])["entry"]]
    read = [entry_adapter().validate_json(json.dumps(one, default=str)) for one in shown]
    kinds = {"person lost", "replaced", "condition met", "later agreement", "void"}
    assert kinds <= {one["kind"] for one in shown}
    assert len(read) == len(shown)


def _played(block: re.Match[str], prompt: Prompt) -> str:
    kind, name, body = block[1], block[2] or "", block[3]
    if name:
        _write(Path(name.removeprefix("+")), body, more=name.startswith("+"))
    elif kind == "sh":
        for line in body.splitlines():
            answer = prompt.type(line)
            assert answer.code == 0, f"{line}\n{answer.out}{answer.err}"
    elif kind == "console":
        return f"```console\n{''.join(_typed(line, prompt) for line in body.splitlines() if line[:2] == '$ ')}```"
    return block[0]


def _typed(line: str, prompt: Prompt) -> str:
    answer = prompt.type(line[2:])
    return f"{line}\n{answer.out}{answer.err}"


def _write(path: Path, text: str, *, more: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") + "\n" if more else ""
    path.write_text(before + text, "utf-8")


def test_every_page_is_found_from_the_first() -> None:
    first = (ROOT / "docs/guide/index.md").read_text("utf-8")
    assert {page.name for page in PAGES} - {"index.md"} == set(re.findall(r"\]\((\w[\w-]*\.md)\)", first))


def test_every_link_of_every_page_leads_somewhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_pages() == 0, capsys.readouterr().out
