"""What things are tied to: entries, goals, values, assumptions, predictions, maps; by chips and by name."""
