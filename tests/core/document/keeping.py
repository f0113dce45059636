"""Keeping the working edition at its release: `make edition`, once. What is kept is never changed afterwards.

Into the package go the texts, law packs and schema; beside the tests the examples with their documents as these words
printed them, which every later release must print again; into a list the digests of both files, for review.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from charter.core.agreement import Agreement
from charter.core.document.assembly import document
from charter.core.document.editions import released
from charter.core.document.layout import Layout
from charter.core.document.tree import to_data
from charter.core.reading import read_agreement, write
from tests.core.home import WHOLE, terms

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LIST = "editions.txt"


def keep(package: Path, proofs: Path, manifest: Path) -> str:
    """Keep the working edition, and give its name. Raises FileExistsError where it is kept already."""
    found = released()
    name: str = found["edition"]
    if (package / f"{name}.json").exists():
        raise FileExistsError(f"the edition {name} is kept already: nothing of its texts has changed since")
    lines = manifest.read_text("utf-8").splitlines() if manifest.exists() else []
    for folder, content in ((package, found), (proofs, {"documents": [*examples()]})):
        folder.mkdir(exist_ok=True)
        raw = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        with (folder / f"{name}.json").open("xb") as file:
            file.write(raw)
        lines.append(f"{hashlib.sha256(raw).hexdigest()}  {folder.name}/{name}.json")
    manifest.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return name


def examples() -> list[dict[str, Any]]:
    """Give each example as terms and as the document that they make."""
    tables = [
        terms({}),
        *(tomllib.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("*.toml")) if path != WHOLE),
    ]
    agreements = [
        Agreement.model_validate_json(json.dumps(data, default=str), strict=True) for data in tables
    ]
    found = [(write(agreement), document(agreement)) for agreement in agreements]
    return [{"terms": text, "document": to_data(drawn)} for text, drawn in found]


def printed_again(proof: Path, layout: Layout) -> list[str]:
    """Give the titles of the kept documents that today's code does not print in the words of an edition."""
    kept = json.loads(proof.read_text("utf-8"))["documents"]
    return [
        example["document"]["title"]
        for example in kept
        if to_data(document(read_agreement(example["terms"].encode()), layout=layout)) != example["document"]
    ]


if __name__ == "__main__":
    try:
        made = keep(
            ROOT / "src/charter/core/editions", HERE / "editions", ROOT / "tests/house/goldens" / LIST
        )
    except FileExistsError as kept_already:
        sys.exit(str(kept_already))
    print(made)  # noqa: T201 - for whoever ran it
