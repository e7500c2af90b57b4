"""Questions and answers over the window, each imported when first wanted."""
