"""The shared vision: its text, its themes in one's own words, and how they fit what matters."""
