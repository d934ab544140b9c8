"""Measured numbers with their units, as the user's language writes them."""

from PySide6.QtCore import QLocale

from sp404_gui.ui import wording

_THOUSAND = 1000


def decimal(value: object, digits: int = 1) -> str:
    """A number with so many digits behind the point, and a real minus sign."""
    return wording.decimals(float(str(value)), digits)


def decibels(value: object, unit: str) -> str:
    """A level with its unit, as "3.0 dB"."""
    return f"{decimal(value, 1)} {unit}"


def frequency(value: object) -> str:
    """A frequency, as "412 Hz" or "2.41 kHz"."""
    hertz = float(str(value))
    return f"{decimal(hertz, 0)} Hz" if hertz < _THOUSAND else f"{decimal(hertz / _THOUSAND, 2)} kHz"


def rate_text(hertz: int) -> str:
    """A sample rate, as "44.1 kHz"."""
    return f"{QLocale().toString(hertz / _THOUSAND, 'g', 6)} kHz"


def milliseconds(value: object, *, signed: bool = False) -> str:
    """A short time, as "240 ms", "8.2 ms" or "1.24 s"; `signed` shows a plus, too."""
    number = round(float(str(value)), 1) + 0.0  # no minus before a zero
    plus = "+" if signed and number > 0 else ""
    if abs(number) >= _THOUSAND:
        return f"{plus}{decimal(number / _THOUSAND, 2)} s"
    small = 10
    return f"{plus}{decimal(number, 1 if abs(number) < small else 0)} ms"


def seconds(value: object) -> str:
    """A length: below a second in milliseconds, else as on a clock."""
    number = float(str(value))
    return milliseconds(number * _THOUSAND) if number < 1 else wording.length(number)
