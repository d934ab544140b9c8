"""Which sample stands in which row, both ways."""

import numpy as np
from numpy.typing import NDArray


class Arrangement:
    """The rows of a list over a store.

    Attributes:
        positions: Store positions in the order of the rows, shape (rows,).
    """

    def __init__(self) -> None:
        self.positions: NDArray[np.int32] = np.empty(0, np.int32)
        self._rows: NDArray[np.int32] = np.empty(0, np.int32)  # by position

    def replace(self, positions: NDArray[np.int32], samples: int) -> None:
        """Show other rows.

        Args:
            positions: As the attribute.
            samples: How many the store holds.
        """
        self.positions = positions
        self._rows = np.full(samples, -1, np.int32)
        self._rows[positions] = np.arange(len(positions), dtype=np.int32)

    def grow_to(self, samples: int) -> None:
        """The store holds more samples now; new ones have no row yet."""
        if samples > len(self._rows):
            self._rows = np.pad(self._rows, (0, samples - len(self._rows)), constant_values=-1)

    def rows_of(self, positions: NDArray[np.int32]) -> NDArray[np.int32]:
        """The row of each position; -1 for samples that are not shown."""
        return np.asarray(self._rows[positions], np.int32)
