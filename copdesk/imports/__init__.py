"""Files of others in: read safely, understood, shown row by row, then written as one change."""
