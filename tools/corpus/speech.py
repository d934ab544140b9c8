"""Synthetic speech: words and short shouts by three families of synthesisers, in many voices, pitches and speeds."""

import os
import random
import tempfile
from collections.abc import Callable, Sequence

import numpy as np
import soundfile

from tools.corpus.model import Candidate, Label
from tools.corpus.packages import run
from tools.corpus.sink import trimmed, write_sound

_WORDS = {
    "en": "yeah|hey|come on|one two three|check|listen up|drop it|oh no|the rhythm|let's go|feel the beat|stop|fire|say what|all night long"
    "|welcome back",
    "de": "los geht's|eins zwei drei|halt|wunderbar|guten Morgen|jetzt|die Maschine",
    "fr": "allez|un deux trois|bonjour|c'est la vie|encore|la nuit",
    "es": "vamos|uno dos tres|arriba|la fiesta|mañana|otra vez",
    "it": "andiamo|uno due tre|ciao|bellissimo|piano piano",
    "pt": "vamos lá|um dois três|obrigado|saudade",
    "sv": "hej|ett två tre|nu kör vi|tack så mycket",
    "pl": "dzień dobry|raz dwa trzy|dalej",
    "cs": "dobrý den|jedna dva tři|pojďme",
    "tr": "merhaba|bir iki üç|haydi",
    "nl": "kom op|een twee drie|goedemorgen",
    "fi": "hyvää päivää|yksi kaksi kolme",
    "ru": "привет|раз два три|поехали",
    "el": "γεια σου|ένα δύο τρία",
    "hu": "jó napot|egy kettő három",
}
_VARIANTS = ("", "+f2", "+f4", "+m2", "+m3", "+m7", "+croak", "+whisper", "+klatt2", "+klatt4")
_FLITE = ("kal", "awb", "rms", "slt", "kal16")
_FESTIVAL = ("voice_kal_diphone", "voice_cmu_us_slt_arctic_hts")


def espeak(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """Words in fifteen languages and ten voice variants (espeak-ng)."""

    def say(chance: random.Random, path: str) -> str:
        language = chance.choice(list(_WORDS))
        voice = language + chance.choice(_VARIANTS)
        pitch, speed = chance.randint(15, 95), chance.randint(90, 260)
        run("espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed), "-w", path, chance.choice(_WORDS[language].split("|")))
        return f"synthetic speech {voice}"

    return _speak(folder, "espeak-ng", "GPL-3+", 110, say)


def flite(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """English words in five voices, stretched and pitched (flite)."""

    def say(chance: random.Random, path: str) -> str:
        voice = chance.choice(_FLITE)
        settings = (f"duration_stretch={chance.uniform(0.6, 1.6):.2f}", f"int_f0_target_mean={chance.randint(80, 230)}")
        run(
            "flite",
            "-voice",
            voice,
            *(word for setting in settings for word in ("--setf", setting)),
            "-t",
            chance.choice(_WORDS["en"].split("|")),
            "-o",
            path,
        )
        return f"synthetic speech {voice}"

    return _speak(folder, "flite", "BSD-4-Clause", 50, say)


def festival(folder: str, _before: Sequence[Candidate]) -> list[Candidate]:
    """English words in two voices (festival).

    Raises:
        FileNotFoundError: One of the voices is not installed.
    """

    def say(chance: random.Random, path: str) -> str:
        voice = chance.choice(_FESTIVAL)
        text = path + ".txt"
        with open(text, "w", encoding="ascii") as file:
            file.write(chance.choice(_WORDS["en"].split("|")))
        stretch = f"(Parameter.set 'Duration_Stretch {chance.uniform(0.7, 1.5):.2f})"
        run("text2wave", "-eval", f"({voice})", "-eval", stretch, "-o", path, text)
        if not os.path.exists(path):  # it ends well without a voice, too
            raise FileNotFoundError(f"festival does not speak with {voice}: install festvox-kallpc16k and festvox-us-slt-hts")
        return f"synthetic speech {voice.removeprefix('voice_')}"

    return _speak(folder, "festival", "BSD-4-Clause", 40, say)


def _speak(folder: str, source: str, licence: str, many: int, say: Callable[[random.Random, str], str]) -> list[Candidate]:
    made = []
    for number in range(many):
        chance = random.Random(f"{source} {number}")  # noqa: S311 - repeatable
        with tempfile.TemporaryDirectory() as scratch:
            path = os.path.join(scratch, "said.wav")
            detail = say(chance, path)
            audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
        loud = np.flatnonzero(np.abs(audio).max(axis=1) > 0.01 * np.abs(audio).max())
        if not len(loud):
            continue
        kept = trimmed(audio[int(loud[0]) :], rate, -45.0)
        target = write_sound(os.path.join(folder, "audio", source, f"{number:03d}_vocal"), kept, rate, chance)
        label = Label(source=source, licence=licence, category="vocals", subtype="vocal", detail=detail, origin="rendered")
        made.append(Candidate(path=target, label=label))
    return made
