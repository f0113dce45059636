"""The parts of a Word file and the archive that holds them: the same bytes for the same document, always."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

from charter.formats.docx.ink import escape
from charter.formats.docx.styles import COLUMN_GAP, PageSize

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name: no clock gets into the bytes."""

_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "header1": "header",
    "footer1": "footer",
    "footer2": "footer",
}
"""The parts under word/, and what kind each is."""

_ROOTS = {"document": "document", "fontTable": "fonts", "header1": "hdr", "footer1": "ftr", "footer2": "ftr"}


def archive(parts: Mapping[str, str], properties: str) -> bytes:
    """Pack the inner XML of the parts under word/ (see `_PARTS`) and the core properties into a file."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _ROOT_RELATIONS,
        "docProps/core.xml": properties,
    }
    files |= {f"word/{name}.xml": _part(name, parts[name]) for name in _PARTS}
    files["word/_rels/document.xml.rels"] = _relations()
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, (_HEAD + content).encode(), compresslevel=6)
    return sink.getvalue()


def _part(name: str, inner: str) -> str:
    root = _ROOTS.get(name, name)
    return f"<w:{root} {_SPACES}>{inner}</w:{root}>"


def core_properties(title: str, subject: str, language: str, dated: dt.date) -> str:
    """Write the core properties; both dates are the document's own."""
    date = f"{dated.isoformat()}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:language>{escape(language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    )


HEAD_AND_FOOT = (
    '<w:headerReference w:type="default" r:id="rIdheader1"/>'
    '<w:footerReference w:type="default" r:id="rIdfooter1"/><w:footerReference w:type="first" r:id="rIdfooter2"/>'
)
"""Which parts are the header and the footers of a section; the first page has a footer of its own."""


def section(page: PageSize, before: str = "", columns: int = 1) -> str:
    """Write what a section's page is like, and with what header and footers; `before` is its tracked change.

    Sections follow one another on the page; the first page of the first one has no header, and so has the first of
    every later one, which is seldom the first on its sheet.
    """
    return f"<w:sectPr>{HEAD_AND_FOOT}{section_properties(page, columns)}{before}</w:sectPr>"


def section_properties(page: PageSize, columns: int = 1) -> str:
    """Write size, margins and columns of a page."""
    shared = f'<w:cols w:num="{columns}" w:space="{COLUMN_GAP}"/>' if columns > 1 else ""
    size = f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
    return (
        f'<w:type w:val="continuous"/>{size}<w:pgMar w:top="1418" w:right="{page.side}" w:bottom="1418"'
        f' w:left="{page.side}" w:header="680" w:footer="680" w:gutter="0"/>{shared}<w:titlePg/>'
    )


SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="737"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
)


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def _relations() -> str:
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for name, kind in _PARTS.items()
        if name != "document"
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
