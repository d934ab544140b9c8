"""Searches that are kept under a name: smart collections, which hold whatever they find."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

SORTED_BY_NAME = ("name", "ascending")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A filter with its order.

    Attributes:
        name: What the user calls it.
        text: The filter.
        sort: Id of a column, and "ascending" or "descending".
        place: Job folder of the collection that it is for; empty for all.
    """

    name: str
    text: str
    sort: tuple[str, str] = SORTED_BY_NAME
    place: str = ""

    def is_for(self, place: str) -> bool:
        """Whether it is offered while the collection in a job folder is shown."""
        return self.place in {"", place}


def as_rows(searches: Iterable[SavedSearch]) -> list[dict[str, object]]:
    """Searches as JSON values."""
    return [asdict(search) | {"sort": list(search.sort)} for search in searches]


def from_rows(rows: Iterable[object]) -> list[SavedSearch]:
    """Searches from JSON values; what makes no sense is left out."""
    return [search for row in rows if isinstance(row, Mapping) and (search := _search(row)) is not None]


def _search(row: Mapping[str, object]) -> SavedSearch | None:
    texts = {field.name: row.get(field.name, "") for field in fields(SavedSearch) if field.name != "sort"}
    sort = row.get("sort")
    pair = tuple(sort) if isinstance(sort, list) and [type(part) for part in sort] == [str, str] else SORTED_BY_NAME
    if not all(isinstance(text, str) for text in texts.values()) or not texts["name"] or not texts["text"]:
        return None
    return SavedSearch(name=str(texts["name"]), text=str(texts["text"]), sort=(pair[0], pair[1]), place=str(texts["place"]))


def moved(searches: Iterable[SavedSearch], search: SavedSearch, step: int, place: str) -> list[SavedSearch]:
    """The searches with one of them further up or down, past those that are offered for a collection; the same list at either end.

    Args:
        searches: In order.
        search: One of them.
        step: -1 for up, 1 for down.
        place: Job folder of the collection.
    """
    order = list(searches)
    offered = [at for at, other in enumerate(order) if other.is_for(place)]
    rank = next((rank for rank, at in enumerate(offered) if order[at] == search), None)
    if rank is not None and 0 <= rank + step < len(offered):
        one, other = offered[rank], offered[rank + step]
        order[one], order[other] = order[other], order[one]
    return order
