"""One module or package a page."""
