"""The look of the program: colours, sizes, style, icons and fonts, each from one place."""
