"""What all tests share: golden files, updated by one flag and read in review."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import tests.budget  # noqa: F401 - it tells hypothesis how much to try

os.environ |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}  # tests read plain English, whatever the machine speaks

EXAMPLES = Path(__file__).parent.parent / "examples"
ENGAGEMENTS = sorted(path.parent for path in EXAMPLES.glob("*/*/agreement.toml"))
ORDERS = [folder for folder in ENGAGEMENTS if (folder.parent / "frames").exists()]
"""The example engagements that lie over a master, so that their file alone is not the whole agreement."""
ALONE = [folder for folder in ENGAGEMENTS if folder not in ORDERS]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="Write the golden files anew; read the diff."
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name beside the test."""
    update = request.config.getoption("--update-goldens")

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "goldens" / name
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name} differs: --update-goldens, then read the diff"
        )

    return compare


@pytest.fixture(scope="session")
def harbourline() -> Path:
    """Give the folder of the example engagement."""
    return EXAMPLES / "northlight" / "harbourline"
