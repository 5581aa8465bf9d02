"""The kinds of thing a journal holds, as named in change notices."""

from __future__ import annotations

import enum


class Kind(enum.Enum):
    """One kind of thing in the journal."""

    ENTRY = enum.auto()
    TAG = enum.auto()
    LINK = enum.auto()
    ATTACHMENT = enum.auto()
    IMPORT = enum.auto()
    PERSON = enum.auto()
    SHARE = enum.auto()
    REPLY = enum.auto()
    CLIENT = enum.auto()
    SNIPPET = enum.auto()
    ASSUMPTION = enum.auto()
    PREDICTION = enum.auto()
    ACTION = enum.auto()
    VALUE = enum.auto()
    GOAL = enum.auto()
    METRIC = enum.auto()
    VISION = enum.auto()
    TERM = enum.auto()
    TARGET = enum.auto()
    MAP = enum.auto()
    REVIEW = enum.auto()
    META = enum.auto()
