"""A copy of Charter with one more clause: the steps of CONTRIBUTING, applied word for word."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEP = re.compile(r"\n\n[^`]*?`([\w.]+/[\w./]+)`((?:(?!\n\n).)*)\n\n```\w+\n(.*?)```", re.DOTALL)
"""A paragraph, the first file that it names, and the block after it."""
LEFT_OUT = shutil.ignore_patterns("__pycache__", "fonts", "*.egg-info")
FONTS = Path("src/charter/formats/fonts")
BRING = re.compile(r" *from charter\.core\.clauses\.(\w+)[\w.]* import")


def steps() -> dict[str, str]:
    """Give the steps of the page: by file, what is written into it."""
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Add a clause")[1].split("\n## ")[0]
    return {name: text for name, _, text in STEP.findall(section)}


def grown(folder: Path) -> Path:
    """Copy Charter with its tests into a folder, and apply the steps."""
    for room in ("src", "tests", "examples", "docs", "requirements", "setup", "bench", ".ci"):
        shutil.copytree(ROOT / room, folder / room, ignore=LEFT_OUT)
    for path in (path for path in ROOT.iterdir() if path.is_file()):
        shutil.copy(path, folder)
    (folder / FONTS).symlink_to(ROOT / FONTS)
    for name, text in steps().items():
        target = folder / name
        target.write_text(added(target.read_text("utf-8"), text) if target.exists() else text, "utf-8")
    return folder


def added(code: str, lines: str) -> str:
    r"""Add imports to a module, and fields at the end of the part of the clause that is brought in.

    >>> room = "    from charter.core.clauses.exit"
    >>> code = f"if TYPE_CHECKING:\n{room}.end import End\n\n\nclass Exit(AgreementPart):\n    end: End\n"
    >>> print(added(code, f"{room.strip()}.note import Note\n    note: Note | None = None\n"))
    if TYPE_CHECKING:
        from charter.core.clauses.exit.note import Note
        from charter.core.clauses.exit.end import End
    <BLANKLINE>
    <BLANKLINE>
    class Exit(AgreementPart):
        end: End
        note: Note | None = None
    <BLANKLINE>
    """
    given = lines.splitlines()
    imports = [line for line in given if not line.startswith(" ")]
    part = next(found[1] for line in imports if (found := BRING.match(line)))
    tree = ast.parse(code)
    body = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name.lower() == part).body
    kept = code.splitlines()
    first = next(place for place, line in enumerate(kept) if BRING.match(line))
    kept[body[-1].end_lineno : body[-1].end_lineno] = [line for line in given if line.startswith(" ")]
    kept[first:first] = [f"    {line}" for line in imports]
    return "\n".join(kept) + "\n"


def played(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Play tests of the copy, on the copy of the package."""
    run = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words]
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    return subprocess.run(run, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own tests
