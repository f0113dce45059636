"""Sets Django up before the first module of the workspace is read, for its doctests."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def pytest_collect_file(file_path: Path) -> None:
    """Set up what a module of the workspace needs to be imported."""
    if "web" in file_path.parts and file_path.suffix == ".py":
        import_module("tests.web.set_up")
