"""Text as a person wrote it: rendering, counting, preparing for search."""
