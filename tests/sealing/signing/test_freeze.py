"""What is frozen stays: the terms, the tree, the edition, the press, and the bytes that signers see."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.signing import freeze, sign
from charter.sealing.signing.freeze import NotFrozen
from charter.sealing.verification import enclosure
from charter.sealing.verification.enclosure import NotEnclosed, SealStatement
from charter.sealing.verification.renderer import renderer_parts

if TYPE_CHECKING:
    from pathlib import Path

    from charter.core.document import tree
    from charter.sealing.evidence.store import DocumentStore
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Signature


def test_the_digest_is_that_of_the_bytes_that_signers_see(frozen: Frozen) -> None:
    assert frozen.digest == hashlib.sha256(frozen.pdf).hexdigest()
    assert (frozen.edition, frozen.press) == ("2026.1", renderer_parts())


def test_freezing_again_gives_the_same_bytes(frozen: Frozen) -> None:
    assert freeze.freeze(frozen.document, frozen.terms, frozen.edition) == frozen


@pytest.mark.parametrize("change", [{"terms": "[general.law]\n"}, {"title": "Another agreement"}])
def test_another_term_or_word_is_another_digest(frozen: Frozen, change: dict[str, str]) -> None:
    terms = change.get("terms", frozen.terms)
    document = replace(frozen.document, title=change.get("title", frozen.document.title))
    assert freeze.freeze(document, terms, frozen.edition).digest != frozen.digest


def test_the_press_names_fonts_templates_and_typst() -> None:
    assert "typst" in renderer_parts()
    assert any(name.endswith(".otf") for name in renderer_parts())
    assert any(name.endswith(".typ") for name in renderer_parts())


def test_a_signed_document_is_not_frozen(frozen: Frozen, signatures: tuple[Signature, Signature]) -> None:
    with pytest.raises(ValueError, match="bears a signature"):
        freeze.freeze(sign.signed_document(frozen, signatures), frozen.terms, frozen.edition)


def test_a_frozen_document_thaws_as_it_was(frozen: Frozen, document: DocumentStore) -> None:
    freeze.keep(frozen, document)
    assert freeze.thaw(document) == frozen
    freeze.keep(frozen, document)


def test_another_document_is_not_frozen_over_it(
    frozen: Frozen, agreement: tree.Document, document: DocumentStore
) -> None:
    freeze.keep(frozen, document)
    with pytest.raises(NotFrozen, match="another document is frozen here"):
        freeze.keep(freeze.freeze(replace(agreement, title="Other"), frozen.terms, frozen.edition), document)


@pytest.mark.parametrize("name", [enclosure.TERMS, enclosure.TREE, freeze.PRINTED])
def test_a_file_edited_after_freezing_is_named(frozen: Frozen, document: DocumentStore, name: str) -> None:
    freeze.keep(frozen, document)
    document.write(name, (document.read(name) or b"") + b" ")
    with pytest.raises(NotFrozen, match=f"{name}: was changed after freezing"):
        freeze.thaw(document)


def test_half_a_frozen_document_is_none(frozen: Frozen, tmp_path: Path) -> None:
    """The record is written last: without it a crash has left nothing that counts, and freezing goes on."""
    document = FolderStore(tmp_path).document()
    freeze.keep(frozen, document)
    (document.folder / freeze.RECORD).unlink()
    with pytest.raises(NotFrozen, match="not there"):
        freeze.thaw(document)
    freeze.keep(frozen, document)
    assert freeze.thaw(document) == frozen


@pytest.mark.parametrize("name", [enclosure.TERMS, enclosure.TREE, freeze.PRINTED])
def test_a_file_that_is_gone_is_named(frozen: Frozen, tmp_path: Path, name: str) -> None:
    document = FolderStore(tmp_path).document()
    freeze.keep(frozen, document)
    (document.folder / name).unlink()
    with pytest.raises(NotFrozen, match=f"{name}: not there"):
        freeze.thaw(document)


@pytest.mark.parametrize(
    "record", [b"", b"[]", b"{}", b'{"files":{}}', b'{"format":1}', b'{"format":1,"files":{}}']
)
def test_a_broken_record_is_named(frozen: Frozen, document: DocumentStore, record: bytes) -> None:
    freeze.keep(frozen, document)
    document.write(freeze.RECORD, record)
    with pytest.raises(NotFrozen, match="not the record"):
        freeze.thaw(document)


def test_what_is_enclosed_reads_back(frozen: Frozen) -> None:
    statement = SealStatement(frozen.edition, dict(frozen.press), frozen.digest, "", "ab" * 32)
    enclosed = enclosure.Enclosed(frozen.terms, frozen.document, statement)
    assert enclosure.read_attachments(enclosed.files()) == enclosed


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (enclosure.TERMS, None, "agreement.toml is missing"),
        (enclosure.TERMS, b"\xff", "agreement.toml is not what Charter writes"),
        (enclosure.TREE, b"{", "document.json is not what Charter writes"),
        (enclosure.TREE, b'{"format":1,"is":"Text","text":"x"}', "document.json is no document"),
        (enclosure.TREE, b'{"is":"Text","text":"x"}', "document.json is no document"),
        (
            enclosure.TREE,
            b'{"format":null,"is":"Text","text":"x"}',
            "it is of format None, and this release reads 1",
        ),
        (enclosure.TREE, b'{"format":2,"is":"Document"}', "it is of format 2, and this release reads 1"),
        (enclosure.STATEMENT, b'{"format":true}', "it is of format True, and this release reads 1"),
        (enclosure.STATEMENT, b'{"edition":"1"}', "evidence.json is not what Charter writes"),
        (enclosure.STATEMENT, None, "evidence.json is missing"),
    ],
)
def test_attachments_that_are_none_are_named(
    frozen: Frozen, name: str, content: bytes | None, says: str
) -> None:
    statement = SealStatement(frozen.edition, dict(frozen.press), frozen.digest, "", "ab" * 32)
    files = enclosure.Enclosed(frozen.terms, frozen.document, statement).files()
    del files[name]
    if content is not None:
        files[name] = content
    with pytest.raises(NotEnclosed, match=says):
        enclosure.read_attachments(files)
