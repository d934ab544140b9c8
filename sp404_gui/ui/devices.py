"""The sound devices of this machine, for those who only want to know: `sp404-gui --devices`."""

import json
import queue
import sys
from dataclasses import asdict

from sp404_gui.ui.output import Found, Output, Report
from sp404_gui.ui.player import load_portaudio

_LIMIT_S = 15.0


def print_devices() -> int:
    """Print the devices that can play as JSON; the exit code."""
    reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
    output = Output(load_portaudio, lambda _: None, reports.put)
    output.search()
    try:
        found = reports.get(timeout=_LIMIT_S)
    except queue.Empty:
        return 1
    output.end()
    devices = found.devices if isinstance(found, Found) else ()
    trouble = found.trouble.name.lower() if isinstance(found, Found) and found.trouble else None
    sys.stdout.write(json.dumps({"devices": [asdict(device) for device in devices], "trouble": trouble}) + "\n")
    return 0
