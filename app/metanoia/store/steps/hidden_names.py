"""The fourth step: the names that are hidden from whoever reads a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m004_hidden_names(db: Database) -> None:
    """Keep the list of names and what stands in their place, in the order of the list."""
    db.execute(
        """CREATE TABLE private_term(ord INTEGER PRIMARY KEY CHECK(ord >= 1),
          term TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK(length(trim(term)) BETWEEN 1 AND 60),
          replacement TEXT NOT NULL DEFAULT '' CHECK(length(replacement) <= 60)) STRICT"""
    )
    db.execute("PRAGMA user_version = 4")
