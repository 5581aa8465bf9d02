"""metanoia share, and metanoia desk open at the other end."""

from __future__ import annotations

import base64
import io
import subprocess
import zipfile

import pyrage
import pytest

from age_program import decrypt, needs_age
from command_line import bare, fingerprints, run
from journals import PASSPHRASE, new_journal, open_journal
from metanoia.domain.private_terms import PrivateTerm
from metanoia.text.anchors import select
from shared_kinds import make_kinds

WORDS = "gravel maple seven otter lantern"


@pytest.fixture
def ids(folder):
    return [one["id"] for one in run(folder, "list", "--json").json]


@pytest.fixture
def entries(ids):
    return [word for id_ in ids for word in ("--entry", id_[:8])]


@pytest.fixture
def coach(tmp_path):
    """A coach's own closed journal, and the key to seal for."""
    with new_journal(tmp_path / "coach", "Ingrid") as journal:
        return tmp_path / "coach", journal.identity.get().age_recipient


def test_check_prints_exactly_what_would_leave_and_writes_nothing(folder, entries, tmp_path):
    before = {path for path in tmp_path.rglob("*") if path.name != ".lock"}
    ran = run(folder, "share", *entries[:2], "--check", "--note", "For Tuesday.", "--json")
    leaving = ran.json
    assert leaving["summary"].startswith("1 entry")
    assert (leaving["sender"], leaving["note"]) == ("Mara", "For Tuesday.")
    assert [one["title"] for one in leaving["entries"]] == ["Rota"]
    assert sum(file["size"] for file in leaving["files"]) == leaving["size"]
    shown = run(folder, "share", *entries[:2], "--check").out
    assert "The winter rota again." in shown
    assert "heron" not in shown
    assert {path for path in tmp_path.rglob("*") if path.name != ".lock"} == before


def test_the_coach_opens_it_and_is_told_whose_it_is(folder, entries, coach, tmp_path):
    place, recipient = coach
    file = tmp_path / "out.metanoia"
    sealed = run(folder, "share", file, *entries, "--to", recipient, "--json").json
    assert (sealed["number"], sealed["file"], sealed["size"]) == (1, str(file), file.stat().st_size)
    share = run(place, "desk", "open", file, "--json").json
    assert (share["sender"], share["verified"], share["known_as"]) == ("Mara", "unknown", None)
    assert share["fingerprint"] == sealed["fingerprint"]
    card = run(folder, "key", "show", "--json").json
    assert share["sender_fingerprint"] == card["fingerprint"]
    assert [one["title"] for one in share["entries"]] == ["Rota", "", "Heron"]
    assert share["entries"][2]["body"] == "A grey heron on the shore."
    shown = run(place, "desk", "open", file).out
    assert "you do not know this key" in shown
    assert "A grey heron on the shore." in shown
    assert run(folder, "desk", "open", file, "--json").json["verified"] == "yours"


def test_a_person_who_is_known_is_named(folder, entries, coach, tmp_path):
    place, recipient = coach
    with open_journal(folder) as journal, open_journal(place) as theirs:
        from metanoia.domain.people import Role

        own = journal.identity.get()
        theirs.people.add("Mara L.", Role.CLIENT, own.age_recipient, own.signing_key)
    file = tmp_path / "out.metanoia"
    run(folder, "share", file, *entries, "--to", recipient)
    share = run(place, "desk", "open", file, "--json").json
    assert (share["verified"], share["known_as"]) == ("known", "Mara L.")


def test_a_passphrase_opens_it_without_any_journal(folder, entries, tmp_path):
    words = tmp_path / "words"
    words.write_text(WORDS)
    done = run(folder, "share", tmp_path, *entries, "--share-passphrase-file", words, "--json").json
    file = done["file"]
    assert file.startswith(str(tmp_path / "metanoia-"))
    opened = bare("desk", "open", file, "--share-passphrase-file", "-", "--json", typed=WORDS).json
    assert len(opened["entries"]) == 3
    wrong = bare("desk", "open", file, "--share-passphrase-file", "-", typed="seven otter maples")
    assert "do not open the share" in wrong.sentence
    assert "opens with words" in run(folder, "desk", "open", file).sentence


def test_a_page_for_the_browser_is_written_beside_a_share_with_words(folder, entries, tmp_path):
    words = tmp_path / "words"
    words.write_text(WORDS)
    sealed = tmp_path / "a.metanoia"
    ran = run(
        folder, "share", sealed, *entries, "--share-passphrase-file", words, "--page", "--json"
    )
    page = tmp_path / "a.html"
    assert ran.json["page"] == str(page)
    assert base64.b64encode(sealed.read_bytes()).decode() in page.read_text()
    assert "heron" not in page.read_text()
    refused = run(folder, "share", sealed, *entries, "--to", "age1x", "--page")
    assert "opens with a passphrase" in refused.err


def test_names_of_the_list_are_hidden_unless_they_are_asked_for(folder, entries):
    with open_journal(folder) as journal:
        journal.private_terms.keep([PrivateTerm("Rota")])
    hidden = run(folder, "share", *entries[:2], "--check", "--json").json
    assert [one["title"] for one in hidden["entries"]] == ["Person A"]
    assert "1 name hidden" in hidden["summary"]
    shown = run(folder, "share", *entries[:2], "--check", "--show-names", "--json").json
    assert [one["title"] for one in shown["entries"]] == ["Rota"]


def test_the_empty_page_is_written_once(tmp_path):
    bare("reader", tmp_path)
    page = tmp_path / "open-a-share.html"
    assert "The file that ends in .metanoia" in page.read_text()
    again = bare("reader", tmp_path).sentence
    assert str(page) in again


@needs_age
def test_the_age_program_opens_what_was_sealed_and_nothing_shows_without_the_key(
    folder, entries, tmp_path
):
    reader, stranger = (pyrage.x25519.Identity.generate() for _ in range(2))
    sealed, key, unpacked = (tmp_path / name for name in ("s.metanoia", "key.txt", "out.zip"))
    run(folder, "share", sealed, *entries, "--to", str(reader.to_public()))
    assert not any(word in sealed.read_bytes() for word in (b"heron", b"Rota", b"Mara"))

    def age(identity):
        key.write_text(f"{identity}\n")
        return subprocess.run(
            ["age", "-d", "-i", key, "-o", unpacked, sealed], capture_output=True, check=False
        ).returncode

    assert age(stranger) != 0
    assert not unpacked.exists()
    assert age(reader) == 0
    with zipfile.ZipFile(unpacked) as archive:
        assert sum(name.startswith("entries/") for name in archive.namelist()) == 3
        assert "A grey heron on the shore." in archive.read("index.html").decode()


@needs_age
def test_the_age_program_opens_what_was_sealed_with_a_passphrase(folder, entries, tmp_path):
    words, sealed, unpacked = (tmp_path / name for name in ("w", "s.metanoia", "out.zip"))
    words.write_text(WORDS)
    run(folder, "share", sealed, *entries, "--share-passphrase-file", words)
    assert decrypt(sealed, WORDS, unpacked) == 0
    assert zipfile.ZipFile(io.BytesIO(unpacked.read_bytes())).testzip() is None


def test_what_may_not_leave_is_refused_and_nothing_is_written(
    folder, ids, entries, coach, tmp_path
):
    with open_journal(folder) as journal:
        journal.entries.set_never_share(ids[0], True)
    before = fingerprints(folder)
    file = tmp_path / "out.metanoia"
    assert "never" in run(folder, "share", file, *entries, "--to", coach[1]).sentence
    assert run(folder, "share", "--check", *entries).sentence
    assert run(folder, "share", file, *entries[2:], "--to", "age1nonsense").sentence
    assert run(folder, "share", file, "--entry", "ffffffff", "--to", coach[1]).sentence
    assert not file.exists()
    assert set(fingerprints(folder)) == set(before)
    with open_journal(folder) as journal:
        assert journal.shares.all() == []


def test_a_file_that_is_there_is_replaced_only_by_force(folder, entries, coach, tmp_path):
    file = tmp_path / "out.metanoia"
    file.write_text("mine")
    refused = run(folder, "share", file, *entries, "--to", coach[1])
    assert "--force" in refused.sentence
    assert file.read_text() == "mine"
    assert run(folder, "share", file, *entries, "--to", coach[1], "--force").code == 0
    assert run(coach[0], "desk", "open", file).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["out"],
        ["out", "--entry", "1234"],
        ["--entry", "1234", "--to", "age1x"],
        ["out", "--entry", "1234", "--to", "age1x", "--share-passphrase-file", "w"],
    ],
)
def test_wrong_usage_is_two(folder, words):
    ran = run(folder, "share", *words)
    assert (ran.code, ran.out) == (2, "")


def test_a_passphrase_that_is_too_short_for_a_share_is_refused(folder, entries, tmp_path):
    words = tmp_path / "words"
    words.write_text("short")
    file = tmp_path / "out.metanoia"
    assert run(folder, "share", file, *entries, "--share-passphrase-file", words).sentence
    assert not file.exists()


def test_journal_and_share_passphrase_may_both_come_from_standard_input(folder, entries, tmp_path):
    file = tmp_path / "out.metanoia"
    ran = run(folder, "share", file, *entries, "--share-passphrase-file", "-", typed=WORDS)
    assert ran.code == 0
    assert PASSPHRASE not in ran.out + ran.err


@pytest.fixture
def goal(folder):
    """A goal with a target, a value, an assumption and a prediction beside it."""
    with open_journal(folder) as journal:
        return make_kinds(journal)


def test_goals_and_the_like_leave_by_name_and_part_by_part(folder, goal, coach, tmp_path):
    place, recipient = coach
    file = tmp_path / "out.metanoia"
    named = (
        "--goal", goal.goal[:8], "--value", "Value name", "--assumption", goal.assumption[:8],
        "--prediction", goal.prediction[:8], "--target", goal.target[:8],
        "--map", goal.map[:8],
    )  # fmt: skip
    parts = ("--with", "goal.chart", "--with", "assumption.line", "--with", "map.lines")
    leaving = run(folder, "share", "--check", *named, *parts, "--json").json
    assert [one["type"] for one in leaving["things"]] == [
        "goal", "value", "assumption", "prediction", "target", "map"
    ]  # fmt: skip
    assert leaving["summary"].startswith(
        "1 goal, 1 value, 1 assumption, 1 prediction, 1 target, 1 map, "
    )
    assert "looks" in leaving["things"][0]["fields"]
    assert "vision" not in leaving["things"][0]["plain"]
    assert "ratings" not in leaving["things"][1]["fields"]
    assert "lines" in leaving["things"][5]["fields"]
    assert not any(path.startswith("because/") for path in leaving["things"][5]["plain"])
    terms = ("--purpose", "To prepare", "--until", "2999-04-30", "--keep", "30")
    run(folder, "share", file, *named, *parts, *terms, "--to", recipient)
    share = run(place, "desk", "open", file, "--json").json
    assert share["things"] == leaving["things"]
    assert share["number"] == 1
    assert share["agreement"] == {
        "purpose": "To prepare", "ends_on": "2999-04-30", "keep_days": 30
    }  # fmt: skip
    shown = run(place, "desk", "open", file).out
    assert (
        "For: To prepare. Holds until 30 April 2999; then please delete it after 30 days." in shown
    )
    assert "Goal title" in shown
    assert "Goal, active" in shown


def test_mood_leaves_only_where_it_was_asked_for(folder, ids):
    with open_journal(folder) as journal:
        entry = journal.entries.find(ids[0])
        journal.metrics.set(journal.metrics.built_in("mood").id, entry.when.date, 4)
    check = ("share", "--check", "--entry", ids[0], "--json")
    assert run(folder, *check).json["entries"][0]["mood"] is None
    assert run(folder, *check, "--mood").json["entries"][0]["mood"] == 4


def test_what_is_withheld_from_the_person_with_that_key_stays_here(folder, ids, coach):
    _, recipient = coach
    with open_journal(folder) as journal:
        person = journal.people.add("Ingrid", "coach", recipient)
        entry = journal.entries.find(ids[0])
        selector = select(entry.body, 0, 12)
        journal.redactions.add(("entry", entry.id), "body", selector, person.id)
    check = ("share", "--check", "--entry", ids[0])
    assert "[withheld]" not in run(folder, *check).out
    left = run(folder, *check, "--to", recipient).out
    assert "1 passage withheld" in left
    assert selector.exact not in left


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name what to share"),
        (("--with", "goal.chart"), "Nothing is named that “goal.chart”"),
        (("--goal", "{goal}", "--with", "goal.secrets"), "There is no part “goal.secrets”"),
        (("--goal", "{goal}", "--with", "value.lived"), "Nothing is named that “value.lived”"),
        (("--goal", "{goal}", "--purpose", "x"), "needs both --purpose TEXT and --until DATE"),
        (("--goal", "{goal}", "--purpose", "x", "--until", "2001-01-01"), "has passed"),
        (
            ("--goal", "{goal}", "--purpose", "x", "--until", "2999-01-01", "--keep", "0"),
            "1 to 3,650",
        ),
        (("--goal", "ffffffff"), "No goal's id begins with"),
        (("--value", "No such value"), "No value's id begins with"),
        (("--target", "ffffffff"), "No target's id begins with"),
        (("--map", "ffffffff"), "No map's id begins with"),
        (("--goal", "{goal}", "--with", "map.lines"), "Nothing is named that “map.lines”"),
    ],
)
def test_what_cannot_be_shared_so_is_said(folder, goal, words, said):
    named = [word.format(goal=goal.goal) for word in words]
    ran = run(folder, "share", "--check", *named)
    assert ran.code != 0
    assert said in " ".join(ran.err.split())
