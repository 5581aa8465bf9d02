"""What a form asks, keeps, says as text and leads to."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filled_forms import MADE_UP, answers_to, whole_answers
from metanoia import resources
from metanoia.domain.answers import AnswerRow
from metanoia.domain.days import said
from metanoia.domain.errors import Refused
from metanoia.domain.form_files import FormBroken, form_in
from metanoia.domain.form_places import followed, only_grew
from metanoia.domain.form_rows import as_json, as_rows, from_json, from_rows, loose_json
from metanoia.domain.form_text import answers_alone, as_markdown
from metanoia.domain.forms import Form, Made, Moves, Ref, asked, asks_again_on, locked, makes, moves
from metanoia.store.form_library import library

TIDE = form_in(json.dumps(MADE_UP), "tide")
FORMS = [*library().values(), TIDE]
DAY = dt.date(2026, 1, 14)
NOON = dt.datetime(2026, 1, 14, 12, tzinfo=dt.UTC)
ANY_FORM = st.sampled_from(FORMS).flatmap(lambda form: st.tuples(st.just(form), answers_to(form)))
SHIPPED = [
    json.loads(file.read_text(encoding="utf-8"))
    for file in sorted(resources.path("forms").glob("*.json"))
]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)


def fitting(form: Form, values):
    """Return the answers of a strategy as they are kept; texts too long for their question are cut."""
    cut = {}
    for field in form.all_fields:
        if field.key in values:
            value = values[field.key]
            cut[field.key] = value[: field.max] if isinstance(value, str) else value
    return form.cleaned(cut)


# -- round trips


@settings(max_examples=150, deadline=None)
@given(ANY_FORM)
def test_answers_read_back_to_the_letter_from_rows_and_from_json(drawn):
    form, values = drawn
    kept = fitting(form, values)
    assert form.cleaned(kept) == kept
    rows = as_rows(form.all_fields, kept)
    assert len({(row.field, row.ord) for row in rows}) == len(rows)
    assert from_rows(form.all_fields, reversed(rows)) == (kept, [])
    assert from_json(form.all_fields, json.loads(json.dumps(as_json(kept)))) == kept


@settings(max_examples=150, deadline=None)
@given(ANY_FORM)
def test_the_text_loses_no_word_of_an_answer(drawn):
    form, values = drawn
    kept = fitting(form, values)
    told = as_markdown(form, kept)
    for row in as_rows(form.all_fields, kept):
        if row.text is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", row.text):
            place = 0
            for word in row.text.split():
                place = told.find(word, place)
                assert place >= 0, (row, word)
                place += len(word)
    for field in form.all_fields:
        for place in kept.get(field.key, ()) if field.columns else ():
            for column in field.columns:
                if column.type in ("percent", "date") and column.key in place:
                    cell = place[column.key]
                    assert (f"{cell}%" if column.type == "percent" else said(cell)) in told
        if field.type == "percent" and field.key in kept:
            assert f"{kept[field.key]}%" in told
    for field in form.all_fields:
        assert (f"# {field.label}\n" in told) == (field.key in kept)


@every_form
def test_everything_answered_is_everything_kept(form):
    values = whole_answers(form)
    kept = form.cleaned(values)
    assert set(kept) == {field.key for field in form.all_fields}
    assert not any(problem.missing for problem in form.problems(values, later=True)) or (
        form.key == "tide"
    )
    assert set(loose_json(as_rows(form.all_fields, kept))) == set(kept)


# -- what cannot be kept


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": "x" * 91}, "“What came in?” has at most 90 characters; this one has 91."),
        ({"what": 7}, "“What came in?” takes a text."),
        ({"shells": ("a", "x" * 61)}, "“What lay there?” has at most 60 characters"),
        ({"shells": tuple("abcde")}, "“What lay there?” has room for 4 lines; these are 5."),
        ({"shells": "one"}, "“What lay there?” takes lines."),
        ({"waves": ({"said": "x"},) * 4}, "“Waves” has room for 3 rows; these are 4."),
        ({"waves": ({"said": "x" * 41},)}, "“Waves, row 1: What was heard” has at most 40"),
        ({"waves": ({"said": "x"}, {"percent": 101})}, "“Waves, row 2: How likely” takes a whole number from 0 to 100."),
        ({"waves": ({"tail": "x"},)}, "“Waves” has no column “tail”."),
        ({"waves": ("x",)}, "“Waves” cannot read row 1."),
        ({"waves": ({"due_on": "2026-01-01"},)}, "“Waves, row 1: Until” takes a day."),
        ({"waves": ({"who": "moon", "said": "x"},)}, "“Waves, row 1: Who” takes one of: Me, Sea."),
        ({"colour": "red"}, "“Colour” takes one of: Grey, Green."),
        ({"sure": 100.5}, "“How sure?” takes a whole number from 0 to 100."),
        ({"sure": True}, "“How sure?” takes a whole number"),
        ({"sure": -1}, "“How sure?” takes a whole number"),
        ({"stars": 0}, "takes a whole number from 1 to 5."),
        ({"ebb_on": NOON}, "“When does it go out?” takes a day."),
        ({"boat": "Sloop"}, "“Which boat?” takes something of this journal."),
        ({"boat": Ref("ship", "", "Sloop")}, "“Which boat?” takes one of: goal, decision."),
        ({"boat": Ref("goal", "", "x" * 81)}, "“Which boat?” has at most 80 characters"),
        ({"wind": "x"}, "This form has no question “wind”."),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_the_name_of_its_question(values, sentence):
    with pytest.raises(Refused, match=re.escape(sentence)):
        TIDE.cleaned(values)
    key = next(iter(values))
    if key != "wind":
        (problem,) = [p for p in TIDE.problems(values) if not p.missing]
        assert (problem.field, problem.sentence[:20]) == (key, sentence[:20] if sentence[0] == "“" else problem.sentence[:20])  # fmt: skip


def test_a_problem_names_its_row():
    values = {"waves": ({"said": "x"}, {"said": "y"}, {"percent": 101})}
    assert [(p.field, p.ord) for p in TIDE.problems(values) if not p.missing] == [("waves", 2)]


def test_blank_answers_lines_and_rows_are_left_out():
    kept = TIDE.cleaned(
        {
            "what": " \n ", "shells": ("", "one\ntwo", "  "), "sure": None, "colour": "",
            "waves": ({"who": "me", "move": "inquire"}, {"who": "sea", "said": "hush"}, {}),
            "boat": Ref("goal", "", " "), "added": (),
        }
    )  # fmt: skip
    assert kept == {"shells": ("one two",), "waves": ({"who": "sea", "said": "hush"},)}


def test_what_is_missing_is_said_and_keeps_nothing_from_being_kept():
    assert TIDE.cleaned({}) == {}
    missing = {p.field: p.sentence for p in TIDE.problems({"shells": ("one",)}) if p.missing}
    assert missing == {
        "what": "“What came in?” has no answer yet.",
        "shells": "“What lay there?” asks for at least 2; there are 1 so far.",
    }
    later = [p.field for p in TIDE.problems({"what": "x", "shells": ("a", "b")}, later=True)]
    assert later == ["left"]


def test_a_question_waits_for_the_one_before():
    worth = TIDE.field("worth")
    assert not asked(worth, {"what": "x"})
    assert asked(worth, {"left": "sand"})


# -- what follows from answers


def test_lines_rows_and_texts_make_things():
    assert makes(TIDE, {
        "what": " foam ", "shells": ("a shell", "another"),
        "waves": (
            {"who": "me", "said": "It will turn", "due_on": DAY, "percent": 70},
            {"percent": 30},
        ),
    }) == (
        Made("what/0", "action", "foam"),
        Made("shells/0", "assumption", "a shell"),
        Made("shells/1", "assumption", "another"),
        Made("waves.said/0", "prediction", "It will turn", DAY, 70, ""),
    )  # fmt: skip


def test_what_a_decision_expects_says_what_settles_it():
    values = {"expect": ({"statement": "Fewer errors", "due_on": DAY, "percent": 80, "settled_by": "The log"},)}  # fmt: skip
    (made,) = makes(library()["decision"], values)
    assert made == ("expect.statement/0", "prediction", "Fewer errors", DAY, 80, "The log")
    causes = {"causes": ({"cause": "Rain", "counter": "A roof", "likely": 40},)}
    assert makes(library()["premortem"], causes) == (Made("causes.counter/0", "action", "A roof"),)


def test_moves_are_those_of_ones_own_lines():
    def told(who, move):
        return {"who": who, "said": "x", "move": move}

    lines = [told("me", "advocate")] * 4 + [told("me", "inquire")] * 2 + [told("other", "inquire")]
    assert moves({"lines": tuple(lines)}) == Moves(4, 2, 33)
    assert moves({"lines": (told("me", "both"), told("me", "neither"))}) == Moves(1, 1, 50)
    assert moves({"lines": (told("me", "neither"),)}) == Moves(0, 0, None)
    assert moves({"scene": "Four o'clock"}) == Moves(0, 0, None)


def test_a_form_asks_again_after_days_or_on_a_day_until_it_is_answered():
    check, decision = library()["thought_check"], library()["decision"]
    assert asks_again_on(check, {"thought": "x"}, DAY) == dt.date(2026, 1, 21)
    assert asks_again_on(check, {}, DAY) is None
    assert asks_again_on(check, {"thought": "x", "happened": "y"}, DAY) == dt.date(2026, 1, 21)
    assert asks_again_on(check, {"thought": "x", "belief_later": 0}, DAY) is None
    assert asks_again_on(decision, {"question": "x"}, DAY) is None
    due = {"question": "x", "review_on": dt.date(2026, 4, 1)}
    assert asks_again_on(decision, due, DAY) == dt.date(2026, 4, 1)
    assert asks_again_on(decision, due | {"process": 4}, DAY) == dt.date(2026, 4, 1)
    assert asks_again_on(decision, due | {"process": 4, "outcome": 2}, DAY) is None
    assert asks_again_on(library()["lesson"], {"lesson": "x"}, DAY) is None
    assert asks_again_on(check, {"thought": "x"}, dt.date.max) is None


def test_a_decision_is_locked_after_a_day():
    decision = library()["decision"]
    assert not locked(decision, NOON, NOON + dt.timedelta(hours=23, minutes=59))
    assert locked(decision, NOON, NOON + dt.timedelta(hours=24))
    assert not locked(library()["ladder"], NOON, NOON + dt.timedelta(days=900))


def test_rows_read_as_a_conversation():
    form = library()["two_column"]
    values = {
        "scene": "Four o’clock", "other": "Jonas",
        "lines": (
            {"who": "me", "said": "I have moved it.\nIt is settled.", "unsaid": "Do not open this.", "move": "advocate"},
            {"who": "other", "said": "I had an idea."},
            {"who": "me", "unsaid": "It will not work."},
        ),
    }  # fmt: skip
    assert as_markdown(form, values) == (
        "### Who, when, and what were you hoping for?\n\nFour o’clock\n\n"
        "### What do you call the other person here?\n\nJonas\n\n"
        "### The conversation\n\n"
        "*Set in: what I thought and kept back. In brackets: my move.*\n\n"
        "**Me:** I have moved it.\nIt is settled. *(advocate)*\n\n"
        "> Do not open this.\n\n"
        "**Jonas:** I had an idea.\n\n"
        "**Me:**\n\n> It will not work."
    )
    plain = values | {"lines": ({"who": "me", "said": "I have moved it."},)}
    assert as_markdown(form, plain).endswith("### The conversation\n\n**Me:** I have moved it.")


def test_what_was_asked_later_stands_under_its_own_heading():
    form = library()["decision"]
    text = as_markdown(form, {"question": "Move?", "review_on": DAY, "reversible": "with_cost", "process": 4})  # fmt: skip
    assert text.endswith(
        "### Can it be undone?\n\nAt a cost\n\n### Look again on\n\n14 January 2026\n\n"
        "## Looking back\n\n### Knowing only what you knew then: how well was it decided?\n\n4 of 5"
    )
    assert answers_alone(form, {"question": "Move?", "process": 4}) == "Move?\n\n4 of 5"


# -- lines that move


def rows_of(*lines):
    return [AnswerRow("assume", ord_, line, None, None) for ord_, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        (["a one", "b two"], ["a one", "b two"], {}),
        (["a one", "b two"], ["new", "a one", "b two"], {"assume/0": "assume/1", "assume/1": "assume/2"}),
        (["a one", "b two", "c three"], ["a one", "c three"], {"assume/2": "assume/1"}),
        (["a one", "b two"], ["b two", "a one"], {"assume/0": "assume/1", "assume/1": "assume/0"}),
        (["he is angry", "b two"], ["new thing", "he was angry", "b two"], {"assume/0": "assume/1", "assume/1": "assume/2"}),
        (["same", "same"], ["x", "same", "same"], {"assume/0": "assume/1", "assume/1": "assume/2"}),
        (["gone"], [], {}),
    ],
)  # fmt: skip
def test_a_line_is_followed_to_its_new_place(before, after, places):
    assert followed(rows_of(*before), rows_of(*after)) == places


def test_growing_is_telling_more_and_taking_nothing_back():
    assert only_grew(rows_of("a"), rows_of("ab", "c"))
    assert not only_grew(rows_of("ab"), rows_of("a"))
    assert not only_grew(rows_of("a", "b"), rows_of("a"))
    sure = AnswerRow("sure", 0, None, 30, None)
    assert not only_grew([sure], [sure._replace(num=40)])


# -- the files of forms


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_broken_file_is_one_sentence_or_a_form_that_works(data):
    form = json.loads(json.dumps(data.draw(st.sampled_from([MADE_UP, *SHIPPED]))))
    node, way = form, []
    while True:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(list(keys)))
        way.append(key)
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    junk = st.sampled_from(
        [None, 0, -1, 99_999, True, "", "x y", " ", "+7d", [], {}, [1], {"a": "b"}, ["x"], 1.5, "é"]
    )
    if data.draw(st.booleans()):
        node[key] = data.draw(junk)
    elif isinstance(node, dict):
        del node[key]
    else:
        node.insert(0, data.draw(junk))
    name = form["key"] if isinstance(form.get("key"), str) else "tide"
    read = sentence = None
    try:
        read = form_in(json.dumps(form), name)
    except FormBroken as error:
        sentence = str(error)
    if read is None:
        assert sentence
        assert "\n" not in sentence
        assert len(sentence) < 300
    else:
        kept = read.cleaned(whole_answers(read) if way[-1] in ("label", "hint", "icon") else {})
        as_markdown(read, kept)
        read.problems({}, later=True)
        makes(read, kept)
        asks_again_on(read, kept, DAY)


def test_text_that_is_no_json_is_one_sentence():
    for text in ("", "[", "[" * 100_000, "null", "[]", '"x"'):
        with pytest.raises(FormBroken):
            form_in(text, "tide")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": "1"}, "the form: “version” cannot be \"1\""),
        ({"colour": 1}, "the form: “colour” is not understood"),
        ({"key": "ebb"}, "its key “ebb” is not the name of the file"),
        ({"fields": []}, "fields: there is no question"),
        ({"fields": [{"key": "a"}]}, "fields, question 1: “label” is missing"),
        ({"fields": [{"key": "a", "label": "A", "type": "song"}]}, "fields, question 1: “type” cannot be \"song\""),
        ({"fields": [{"key": "a", "label": "A", "type": "choice"}]}, "fields, question 1 (a): a choice, and nothing else, has options"),
        ({"fields": [{"key": "a", "label": "A"}, {"key": "a", "label": "B"}]}, "two questions have the key “a”"),
        ({"fields": [{"key": "a", "label": "A", "once": "b"}]}, "question a: “once” names no question"),
        ({"fields": [{"key": "a", "label": "A", "type": "rows"}]}, "rows, and nothing else, have columns"),
        ({"later": {"title": "L", "after": "soon", "fields": [{"key": "z", "label": "Z"}]}}, "later: “after” is neither"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_place(change, sentence):
    with pytest.raises(FormBroken, match=re.escape(sentence)):
        form_in(json.dumps(MADE_UP | change), "tide")
