"""The command line of the window."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sp404_gui import __version__
from sp404_gui.library.naming import absolute
from sp404_gui.ui.language import ENGLISH, SYSTEM, TRANSLATED
from sp404_gui.ui.pseudo import PSEUDO
from sp404_gui.ui.viewing import VIEW_NAMES

LANGUAGES = (SYSTEM, ENGLISH, *TRANSLATED, PSEUDO)
_EPILOG = """examples:
  sp404-gui "My Samples"                 open the window and make a collection of a folder
  sp404-gui --job ./cache/job_123        open a job that the command started
  sp404-gui --screenshot window.png --job ./cache/job_123 --theme light --scale 1.5
"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was asked for.

    Attributes:
        folders: Absolute paths of folders and files to open.
        job: Job folder to show; empty when none was named.
        screenshot: Picture to write instead of opening a window; empty for none.
        size: Width and height of the picture in logical pixels.
        scale: Device pixels a logical pixel.
        theme: "dark", "light", "system", or empty for the user's own.
        language: "system", "en", "de", "pseudo", or empty for the user's own; a picture is English unless it says so.
        view: Which view the picture shows.
        filter: Text of the filter field.
        row: Row that is selected in the picture.
        similar: Whether the list is compared with that row.
        devices: Print the sound devices instead of opening a window.
        self_test: Try whether everything works, and end.
    """

    folders: tuple[str, ...] = ()
    job: str = ""
    screenshot: str = ""
    size: tuple[int, int] = (1440, 900)
    scale: float = 1.0
    theme: Literal["", "dark", "light", "system"] = ""
    language: str = ""
    view: str = "list"
    filter: str = ""
    row: int = 0
    similar: bool = False
    devices: bool = False
    self_test: bool = False


def parse(given: Sequence[str]) -> Arguments:
    """Read a command line; ends the program where it cannot be understood."""
    parser = argparse.ArgumentParser(
        prog="sp404-gui",
        description="SP-404 Batch: measure, describe and listen to audio samples.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sp404-gui {__version__}")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="folders of samples, or single files, to make a collection of")
    parser.add_argument("--job", default="", metavar="DIR", help="show the collection in this job folder")
    parser.add_argument("--theme", default="", choices=("dark", "light", "system"), help="colours for this time")
    parser.add_argument("--language", default="", choices=LANGUAGES, help="language for this time")
    parser.add_argument("--devices", action="store_true", help="print the sound devices as JSON and exit; needs no screen")
    parser.add_argument("--self-test", action="store_true", help="try whether everything works on this machine, without a screen, and exit")
    picture = parser.add_argument_group("pictures for documentation")
    picture.add_argument("--screenshot", default="", metavar="FILE", help="write a picture of the window and exit; needs no screen")
    picture.add_argument("--size", default="1440x900", type=_size, metavar="WxH", help="size of the picture (default: 1440x900)")
    picture.add_argument("--scale", default=1.0, type=float, metavar="N", help="device pixels a logical pixel (default: 1)")
    picture.add_argument("--view", default="list", choices=VIEW_NAMES, help="which view it shows")
    picture.add_argument("--filter", default="", metavar="TEXT", help="text of the filter field")
    picture.add_argument("--row", default=0, type=int, metavar="N", help="which row is selected, from 0")
    picture.add_argument("--similar", action="store_true", help="compare the list with that row")
    found = vars(parser.parse_args(list(given)))
    if found["screenshot"] and found["folders"]:
        parser.error("a picture shows a job folder, --job DIR; sp404-batch process FOLDER --provider offline makes one")
    found["folders"] = tuple(map(absolute, found["folders"]))
    found["job"] = os.path.abspath(found["job"]) if found["job"] else ""
    return Arguments(**found)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    size = int(width), int(height)
    if not all(100 <= edge <= 10_000 for edge in size):  # noqa: PLR2004 - what a window can be
        raise argparse.ArgumentTypeError("from 100x100 to 10000x10000")
    return size
