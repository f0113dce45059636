"""Charter's tracked changes before LibreOffice, which accepts and rejects them and writes the words down.

Only pairs in which no clause goes or comes as a whole: LibreOffice gives a heading after a deleted clause the
style of what was deleted, counts it as a paragraph, and changes every reference after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from charter.core.document.tree import Paragraph, sections
from charter.formats import docx

from ..formats.word.mutations import changed  # noqa: TID252 - the tests' own folder is no package to name
from ..formats.word.trees import agreement as long_agreement  # noqa: TID252

Judge = Callable[..., str]
Settle = Callable[..., list[str]]

_LABEL = re.compile(r"^\s*((\d+\.)*\d+|\([a-z]+\)|•|Schedule [A-Z]:)\s")
_DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}">'
)
_MACRO = (
    _DOCTYPE.format("script:module", "module.dtd")
    + """
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Judge" script:language="StarBasic">
Sub Settle(source As String, command As String, target As String)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden" : options(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, options())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  options(0).Name = "FilterName" : options(0).Value = "Text (encoded)"
  document.storeToURL(target, options())
  document.close(True)
End Sub
</script:module>
"""
)
_LIBRARY = (
    _DOCTYPE.format("library:library", "library.dtd")
    + """
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Judge"/></library:library>
"""
)


@pytest.fixture(scope="module")
def settle(judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> Settle:
    """Have LibreOffice accept or reject all changes of a file; gives its lines, without their numbers or `numbered`."""
    folder = tmp_path_factory.mktemp("libreoffice")
    office = (
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
    )
    judge(*office, "--terminate_after_init")
    basic = folder / "profile" / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Judge.xba").write_text(_MACRO)
    (basic / "script.xlb").write_text(_LIBRARY)

    def hear(file: bytes, choice: str, *, numbered: bool = False) -> list[str]:
        source, target = folder / "redline.docx", folder / "settled.txt"
        source.write_bytes(file)
        target.unlink(missing_ok=True)
        command = f".uno:{choice}AllTrackedChanges"
        judge(*office, f'macro:///Standard.Judge.Settle("{source.as_uri()}","{command}","{target.as_uri()}")')
        return _lines(target, numbered=numbered)

    return hear


def _lines(path: Path, *, numbered: bool) -> list[str]:
    said = path.read_text("utf-8-sig").splitlines()
    lines = (line.strip() if numbered else _LABEL.sub("", line).strip() for line in said)
    return [line for line in lines if line]


@pytest.mark.parametrize("seed", [20, 24, 28, 29])
def test_libreoffice_accepts_to_the_one_and_rejects_to_the_other(seed: int, settle: Settle) -> None:
    dice = Random(seed)  # noqa: S311 - a seed makes the negotiation repeatable
    before = changed(long_agreement(), dice)
    after = changed(before, dice)
    tracked = docx.redline(before, after, author="Mara Lindqvist", date=dt.date(2026, 3, 2))
    assert settle(tracked, "Accept") == settle(docx.render(after), "Accept")
    assert settle(tracked, "Reject") == settle(docx.render(before), "Accept")


def test_a_number_that_changes_stands_alone_once_all_is_accepted(settle: Settle) -> None:
    """Until then LibreOffice shows it as "4.3.1[4.3.2]", now and before: its own display, which no file can choose."""
    after = long_agreement()
    section = next(sections(after))
    first, *rest = (block for block in section.blocks if isinstance(block, Paragraph))
    fewer = tuple(replace(one, number=was.number) for one, was in zip(rest, (first, *rest), strict=False))
    article, *others = after.articles
    fewer_sections = (replace(section, blocks=fewer), *article.sections[1:])
    before = replace(after, articles=(replace(article, sections=fewer_sections), *others))
    tracked = docx.redline(before, after, author="Mara Lindqvist", date=dt.date(2026, 3, 2))
    shown = settle(docx.render(after), "Accept", numbered=True)
    assert settle(tracked, "Accept", numbered=True) == shown
    assert f"{rest[0].number} " in " ".join(shown)
