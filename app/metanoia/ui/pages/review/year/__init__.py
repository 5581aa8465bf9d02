"""The picture of a year."""
