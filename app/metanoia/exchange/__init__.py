"""What leaves and what enters: imports, exports and sealed shares."""
