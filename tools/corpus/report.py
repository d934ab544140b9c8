"""The table of sources that goes into the card of the corpus."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tools.corpus.model import Label

_CATEGORIES = ("drums", "melodic", "vocals", "fx")
_HOW = {"name": "file and folder names", "rendered": "by the score or text that was rendered", "synthesised": "by the patch that made it"}


def table(labels: Iterable[Label], packages: Mapping[str, tuple[str, ...]], versions: Mapping[str, str]) -> str:
    """Markdown: source, packages with versions, licence, sounds of each category, loops, and how they were labelled."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, Label] = {}
    for label in labels:
        counts.setdefault(label.source, Counter()).update([label.category, *(["loops"] if label.is_loop else [])])
        first.setdefault(label.source, label)
    lines = ["| source | package and version | licence | drums | melodic | vocals | fx | of these loops | labelled |", "|---" * 9 + "|"]
    for source, count in counts.items():
        versioned = ", ".join(f"{name} {versions[name]}" for name in packages.get(source, ()) if name in versions)
        numbers = " | ".join(str(count[column] or "") for column in (*_CATEGORIES, "loops"))
        lines.append(f"| {source} | {versioned or 'none'} | {first[source].licence} | {numbers} | {_HOW[first[source].origin]} |")
    total = sum(counts.values(), Counter[str]())
    lines.append("| all | | | " + " | ".join(str(total[column]) for column in (*_CATEGORIES, "loops")) + " | |")
    return "\n".join(lines) + "\n"
