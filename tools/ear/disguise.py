"""Variations of the picture alone, drawn anew for each batch: shifted in pitch, through other loudspeakers, with parts hidden."""

import torch
from torch import Generator, Tensor
from torch.nn import functional

_MOST_SHIFT = 3
_TILT = 0.05
_HEARD = 0.02
_DULL_SHARE, _DULLEST_BAND = 0.2, 34


def disguise(pictures: Tensor, chance: Generator) -> Tensor:
    """Change each picture in its own way.

    Args:
        pictures: Shape (sounds, 1, bands, columns), 0-1.
        chance: Source of chance.
    """
    pictures = _tilted(_shifted(pictures, chance), chance)
    pictures = _dulled(pictures, chance)
    for _ in range(2):  # masks after D. Park et al., "SpecAugment", 2019
        pictures = _masked(pictures, 2, 7, chance)
        pictures = _masked(pictures, 3, 9, chance)
    return pictures


def _shifted(pictures: Tensor, chance: Generator) -> Tensor:
    shifts = torch.randint(-_MOST_SHIFT, _MOST_SHIFT + 1, (len(pictures), 1), generator=chance)
    bands = pictures.shape[2]
    wanted = torch.arange(bands)[None] - shifts
    source = wanted.clamp(0, bands - 1)[:, None, :, None].expand_as(pictures)
    inside = ((wanted >= 0) & (wanted < bands))[:, None, :, None]
    return pictures.gather(2, source) * inside


def _tilted(pictures: Tensor, chance: Generator) -> Tensor:
    curve = torch.randn(len(pictures), 1, 6, 1, generator=chance) * _TILT
    smooth = functional.interpolate(curve, size=(pictures.shape[2], 1), mode="bilinear", align_corners=True)
    return torch.where(pictures > _HEARD, (pictures + smooth).clamp(0, 1.1), pictures)


def _dulled(pictures: Tensor, chance: Generator) -> Tensor:
    """Cut the highs of some, as a low sample rate does: it must not tell a voice."""
    bands = pictures.shape[2]
    cut = torch.randint(_DULLEST_BAND, bands, (len(pictures), 1), generator=chance)
    spared = torch.rand(len(pictures), 1, generator=chance) > _DULL_SHARE
    kept = (torch.arange(bands)[None] < cut) | spared
    return pictures * kept[:, None, :, None]


def _masked(pictures: Tensor, axis: int, widest: int, chance: Generator) -> Tensor:
    size = pictures.shape[axis]
    start = torch.randint(0, size - widest // 2, (len(pictures), 1), generator=chance)
    width = torch.randint(0, widest, (len(pictures), 1), generator=chance)
    at = torch.arange(size)[None]
    hidden = (at >= start) & (at < start + width)
    shape = [len(pictures), 1, 1, 1]
    shape[axis] = size
    return pictures.masked_fill(hidden.view(shape), 0)
