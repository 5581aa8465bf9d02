"""Sorting values: three piles, ten of the first, two at a time, and what the first ones mean."""
