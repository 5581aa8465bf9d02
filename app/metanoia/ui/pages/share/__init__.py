"""Share: choose, check, seal, and the receipts of what left."""

from metanoia.ui.pages.share.page import SharePage

__all__ = ["SharePage"]
