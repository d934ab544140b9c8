"""The layers of sp404_gui/audio/network.py in torch, and the way from one to the other."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from sp404_gui.audio.melpatch import BANDS
from sp404_gui.audio.network import POOLS, STRIDES

PLANES = (24, 48, 96, 128)
SIDES = (5, 3, 3, 3)
PICTURE, NUMBERS, EMBEDDING = 96, 96, 64


class Ear(nn.Module):
    """A convolutional network over the picture, joined by the numbers; one linear head a question."""

    def __init__(self, numbers: int, answers: dict[str, int]) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inputs, rows = 1, BANDS
        for outputs, side, stride, pool in zip(PLANES, SIDES, STRIDES, POOLS, strict=True):
            layers += [nn.Conv2d(inputs, outputs, side, stride=stride, padding=side // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
            layers += [nn.MaxPool2d(pool)] if pool != (1, 1) else []
            inputs, rows = outputs, rows // stride // pool[0]
        self.convolutions = nn.Sequential(*layers)
        self.picture = nn.Linear(2 * rows * inputs, PICTURE)
        self.numbers = nn.Linear(numbers, NUMBERS)
        self.joint = nn.Linear(PICTURE + NUMBERS, EMBEDDING)
        self.heads = nn.ModuleDict({name: nn.Linear(EMBEDDING, count) for name, count in answers.items()})

    def embed(self, pictures: Tensor, numbers: Tensor) -> Tensor:
        """Return the embeddings, shape (sounds, 64).

        Args:
            pictures: Shape (sounds, 1, 64, 96), 0-1.
            numbers: Shape (sounds, numbers), standardised.
        """
        planes = self.convolutions(pictures).permute(0, 2, 3, 1)  # sounds, bands, columns, planes
        pooled = torch.cat([planes.mean(2).flatten(1), planes.amax(2).flatten(1)], 1)
        seen = self.picture(functional.dropout(pooled, 0.35, self.training))
        told = self.numbers(functional.dropout(numbers, 0.2, self.training))
        both = functional.relu(torch.cat([seen, told], 1))
        return functional.relu(self.joint(functional.dropout(both, 0.35, self.training)))

    def forward(self, pictures: Tensor, numbers: Tensor) -> dict[str, Tensor]:
        """Return the scores of each question's answers."""
        embedded = self.embed(pictures, numbers)
        return {name: head(embedded) for name, head in self.heads.items()}

    def coefficients(self) -> dict[str, Tensor]:
        """Return all that the numpy network needs, by the names of its file; batch normalisation is folded in."""
        found: dict[str, Tensor] = {}
        modules = list(self.convolutions)
        pairs = [(modules[i], modules[i + 1]) for i in range(len(modules)) if isinstance(modules[i], nn.Conv2d)]
        for position, (convolution, norm) in enumerate(pairs):
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            found[f"convolution{position}.weights"] = (convolution.weight * gain[:, None, None, None]).permute(2, 3, 1, 0)
            found[f"convolution{position}.bias"] = norm.bias - norm.running_mean * gain
        dense: dict[str, nn.Module] = {"picture": self.picture, "numbers": self.numbers, "joint": self.joint}
        dense["family"] = self.heads["family"]
        for name, layer in dense.items():
            found[f"{name}.weights"] = layer.weight.T
            found[f"{name}.bias"] = layer.bias
        return {name: tensor.detach() for name, tensor in found.items()}
