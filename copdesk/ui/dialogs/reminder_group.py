"""The settings of the reminder: its hour, and whether it is wanted on days nobody works."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout

from copdesk.ui.kit.desk import Memory
from copdesk.ui.reminder import OFF, Wish, can_remind, keep_wish, wish
from copdesk.ui.theme.parts import label

_NUMBERS_ONLY = "A notice with numbers only, never names, while copdesk is running."
_NO_TRAY = "This computer has no tray that shows notices, so there is no reminder."


class ReminderGroup:
    """Two boxes in a form; each is kept as soon as it is changed.

    Args:
        form: where they stand.
        memory: where they are kept, on this computer.
        possible: whether this computer can show the notice.
    """

    def __init__(self, form: QFormLayout, memory: Memory, *, possible: bool | None = None) -> None:
        self._memory = memory
        there = can_remind() if possible is None else possible
        now = wish(memory)
        self.hour = QComboBox()
        self.hour.setAccessibleName("Remind me each day")
        self.hour.addItem("Off", OFF)
        for hour in range(6, 20):
            self.hour.addItem(f"From {hour:02}:00", hour)
        self.hour.setCurrentIndex(max(0, self.hour.findData(OFF if now.hour is None else now.hour)))
        self.any_day = QCheckBox("Also at weekends and on bank holidays")
        self.any_day.setChecked(now.any_day)
        self.told = label(_NUMBERS_ONLY if there else _NO_TRAY, "caption", wrap=True)
        beside = label("Remind me each day", "body2")
        beside.setBuddy(self.hour)
        form.addRow(beside, self.hour)
        form.addRow(self.any_day)
        form.addRow(self.told)
        self.hour.setEnabled(there)
        self.any_day.setEnabled(there and now.hour is not None)
        self.hour.currentIndexChanged.connect(self._keep)
        self.any_day.toggled.connect(self._keep)

    def _keep(self) -> None:
        hour = int(self.hour.currentData())
        keep_wish(self._memory, Wish(None if hour == OFF else hour, self.any_day.isChecked()))
        self.any_day.setEnabled(self.hour.isEnabled() and hour != OFF)
