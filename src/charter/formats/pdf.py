"""The PDF: PDF/UA-1 and PDF/A-3a at once, set by Typst, the same bytes for the same tree."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typst

from charter.core.document import tree

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "typst"
_FONTS = _HERE / "fonts"
_NONE: Mapping[str, bytes] = MappingProxyType({})


class _Kept(threading.local):
    """One compiler for each thread: fonts and templates are read once, and nothing is shared."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
        self.compiler = typst.Compiler(
            _TEMPLATES / "agreement.typ", root=_TEMPLATES, ignore_system_fonts=True, font_paths=fonts
        )


_kept = _Kept()


def render(document: tree.Document, attachments: Mapping[str, bytes] = _NONE) -> bytes:
    """Print `document` as PDF bytes, with `attachments` (file name to content) embedded."""
    data = {"document": tree.to_data(document), "attachments": [_file(*pair) for pair in attachments.items()]}
    printed, warnings = _kept.compiler.compile_with_warnings(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-3a"],
        timestamp=int(dt.datetime.combine(document.dated, dt.time(), dt.UTC).timestamp()),
    )
    if warnings or not isinstance(printed, bytes):
        raise RuntimeError(f"the page template warns: {[warning.message for warning in warnings]}")
    return printed


def _file(name: str, content: bytes) -> dict[str, Any]:
    """Say how one attachment is embedded; Typst takes text or numbers, so bytes that are no text become numbers."""
    try:
        body: str | list[int] = content.decode()
    except UnicodeDecodeError:
        body = list(content)
    suffix = name.rpartition(".")[2]
    mime = {"toml": "application/toml", "json": "application/json", "xml": "application/xml"}
    return {
        "content": body,
        "name": name,
        "mime": mime.get(suffix, "application/octet-stream"),
        "relationship": "source" if suffix == "toml" else "data",
        "description": name,
    }
