"""One goal: vision and reality, the steps between them, and what holds it in place."""
