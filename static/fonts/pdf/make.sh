#!/bin/sh
# Cuts the faces of the printed draft out of the full fonts. Run by hand when a font is upgraded; needs fonttools and pip.
#   static/fonts/pdf/make.sh [PYTHON]
# Sources (SIL Open Font License 1.1, beside the web faces): fontpkg-source-serif-4 4.4, fontpkg-source-sans-3 3.52.
# Optical size 11 as printed; Latin, Greek and Cyrillic; hinting is dropped; kerning and ligatures are kept. Inside, the
# files are named "Draft ...", as the licence asks of changed ones. "Heard" is made here: glyphs without ink or width.
set -eu
python=$(command -v "${1:-python3}")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$python" -m pip download --quiet --no-deps fontpkg-source-serif-4==4.4 fontpkg-source-sans-3==3.52
for wheel in *.whl; do "$python" -m zipfile -e "$wheel" .; done
"$python" - "$work" "$here" <<'END'
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(sys.argv[2])
ROMAN = "fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf"
ITALIC = "fontpkg_source_serif_4/files/SourceSerif4-Italic[opsz,wght].ttf"
SANS = "fontpkg_source_sans_3/files/SourceSans3[wght].ttf"
FACES = {
    "serif-regular": (ROMAN, {"wght": 400, "opsz": 11}, "Draft Serif", "Regular"),
    "serif-bold": (ROMAN, {"wght": 700, "opsz": 11}, "Draft Serif", "Bold"),
    "serif-italic": (ITALIC, {"wght": 400, "opsz": 11}, "Draft Serif", "Italic"),
    "serif-bold-italic": (ITALIC, {"wght": 700, "opsz": 11}, "Draft Serif", "Bold Italic"),
    "sans-regular": (SANS, {"wght": 400}, "Draft Sans", "Regular"),
    "sans-semibold": (SANS, {"wght": 600}, "Draft Sans", "SemiBold"),
}
RANGES = (
    (0x20, 0x24F), (0x2B0, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x2070), (0x2074, 0x208E),
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x2199), (0x2212, 0x2212), (0x25CC, 0x25CC), (0xFB00, 0xFB06),
)
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
HEARD = {0x2440: "inserted", 0x2441: "deleted", 0x2442: "end"}


def cut(folder: Path, name: str) -> None:
    """Make one face."""
    source, place, family, style = FACES[name]
    font = instantiateVariableFont(TTFont(folder / source, recalcTimestamp=False), place)
    options = Options(hinting=False, layout_features=FEATURES, notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[character for first, last in RANGES for character in range(first, last + 1)])
    subsetter.subset(font)
    full = f"{family} {style}"
    for number, text in {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].names = [record for record in font["name"].names if record.platformID == 3]
    font.save(HERE / f"{name}.ttf")


def heard() -> None:
    """Make the font of the words that are heard and not seen."""
    names = [".notdef", *HEARD.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(HEARD)
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (0, 0)))
    builder.setupHorizontalHeader(ascent=1036, descent=-335)  # as the serif: a sign alone must not move its line
    builder.setupNameTable({"familyName": "Heard", "styleName": "Regular", "psName": "Heard"})
    builder.setupOS2(sTypoAscender=1036, sTypoDescender=-335, usWinAscent=1009, usWinDescent=324)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(HERE / "heard.ttf")


if __name__ == "__main__":
    for face in FACES:
        cut(Path(sys.argv[1]), face)
    heard()
END
