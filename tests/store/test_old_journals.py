"""Journals of every schema so far: brought to today's with all that they hold, after a backup.

No version ever left a journal of the sixth: that step and the seventh came together.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from journals import PASSPHRASE, open_journal
from metanoia.domain.actions import NewAction
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.domain.maps import CausalLink, CausalMap, Variable
from metanoia.store import copy, driver, migrations
from metanoia.store.part import new_id
from metanoia.text.anchors import select
from metanoia.vault import vault
from metanoia.vault.folder import Folder
from metanoia.vault.vault import Passphrase

KEPT = Path(__file__).parents[1] / "data" / "journals"
ALL = sorted(KEPT.iterdir(), key=lambda path: int(path.name))
OLD = [path for path in ALL if int(path.name) < migrations.LATEST]


def copied(name, tmp_path):
    shutil.copytree(KEPT / name, tmp_path / name)
    return tmp_path / name


@pytest.fixture(params=OLD, ids=lambda path: path.name)
def old(request, tmp_path):
    """A copy of a journal as an earlier version left it; its name is the version of its schema."""
    return copied(request.param.name, tmp_path)


@pytest.fixture(params=ALL, ids=lambda path: path.name)
def kept(request, tmp_path):
    """The same, of today's schema too."""
    return copied(request.param.name, tmp_path)


def connect(folder):
    unlocked = vault.unlock(Folder(folder), Passphrase(PASSPHRASE))
    return driver.connect(folder / "journal.db", unlocked.keys[0])


def held(connection, since):
    """Return every row of the tables that the version ``since`` has, by the columns of then."""
    tables = {
        "entry": "n, id, created_at, updated_at, rev, deleted_at, local_date, written_at, tz, starred,"
        " never_share, words, title, excerpt, tags, body_md, spaced",
        "tag": "*",
        "item_tag": "*",
        "item_link": "*",
        "revision": "*",
        "attachment": "*",
        "month": "*",
        "stat": "*",
    }
    if since >= 2:
        action = "id, created_at, updated_at, rev, deleted_at, kind, text, cue, due_on, state, "
        tables |= {"action": action + "settled_at, reflection, times_met, times_used"}
        grown = "assumption confidence_point evidence experiment prediction forecast anchor answer"
        tables |= dict.fromkeys(grown.split(), "*")
        tables |= {"entry": f"{tables['entry']}, form_key, form_version, asks_again_on"}
    if since >= 3:
        grown = "value value_rating value_sort value_sorted goal goal_checkin metric reading"
        tables |= dict.fromkeys(grown.split(), "*")
    if since >= 4:
        share = (
            "id, party_id, seq, created_at, scope_json, cover_note, snapshot_json, payload_sha256, "
        )
        tables |= {
            "private_term": "*",
            "share": share + "size_bytes, state, sealed_at, withdrawn_at",
            "share_item": "share_id, item_type, item_id, item_rev, content_sha256",
        }
    if since >= 5:
        comment = "id, review_in_id, ord, item_type, item_id, field_path, exact, prefix, suffix, "
        tables |= {"review_in": "*", "comment": comment + "start, stop, kind, body_md"}
    if since >= 7:
        grown = "party circle circle_party consent consent_party redaction comment comment_answer "
        grown += "share share_item share_gone snippet measure observation target_change brake "
        grown += "review_session vision theme theme_stance value_theme term target target_event"
        tables |= dict.fromkeys(grown.split(), "*")
    if since >= 8:
        grown = "map variable causal_link map_note loop_note pattern_note"
        tables |= dict.fromkeys(grown.split(), "*")
    return {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
        for table, columns in tables.items()
    }


def version(connection):
    return connection.execute("PRAGMA user_version").fetchone()[0]


def test_a_journal_of_every_schema_that_was_ever_left_is_kept():
    assert {int(path.name) for path in ALL} == set(range(1, migrations.LATEST + 1)) - {6}


def test_a_journal_of_any_schema_is_brought_to_today_whole(kept):
    connection = connect(kept)
    assert version(connection) == int(kept.name)
    before = held(connection, int(kept.name))
    connection.close()

    with open_journal(kept) as journal:
        assert version(journal._connection) == migrations.LATEST
        assert held(journal._connection, int(kept.name)) == before
        assert migrations.missing_triggers(journal._connection) == set()
        assert copy.verify(journal._connection) == []

        (rota, snow, thrown_away) = sorted(
            (*journal.entries.newest(), *journal.entries.trashed()), key=lambda row: row.n
        )
        assert (rota.title, snow.title, thrown_away.title) == ("The rota", "Snow", "Thrown away")
        assert thrown_away.deleted_at is not None
        assert rota.starred
        assert journal.entries.never_shared() == {snow.id}
        assert dict(journal.tags.all()) == {"ward": 1, "trust": 1, "winter": 1}
        assert [row.title for row in journal.links.of(rota.id)] == ["Snow"]
        (attachment,) = journal.attachments.of(rota.id)
        assert journal.attachments.data(attachment.sha256) == b"four names"
        assert [hit.row.id for hit in journal.search.find("decided").hits] == [snow.id]
        assert [hit.row.id for hit in journal.search.find("下雪").hits] == [snow.id]
        assert journal.missing_changes == 0


def test_before_that_a_verified_backup_is_made(old):
    connection = connect(old)
    before = held(connection, int(old.name))
    connection.close()

    with open_journal(old) as journal:
        (backup,) = journal.backups()
        assert backup.verified_at is not None
        assert journal.check().sound

    kept = connect(backup.path)
    assert version(kept) == int(old.name)
    assert held(kept, int(old.name)) == before
    kept.close()


def test_an_old_journal_takes_up_what_is_new(old):
    with open_journal(old) as journal:
        (rota,) = (row for row in journal.entries.newest() if row.title == "The rota")
        body = journal.entries.get(rota.id).body
        origin = Origin(entry=rota.id, selector=select(body, 0, len("I said too much")))
        kept = journal.assumptions.add(
            NewAssumption(statement="I talk too much", confidence=60), origin=origin
        )
        goal = journal.goals.add(NewGoal(title="Wait", vision="They speak", reality="I speak"))
        journal.ties.connect(("entry", rota.id), ("goal", goal.id))
        looked = journal.goals.check_in(
            goal.id, NewCheckIn(closeness=3, pull=8), today=dt.datetime.now().astimezone().date()
        )
    with open_journal(old) as journal:
        assert len(journal.backups()) == 1  # nothing was left to be brought to today
        assert journal.assumptions.get(kept.id) == kept
        assert [anchor.entry for anchor in journal.anchors.of("assumption", kept.id)] == [rota.id]
        assert journal.goals.get(goal.id).title == "Wait"
        assert journal.goals.check_ins(goal.id) == [looked]
        assert ("goal", goal.id, "about") in journal.ties.of("entry", rota.id)


def test_maps_can_be_drawn_in_an_old_journal(old):
    speak = Variable(id=new_id(), name="I speak")
    silence = Variable(id=new_id(), name="Silence")
    link = CausalLink(id=new_id(), source=silence.id, target=speak.id)
    drawn = CausalMap(id=new_id(), title="Why?", variables=(speak, silence), links=(link,))
    with open_journal(old) as journal:
        (rota,) = (row for row in journal.entries.newest() if row.title == "The rota")
        journal.maps.add(drawn)
        journal.ties.connect(("map", drawn.id), ("entry", rota.id))
    with open_journal(old) as journal:
        assert journal.maps.get(drawn.id) == drawn
        assert journal.ties.of("entry", rota.id)[-1] == ("map", drawn.id, "about")
        assert journal.check().sound


@pytest.mark.parametrize("name", ["7", "8"])
def test_the_clients_of_a_coachs_journal_are_all_there(name, tmp_path):
    with open_journal(copied(name, tmp_path)) as journal:
        (row,) = journal.clients.caseload(dt.date(2026, 3, 2))
        assert (row.shown, row.shares, len(row.unread)) == ("M.", 2, 1)
        (note,) = journal.clients.notes(row.person)
        assert note.text == "Ask about the rota."
        (asked,) = journal.clients.draft(row.person, note.share).comments
        assert asked.body == "How long was it?"


def test_the_vision_of_a_journal_of_the_seventh_schema_can_be_gone_on_with(tmp_path):
    with open_journal(copied("7", tmp_path)) as journal:
        (now,) = journal.visions.standing()
        assert (now.name, len(journal.visions.earlier(now.id))) == ("Ward four", 1)
        assert [theme.text for theme in journal.visions.themes(now.id)] == [
            "every voice", "nobody alone at night"
        ]  # fmt: skip
        assert [(term.word, term.agreed) for term in journal.terms.all()] == [("done", "Said once")]
        assert [term.word for term in journal.terms.trashed()] == ["safe"]
        states = {target.standing.state for target in journal.targets.all()}
        assert states == {"partly_met", "proposed"}
        journal.visions.trash(now.id)
        journal.visions.purge(now.id)
        assert journal.check().sound


def test_the_steps_of_a_journal_of_the_second_schema_can_lead_to_a_goal(tmp_path):
    with open_journal(copied("2", tmp_path)) as journal:
        (waiting,) = journal.actions.open()
        assert (waiting.text, waiting.goal, waiting.outcome, waiting.obstacle) == (
            *("Ask Amina", None),
            *("", ""),
        )
        (held,) = journal.assumptions.rows()
        assert [point[1] for point in held.points] == [70, 55]
        goal = journal.goals.add(NewGoal(title="Be heard"))
        led = journal.actions.change(waiting.id, NewAction(text=waiting.text, goal=goal.id))
        assert journal.actions.of_goal(goal.id) == [led]


def test_the_map_of_a_journal_of_the_eighth_schema_is_all_there(tmp_path):
    with open_journal(copied("8", tmp_path)) as journal:
        (row,) = journal.maps.listing()
        drawn = journal.maps.get(row.id)
        assert (drawn.title, drawn.question) == ("The rescue loop", "Why do I always step in?")
        assert drawn.horizon_days == 90
        pressure, mine, theirs = sorted(drawn.variables, key=lambda one: one.id)
        assert [one.value for one in pressure.drawn] == [3.0, 7.5]
        assert (mine.name, mine.mine) == ("My stepping in", True)
        assert (theirs.name, theirs.actor, theirs.role) == (
            *("Their confidence", "Night team"),
            "capacity",
        )
        (held,) = journal.assumptions.rows()
        assert [(one.polarity, one.delayed, one.assumption) for one in drawn.links] == [
            (1, False, held.id), (-1, True, None), (-1, False, None)
        ]  # fmt: skip
        assert [one.text for one in drawn.notes] == ["Ask Amina."]
        assert [(one.name, one.story) for one in drawn.loop_notes] == [
            ("Quick relief", "The calm comes first.")
        ]
        assert [(one.pattern, one.note) for one in drawn.pattern_notes] == [
            ("shifting_the_burden", "Seen in May.")
        ]
        assert journal.backups() == []  # nothing was to be brought to today
