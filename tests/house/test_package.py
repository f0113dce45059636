"""What is installed is what stands here: every file of the source, the licences, and what it needs."""

from __future__ import annotations

import re
import tarfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.package import LEFT_OUT, ROOT, built

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0",
    "PSF-2.0",
}  # fmt: skip
LICENCES = {
    "LICENSE",
    "NOTICE",
    "THIRD_PARTY.md",
    "LICENSE-dejavu.txt",
    "LICENSE-liberation.md",
    "LICENSE-noto.md",
    "LICENSE-source-sans.md",
    "LICENSE-source-serif.md",
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def wheel(archives: tuple[Path, Path]) -> ZipFile:
    return ZipFile(archives[1])


def source(folder: Path) -> set[str]:
    """Give the files below a folder, as paths from `src`."""
    left_out = LEFT_OUT(str(folder), [path.name for path in folder.iterdir()])
    found: set[str] = set()
    for path in folder.iterdir():
        if path.is_dir() and path.name not in left_out:
            found |= source(path)
        elif path.is_file():
            found.add(path.relative_to(ROOT / "src").as_posix())
    return found


def metadata(wheel: ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return message_from_bytes(wheel.read(name))


def test_the_wheel_holds_every_file_of_the_source_and_no_other(wheel: ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == source(ROOT / "src")


def test_it_holds_the_licences(wheel: ZipFile) -> None:
    assert metadata(wheel)["License-Expression"] == "Apache-2.0"
    held = {name.rsplit("/", 1)[1] for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert held == LICENCES


def test_it_needs_what_the_requirements_name(wheel: ZipFile) -> None:
    needs = metadata(wheel).get_all("Requires-Dist") or []
    asked = {need.split(";")[0].strip().replace(" ", "") for need in needs}
    lines = [
        line.split("#")[0].strip()
        for name in ("charter.in", "pkcs11.in", "postgres.in", "s3.in", "web.in")
        for line in (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    ]
    assert asked == {line for line in lines if line}


def test_the_source_archive_can_be_built_by_others(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= {
        "pyproject.toml",
        "README.md",
        "requirements/charter.in",
        "requirements/pkcs11.in",
        "requirements/postgres.in",
        "requirements/s3.in",
        "requirements/web.in",
        "LICENSE",
    }


def test_every_library_is_named_with_a_licence_that_we_may_use() -> None:
    table = dict(
        re.findall(
            r"^\| ([\w.-]+) \| ([^|]+) \|$", (ROOT / "THIRD_PARTY.md").read_text("utf-8"), re.MULTILINE
        )
    )
    locked = {
        name
        for lock in ("charter.txt", "pkcs11.txt", "postgres.txt", "s3.txt", "web.txt")
        for name in re.findall(
            r"^([\w.-]+)[^ ]*==", (ROOT / "requirements" / lock).read_text("utf-8"), re.MULTILINE
        )
    }
    assert locked == table.keys() - {"library"}
    for name in locked:
        assert any(set(either.split(" AND ")) <= ALLOWED for either in table[name].split(" OR ")), name


def test_every_font_is_named_with_its_licence() -> None:
    fonts = ROOT / "src/charter/formats/fonts"
    named = re.findall(r"`(LICENSE-[\w.-]+)`", (ROOT / "THIRD_PARTY.md").read_text("utf-8"))
    assert set(named) == {path.name for path in fonts.iterdir() if path.name.startswith("LICENSE")}
