"""The guide as a site: it is built without a complaint, from pages that say what the code says, and needs nothing from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.reference import PLACE, pages

_ROOT = Path(__file__).parents[2]
_DOCS = _ROOT / "docs"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. Strict: a page that is not in the navigation or a link that leads nowhere ends it; quiet, it would not notice."""
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(place)]
    built = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return place


@pytest.mark.parametrize("name", pages())
def test_a_page_that_follows_from_the_code_is_up_to_date(name: str) -> None:
    assert (PLACE / name).read_text("utf-8") == pages()[name], "python -m tools.reference"


def test_every_page_becomes_one_of_the_site_and_leads_to_every_other(site: Path) -> None:
    sources = [page.relative_to(_DOCS) for page in _DOCS.rglob("*.md") if page.relative_to(_DOCS).parts[0] not in {"decisions", "examples"}]
    assert len(sources) > 15
    front = (site / "index.html").read_text("utf-8")
    for source in sources:
        address = source.with_suffix(".html").as_posix()
        assert (site / address).is_file()
        assert f'href="{address}"' in front, f"{source} is not in the navigation of mkdocs.yml"


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = {page: page.read_text("utf-8") for page in site.rglob("*.html")}
    styles = {style: style.read_text("utf-8") for style in site.rglob("*.css")}
    fetched = [
        f"{page.name}: {tag}"
        for page, text in pages.items()
        for tag in re.findall(r"<(?:script|link|img|iframe)[^>]+?(?:src|href)=\"(?:https?:)?//[^>]+", text)
    ]
    fetched += [
        f"{style.name}: {found}"
        for style, text in styles.items()
        for found in re.findall(r"url\([\"']?(?:https?:)?//[^)]+|@import[^;]+", text)
    ]
    assert fetched == []


def test_lists_and_tables_are_lists_and_tables(site: Path) -> None:
    for page in site.rglob("*.html"):
        shown = re.sub(r"<pre>.*?</pre>", "", page.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"<p>(?:- |\| |\d+\. )|\n- |\|---", shown), page.name
