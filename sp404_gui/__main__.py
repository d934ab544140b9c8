"""`python -m sp404_gui`: the window; where there is no screen, a first try of the command on the demo samples that costs nothing."""

import os
import sys

_NEED_NO_SCREEN = ("--screenshot", "--self-test", "--devices", "--version", "--help", "-h")


def has_screen() -> bool:
    """Whether a window could be seen."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def first_try() -> list[str]:
    """The arguments of a job over the demo samples, without any model, whatever key there is."""
    from sp404_gui.config.paths import resource  # noqa: PLC0415 - worker processes import this module too, and need none of it

    return ["process", os.fspath(resource("demo")), "--provider", "offline"]


def main() -> None:
    """Start the window, or the command where nobody could see one."""
    arguments = sys.argv[1:]
    if arguments == ["--devices"]:  # as `doctor` asks: that needs nothing of a window, which takes a while to load
        from sp404_gui.ui.devices import print_devices  # noqa: PLC0415 - as below

        sys.exit(print_devices())
    if has_screen() or any(argument.startswith(_NEED_NO_SCREEN) for argument in arguments):
        import sp404_gui.engine.listening.listener  # noqa: F401, PLC0415 - before Qt, whose binding reads the source of all that is imported after it
        from sp404_gui.ui.app import main as window  # noqa: PLC0415 - as above

        sys.exit(window(arguments))
    if arguments:
        sys.exit("There is no screen to open a window on. Use the command instead: sp404-batch process FOLDER")
    print("There is no screen to open a window on: running the demo samples here instead.", file=sys.stderr)  # noqa: T201 - the program's own voice
    from sp404_gui.cli.app import main as command  # noqa: PLC0415 - as above

    command(first_try())


if __name__ == "__main__":
    main()
