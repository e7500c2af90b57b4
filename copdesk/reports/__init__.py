"""Paper and Excel: facts gathered from the file and set out as documents; nothing is changed here."""
