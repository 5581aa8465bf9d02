"""The kinds of thing that may be tied together, tagged and anchored; each has a table of its name."""

from __future__ import annotations

from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store.part import Part

ENTRY: Final = "entry"
ASSUMPTION: Final = "assumption"
PREDICTION: Final = "prediction"
ACTION: Final = "action"
GOAL: Final = "goal"
VALUE: Final = "value"
THEME: Final = "theme"
MAP: Final = "map"

KINDS: Final = {
    ENTRY: Kind.ENTRY,
    ASSUMPTION: Kind.ASSUMPTION,
    PREDICTION: Kind.PREDICTION,
    ACTION: Kind.ACTION,
    GOAL: Kind.GOAL,
    VALUE: Kind.VALUE,
    THEME: Kind.VISION,
    MAP: Kind.MAP,
}
LIVING: Final = {kind: kind for kind in KINDS} | {
    # a theme is deleted with its vision
    THEME: "(SELECT theme.id, deleted_at FROM theme JOIN vision ON vision.id = vision_id)"
}
"""Of each kind the table, or what stands for it, that says what is in Recently deleted."""
_NAMED = (("item_link", "from_type", "from_id"), ("item_link", "to_type", "to_id"),
    ("item_tag", "item_type", "item_id"), ("anchor", "item_type", "item_id"),
    ("revision", "item_type", "item_id"), ("review_plan", "item_type", "item_id"),
    ("review_item", "item_type", "item_id"), ("redaction", "item_type", "item_id"))  # fmt: skip
DANGLING: Final = " UNION ALL ".join(
    f"""SELECT 1 FROM {table} WHERE {kind} = '{thing}'
      AND NOT EXISTS(SELECT 1 FROM {thing} WHERE id = {table}.{named})"""
    for table, kind, named in _NAMED
    for thing in (*KINDS, "evidence", "experiment")
)
"""Finds a row for each thing that is named and is not there; no reference of the schema holds these."""

_WITH_ID = (
    *(
        "entry",
        "attachment",
        "item_link",
        "anchor",
        "tag",
        "assumption",
        "confidence_point",
        "evidence",
    ),
    *(
        "experiment",
        "prediction",
        "action",
        "value",
        "value_sort",
        "goal",
        "goal_checkin",
        "measure",
    ),
    *("brake", "metric", "review_session", "vision", "theme", "term", "target", "target_event"),
    *("map", "variable", "causal_link", "map_note"),
    *("share", "party", "circle", "consent", "redaction", "review_in", "comment", "comment_answer"),
)
_KNOWN: Final = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE id = ?1" for table in _WITH_ID)


class Things(Part):
    """What is there to be named by its kind and id, whatever it is."""

    def check(self, item_type: str, item_id: str) -> Kind:
        """Return the kind of a thing that is there; NotFound if it is not, or is in Recently deleted."""
        if item_type not in KINDS:
            raise Refused(f"A journal holds no “{item_type}”.")
        row = self._one(f"SELECT deleted_at FROM {LIVING[item_type]} WHERE id = ?", item_id)
        if row is None:
            raise NotFound(f"That {item_type} is not in this journal any more.")
        if row[0] is not None:
            raise NotFound(f"That {item_type} is in Recently deleted. Bring it back first.")
        return KINDS[item_type]

    def there(self, item_type: str, item_id: str) -> bool:
        """Tell whether a thing was not deleted for ever."""
        found = f"SELECT 1 FROM {item_type} WHERE id = ?"
        return item_type in KINDS and self._one(found, item_id) is not None

    def known(self, id_: str) -> bool:
        """Tell whether anything of the journal has this id, in Recently deleted too."""
        return self._one(_KNOWN, id_) is not None

    def cut_loose(self, item_type: str, item_id: str) -> None:
        """Remove anchors, ties, tags, earlier wordings and looks of what goes, inside a write block."""
        both = (item_type, item_id)
        self._write("DELETE FROM anchor WHERE item_type = ? AND item_id = ?", *both)
        self._write("DELETE FROM item_tag WHERE item_type = ? AND item_id = ?", *both)
        self._write("DELETE FROM revision WHERE item_type = ? AND item_id = ?", *both)
        self._write("DELETE FROM review_plan WHERE item_type = ? AND item_id = ?", *both)
        self._write("DELETE FROM review_item WHERE item_type = ? AND item_id = ?", *both)
        self._write("DELETE FROM redaction WHERE item_type = ? AND item_id = ?", *both)
        self._write(
            """DELETE FROM item_link WHERE (from_type = ?1 AND from_id = ?2)
            OR (to_type = ?1 AND to_id = ?2)""",
            *both,
        )
