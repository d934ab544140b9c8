"""A key: typed unseen, tried, kept and forgotten. What is kept is never shown, not even how long it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sp404_gui.domain.text import printable
from sp404_gui.ui.dialogs.frame import push_button
from sp404_gui.ui.widgets.labels import PlainLabel

KEYRING = "keyring"
_DOTS = "•" * 12


class KeyBox(QWidget):
    """The key of one provider.

    Attributes:
        test_wanted: Ask the server what this key may do; "" means the key that is kept.
        keep_wanted: Keep this key in the system's keyring.
        forget_wanted: Forget the key that is kept.
        shown: It is told anew whether there is a key.
    """

    test_wanted = Signal(str)
    keep_wanted = Signal(str)
    forget_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origin: str | None = None
        self._busy = False
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName(self.tr("Key"))
        self.keep = push_button(self.tr("Keep"), "primary")
        self.test = push_button(self.tr("Test"))
        self.forget = push_button(self.tr("Forget"), "quiet")
        self._result = PlainLabel("", "dim")
        self._result.setWordWrap(True)
        self._lay_out()
        self.setFocusProxy(self.secret)
        self.secret.textChanged.connect(self._settle)
        self.secret.returnPressed.connect(self.keep_typed)
        self.keep.clicked.connect(self.keep_typed)
        self.test.clicked.connect(self._test)
        self.forget.clicked.connect(self.forget_wanted)
        self.show_key(None)

    @property
    def has_key(self) -> bool:
        """Whether there is a key."""
        return self._origin is not None

    def show_key(self, origin: str | None, *, typed_meanwhile: bool = False) -> None:
        """Show where the key comes from: "keyring", the name of an environment variable, or None where there is none.

        Args:
            origin: Where from.
            typed_meanwhile: What stands in the field was typed while this was found out, and stays.
        """
        self._origin = origin
        self._busy = False
        if not typed_meanwhile:
            self.secret.clear()
        self.secret.setPlaceholderText(_DOTS if origin else self.tr("Paste the key here"))
        if origin is None:
            self._say(self.tr("There is no key."), "dim")
        elif origin == KEYRING:
            self._say(self.tr("The key is kept in the system's keyring."), "dim")
        else:
            self._say(self.tr("The key comes from %1 in the environment.").replace("%1", origin), "dim")
        self._settle()
        self.shown.emit()

    def show_busy(self, sentence: str = "") -> None:
        """Show that the server or the keyring is being asked."""
        self._busy = True
        self._say(sentence or self.tr("Asking the server…"), "dim")
        self._settle()

    def show_result(self, lines: Sequence[str], *, ok: bool) -> None:
        """Show what was answered, in words of the server or of an error."""
        self._busy = False
        self._say("\n".join(map(printable, lines)), "ok" if ok else "failed")
        self._settle()

    def keep_typed(self) -> bool:
        """Ask to keep the key that is typed; whether one is."""
        typed = self.keep.isEnabled()
        if typed:
            self.keep_wanted.emit(self.secret.text().strip())
        return typed

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.secret, 1)
        for button in (self.keep, self.test, self.forget):
            row.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self._result)

    def _settle(self) -> None:
        typed = bool(self.secret.text().strip())
        self.keep.setEnabled(typed and not self._busy)
        self.test.setEnabled((typed or self._origin is not None) and not self._busy)
        self.forget.setEnabled(self._origin == KEYRING and not self._busy)

    def _say(self, text: str, role: str) -> None:
        self._result.set_role(role)
        self._result.setText(text)

    def _test(self) -> None:
        self.test_wanted.emit(self.secret.text().strip())
