"""The database of a test: a migrated file, copied for each, so that every test has real transactions."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.web.set_up  # noqa: F401 - before anything of Django's

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from charter.web.kit import engagements
from tests.web.people import Northlight, northlight


def open_database(file: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = file
    settings.BLOBS, settings.DATA, settings.KEYS = file.parent / "files", file.parent, file.parent / "keys"
    engagements.forget_all()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "charter.sqlite3"
    open_database(file)
    call_command("migrate", verbosity=0)
    connection.close()
    return file


@pytest.fixture(scope="session")
def begun(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Northlight]:
    """Give a database in which Northlight is begun, and what stands in it."""
    file = Path(shutil.copytree(migrated.parent, tmp_path_factory.mktemp("begun") / "site")) / migrated.name
    open_database(file)
    made = northlight()
    connection.close()
    return file, made


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Path]:
    """Give the folder of an empty site."""
    shutil.copytree(migrated.parent, tmp_path / "site")
    open_database(tmp_path / "site" / migrated.name)
    yield tmp_path / "site"
    connection.close()


@pytest.fixture
def nl(begun: tuple[Path, Northlight], tmp_path: Path) -> Iterator[Northlight]:
    """Give Northlight in a database of this test's own."""
    file, made = begun
    shutil.copytree(file.parent, tmp_path / "site")
    open_database(tmp_path / "site" / file.name)
    made.harbourline.refresh_from_db()
    yield made
    connection.close()
