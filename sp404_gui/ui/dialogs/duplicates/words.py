"""Duplicates in words."""

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Member, Merit, Sameness
from sp404_gui.domain.text import printable
from sp404_gui.engine.duplicates.tidying import Moved
from sp404_gui.ui.models.moments import local_moment
from sp404_gui.ui.panels.inspector.units import rate_text, seconds
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.wording import bytes_text, file_stem, plural


def _tr(text: str) -> str:
    return QCoreApplication.translate("duplicates", text)


def sameness_word(sameness: Sameness) -> str:
    """In what files are the same."""
    words = {Sameness.EXACT: _tr("Same bytes"), Sameness.AUDIO: _tr("Same audio"), Sameness.NEAR: _tr("Same recording")}
    return words[sameness]


def merit_sentence(merit: Merit) -> str:
    """Why the one that is proposed is to be kept."""
    sentences = {
        Merit.USER: _tr("Proposed: your own words are on it"),
        Merit.LOSSLESS: _tr("Proposed: lossless"),
        Merit.RATE: _tr("Proposed: the higher sample rate"),
        Merit.DEPTH: _tr("Proposed: more bits"),
        Merit.CHANNELS: _tr("Proposed: more channels"),
        Merit.LENGTH: _tr("Proposed: the longer one"),
        Merit.FIRST: _tr("Proposed: the shorter path; they are equals"),
    }
    return sentences[merit]


def group_line(group: DuplicateGroup) -> str:
    """A group in the list: its name, how many files, in what they are the same."""
    name = file_stem(group.members[0].record.sample.path)
    count = plural(len(group.members), "%Ln file", "%Ln files")
    return f"{name}\n{sameness_word(group.sameness)} · {count}"


def left_alone_sentence(count: int) -> str:
    """What is said of the files of a group that are not shown."""
    return plural(count, "%Ln more file of this group is left alone.", "%Ln more files of this group are left alone.")


def facts_line(member: Member) -> str:
    """Format, rate, bits, channels."""
    found = member.record.features
    if found is None:
        return _tr("Not measured yet")
    channels = {1: _tr("mono"), 2: _tr("stereo")}.get(found.channels, _tr("%1 channels").replace("%1", str(found.channels)))
    bits = [_tr("%1-bit").replace("%1", str(found.bit_depth))] if found.bit_depth is not None else []
    return " · ".join([printable(found.format), rate_text(found.sample_rate_hz), *bits, channels])


def size_line(member: Member) -> str:
    """Length and size, and by how much it begins later than the one to keep."""
    found = member.record.features
    parts = [seconds(found.duration_s)] if found is not None else []
    parts.append(bytes_text(member.record.sample.size_bytes))
    if abs(member.later_s) >= 0.001:  # noqa: PLR2004 - a millisecond
        begins = _tr("begins %1 later") if member.later_s > 0 else _tr("begins %1 sooner")
        parts.append(begins.replace("%1", seconds(abs(member.later_s))))
    return " · ".join(parts)


def user_line(member: Member) -> str:
    """What the user said of it."""
    user = member.record.user
    parts = [_tr("Favorite")] if user.favorite else []
    parts += ["★" * user.rating] if user.rating else []
    parts += [_tr("your words")] if user.tags or user.note or user.corrected else []
    return " · ".join(parts)


def folder_line(member: Member) -> str:
    """The folder in which it lies."""
    return printable(os.path.dirname(member.file))


def found_sentence(found: Duplicates) -> str:
    """What a search found, and what it could not tell."""
    if not found.groups:
        sentences = [plural(found.searched, "%Ln file, and no two of them are the same.", "%Ln files, and no two of them are the same.")]
    else:
        sentences = [plural(len(found.groups), "%Ln group of the same sound.", "%Ln groups of the same sound.")]
    if found.unmeasured:
        count = found.unmeasured
        sentences.append(plural(count, "%Ln file is not measured: its bytes count.", "%Ln files are not measured: their bytes count."))
    if found.changed:
        count = found.changed
        sentences.append(plural(count, "%Ln file is gone or has changed: left out.", "%Ln files are gone or have changed: left out."))
    if found.unreadable:
        sentences.append(plural(found.unreadable, "%Ln file could not be decoded.", "%Ln files could not be decoded."))
    return " ".join(sentences)


def question(members: Sequence[Member], unopened: int) -> str:
    """What is asked before files are moved; `unopened` is of how many groups nobody looked at what goes."""
    size = bytes_text(sum(member.record.sample.size_bytes for member in members))
    asked = plural(len(members), "Move %Ln file (%1) to the trash?", "Move %Ln files (%1) to the trash?").replace("%1", size)
    stays = _tr("Of each sound, what you keep stays where it is.")
    blind = plural(
        unopened,
        "%Ln group was not opened: there, what was proposed is kept.",
        "%Ln groups were not opened: there, what was proposed is kept.",
    )
    return " ".join([asked, *([blind] if unopened else []), stays])


def moved_sentence(moved: Sequence[Moved], stopped: str) -> str:
    """How many were moved and how many were not, and why it ended early, if it did."""
    gone, kept = sum(bool(one.at) for one in moved), sum(bool(one.reason) for one in moved)
    sentences = [plural(gone, "%Ln file was moved to the trash.", "%Ln files were moved to the trash.")] if gone else []
    sentences += [plural(kept, "%Ln file stayed.", "%Ln files stayed.")] if kept else []
    return " ".join([*sentences, *([printable(in_window(stopped))] if stopped else [])])


def report_lines(moved: Sequence[Moved], stopped: str) -> list[str]:
    """What was moved, from where and when, and what was not, and why."""
    gone = [one for one in moved if one.at]
    lines = [plural(len(gone), "%Ln file was moved to the trash:", "%Ln files were moved to the trash:")] if gone else []
    for one in gone:
        stays = _tr("it stays as %1").replace("%1", printable(one.superfluous.keeper.file))
        lines.append(f"{local_moment(one.at)}  {printable(one.superfluous.member.file)}\n    {stays}")
    if kept := [one for one in moved if one.reason]:
        lines += ["", plural(len(kept), "%Ln file stayed:", "%Ln files stayed:"), *(printable(in_window(one.reason)) for one in kept)]
    if stopped:
        lines += ["", printable(in_window(stopped))]
    if gone:
        lines += ["", _tr("To bring one back, restore it in the trash of your system, then look for new files (F5).")]
        lines.append(_tr("This record stands in the audit trail of the collection as well (log.jsonl, “trashed”)."))
    return lines
