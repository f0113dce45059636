"""The package as others get it: an archive of the source, and the wheel built from that archive."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info")


def built(folder: Path) -> tuple[Path, Path]:
    """Build in a folder, from a copy and without a network; give the source archive and the wheel."""
    copy = folder / "copy"
    copy.mkdir()
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, copy)
    for room in ("src", "requirements"):
        shutil.copytree(ROOT / room, copy / room, ignore=LEFT_OUT)
    words = ["build", "--quiet", "--offline", "--no-build-isolation", "--python", sys.executable]
    subprocess.run([UV, *words, "--out-dir", folder / "dist", copy], check=True)  # noqa: S603 - our own tool
    return next((folder / "dist").glob("*.tar.gz")), next((folder / "dist").glob("*.whl"))
