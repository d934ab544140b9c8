"""The three steps of the first start."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.ui.dialogs.folder_line import FolderLine
from sp404_gui.ui.dialogs.frame import ABOVE_SECTION, Card
from sp404_gui.ui.dialogs.key_box import KeyBox
from sp404_gui.ui.dialogs.sound_box import SoundBox
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel, SectionLabel


class Step(QWidget):
    """A step: a title, sentences, and something to do."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(12)

    @property
    def way_on(self) -> str:
        """What the button to the next step says."""
        return self.tr("Next")

    def say(self, text: str) -> None:
        """Add a sentence."""
        label = PlainLabel(text)
        label.setWordWrap(True)
        self.box.addWidget(label)


class KeyStep(Step):
    """A key for OpenRouter, or none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Who describes your samples?"))
        self.key = KeyBox()
        self.say(
            self.tr(
                "Every sample is measured on this machine. How it feels is described by a language model: OpenRouter offers free ones, for "
                "a key that you get at openrouter.ai/keys."
            )
        )
        self.box.addWidget(SectionLabel(self.tr("Key for OpenRouter"), above=ABOVE_SECTION))
        self.box.addWidget(self.key)
        self.say(
            self.tr(
                "Without a key everything else works: tempo, key, category, listening, searching, export, "
                "and words drawn from what was measured."
            )
        )
        card = Card(theme, "accent_soft", "accent")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(SectionLabel(self.tr("What leaves this machine")))
        leaves = PlainLabel(
            self.tr("With a key: measurements, and names of files and folders unless you hide them. Never the audio. Without one: nothing.")
        )
        leaves.setWordWrap(True)
        inside.addWidget(leaves)
        self.box.addWidget(card)
        self.box.addStretch()

    @property
    def way_on(self) -> str:
        """Without a key it says so."""
        return self.tr("Next") if self.key.has_key else self.tr("Go on without a key")


class PlaceStep(Step):
    """Where collections are kept."""

    def __init__(self) -> None:
        super().__init__(self.tr("Where shall results live?"))
        self.folder = FolderLine()
        self.folder.setAccessibleName(self.tr("Folder for collections"))
        self.say(
            self.tr(
                "Your samples stay where they are, and are never changed. What is found out about them is kept in this folder, "
                "one folder a collection."
            )
        )
        self.box.addWidget(SectionLabel(self.tr("Folder for collections"), above=ABOVE_SECTION))
        self.box.addWidget(self.folder)
        self.say(self.tr("Such a folder can be copied, moved to another disk, and opened on another machine."))
        self.box.addStretch()


class SoundStep(Step):
    """Whether there is sound."""

    def __init__(self) -> None:
        super().__init__(self.tr("Can you hear it?"))
        self.sound = SoundBox()
        self.say(self.tr("Choose where samples are heard, and play a tone. Everything but listening works without sound, too."))
        self.box.addWidget(SectionLabel(self.tr("Output device"), above=ABOVE_SECTION))
        self.box.addWidget(self.sound)
        self.say(self.tr("Then drop a folder of samples onto the window, or begin with the demo samples."))
        self.box.addStretch()
