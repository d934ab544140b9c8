"""The engine speaks to the command's users of options; the window's users have buttons for the same."""

from PySide6.QtCore import QCoreApplication


def in_window(sentence: str) -> str:
    """A sentence of the engine, with the window's own ways out."""
    for said, meant in _pairs():
        sentence = sentence.replace(said, meant)
    return sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("phrases", text)


def _pairs() -> tuple[tuple[str, str], ...]:
    another_place = _tr("Choose another place for collections in the settings")
    return (
        ("that --error-threshold allows", _tr("that the settings allow")),
        (
            "mend the cause and resume, or wait through outages with --overnight",
            _tr("mend the cause and press Continue, or switch on Overnight in the plan"),
        ),
        (
            "set OPENROUTER_API_KEY, or run `sp404-batch key set`, or use --provider offline",
            _tr("set one in the settings, or work offline"),
        ),
        ("set one with `sp404-batch key set`", _tr("set one in the settings")),
        ("set it again with `sp404-batch key set`", _tr("set it again in the settings")),
        ("check it with `sp404-batch key test`", _tr("test it in the settings")),
        ("choose another with --model", _tr("choose another in the plan")),
        ("Resume with a higher --max-calls to go on", _tr("Raise “Most calls” in the plan to go on")),
        ("Resume with a higher --max-cost to go on", _tr("Raise “Most money” in the plan to go on")),
        ("Choose another with --cache-dir", another_place),
        ("Choose another folder with --cache-dir", another_place),
        (" (--root, or in the window)", ""),
        ("name it: --provider", _tr("press Continue and look at its plan:")),
    )
