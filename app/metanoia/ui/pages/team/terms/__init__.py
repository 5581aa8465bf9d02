"""Common words: those that people use together and mean different things by."""
