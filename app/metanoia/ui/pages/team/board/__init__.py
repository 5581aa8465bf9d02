"""The board of learning targets: proposed, agreed, closed."""

from metanoia.ui.pages.team.board.board import Board

__all__ = ["Board"]
