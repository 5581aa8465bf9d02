"""What a person does with a goal, on whichever page: asked in sheets, done, undone from the notice."""
