"""Two shares of one person compared: what is new, changed, the same, or not in this share."""
