"""What things are tied to: entries, goals, values, assumptions, predictions; by chips and by name."""
