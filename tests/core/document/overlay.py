"""New texts of the library, as a later release has them, with the edition before them kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from charter.core.document import editions, library

Texts = dict[str, str]


def reworded(name: str, text: str) -> str:
    """Put other words into every clause, every entry of every sheet, and every list."""
    if name.endswith(".csv"):
        return text.replace("labour,labor,labour", "labour,labr,labr") + "section,sektion,sektion\n"
    if name.endswith(".toml"):
        return text.replace('"Germany"', '"Deutschland"').replace("the Netherlands", "Holland")
    text = text.replace("> In short: ", "> In short: as we say now, ").replace(
        "the Client", "the good Client"
    )
    return "\n\n".join(
        f"{part} So it is."
        if part[:1] not in {"#", ">", "|", "-", ""} and not part.startswith("{% for")
        else part
        for part in text.split("\n\n")
    )


@contextmanager
def released(folder: Path, new: Callable[[str, str], str] = reworded) -> Iterator[str]:
    """Keep the texts as they are in a folder, and work with new ones; give the name of the edition that is kept."""
    before = library.working()
    texts: Texts = dict(before.texts)
    folder.mkdir(exist_ok=True)
    kept = folder / f"{before.edition}.json"
    kept.write_text(json.dumps({"texts": texts}), "utf-8")
    after = {name: new(name, text) for name, text in texts.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "FOLDER", folder)
        patch.setattr(library, "Working", lambda: after)
        library.working.cache_clear()
        try:
            yield before.edition
        finally:
            patch.undo()
            library.working.cache_clear()
