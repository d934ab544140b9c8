"""The pad sheet: which file goes to which pad, as a page to print and as text. The same card has the same sheet, whenever it is made."""

import base64
import hashlib
import html
from collections.abc import Iterator
from importlib import resources

from sp404_gui.domain.card import CardFile, CardPlan
from sp404_gui.domain.kit import BANKS, PADS_IN_BANK
from sp404_gui.export.card.words import ENGLISH, SheetWords, facts
from sp404_gui.export.text import visible

_COLUMNS = 4
Bank = tuple[str, str, dict[int, CardFile]]


def sheet_text(plan: CardPlan, words: SheetWords = ENGLISH) -> str:
    """The sheet as plain text, a line a pad; of pads that stay empty, nothing."""
    lines = [visible(plan.title), "", words.loading, ""]
    for folder, bank, pads in banks(plan):
        lines += [f"{folder} · {words.bank} {bank}", ""]
        for number in sorted(pads):
            file = pads[number]
            lines.append(f"  {file.pad}  {bare_name(file):<20}  {' · '.join(facts(file, words)):<40}  {visible(file.record.path)}".rstrip())
        lines.append("")
    if plan.left_out:
        lines += [words.left_out, ""]
        lines += [f"  {visible(left.record.path)}: {visible(words.reason(left.reason))}" for left in plan.left_out]
        lines.append("")
    return "\n".join(lines)


def sheet_html(plan: CardPlan, words: SheetWords = ENGLISH) -> str:
    """The sheet as one page that needs nothing else: a bank a table of four by four, as on the unit; two banks fit a printed page."""
    style = resources.files("sp404_gui.export").joinpath("page", "sheet.css").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = html.escape(visible(plan.title))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{words.language}"><head><meta charset="utf-8"><title>{title}</title>',
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{allowed}'\">",
            f"<style>{style}</style></head><body>",
            *_body(plan, words),
            "</body></html>",
            "",
        ]
    )


def _body(plan: CardPlan, words: SheetWords) -> Iterator[str]:
    yield f"<h1>{html.escape(visible(plan.title))}</h1>"
    yield f'<p class="how">{html.escape(words.loading)}</p>'
    for folder, bank, pads in banks(plan):
        yield f"<section><h2>{html.escape(folder)} · {html.escape(words.bank)} {bank}</h2><table>"
        for row in range(0, PADS_IN_BANK, _COLUMNS):
            yield f"<tr>{''.join(_cell(bank, number, pads.get(number), words) for number in range(row, row + _COLUMNS))}</tr>"
        yield "</table></section>"
    if plan.left_out:
        yield f"<section><h2>{html.escape(words.left_out)}</h2><ul>"
        for left in plan.left_out:
            yield f"<li>{html.escape(visible(left.record.path))}: {html.escape(visible(words.reason(left.reason)))}</li>"
        yield "</ul></section>"


def banks(plan: CardPlan) -> Iterator[Bank]:
    """Folder, letter and files by pad, 0 to 15, of each bank that holds something."""
    held: dict[tuple[str, str], dict[int, CardFile]] = {}
    for file in plan.files:
        held.setdefault((file.folder, file.pad[0]), {})[int(file.pad[1:]) - 1] = file
    for folder in plan.folders:
        yield from ((folder, bank, held[folder, bank]) for bank in BANKS if (folder, bank) in held)


def _cell(bank: str, number: int, file: CardFile | None, words: SheetWords) -> str:
    label = f"{bank}{number + 1:02}"
    if file is None:
        return f'<td class="empty"><b>{label}</b></td>'
    said = "".join(
        f'<div class="{name}">{html.escape(text)}</div>'
        for name, text in (("name", bare_name(file)), ("facts", " · ".join(facts(file, words))), ("path", visible(file.record.path)))
    )
    category = html.escape(str(file.record.known("category") or "none"))
    return f'<td class="{category}"><b>{label}</b>{said}</td>'


def bare_name(file: CardFile) -> str:
    """The name on the card without the pad, which stands beside it, and the ending."""
    return visible(file.name.removeprefix(f"{file.pad} ").rpartition(".")[0])
