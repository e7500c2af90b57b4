"""The parts every page is put together from: they know kinds of field, never a concept."""
