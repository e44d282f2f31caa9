"""Word documents read for the tests: by the letter of the standard, by pandoc, and by LibreOffice."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pypandoc
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Side = Literal["accept", "reject"]
_GONE = {"accept": {"del", "moveFrom"}, "reject": {"ins", "moveTo"}}

Line = tuple[str, str]


def part(made: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read(name))


def lines(made: bytes, side: Side = "accept") -> list[Line]:
    """The style and the words of each paragraph once all changes are accepted or rejected; italics between asterisks.

    Source: ISO/IEC 29500-1:2016, 17.13.5.
    """
    found: list[Line] = []
    carried = ""
    for paragraph in part(made).iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        words = carried + "".join(words_of(paragraph, side))
        mark = properties.find(f"{W}rPr")
        if mark is not None and {_tag(each) for each in mark} & _GONE[side]:
            carried = words
            continue
        carried = ""
        former = properties.find(f"{W}pPrChange/{W}pPr")
        own = former if side == "reject" and former is not None else properties
        style = own.find(f"{W}pStyle")
        assert style is not None
        found.append((style.get(f"{W}val") or "", words.replace("**", "")))
    assert not carried
    return found


def text(made: bytes, side: Side = "accept") -> list[Line]:
    """The text that a document is about: what its masthead, notes and seal say is left out."""
    around = {"Organization", "Organ", "Issue", "Occasion", "Subtitle", "Note", "Colophon"}
    return [line for line in lines(made, side) if line[0] not in around]


def _tag(element: etree._Element) -> str:
    return str(element.tag).removeprefix(W)


def words_of(parent: etree._Element, side: Side) -> Iterator[str]:
    for element in parent:
        name = _tag(element)
        if name in {"ins", "del", "moveFrom", "moveTo"} and name not in _GONE[side]:
            yield from words_of(element, side)
        elif name == "r":
            words = "".join(_characters(element))
            yield f"*{words}*" if element.find(f"{W}rPr/{W}i") is not None else words


def _characters(run: etree._Element) -> Iterator[str]:
    for element in run:
        if _tag(element) in {"t", "delText"}:
            yield element.text or ""
        elif _tag(element) == "tab":
            yield "\t"


def pandoc(made: bytes, side: Side, folder: Path) -> list[str]:
    """The paragraphs as pandoc reads them; it knows no tabs and parts joined paragraphs by a space."""
    file = folder / f"{side}.docx"
    file.write_bytes(made)
    path = pypandoc.get_pandoc_path()
    command = [path, "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={side}", str(file)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  our own
    return [" ".join(line.split()) for line in printed.split("\n\n")]


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If command &lt;&gt; "" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  End If
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
</script:module>"""
_COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges", "": ""}


def office(made: bytes, side: Side | Literal[""], folder: Path) -> bytes:
    """The document as LibreOffice saves it once it has accepted or rejected all changes, or none."""
    profile = folder / "profile"
    if not profile.exists():
        _soffice(profile, "--terminate_after_init")
        (profile / "user/basic/Standard/Module1.xba").write_text(MACRO)
    source, target = folder / "source.docx", folder / f"settled-{side}.docx"
    source.write_bytes(made)
    told = f"{source.as_uri()},{_COMMANDS[side]},{target.as_uri()}"
    _soffice(profile, f"macro:///Standard.Module1.Settle({told})")
    return target.read_bytes()


def _soffice(profile: Path, *more: str) -> None:
    soffice = shutil.which("soffice")
    assert soffice
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", *more]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603  our own


def xml(made: bytes) -> bytes:
    return etree.tostring(part(made))
