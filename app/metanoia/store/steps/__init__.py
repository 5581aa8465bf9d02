"""One module for each step of the schema; none is ever edited once it was released."""
