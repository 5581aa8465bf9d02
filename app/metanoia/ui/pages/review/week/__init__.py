"""The review of a week, in four steps."""
