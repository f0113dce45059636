"""The steps of CONTRIBUTING, applied word for word to a copy of the package, make a clause that acts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEP = re.compile(r"`([\w./]+)`[^`]*?```\w+\n(.*?)```", re.DOTALL)


def test_add_a_clause_as_contributing_says(tmp_path: Path) -> None:
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Add a clause")[1].split("\n## ")[0]
    steps = dict(STEP.findall(section))
    agreement = "src/charter/core/agreement.py"
    assert len(steps) == 4
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "fonts", "*.egg-info")
    )
    (tmp_path / "tests/core/clauses/communication").mkdir(parents=True)
    shutil.copy(ROOT / "tests/core/conftest.py", tmp_path / "tests/core/conftest.py")
    for name, text in steps.items():
        if name != agreement:
            (tmp_path / name).write_text(text, "utf-8")
    bring, field = steps[agreement].splitlines()
    code = (tmp_path / agreement).read_text("utf-8")
    code = code.replace("from charter.core.clauses.exit", f"{bring}\nfrom charter.core.clauses.exit", 1)
    meetings = "    meetings: Meetings | None = None\n"
    assert meetings in code
    (tmp_path / agreement).write_text(code.replace(meetings, f"{meetings}{field}\n"), "utf-8")
    (tmp_path / "tests/test_document.py").write_text(DOCUMENT, "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", "tests"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "2 passed" in run.stdout


DOCUMENT = """
import importlib.util
from pathlib import Path

import charter
from charter.core.document.assembly import document
from charter.core.document.tree import plain, sections
from charter.core.reading import read, schema

HERE = Path(__file__).parent
SPEC = importlib.util.spec_from_file_location("frame", HERE / "core/conftest.py")
FRAME = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(FRAME)


def test_it_stands_in_the_document_the_numbering_and_the_schema():
    assert Path(charter.__file__).is_relative_to(HERE.parent)
    clause = '[communication.updates]\\nrhythm = "every Friday 16:00"\\n'
    agreement = read({"agreement.toml": (FRAME.FRAME + FRAME.TERM + clause).encode()}).agreement
    section = next(s for s in sections(document(agreement)) if s.cite == "communication.updates")
    assert section.number == agreement.numbering["communication.updates"]
    assert "every Friday at 16:00" in plain(section.blocks[0].inlines)
    assert "Updates" in schema()["$defs"]
"""
