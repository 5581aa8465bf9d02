"""Lines over time: below the map, and where a variable is looked at closely."""
