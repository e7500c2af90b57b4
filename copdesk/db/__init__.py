"""The one door to the database: records, the store with its change record, search and questions."""
