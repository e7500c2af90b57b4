"""copdesk: the desk of a coordinator of Communities of Practice of immigration advisers."""

__version__ = "0.1.0"
