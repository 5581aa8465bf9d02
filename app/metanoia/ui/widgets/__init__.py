"""Reusable pieces of the window that know no journal."""
