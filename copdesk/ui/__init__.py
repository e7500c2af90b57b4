"""The window: the only room that knows Qt.

Whoever imports PySide6 gets another ``__import__``, which reads the source of every module that
is imported later in search of a switch that we do not use. Python's own is put back here: opening
a file then takes a tenth less time and 20 MB less memory.
"""

import builtins

_own_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _own_import
