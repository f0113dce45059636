"""Write the guide as pages to out/docs/, and follow every link in it: `python -m docs`.

The pages are the Markdown files here, the three that stand at the root, and the reference that is read off the program.
A link to a page, a heading or a file that is not there fails the build, with the page that holds it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from docs.pages import address, dead_links, page
from docs.reference import reference

_ROOT = Path(__file__).parent.parent
_OUT = _ROOT / "out" / "docs"
_FRONT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def pages_of_the_guide() -> dict[str, str]:
    """Give all pages in the order of the menu: the guide in the order in which its first page names them."""
    guide = _ROOT / "docs/guide"
    first = (guide / "index.md").read_text("utf-8")
    paths = [path for name in _FRONT if (path := _ROOT / name).exists()]
    paths += [guide / "index.md", *(guide / name for name in re.findall(r"\]\((\w[\w-]*\.md)\)", first))]
    decisions = sorted((_ROOT / "docs/decisions").glob("*.md"))
    listed = {path.relative_to(_ROOT).as_posix(): path.read_text("utf-8") for path in (*paths, *decisions)}
    return listed | reference()


def _exists(path: str) -> bool:
    return (_ROOT / path).exists()


def _write(name: str, text: str) -> None:
    target = _OUT / address(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def main() -> int:
    """Write the pages; 1 if a link leads nowhere."""
    pages = pages_of_the_guide()
    for name in pages:
        _write(name, page(name, pages))
    print(f"{len(pages)} pages in {_OUT.relative_to(_ROOT)}")

    dead = [f"{name}: {link}" for name in pages for link in dead_links(name, pages, _exists)]
    for line in dead:
        print("leads nowhere:", line)
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
