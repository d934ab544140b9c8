"""Training of one network, from fixed seeds."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.optim import AdamW
from torch.optim.lr_scheduler import OneCycleLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sp404_gui.audio.network import standardise
from tools.ear.disguise import disguise
from tools.ear.hearing import Sounds
from tools.ear.model import Ear
from tools.ear.questions import QUESTIONS, SHARES
from tools.ear.weighing import weigh

_BATCH = 64
_RATE, _DECAY = 2e-3, 0.02
_SMOOTHING = 0.05
_MIXED, _MIX = 0.5, 0.4
_NUMBER_NOISE = 0.15
_AVERAGING = 0.995

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Trained:
    """A network and what it needs beside its layers.

    Attributes:
        ear: The network.
        answers: The answers of each question, in the order of its head.
        mean: Mean of each number over the sounds trained on.
        scale: Its standard deviation.
    """

    ear: Ear
    answers: dict[str, list[str]]
    mean: Floats
    scale: Floats

    def standardise(self, numbers: Floats) -> Tensor:
        """Bring numbers to mean 0 and deviation 1, limited to 3 of them."""
        return torch.from_numpy(standardise(numbers, self.mean, self.scale))


def train(sounds: Sounds, chosen: Indices, answers: dict[str, list[str]], steps: int, seed: int = 0) -> Trained:
    """Train on some of the sounds.

    Args:
        sounds: All sounds.
        chosen: Positions of those that may be heard.
        answers: The answers of each question.
        steps: Number of batches of 64.
        seed: Of all chance.
    """
    torch.manual_seed(seed)
    first = sounds.numbers[chosen, 0]
    ear = Ear(first.shape[1], {name: len(classes) for name, classes in answers.items()}).to(memory_format=torch.channels_last)
    trained = Trained(ear, answers, first.mean(axis=0), first.std(axis=0) + 1e-6)
    average = AveragedModel(ear, multi_avg_fn=get_ema_multi_avg_fn(_AVERAGING), use_buffers=True)
    optimiser = AdamW(ear.parameters(), lr=_RATE, weight_decay=_DECAY)
    pace = OneCycleLR(optimiser, _RATE, total_steps=steps + 1, pct_start=0.15)
    chance = torch.Generator().manual_seed(seed)
    targets = {name: _targets(sounds, name, classes) for name, classes in answers.items()}
    ear.train()
    for batch, variation in _batches(sounds, chosen, targets["family"], steps, seed):
        pictures = torch.from_numpy(sounds.patches[batch, variation].astype(np.float32) / 255)[:, None]
        numbers = trained.standardise(sounds.numbers[batch, variation])
        loss = _loss(ear, disguise(pictures, chance), numbers, {name: wanted[batch] for name, wanted in targets.items()}, chance)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        pace.step()
        average.update_parameters(ear)
    ear.load_state_dict(average.module.state_dict())
    ear.eval()
    return trained


def _targets(sounds: Sounds, question: str, classes: list[str]) -> Tensor:
    """Shape (sounds, answers): 1 for the right one, smoothed; all 0 where there is no label."""
    labels = [QUESTIONS[question](row) for row in sounds.rows]
    exact = np.array([[label == one for one in classes] for label in labels], np.float32)
    return torch.from_numpy(exact * (1 - _SMOOTHING) + exact.any(axis=1, keepdims=True) * np.float32(_SMOOTHING / len(classes)))


def _batches(sounds: Sounds, chosen: Indices, wanted: Tensor, steps: int, seed: int) -> Iterator[tuple[Indices, Indices]]:
    random = np.random.default_rng(seed)
    heard = chosen[wanted.numpy()[chosen].any(axis=1)]
    weights = weigh([QUESTIONS["family"](sounds.rows[i]) for i in heard], [sounds.rows[i]["source"] for i in heard])
    for _ in range(steps):
        batch = random.choice(heard, _BATCH, p=weights / weights.sum())
        yield batch, random.integers(0, sounds.numbers.shape[1], _BATCH)


def _loss(ear: Ear, pictures: Tensor, numbers: Tensor, wanted: dict[str, Tensor], chance: torch.Generator) -> Tensor:
    """Cross entropy of all questions; half of the batches are mixed with themselves (H. Zhang et al., "mixup", 2018)."""
    numbers = numbers + torch.randn(numbers.shape, generator=chance) * _NUMBER_NOISE
    if torch.rand(1, generator=chance).item() < _MIXED:
        seed = int(torch.randint(0, 2**31, (1,), generator=chance).item())
        share = float(np.random.default_rng(seed).beta(_MIX, _MIX))
        other = torch.randperm(len(pictures), generator=chance)
        pictures = share * pictures + (1 - share) * pictures[other]
        numbers = share * numbers + (1 - share) * numbers[other]
        wanted = {name: share * one + (1 - share) * one[other] for name, one in wanted.items()}
    scores = ear(pictures.contiguous(memory_format=torch.channels_last), numbers)
    parts = [-SHARES[name] * (wanted[name] * functional.log_softmax(scores[name], 1)).sum(1).mean() for name in scores]
    return torch.stack(parts).sum()


def answer(trained: Trained, sounds: Sounds, chosen: Indices) -> tuple[Floats, Floats]:
    """Let a network answer.

    Returns:
        Probabilities of the families, shape (chosen, answers), and the embeddings, shape (chosen, 64).
    """
    shares: list[Floats] = []
    places: list[Floats] = []
    with torch.no_grad():
        for part in np.array_split(chosen, max(1, len(chosen) // 256)):
            pictures = torch.from_numpy(sounds.patches[part, 0].astype(np.float32) / 255)[:, None]
            embedded = trained.ear.embed(pictures, trained.standardise(sounds.numbers[part, 0]))
            places.append(embedded.numpy())
            shares.append(functional.softmax(trained.ear.heads["family"](embedded), 1).numpy())
    return np.concatenate(shares), np.concatenate(places)
