"""Conversations: prepared, brought to a circle, and what was passed on."""
