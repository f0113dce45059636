"""Build the faces that an HTML page carries: the PDF's, with the letters of most agreements, under names of their own.

`.venv/bin/python -m tests.formats.html.web_fonts` writes them anew. The licence of the faces (OFL) reserves the name
"Source" for the unchanged ones, so these are called Agreement Serif and Agreement Sans.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from charter.formats.scripts import EVERYDAY, FONTS

WEB = FONTS / "web"
FACES = {
    "SourceSerif4-Regular.otf": ("Agreement Serif", "serif-400"),
    "SourceSerif4-Semibold.otf": ("Agreement Serif", "serif-600"),
    "SourceSans3-Regular.otf": ("Agreement Sans", "sans-400"),
    "SourceSans3-Semibold.otf": ("Agreement Sans", "sans-600"),
}
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "onum", "pnum", "tnum"]
_NAMES = {1, 3, 4, 6, 16, 18, 25}
"""Name records that say what a face is called (OpenType, "name")."""


def build(folder: Path, file: str, family: str, name: str) -> Path:
    """Write one face as WOFF into a folder, and give its path."""
    with TTFont(FONTS / file, recalcTimestamp=False) as font:
        options = subset.Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14], hinting=False)
        options.flavor = "woff"
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(letter) for letter in EVERYDAY if letter != "\n"])
        cutter.subset(font)
        short = family.replace(" ", "")
        for record in font["name"].names:
            if record.nameID in _NAMES:
                record.string = {3: f"{short}-{name}", 4: f"{family} {name}", 6: f"{short}-{name}"}.get(
                    record.nameID, family
                )
        cff = font["CFF "].cff
        cff.fontNames = [f"{short}-{name}"]
        for top in cff.topDictIndex:
            top.FullName = top.FamilyName = family
        font.flavor = "woff"
        path = folder / f"{name}.woff"
        font.save(path)
        return path


if __name__ == "__main__":
    WEB.mkdir(exist_ok=True)
    for file, (family, name) in FACES.items():
        build(WEB, file, family, name)
