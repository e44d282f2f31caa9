"""Circulation: what is frozen and sealed, what is carried forward, and which files may be asked for."""

import re

import pytest
from django.test import Client
from lxml import etree

from drafts import tasks
from drafts.models import Document, Draft, DraftKind, ExportForm, ExportFormat
from drafts.operations import circulating, verifying
from drafts.readers import files
from drafts.text import seals
from tests.drafts import acts, word
from tests.factories import NOW, make_amendment, make_document, make_facilitator, make_negotiation

pytestmark = pytest.mark.django_db


def circulate(document: Document, name: str) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="A",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def test_circulate_draft_seals_its_own_copy() -> None:
    draft = circulate(make_document(wordings=["One;", "Two."]), "Rev.1")

    expected = seals.seal(
        [
            seals.Sealed("1", "numbered", "standing", "", "One;"),
            seals.Sealed("2", "numbered", "standing", "", "Two."),
        ]
    )
    assert draft.seal == draft.sealed_now() == expected
    draft.blocks.filter(label="1").update(wording="Forged;")
    assert [fault.rsplit(": ")[-1] for fault in verifying.faults()] == ["its seal is broken."]


def test_circulate_draft_carries_open_amendments_forward_by_name() -> None:
    document = make_document()
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and more;")

    draft = circulate(document, "Rev.1")

    (carried,) = draft.carried_forward.all()
    assert (carried.amendment, carried.delegation) == (amendment, amendment.delegation.name)
    assert carried.wording == "One and more;"


def test_circulate_draft_refuses_a_name_that_was_used() -> None:
    document = make_document()
    circulate(document, "Rev.1")

    with pytest.raises(circulating.DraftRefused, match="cannot name a new draft"):
        circulate(document, "Rev.1")


def test_request_export_tracks_only_against_an_earlier_draft() -> None:
    document = make_document()
    first, second = circulate(document, "Rev.1"), circulate(document, "Rev.2")

    for draft, against in ((first, second), (second, second), (second, None)):
        with pytest.raises(circulating.DraftRefused, match="Name an earlier one"):
            circulating.request_export(
                draft=draft, form=ExportForm.TRACKED, file_format=ExportFormat.TXT, against=against, at=NOW
            )


@pytest.mark.parametrize("file_format", [ExportFormat.MARKDOWN, ExportFormat.TXT])
def test_a_draft_given_out_as_text_is_read_back_unchanged(file_format: ExportFormat) -> None:
    draft = circulate(make_document(wordings=["One:\n(a) x;\n(b) y;", "2 bis. Two_three_*four*."]), "Rev.1")

    read = files.parse("draft.md", tasks.render(draft, ExportForm.CLEAN, file_format, None))

    assert [(block.label, block.wording) for block in read.blocks] == [
        (block.label, block.wording) for block in draft.blocks.order_by("position")
    ]
    assert read.title == tuple(draft.title.split("\n"))


def test_a_draft_as_xml_names_those_before_it_and_what_is_carried_forward() -> None:
    document = make_document()
    circulate(document, "Rev.1")
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and a half;")
    draft = circulate(document, "Rev.2")

    made = {
        form: tasks.render(draft, form, ExportFormat.XML, None).decode()
        for form in (ExportForm.COMPILATION, ExportForm.ANONYMOUS)
    }

    assert [
        each.get("showAs")
        for each in etree.fromstring(made[ExportForm.COMPILATION].encode()).iter(
            "{*}original", "{*}passiveRef"
        )
    ] == [
        "Rev.1",
        "Rev.2",
        f"{amendment}, {amendment.delegation}",
    ]
    assert "One and a half;" in made[ExportForm.ANONYMOUS]
    assert str(amendment.delegation) not in made[ExportForm.ANONYMOUS]


def test_request_export_makes_the_same_file_once() -> None:
    draft = circulate(make_document(), "Rev.1")
    asked = {
        "draft": draft,
        "form": ExportForm.CLEAN,
        "file_format": ExportFormat.TXT,
        "against": None,
        "at": NOW,
    }

    exports = {circulating.request_export(**asked).pk for _time in range(3)}  # type: ignore[arg-type]  # keywords of the operation

    assert len(exports) == 1


def test_compilation_gives_each_new_paragraph_a_label_of_its_own() -> None:
    document = make_document(wordings=["One;", "Two."])
    paragraph = document.paragraphs.get(label="1")
    for wording in ("A;", "B;"):
        make_amendment(paragraph, wording, kind="insert")

    draft = circulate(document, "Rev.1")

    made = tasks.render(draft, ExportForm.COMPILATION, ExportFormat.TXT, None).decode()
    assert [
        line.split(".")[0].strip(" |") for line in made.splitlines() if " bis." in line or " ter." in line
    ] == [
        "1 bis",
        "1 ter",
    ]


@pytest.mark.parametrize("form", [ExportForm.COMPILATION, ExportForm.ANONYMOUS])
@pytest.mark.parametrize("file_format", [ExportFormat.TXT, ExportFormat.MARKDOWN, ExportFormat.HTML, ExportFormat.XML, ExportFormat.DOCX])  # fmt: skip
def test_a_compilation_prints_what_is_proposed_on_paragraphs_that_are_gone_or_agreed(
    form: ExportForm, file_format: ExportFormat
) -> None:
    document = make_document(wordings=["One;", "Two;", "Three;", "Four."])
    for label, kind in (("1", "revise"), ("2", "revise"), ("3", "insert")):
        make_amendment(acts.at(document, label), f"Words on {label};", kind=kind)
    acts.merge(acts.at(document, "1"), acts.at(document, "4"), "One and four.")
    acts.delete(acts.at(document, "2"))
    acts.agree(acts.at(document, "3"))

    made = tasks.render(circulate(document, "Rev.1"), form, file_format, None)

    if file_format == ExportFormat.DOCX:
        lines = [words for _style, words in word.lines(made)]
    else:
        lines = re.split(r"\n|</p>", made.decode().replace("\\", ""))
    for label in ("1", "2", "3"):
        (line,) = [line for line in lines if f"Words on {label};" in line]
        assert "delete" not in line
        assert "merged" not in line
        assert "Agreed" not in line
    assert "\n".join(lines).count("Agreed ad ref") == 1


def test_circulating_proposes_the_next_name_and_shows_what_will_be_sealed() -> None:
    document = make_document(make_negotiation("talks"), wordings=["One;", "Two;", "Three;", "Four."])
    circulate(document, "Zero draft")
    circulate(document, "Rev.3")
    make_amendment(acts.at(document, "1"), "One and more;")
    acts.revise(acts.at(document, "2"), "Two and more;")
    acts.delete(acts.at(document, "3"))
    client = Client()
    client.force_login(
        make_facilitator(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    page = client.get("/talks/plan/drafts/circulate/")

    form, sealing = page.context["form"], page.context["sealing"]
    assert (form["kind"].value(), form["name"].value()) == ("revision", "Rev.4")
    assert (sealing.standing, sealing.gone, sealing.amendments) == (3, 1, 1)
    assert (sealing.last.name, sealing.changed, sealing.decisions) == ("Rev.3", 2, 2)
    told = page.content.decode()
    assert told.index("What will be sealed") < told.index('class="form__end"')
