"""One map: its canvas, and what is known of it beside it."""
