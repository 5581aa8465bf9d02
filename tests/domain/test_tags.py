import pytest

from metanoia.domain.errors import Refused
from metanoia.domain.tags import tag, tags, tags_in


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("work", "work"),
        (" #work ", "work"),
        ("@home", "home"),
        ("deep  work", "deep work"),
        ("#c#", "c#"),
        ("e\u0301te\u0301", "été"),
        ("会議", "会議"),
        ("💡", "💡"),
        ("x" * 40, "x" * 40),
    ],
)
def test_a_tag_is_kept_without_its_sign(typed, kept):
    assert tag(typed) == kept


@pytest.mark.parametrize("typed", ["", "#", "###", "@", " ", "--", "x" * 41, "a\u202eb", "a\x07b"])
def test_what_is_no_tag_is_refused(typed):
    with pytest.raises(Refused):
        tag(typed)


def test_each_tag_is_kept_once_whatever_its_capitals():
    assert tags(["Work", "#work", "home", "WORK"]) == ("Work", "home")


def test_tags_are_found_in_text():
    text = "# Heading\n#work and (@Ingrid), kyla@home.org ### #3 #deep/work-life. #Work"
    assert tags_in(text) == ("work", "Ingrid", "deep/work-life")
