"""The database of a test: a migrated one, copied for each, so that every test has real transactions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.web.set_up  # noqa: F401 - before anything of Django's

# isort: split
from django.core.management import call_command
from django.db import connection

from tests.web.databases import Site
from tests.web.people import Northlight, northlight


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a site whose database is migrated and empty."""
    made = Site(tmp_path_factory.mktemp("migrated"))
    made.create()
    call_command("migrate", verbosity=0)
    connection.close()
    yield made
    made.drop()


@pytest.fixture(scope="session")
def begun(migrated: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Northlight]]:
    """Give a site in which Northlight is begun, and what stands in it."""
    made = migrated.copy(tmp_path_factory.mktemp("begun") / "site")
    yield made, northlight()
    made.drop()


@pytest.fixture
def site(migrated: Site, tmp_path: Path) -> Iterator[Path]:
    """Give the folder of an empty site."""
    made = migrated.copy(tmp_path / "site")
    yield made.folder
    made.drop()


@pytest.fixture
def nl(begun: tuple[Site, Northlight], tmp_path: Path) -> Iterator[Northlight]:
    """Give Northlight in a database of this test's own."""
    kept, there = begun
    made = kept.copy(tmp_path / "site")
    there.workspace.refresh_from_db()
    there.harbourline.refresh_from_db()
    yield there
    made.drop()
