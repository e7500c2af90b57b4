"""The buttons over who can help: what came of asking those chosen, each one click."""

from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.theme.parts import button


class Acts(FlowLayout):
    """Five buttons in a row; on further rows where there is less room.

    Attributes:
        asked: logs that those chosen were asked.
        signposted: logs that the asker was sent to them.
        nobody: keeps that no provider was found.
        still: says that their capacity was checked today.
        copy: copies the whole list.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked = button("Asked", "mail", tip="Log that they were asked (A)")
        self.signposted = button(
            "Signposted", "right", tip="Log that the asker was sent to them (S)"
        )
        self.nobody = button("No provider found", "alert", tip="Keep it as evidence (Ctrl+Shift+N)")
        self.still = button("Still so today", "check", tip="Their capacity was checked today (T)")
        self.copy = button("Copy the list", "copy", tip="As a table (Ctrl+Shift+C)")
        self.buttons = (
            self.asked,
            self.signposted,
            self.nobody,
            self.still,
            self.copy,
        )
        for one in self.buttons:
            self.addWidget(one)

    def suit(self, *, chosen: bool, sought: bool, listed: bool) -> None:
        """Offer what can be done: with those chosen, with what is sought, with what is listed."""
        for one in (self.asked, self.signposted, self.still):
            one.setEnabled(chosen)
        self.nobody.setEnabled(sought)
        self.copy.setEnabled(listed)
