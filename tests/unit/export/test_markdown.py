import io
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from sp404_gui.export.markdown import escaped, write_markdown


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(MarkdownIt("commonmark").enable("table").render(text))
    return reader


def test_the_report_has_a_summary_and_a_table_for_each_category(make_job: Any, kick: dict[str, Any], unmeasured: dict[str, Any]) -> None:
    stream = io.StringIO()
    write_markdown(make_job(kick, unmeasured), stream)
    assert stream.getvalue() == (
        "# Wanns Wavs 1\n\n"
        "| Job |  |\n| --- | --- |\n| Folder | /music |\n| Status | done |\n| Begun | 2026-03-01T10:00:00Z |\n"
        "| Samples | 2 |\n| Cost in USD | 0.0 |\n"
        "\n## Drums (1)\n\n"
        "| Sample | Kind | Tempo | Pitch | Length | Vibe | Best use | Goes with |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| drums/kick 01.wav | kick one-shot |  | A1 | 0.41 s | dusty, warm, round | drum foundation | loop.wav |\n"
        "\n## Not measured (1)\n\n"
        "| Sample | Status | Reason |\n| --- | --- | --- |\n| broken.wav | failed | The file ends too early. |\n"
    )


def test_hostile_names_stay_text_in_their_cell(make_job: Any, hostile: dict[str, Any]) -> None:
    stream = io.StringIO()
    write_markdown(make_job(hostile, {**hostile, "features": None}, name="# <b>x</b>\n- y"), stream)
    page = read(stream.getvalue())
    assert page.tags <= {"h1", "h2", "table", "thead", "tbody", "tr", "th", "td"}
    assert {len(row) for row in page.rows} == {2, 8, 3}
    assert any('</script><img src=x onerror="window.hit=1">|`x`\\n=cmd()\\u202egpj.wav' in cell for row in page.rows for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:x)",
        "![a](b)",
        "<b>",
        "&lt;b&gt;",
        "`a`",
        "**a**",
        "_a_",
        "~~a~~",
        "a|b",
        "\\|",
        "https://a.b",
        "www.a.b",
        "a@b.c",
        "\\",
    ],
)
def test_no_text_is_markup_and_every_text_reads_as_it_was(text: str) -> None:
    page = read(f"| a |\n| --- |\n| {escaped(text)} |\n")
    assert page.tags <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert page.rows == [["a"], [text]]
