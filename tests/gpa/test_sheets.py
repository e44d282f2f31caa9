from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import override_settings

from gpa.sheets import TABLES, one_sheet

STATIC = Path(settings.BASE_DIR) / "static"


def test_imports_are_put_in_place_each_in_its_layer_or_medium(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("a { color: red }\n")
    (tmp_path / "css" / "b.css").write_text("/* A comment\nof two lines. */\nb { color: red }\n")
    (tmp_path / "css" / "c.css").write_text("c { color: red }\n")
    (tmp_path / "css" / "site.css").write_text(
        '/* The table. */\n@layer base;\n@import url("a.css");\n@import url("b.css") layer(base);\n@import url("c.css") print;\n'
    )

    assert one_sheet("css/site.css", FileSystemStorage(tmp_path)) == (
        "@layer base;\n"
        "a { color: red }\n\n"
        "@layer base {\nb { color: red }\n}\n"
        "@media print {\nc { color: red }\n}\n"
    )


def test_no_import_is_left_and_addresses_lie_beside_the_table() -> None:
    for table in TABLES:
        assert "@import" not in one_sheet(table, FileSystemStorage(STATIC))
    deeper = [path for path in (STATIC / "css").glob("*/*.css") if "url(" in path.read_text()]
    assert deeper == []


def test_what_is_served_is_made_again_from_the_sources(tmp_path: Path) -> None:
    storages = {"staticfiles": {"BACKEND": "gpa.sheets.OneSheetStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages, DEBUG=False):
        (tmp_path / "css").mkdir()
        (tmp_path / "css" / "site.css").write_text(
            "p { color: red } /* an earlier bundle, newer than its sources */"
        )
        call_command("collectstatic", interactive=False, verbosity=0)
        served = tmp_path / staticfiles_storage.url("css/site.css").removeprefix("/static/")
        text = served.read_text()

    assert "@import" not in text
    assert "an earlier bundle" not in text
    assert "../fonts/serif." in text
    assert served.with_name(f"{served.name}.gz").exists()
