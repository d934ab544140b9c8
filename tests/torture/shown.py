"""What would act in the window over a job: `python -m tests.torture.shown JOB`. Prints a JSON list of places and texts."""

import asyncio
import gc
import json
import sys

from PySide6.QtWidgets import QApplication

import sp404_gui.engine.listening.listener  # noqa: F401 - before Qt, as the program itself does
from sp404_gui.ui import bridge
from sp404_gui.ui.app import make_app, make_window, read_settings
from sp404_gui.ui.stage import Stage
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.window_state import WindowState
from tests.ui.every_place import every_place
from tests.ui.widget_walk import active
from tests.ui.windows import until


async def _looked(app: QApplication, job: str) -> int:
    gc.disable()  # the window collects garbage by itself
    window = make_window(app, Theme("dark"), WindowState(seen=True))
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    window.show()
    window.begin(read_settings()[0], job)
    await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "the job")
    await until(window.table.rowCount, "its rows")
    found, places, rows = [], 0, window.table.rowCount()
    for row in range(rows):
        window.samples.select_id(window.table.record(row).id)
        await until(lambda: window.tasks.idle, "what is read of it")
        found += [("inspector", *one) for one in active(window.inspector)]
    async for place, shown in every_place(window):
        places += 1
        found += [(place, *one) for one in active(shown)]
    window.close()
    await closed.wait()
    await window.shut_down()
    sys.stdout.write(json.dumps({"rows": rows, "places": places, "found": found}) + "\n")
    return 0


def main(job: str) -> int:
    app = make_app()
    return bridge.run(app, lambda: _looked(app, job))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
