"""Before and around the open journal: welcome, making one, opening it, and what can be wrong."""
