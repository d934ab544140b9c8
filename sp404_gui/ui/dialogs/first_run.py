"""The first start: a key or none, where things are kept, and whether there is sound. Every step can be skipped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sp404_gui.ui.dialogs.first_run_steps import KeyStep, PlaceStep, SoundStep, Step
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.dialogs.step_wave import StepWave
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import PlainLabel


class FirstRunDialog(DialogFrame):
    """Three steps. `accepted` comes after the last, `rejected` when the user skips the rest; what was chosen until then counts.

    Args:
        theme: Its colours.
        parent: The window that it belongs to.

    Attributes:
        changed: The user changed these settings: a dict of name to value.
        demo_wanted: The user wants to try the demo samples; the dialog has closed itself.
        key: The first step's key, with signals and setters of its own.
        places: Where collections are kept.
        sound: The output device and the test tone.
    """

    changed = Signal(dict)
    demo_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Welcome to SP-404 Batch"), parent)
        self._key_step, self._place_step, self._sound_step = KeyStep(theme), PlaceStep(), SoundStep()
        self.key = self._key_step.key
        self.places = self._place_step.folder
        self.sound = self._sound_step.sound
        self._steps: tuple[Step, ...] = (self._key_step, self._place_step, self._sound_step)
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(step)
        self._wave = StepWave(theme)
        self.crown(self._wave)
        self.body.addWidget(self._stack, 1)
        self._fill_foot()
        self.places.edited.connect(self._tell_place)
        self.sound.edited.connect(self._tell_device)
        self.key.shown.connect(self._key_shown)
        self._keeping = False
        self._go_to(0)
        self.fit(105, 34)

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._stack.currentIndex()

    def _fill_foot(self) -> None:
        self._skip = self.add_button(self.tr("Skip"), "quiet")
        self._count = PlainLabel("", "dim")
        self.add_to_foot(self._count)
        self.add_foot_space()
        self._back = self.add_button(self.tr("Back"))
        self._demo = self.add_button(self.tr("Try the demo samples"))
        self._next = self.add_button(self.tr("Next"), "primary", default=True)
        self._skip.clicked.connect(self.reject)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._demo.clicked.connect(self._show_demo)

    def _tell_place(self, path: object) -> None:
        self.changed.emit({"jobs_dir": path})

    def _tell_device(self, device: object) -> None:
        self.changed.emit({"audio_device": device})

    def _go_to(self, step: int) -> None:
        last = step == len(self._steps) - 1
        self._stack.setCurrentIndex(step)
        self._wave.show_step(step)
        self.say_under_heading(self._steps[step].title)
        count = self.tr("Step %1 of %2").replace("%1", str(step + 1)).replace("%2", str(len(self._steps)))
        self._count.setText(count)
        self._back.setEnabled(step > 0)
        self._demo.setVisible(last)
        text = self.tr("Done") if last else self._steps[step].way_on
        self._next.setText(text)
        self._next.setAccessibleName(text)

    def _key_shown(self) -> None:
        kept, self._keeping = self._keeping and self.key.has_key, False
        self._go_to(1 if kept else self.step)

    def _go_back(self) -> None:
        self._go_to(self.step - 1)

    def _go_on(self) -> None:
        if self.step == 0 and self.key.keep_typed():
            self._keeping = True
            return  # the keyring answers: with a key the next step follows, else the user sees why not
        if self.step == len(self._steps) - 1:
            self.accept()
        else:
            self._go_to(self.step + 1)

    def _show_demo(self) -> None:
        self.accept()
        self.demo_wanted.emit()
