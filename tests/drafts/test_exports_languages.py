import pytest

from drafts.exports.languages import runs, spoken, without_own


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Agreed, in français.", [("", "Agreed, in français.")]),
        ("Say «نص عربي، مع 3 فاصلة» here", [("", "Say «"), ("ar", "نص عربي، مع 3 فاصلة"), ("", "» here")]),
        ("согласовано 决定：通过。", [("ru", "согласовано"), ("", " "), ("zh", "决定：通过"), ("", "。")]),
        ("", []),
    ],
)
def test_runs_part_scripts_of_the_official_languages(words: str, expected: list[tuple[str, str]]) -> None:
    assert runs(words) == expected


def test_spoken_words_carry_language_and_direction_and_are_escaped() -> None:
    assert spoken("<b> & نص <да>") == (
        '&lt;b&gt; &amp; <span lang="ar" dir="rtl">نص</span> &lt;<span lang="ru">да</span>&gt;'
    )


def test_words_of_the_documents_own_language_are_not_marked() -> None:
    assert without_own(spoken("نص да UNODC"), "ar") == 'نص <span lang="ru">да</span> UNODC'
    assert without_own(spoken("нет"), "en") == '<span lang="ru">нет</span>'
