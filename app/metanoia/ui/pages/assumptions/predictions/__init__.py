"""Predictions: what will be settled on a day, how likely it seemed, and how that turned out."""
