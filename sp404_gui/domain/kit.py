"""Kits: which sample lies on which pad of the sampler."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

BANKS = "ABCDEFGHIJ"
PADS_IN_BANK = 16
CHOKE_GROUPS = 8
LONGEST_NAME = 80
"""Characters of a kit's name."""
LONGEST_REASON = 400
"""Characters of the sentence that says why a sample lies on a pad."""
MOST_KITS = 200
"""Kits of a collection."""

_LABEL = re.compile(r"([A-J])(0[1-9]|1[0-6])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A pad of the unit, ordered as the unit orders them.

    Attributes:
        bank: "A" to "J".
        pad: 1 to 16: the first row of four from the left, then the next.

    Raises:
        ValueError: The unit has no such pad.
    """

    bank: str
    pad: int

    def __post_init__(self) -> None:
        if len(self.bank) != 1 or self.bank not in BANKS or not 1 <= self.pad <= PADS_IN_BANK:
            raise ValueError(f"there is no pad {self.pad} in bank {self.bank!a}")

    @classmethod
    def of_label(cls, label: str) -> "Place":
        """The pad that a label as "A01" names.

        Raises:
            ValueError: It names none.
        """
        found = _LABEL.fullmatch(label)
        if found is None:
            raise ValueError(f"{label[:20]!a} is no pad: they are called A01 to J16")
        return cls(found[1], int(found[2]))

    @property
    def label(self) -> str:
        """Its name, as "A01"; names sort as the pads do."""
        return f"{self.bank}{self.pad:02d}"

    @property
    def number(self) -> int:
        """Counted through all banks, 0 to 159."""
        return BANKS.index(self.bank) * PADS_IN_BANK + self.pad - 1


def places_in(bank: str) -> tuple[Place, ...]:
    """The 16 pads of a bank."""
    return tuple(Place(bank, pad) for pad in range(1, PADS_IN_BANK + 1))


PLACES = tuple(place for bank in BANKS for place in places_in(bank))
"""All 160 pads, in the order of the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pad:
    """What lies on a pad.

    Attributes:
        sample: Id of the sample, as "sample_000001".
        locked: Whether filling leaves it as it is.
        choke: Pads of one choke group, 1 to 8, silence each other; 0 is no group.
        why: Why it was proposed, a sentence; empty where the user chose it.

    Raises:
        ValueError: There is no such choke group, or the sentence is too long.
    """

    sample: str
    locked: bool = False
    choke: int = 0
    why: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.choke <= CHOKE_GROUPS:
            raise ValueError(f"choke groups go from 1 to {CHOKE_GROUPS}, and 0 is none")
        if len(self.why) > LONGEST_REASON:
            raise ValueError(f"a reason has {LONGEST_REASON} characters at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A named layout of pads.

    Attributes:
        name: What the user calls it.
        pads: What lies where; free pads are absent.

    Raises:
        ValueError: The name is blank or too long.
    """

    name: str
    pads: Mapping[Place, Pad] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise ValueError(f"a kit's name has 1 to {LONGEST_NAME} characters")

    def with_pads(self, pads: Mapping[Place, Pad | None]) -> "Kit":
        """The same kit with other pads at some places; None clears one. They stand in the order of the unit."""
        merged = {**self.pads, **pads}
        return replace(self, pads={place: pad for place in sorted(merged) if (pad := merged[place]) is not None})

    def swapped(self, one: Place, other: Place) -> "Kit":
        """The same kit with what lies on two pads, or on one of them, in each other's place."""
        return self.with_pads({one: self.pads.get(other), other: self.pads.get(one)})

    def free_places(self, bank: str) -> tuple[Place, ...]:
        """The free pads: of the bank first, then of the banks behind it, then of those before it."""
        start = BANKS.index(bank) * PADS_IN_BANK
        return tuple(place for place in (*PLACES[start:], *PLACES[:start]) if place not in self.pads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kits:
    """All kits of a collection.

    Attributes:
        kits: In the order in which they were made; no two of one name.
        current: Which of them is shown, counted from 0; 0 when there is none.

    Raises:
        ValueError: Two have one name, there are too many, or the current one is not among them.
    """

    kits: tuple[Kit, ...] = ()
    current: int = 0

    def __post_init__(self) -> None:
        if len({kit.name for kit in self.kits}) < len(self.kits):
            raise ValueError("two kits have the same name")
        if len(self.kits) > MOST_KITS:
            raise ValueError(f"a collection has {MOST_KITS} kits at most")
        if not 0 <= self.current < max(1, len(self.kits)):
            raise ValueError("the current kit is not among them")

    @property
    def shown(self) -> Kit | None:
        """The current kit, if there is any."""
        return self.kits[self.current] if self.kits else None

    def named(self, name: str) -> Kit | None:
        """The kit of that name, if there is one."""
        return next((kit for kit in self.kits if kit.name == name), None)

    def free_name(self, wanted: str) -> str:
        """The wanted name, with the lowest number behind it that makes it the only one."""
        taken = {kit.name for kit in self.kits}
        name, number = " ".join(wanted.split())[:LONGEST_NAME], 1
        while name in taken:
            number += 1
            name = f"{' '.join(wanted.split())[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        return name

    def with_samples(self, others: Mapping[str, str]) -> "Kits":
        """The same with other samples on the pads, by id."""
        kits = (
            replace(kit, pads={place: replace(pad, sample=others.get(pad.sample, pad.sample)) for place, pad in kit.pads.items()})
            for kit in self.kits
        )
        return replace(self, kits=tuple(kits))

    def of_samples(self, known: Container[str]) -> "Kits":
        """The same without the pads of other samples."""
        kits = (replace(kit, pads={place: pad for place, pad in kit.pads.items() if pad.sample in known}) for kit in self.kits)
        return replace(self, kits=tuple(kits))

    def with_current(self, kit: Kit) -> "Kits":
        """The same with another kit in place of the current one, or with a first one."""
        before, after = self.kits[: self.current], self.kits[self.current + 1 :]
        return replace(self, kits=(*before, kit, *after))
