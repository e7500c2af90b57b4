"""Files out that are not reports: calendars, drafts of mails, cards."""
