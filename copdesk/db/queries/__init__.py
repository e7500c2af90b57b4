"""Named questions to the file, one module a concept."""
