"""The list of goals, and what stands there while there is none."""
