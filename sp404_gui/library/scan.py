"""Find the audio files below folders: quickly, in a stable order, through every trap that a file system can hold."""

import fnmatch
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sp404_gui.domain.errors import NothingToDo
from sp404_gui.domain.text import printable
from sp404_gui.library.naming import absolute, is_inside
from sp404_gui.library.passed import PassedOver, Reason

AUDIO_EXTENSIONS = frozenset(
    (
        *(".wav", ".wave", ".bwf", ".rf64", ".w64", ".aif", ".aiff", ".aifc", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".mp2"),
        *(".caf", ".au", ".snd", ".voc", ".sd2", ".svx", ".8svx", ".avr", ".xi"),
        *(".sds", ".sf", ".ircam", ".paf", ".pvf"),
    )
)
"""Containers that libsndfile decodes by their header alone, as named on sample discs. Lower case, with the dot."""


@dataclass(frozen=True, slots=True)
class Found:
    """An audio file on disk.

    Attributes:
        path: Absolute; bytes that are not UTF-8 are kept as surrogates (os.fsdecode).
        size_bytes: Its size.
        mtime_ns: Its time of change.
    """

    path: str
    size_bytes: int
    mtime_ns: int


def scan(folders: Sequence[str], patterns: Sequence[str] = (), passed: PassedOver | None = None) -> Iterator[Found]:
    """Find every audio file below the folders, each once.

    Symbolic links never make a file appear twice or lead out of the folder: a link is followed only to what lies inside
    the folder and would not be found by itself, such as a hidden store that the links give names to.

    Args:
        folders: Folders, or single audio files. Files named alone come first; folders follow in the order given.
        patterns: Globs for the file name, ignoring case; a file must match one of them. None: every audio file.
        passed: Counts what was passed over, filled while the result is consumed.

    Returns:
        An iterator, depth first, sorted by name within each folder.

    Raises:
        NothingToDo: Raised by the call itself: a path does not exist, may not be read, or is no audio.
    """
    if not folders:
        raise NothingToDo("No folder was named. Name the folder that holds the samples.")
    walk = _Walk(_compiled(patterns), PassedOver() if passed is None else passed)
    # absolute but not resolved: the user knows the folder by the name that was typed
    given = {absolute(folder): _is_folder(folder) for folder in folders}
    return walk.run([path for path, is_folder in given.items() if not is_folder], [path for path, is_folder in given.items() if is_folder])


def scan_again(folders: Sequence[str], patterns: Sequence[str], passed: PassedOver) -> Iterator[Found]:
    """The same for places that were all there once: what is gone by now is passed over, as long as anything is left.

    Args:
        folders: Absolute paths of folders and single files.
        patterns: As for `scan`.
        passed: As for `scan`; has what is gone, and whether any of it may come back, when the call returns.

    Raises:
        NothingToDo: As for `scan`.
    """
    gone = {folder for folder in folders if _is_gone(folder)}
    left = [folder for folder in folders if folder not in gone]
    for folder in sorted(gone) if left else ():
        passed.add(Reason.GONE, folder)
        passed.is_any_away |= may_come_back(folder)
    return scan(left or folders, patterns, passed)


def may_come_back(place: str) -> bool:
    """Whether a place is not there as long as a disk is not: not so with a file that is gone from a folder that is there. Blocks."""
    return not os.path.exists(os.path.dirname(place) if is_audio_name(place) else place)


def scan_files(files: Sequence[str], patterns: Sequence[str], passed: PassedOver) -> Iterator[Found]:
    """The same for single files of which somebody said that they are there; those that are not are passed over.

    Args:
        files: Absolute paths.
        patterns: As for `scan`.
        passed: As for `scan`.
    """
    return _Walk(_compiled(patterns), passed).run(files, ())


def is_plainly_below(file: str, folders: Sequence[str]) -> bool:
    """Whether a scan of the folders comes to a file by its very path: no link leads there, and nothing on the way is hidden. Blocks."""
    for folder in folders:
        inside = os.path.relpath(file, folder)
        parts = inside.split(os.sep)
        if parts[0] != os.pardir and os.path.realpath(file) == os.path.join(os.path.realpath(folder), inside):
            return not any(part.startswith(".") for part in parts)
    return False


def nothing_found(folders: Sequence[str], passed: PassedOver) -> NothingToDo:
    """The error for a scan that found nothing, saying what was there instead."""
    names = ", ".join(printable(folder) for folder in folders)
    there = f"Passed over: {passed}." if passed.counts else "It is empty."
    return NothingToDo(f"No audio was found in {names}. {there}")


def _is_gone(path: str) -> bool:
    try:
        os.stat(path)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        pass  # it is there, and what is wrong with it is told by whoever looks
    return False


def _is_folder(path: str) -> bool:
    """Whether a path named by the user is a folder, True, or a single audio file, False."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
            return True
    except FileNotFoundError as error:
        raise NothingToDo(f"{printable(path)} does not exist. Check the spelling, and that the disk is connected.") from error
    except PermissionError as error:
        raise NothingToDo(f"{printable(path)} may not be read. Give yourself the right to read it, or name another folder.") from error
    except (OSError, ValueError) as error:
        raise NothingToDo(f"{printable(path)} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if not stat.S_ISREG(mode):
        raise NothingToDo(f"{printable(path)} is neither a folder nor a regular file.")
    if not is_audio_name(path):
        raise NothingToDo(f"{printable(path)} is no audio file by its name. Name a folder, or a file such as .wav, .flac or .mp3.")
    return False


def is_audio_name(name: str) -> bool:
    """Whether a file is audio by its name, or by that of its path."""
    return os.path.splitext(name)[1].lower() in AUDIO_EXTENSIONS


def _is_hidden(name: str, info: os.stat_result) -> bool:
    attributes: int = getattr(info, "st_file_attributes", 0)
    return name.startswith(".") or bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


@dataclass
class _Walk:
    """One scan under way.

    Attributes:
        matches: Compiled patterns; any of them lets a folded name through.
        passed: Where everything else is counted.
        walked: Device and inode of each folder entered, so that no loop and no overlap is walked twice.
        taken: Resolved paths of files that were named alone or taken through a link.
        singles: Those of them that were named alone.
    """

    matches: list[re.Pattern[str]]
    passed: PassedOver
    walked: set[tuple[int, int]] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    singles: frozenset[str] = frozenset()

    def run(self, files: Sequence[str], folders: Sequence[str]) -> Iterator[Found]:
        """The single files, then the folders."""
        for path in files:
            info = self._take_once(path, os.path.realpath(path))
            if isinstance(info, Reason):
                self.passed.add(info, path)
            else:
                yield Found(path, info.st_size, info.st_mtime_ns)
        self.singles = frozenset(self.taken)
        for folder in folders:
            yield from self._below(folder)

    def _below(self, folder: str) -> Iterator[Found]:
        root = os.path.realpath(folder)
        # a stack of iterators instead of recursion: depth is bounded by the disk, not by the interpreter
        stack = [self._enter(folder)]
        while stack:
            for entry in stack[-1]:
                info = self._look(entry, root)
                if isinstance(info, Reason):
                    self.passed.add(info, entry.path)
                elif stat.S_ISDIR(info.st_mode):
                    stack.append(self._enter(entry.path))
                    break
                else:
                    yield Found(entry.path, info.st_size, info.st_mtime_ns)
            else:
                stack.pop()

    def _enter(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """The entries of a folder, sorted; none when it was entered before or cannot be read."""
        try:
            info = os.stat(folder)
            if (info.st_dev, info.st_ino) in self.walked:
                return self._nothing(Reason.ALREADY, folder)
            self.walked.add((info.st_dev, info.st_ino))
            with os.scandir(folder) as entries:
                return iter(sorted(entries, key=_name))
        except OSError:
            return self._nothing(Reason.UNREADABLE, folder)

    def _nothing(self, reason: Reason, folder: str) -> Iterator[os.DirEntry[str]]:
        self.passed.add(reason, folder)
        return iter(())

    def _look(self, entry: os.DirEntry[str], root: str) -> os.stat_result | Reason:
        """The status of a folder to enter or a file to take, or why it is passed over."""
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError:
            return Reason.VANISHED
        if _is_hidden(entry.name, info):
            return Reason.HIDDEN
        if stat.S_ISLNK(info.st_mode):
            return self._follow(entry, root)
        if stat.S_ISDIR(info.st_mode):
            return info
        if self.singles and os.path.realpath(entry.path) in self.singles:
            return Reason.ALREADY
        return self._judge(entry.path, info)

    def _judge(self, path: str, info: os.stat_result) -> os.stat_result | Reason:
        """The status of a file that is to be taken by its name and type."""
        if not is_audio_name(path):
            return Reason.NOT_AUDIO
        if not stat.S_ISREG(info.st_mode):
            return Reason.SPECIAL
        if not self._is_wanted(path):
            return Reason.FILTERED
        return info

    def _follow(self, link: os.DirEntry[str], root: str) -> os.stat_result | Reason:
        """The status of a link's target, where only the link leads to it."""
        try:
            target = os.path.realpath(link.path, strict=True)
            info = os.stat(target)
        except OSError:
            return Reason.BROKEN if is_audio_name(link.name) else Reason.NOT_AUDIO
        is_folder = stat.S_ISDIR(info.st_mode)
        if not is_folder and not is_audio_name(link.name):
            return Reason.NOT_AUDIO
        if not is_inside(target, root):
            return Reason.OUTSIDE
        if self._is_found_by_itself(target, root, is_folder=is_folder):
            return Reason.ALREADY
        return info if is_folder else self._take_once(link.path, target)

    def _is_found_by_itself(self, target: str, root: str, *, is_folder: bool) -> bool:
        """Whether the walk comes to a link's target without the link."""
        is_visible = not any(part.startswith(".") and part != "." for part in os.path.relpath(target, root).split(os.sep))
        return is_visible and (is_folder or (is_audio_name(target) and self._is_wanted(target)))

    def _take_once(self, path: str, target: str) -> os.stat_result | Reason:
        """The status of a file that has several names, for the first of them."""
        if target in self.taken:
            return Reason.ALREADY
        try:
            info = os.stat(target)
        except OSError:
            return Reason.VANISHED
        judged = self._judge(path, info)
        if not isinstance(judged, Reason):
            self.taken.add(target)
        return judged

    def _is_wanted(self, path: str) -> bool:
        name = _folded(os.path.basename(path))
        return not self.matches or any(pattern.match(name) for pattern in self.matches)


def _compiled(patterns: Sequence[str]) -> list[re.Pattern[str]]:
    return [re.compile(fnmatch.translate(_folded(pattern))) for pattern in patterns]


def _folded(name: str) -> str:
    """A name as patterns see it: packs from a Mac hold letters and their accents apart, keyboards do not."""
    return unicodedata.normalize("NFC", name).lower()


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
