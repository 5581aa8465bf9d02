"""What is asked of goals and actions finds its rows by an index, however large the journal."""

from __future__ import annotations

import pytest

from metanoia.store import actions, brakes, check_ins, former_goal, goal_list, goal_rows, measures

ASKED = {
    "actions open": (actions.OPEN, 0),
    "actions open without a day": (actions.OPEN_UNDATED, 0),
    "actions of an entry": (actions.OF_ENTRY, 1),
    "actions of a goal": (actions.OF_GOAL, 1),
    "actions due": (actions.DUE, 1),
    "actions deleted": (actions.TRASHED, 0),
    "goals": (goal_list.OF_ALL, 0),
    "goals of a state": (goal_list.OF_STATE, 1),
    "goal": (goal_list.OF_ONE, 1),
    "children": (goal_list.CHILDREN, 1),
    "goals deleted": (goal_list.TRASHED, 0),
    "measures shown": (goal_list.SHOWN_OF, 1),
    "values of a goal": (goal_list.VALUES_OF, 1),
    "values of all goals": (goal_list.VALUES_OF_ALL, 0),
    "measures": (measures.OF_GOAL, 1),
    "observations": (measures.OBSERVED, 1),
    "target changes": (measures.MOVED, 1),
    "check-ins": (check_ins.OF_GOAL, 1),
    "brakes": (brakes.OF_GOAL, 1),
    "above": (goal_rows.ABOVE, 2),
    **{
        f"former {table}": (f"SELECT * FROM {table} WHERE {where} ORDER BY rowid", 1)
        for table, where in former_goal.WHOLE.items()
    },
}
ONE = ("actions of an entry", "actions of a goal", "values of a goal", "former item_link")


def planned(store, name):
    sql, values = ASKED[name]
    said = store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", ("x",) * values)
    return [row[3] for row in said]


@pytest.mark.parametrize("name", ASKED)
def test_no_statement_reads_a_whole_table(store, name):
    scans = [line for line in planned(store, name) if line.startswith("SCAN")]
    # the goals themselves are listed by an index on their state; what lies above is in memory
    assert set(scans) <= {"SCAN g USING INDEX goal_state", "SCAN above", "SCAN CONSTANT ROW"}


@pytest.mark.parametrize("name", ONE)
def test_what_is_of_one_thing_is_found_by_its_id(store, name):
    found = [line for line in planned(store, name) if "anchor" in line or "item_link" in line]
    assert [line for line in found if "SEARCH" in line and "id=?" not in line] == []
