"""Released editions stay: as data that never changes, which today's code prints as it was printed then."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pytest

from charter.core.document import editions
from charter.core.document.layout import Layout
from charter.core.document.library import Library, working
from charter.core.document.lint import lint
from charter.core.law import lookup
from tests.core.document.keeping import HERE, LIST, ROOT, keep, printed_again

GOLDENS = ROOT / "tests/house/goldens"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, str]:
    """The working edition kept in a folder of its own: package, proofs, list, name."""
    here = tmp_path_factory.mktemp("release")
    name = keep(here / "editions", here / "proofs", here / LIST)
    return here / "editions", here / "proofs", here / LIST, name


@pytest.fixture(params=["as it would be kept", *editions.kept()])
def edition(
    request: pytest.FixtureRequest, release: tuple[Path, Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Traversable, Path]:
    """Each edition that is kept, and the working one as it would be: its name, where it lies, its proof."""
    package, proofs, _, name = release
    if request.param in editions.kept():
        name, proofs = request.param, HERE / "editions"
    else:
        monkeypatch.setattr(editions, "FOLDER", package)
    return name, editions.FOLDER.joinpath(f"{name}.json"), proofs / f"{name}.json"


def read(file: Traversable) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def test_what_was_kept_never_changes() -> None:
    """A line for each file, and a file for each line: whoever changes or removes one must change the list in review."""
    folders = {"editions": ROOT / "src/charter/core/editions"}, {"editions": HERE / "editions"}
    found = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}/{path.name}"
        for folder in folders
        for name, place in folder.items()
        for path in place.glob("*.json")
    )
    assert found == sorted((GOLDENS / LIST).read_text("utf-8").splitlines())


def test_an_edition_is_named_by_its_words(edition: tuple[str, Traversable, Path]) -> None:
    name, file, _ = edition
    assert Library(name.partition("+")[0], read(file)["texts"]).edition == name == read(file)["edition"]


def test_todays_code_prints_every_edition_as_it_was_printed(edition: tuple[str, Traversable, Path]) -> None:
    name, file, proof = edition
    library = Library(name.partition("+")[0], read(file)["texts"])
    assert printed_again(proof, Layout(library)) == []


def misplaced(texts: dict[str, str]) -> list[str]:
    """What texts name that the code has not; a term that came later, and that they do not know, is no fault."""
    clauses = {name: text for name, text in texts.items() if name.endswith(".md") and "document/" not in name}
    found = (
        (name, lint(name.split(".")[0].split("@")[0].replace("/", "."), text))
        for name, text in clauses.items()
    )
    return [
        f"{name}: {fault}" for name, faults in found for fault in faults if "never mentioned" not in fault
    ]


def test_every_place_of_a_text_is_in_the_code(edition: tuple[str, Traversable, Path]) -> None:
    assert misplaced(read(edition[1])["texts"]) == []


def test_a_text_whose_place_is_gone_from_the_code_is_found(edition: tuple[str, Traversable, Path]) -> None:
    name, file, proof = edition
    texts = read(file)["texts"]
    gone = {"financials/payment.md": texts["financials/payment.md"] + "\n\n{{ paid_in_shells }}\n"}
    with pytest.raises(TypeError, match="is no term"):
        printed_again(proof, Layout(Library(name, texts | gone)))
    (fault,) = misplaced(texts | gone)
    assert fault.startswith("financials/payment.md: line ")
    assert fault.endswith("no term is called paid_in_shells")


def test_a_word_that_the_code_says_otherwise_is_found(
    edition: tuple[str, Traversable, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, file, proof = edition
    monkeypatch.setattr("charter.core.document.assembly._subtitle", lambda _: "among friends")
    assert len(printed_again(proof, Layout(Library(name, read(file)["texts"])))) == len(
        read(proof)["documents"]
    )


def test_the_law_packs_are_kept_and_can_be_read(
    edition: tuple[str, Traversable, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, file, _ = edition
    for name, text in read(file)["law"].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    spec = importlib.util.spec_from_file_location("law_then", lookup.__file__)
    assert spec is not None
    assert spec.loader is not None
    then = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "law_then", then)
    spec.loader.exec_module(then)
    monkeypatch.setattr(then, "_LAWS", tmp_path)
    assert {"DE", "GB-ENG", "US-CA"} <= set(then.codes())
    found = [then.law(code).late_interest(date(2026, 3, 1)) for code in then.codes()]
    assert len([rules for rules in found if rules]) > 5


def test_the_schema_is_kept(edition: tuple[str, Traversable, Path]) -> None:
    assert read(edition[1])["schema"]["properties"]["foundation"]


def test_an_edition_is_kept_once(release: tuple[Path, Path, Path, str]) -> None:
    package, proofs, manifest, name = release
    before = manifest.read_text("utf-8")
    with pytest.raises(FileExistsError, match="is kept already: nothing of its texts has changed"):
        keep(package, proofs, manifest)
    assert manifest.read_text("utf-8") == before
    assert before.count(name) == 2


def test_the_edition_at_work_is_read_from_the_source_and_others_from_where_they_are_kept(
    release: tuple[Path, Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package, _, _, name = release
    assert editions.library(name) is working()
    texts = dict(working().texts) | {"document/closing.md": "# Closing\n\nSign here.\n"}
    older = Library("2025.4", texts)
    other = package.parent / "others"
    other.mkdir()
    (other / f"{older.edition}.json").write_text(json.dumps({"texts": texts}), "utf-8")
    monkeypatch.setattr(editions, "FOLDER", other)
    found = editions.library(older.edition)
    assert (found.edition, found.entries("closing")) == (older.edition, {"Closing": "Sign here."})
    assert editions.library(older.edition) is found
    for other_name in (older.edition, name):
        same = f"2025.5+{other_name.partition('+')[2]}"
        assert editions.library(same).edition == same


@pytest.mark.parametrize("name", ["2026.1+0000000000000000", "2026.1", ""])
def test_an_edition_that_is_not_here_is_named(name: str) -> None:
    with pytest.raises(
        editions.NotKept, match=f"the edition {name.replace('+', '.')} of the texts is not here"
    ):
        editions.library(name)
