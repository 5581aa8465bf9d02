"""Values: the order in which they matter, and how far each of them shows."""
