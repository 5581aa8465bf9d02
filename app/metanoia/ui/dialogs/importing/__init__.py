"""What the import sheet is made of: choosing a source, the preview, the work, what came of it."""
