"""All maps in a list."""
