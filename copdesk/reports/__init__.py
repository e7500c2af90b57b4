"""Paper and Excel: facts of the file set out as documents; nothing is ever changed from here."""
