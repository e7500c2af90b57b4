"""What the desk does: each function is one act of a person, one change with its sentence."""
