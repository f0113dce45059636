"""What a document says of one clause, as plain words."""

from __future__ import annotations

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document


def section(agreement: Agreement, cite: str) -> str:
    """Give the words of a section: its line in short, paragraphs, lists and cells, one a line."""
    found = next(each for each in tree.sections(document(agreement)) if each.cite == cite)
    lines = [tree.plain(found.in_short)]
    for block in found.blocks:
        match block:
            case tree.Paragraph():
                lines.append(tree.plain(block.inlines))
            case tree.Items():
                lines += [tree.plain(item) for item in block.items]
            case tree.Table():
                lines += [" | ".join(map(tree.plain, row)) for row in block.rows]
    return "\n".join(lines)
