"""Files read as text: plain text, Markdown and Word; what is hostile or hopeless refused with a sentence."""

import io
import zipfile

import docx
import pytest

from drafts.readers import files
from drafts.readers.files import UnreadableFile
from drafts.text import markup
from drafts.text.parsing import Kind, Warning_

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def word(body: str, **parts: str) -> bytes:
    """A Word document made by hand: the XML of its body, and of further parts by name."""
    found = {"[Content_Types].xml": TYPES, "word/document.xml": part("document", f"<w:body>{body}</w:body>")}
    found |= {f"word/{name}.xml": part(name, text) for name, text in parts.items()}
    return zipped(found)


def part(name: str, inside: str) -> str:
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{W}">{inside}</w:{name}>'


def zipped(entries: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return made.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, list_id: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def saved(document: "docx.document.Document") -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def refusal(data: bytes, name: str = "plan.txt") -> str:
    with pytest.raises(UnreadableFile) as caught:
        files.read(name, data)
    return str(caught.value)


# --- plain text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_takes_text_in_the_encodings_that_say_what_they_are(encoding: str) -> None:
    assert files.read("plan.txt", "1. Décide “x” – 决定\n".encode(encoding)) == "1. Décide “x” – 决定\n"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf\n", b"\xff\xfe\n\0"])
def test_read_refuses_an_empty_file(data: bytes) -> None:
    assert refusal(data) == "“plan.txt” is empty."


def test_read_refuses_a_file_over_twenty_megabytes() -> None:
    assert files.read("plan.txt", b"a" * 20_000_000) == "a" * 20_000_000
    assert refusal(b"a" * 20_000_001) == (
        "“plan.txt” is larger than 20 MB. Leave out its pictures, or divide it."
    )


def test_read_names_the_line_of_the_first_byte_of_another_encoding() -> None:
    assert refusal("1. Decide\n2. Décide\n".encode("cp1252")) == (
        "Line 2 holds bytes that are not in the encoding UTF-8. "
        "Open the file in the program that made it and save it as UTF-8."
    )


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        (b"%PDF-1.7\n", "This is a PDF."),
        (b"{\\rtf1\\ansi", "This is a Rich Text file."),
        (b"<!DOCTYPE html><html>", "This is a web page"),
        (b"\xef\xbb\xbf<html><body>", "This is a web page"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "This is an XML document."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a text file."),
        (b"abc\0def", "This is not a text file."),
        (b"\x01\x02\x03\x04 text", "This is not a text file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "This is an old Word file (.doc)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "The Word file is protected by a password.",
        ),
    ],
)
def test_read_refuses_what_is_no_text(data: bytes, begins: str) -> None:
    assert refusal(data).startswith(begins)


# --- Word -----------------------------------------------------------------------------------------------------------


def test_word_gives_title_headings_italics_and_numbers() -> None:
    document = docx.Document()
    document.add_paragraph("Global plan of action", style="Title")
    document.add_paragraph("The General Assembly,")
    preambular = document.add_paragraph()
    preambular.add_run("Recalling ").italic = True
    preambular.add_run("its resolution 64/178,")
    document.add_heading("Prevention", 2)
    document.add_paragraph("Condemn it;", style="List Number")
    document.add_paragraph("Prevent it;", style="List Number")

    parsed = files.parse("plan.docx", saved(document))

    assert parsed.title == ("Global plan of action",)
    assert [(block.kind, block.label, block.wording) for block in parsed.blocks] == [
        (Kind.UNNUMBERED, "chapeau", "The General Assembly,"),
        (Kind.PREAMBULAR, "PP1", "*Recalling* its resolution 64/178,"),
        (Kind.HEADING, "heading 1", "Prevention"),
        (Kind.NUMBERED, "1", "Condemn it;"),
        (Kind.NUMBERED, "2", "Prevent it;"),
    ]
    assert parsed.warnings == ()


LEVELS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def test_word_numbers_are_written_out_level_by_level() -> None:
    body = "".join(
        [
            listed("Decides:", 1),
            listed("To meet:", 1, 1),
            listed("Often;", 1, 2),
            listed("Openly;", 1, 2),
            listed("To report;", 1, 1),
            listed("Invites:", 1),
            listed("All States;", 1, 1),
            listed("Ends.", 2),
        ]
    )

    parsed = files.parse("plan.docx", word(body, numbering=LEVELS))

    assert [(block.label, block.wording) for block in parsed.blocks] == [
        ("4", "Decides:\n(a) To meet:\n(i) Often;\n(ii) Openly;\n(b) To report;"),
        ("5", "Invites:\n(a) All States;"),
        ("9", "Ends."),
    ]


def test_word_numbers_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Numbered"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>'
    )

    text = files.read(
        "plan.docx", word(p("Decides;", '<w:pStyle w:val="Own"/>'), numbering=LEVELS, styles=styles)
    )

    assert text == "4. Decides;\n"


def test_word_literal_numbers_and_tabs_are_read() -> None:
    body = (
        "<w:p><w:r><w:t>49 bis.</w:t><w:tab/><w:t>Decides</w:t><w:noBreakHyphen/><w:t>so;</w:t></w:r></w:p>"
        + p("50. [merged with paragraph 49 bis]")
    )

    parsed = files.parse("plan.docx", word(body))

    assert [(block.label, block.wording, block.target) for block in parsed.blocks] == [
        ("49 bis", "Decides‑so;", None),
        ("50", "", "49 bis"),
    ]


def test_word_tracked_insertions_are_taken_and_deletions_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>1. States </w:t></w:r>"
        "<w:del><w:r><w:delText>should</w:delText></w:r></w:del><w:ins><w:r><w:t>shall</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom><w:r><w:t> act,</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>2. Joined </w:t></w:r></w:p>" + p("to this;")
    )

    loaded = files.load("plan.docx", word(body))

    assert loaded.text == "1. States shall act,\n\n2. Joined to this;\n"
    assert loaded.warnings == (
        Warning_(1, "The file has tracked changes: insertions are taken, deletions left out"),
    )


def test_word_footnotes_tables_and_pictures_are_reported_by_line() -> None:
    body = (
        p("1. First;")
        + '<w:p><w:r><w:t>2. Second</w:t><w:footnoteReference w:id="2"/><w:t>;</w:t><w:drawing/></w:r></w:p>'
        + f"<w:tbl><w:tr><w:tc>{p('3. Left;')}</w:tc><w:tc>{p('4. Right.')}</w:tc></w:tr></w:tbl>"
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>Resolution 55/25.</w:t></w:r></w:p></w:footnote>'

    loaded = files.load("plan.docx", word(body, footnotes=notes))

    assert loaded.text == "1. First;\n\n2. Second;\n\n3. Left;\n\n4. Right.\n"
    assert loaded.warnings == (
        Warning_(3, "A footnote is left out: Resolution 55/25."),
        Warning_(3, "The file has pictures and text boxes; they are no part of the text"),
        Warning_(5, "A table is written out cell by cell"),
    )


def test_word_fields_show_their_result_and_hidden_words_do_not_show() -> None:
    body = (
        '<w:p><w:r><w:t>1. See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>paragraph 4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t> above</w:t></w:r></w:fldSimple><w:hyperlink><w:r><w:t> here</w:t></w:r></w:hyperlink>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )

    loaded = files.load("plan.docx", word(body))

    assert loaded.text == "1. See paragraph 4 above here.\n"
    assert loaded.warnings == (Warning_(1, "The file has hidden words; they are no part of the text"),)


@pytest.mark.parametrize(
    "wording",
    [
        "*no* italics",
        "a_b_ and _c_",
        "**bold**",
        r"back\slash \*",
        "# no heading",
        "> quoted",
        "[NDMC*][INDC] of [NDMC*]",
        "* * *",
        "`code`",
    ],
)
def test_word_characters_that_look_like_type_stay_characters(wording: str) -> None:
    (block,) = files.parse("plan.docx", word(p("1. First;") + p("2. " + wording))).blocks[1:]

    shown = "".join(run.text for run in markup.runs(block.wording))
    assert shown.replace("\\*", "*") == wording.replace("\\*", "*")
    assert not any(run.is_italic for run in markup.runs(block.wording))


def test_word_line_breaks_are_lines() -> None:
    body = "<w:p><w:r><w:t>1. Decides:</w:t><w:br/><w:t>(a) one;</w:t><w:br/><w:t>As stipulated.</w:t></w:r></w:p>"

    (block,) = files.parse("plan.docx", word(body)).blocks

    assert block.wording == "Decides:\n(a) one;\nAs stipulated."


# --- hostile and damaged Word files ----------------------------------------------------------------------------------


def test_word_bombs_are_refused() -> None:
    bomb = word(p("a" * 60_000_000))

    assert len(bomb) < 100_000
    assert (
        refusal(bomb)
        == "The Word file unpacks to far more than it says: it was made to do harm, or is damaged."
    )


def test_word_entities_are_refused_wherever_they_stand() -> None:
    for name in ("document", "styles", "numbering", "footnotes"):
        evil = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:{name} xmlns:w="{W}">&x;</w:{name}>'
        entries = {
            "[Content_Types].xml": TYPES,
            "word/document.xml": part("document", "<w:body/>"),
            f"word/{name}.xml": evil,
        }

        assert refusal(zipped(entries)).startswith("The Word file declares entities of its own")


def test_word_entities_in_another_encoding_are_refused() -> None:
    evil = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><w:document xmlns:w="{W}">&x;</w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", evil.encode("utf-16"))

    assert refusal(made.getvalue()).startswith("The Word file declares entities of its own")


@pytest.mark.parametrize(
    "entries",
    [
        {"word/vbaProject.bin": "x", "word/document.xml": part("document", "<w:body/>")},
        {
            "[Content_Types].xml": TYPES.replace("/>", ">macroEnabled</Types>"),
            "word/document.xml": part("document", "<w:body/>"),
        },
    ],
)
def test_word_macros_are_refused(entries: dict[str, str]) -> None:
    assert refusal(zipped(entries)).startswith("The Word file holds macros.")


def test_word_that_is_another_archive_is_refused() -> None:
    assert refusal(zipped({"xl/workbook.xml": "<a/>"})).startswith("This is not a Word document.")


def test_word_that_is_damaged_is_refused() -> None:
    whole = word(p("1. First;"))

    assert refusal(whole[: len(whole) // 2]) == "The Word file is damaged and cannot be opened."
    assert refusal(zipped({"word/document.xml": "<w:document>"})).startswith(
        "The Word file is damaged: a part of it"
    )


def test_word_that_is_encrypted_is_refused() -> None:
    data = bytearray(word(p("1. First;")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)

    assert refusal(bytes(data)).startswith("The file is protected by a password.")
