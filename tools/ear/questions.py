"""What the network is asked about a sound, and what the labels answer."""

from collections.abc import Callable, Mapping

Row = Mapping[str, str]


def family(row: Row) -> str:
    """Category and subcategory; empty where there is no label."""
    return f"{row['category']}:{row['subtype']}" if row["category"] and row["subtype"] else ""


def kind(row: Row) -> str:
    """Loop or one-shot."""
    return "loop" if row["is_loop"] == "1" else "one_shot"


def tone(row: Row) -> str:
    """One note, several, or nothing that has a pitch; of one-shots only."""
    if row["is_loop"] == "1":
        return ""
    if row["key"]:
        return "chord"
    if row["root"]:
        return "note"
    return "other" if row["category"] in {"drums", "fx"} else ""


QUESTIONS: dict[str, Callable[[Row], str]] = {"family": family, "kind": kind, "tone": tone}
"""Every question by name."""

SHARES = {"family": 1.0, "kind": 0.3, "tone": 0.3}
"""What each question counts in training the network; only its answer about the family is used, the others make it hear better."""
