"""The window: its rail, its pages, its menus, and the file that is open in it."""
