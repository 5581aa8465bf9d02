"""Forms on the page: one widget for each kind of question, and what is made from the answers."""
