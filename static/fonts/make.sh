#!/bin/sh
# Cuts the web faces out of the full fonts. Run by hand when a font is upgraded; needs fonttools[woff] and pip.
#   static/fonts/make.sh [PYTHON]
# Sources (SIL Open Font License 1.1): fontpkg-source-serif-4 4.4, fontpkg-source-sans-3 3.52.
# Pinned: optical size 18 for text, 36 for titles; hinting is dropped; kerning, ligatures and tabular figures are kept.
set -eu
python=$(command -v "${1:-python3}")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$python" -m pip download --quiet --no-deps fontpkg-source-serif-4==4.4 fontpkg-source-sans-3==3.52
for wheel in *.whl; do "$python" -m zipfile -e "$wheel" .; done
roman='fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf'
italic='fontpkg_source_serif_4/files/SourceSerif4-Italic[opsz,wght].ttf'
sans='fontpkg_source_sans_3/files/SourceSans3[wght].ttf'

basic='U+20-7E,U+A0,U+A7,U+AB,U+AD,U+B6,U+B7,U+BB,U+D7,U+2009,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F,U+2032,U+2033,U+2190-2193,U+2212'
short='U+20-7E,U+A0,U+AB,U+B7,U+BB,U+2009,U+2010-2015,U+2018-201E,U+2026,U+202F'
extended='U+A1-A6,U+A8-AA,U+AC,U+AE-B5,U+B8-BA,U+BC-D6,U+D8-17F,U+218-21B,U+1E80-1E85,U+1EF2,U+1EF3,U+20AC'
number='U+20,U+2E,U+30-39,U+61,U+62,U+65,U+69,U+6C,U+6E-75,U+78'

cut() { # source, name, axes, features, characters
  "$python" -m fontTools varLib.instancer --quiet "$1" $3 -o cut.ttf
  "$python" -m fontTools subset cut.ttf --unicodes="$5" --layout-features="$4" --no-hinting --desubroutinize \
    --name-IDs='' --flavor=woff2 --output-file="$here/$2.woff2"
}

cut "$roman" serif 'wght=400 opsz=18' kern,liga,locl,mark "$basic"
cut "$roman" serif-ext 'wght=400 opsz=18' kern,locl,mark "$extended"
cut "$roman" serif-number 'wght=600 opsz=18' kern "$number"
cut "$roman" serif-title 'wght=500 opsz=36' kern,liga "$short"
cut "$italic" serif-italic 'wght=400 opsz=18' liga "$short"
cut "$italic" serif-italic-ext 'wght=400 opsz=18' locl "$extended"
cut "$sans" sans 'wght=400:600' kern,tnum "$basic"
cut "$sans" sans-ext 'wght=400:600' kern,locl "$extended"
cut "$sans" sans-digits 'wght=300' tnum 'U+20,U+30-39'
cp fontpkg_source_serif_4/LICENSE "$here/source-serif-4-LICENSE.txt"
cp fontpkg_source_sans_3/LICENSE "$here/source-sans-3-LICENSE.txt"
ls -l "$here"
