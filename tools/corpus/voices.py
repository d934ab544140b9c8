"""Packages of voices: speech, shouts, singing, laughter."""

from tools.corpus.model import Rule, Source

_NOT_SPOKEN = Rule(r"/silence/|beep|tone|monkeys|weasels|-end\.|ring", "")

VOICES = (
    Source(
        "asterisk-core-sounds",
        tuple(f"asterisk-core-sounds-{language}-wav" for language in ("en", "es", "fr", "it", "ru")),
        "CC-BY-SA-3.0",
        17,
        (
            _NOT_SPOKEN,
            Rule(r"/digits/", "vocals", "spoken number"),
            Rule(r"/letters/|/phonetic/", "vocals", "spoken letter"),
            Rule(r"\.wav$", "vocals", "spoken prompt"),
        ),
    ),
    Source(
        "asterisk-prompt-it-menardi",
        ("asterisk-prompt-it-menardi-wav",),
        "CC-BY-SA-3.0",
        60,
        (
            _NOT_SPOKEN,
            Rule(r"/digits/|/letters/|/phonetic/", "vocals", "spoken number or letter"),
            Rule(r"\.wav$", "vocals", "spoken prompt"),
        ),
    ),
    Source(
        "klettres-data",
        ("klettres-data",),
        "GPL-2+",
        5,
        tuple(
            Rule(rf"klettres/{language}/{part}/", "vocals", f"spoken {part} {language}")
            for language in (
                "ar",
                "cs",
                "da",
                "de",
                "en",
                "en_gb",
                "es",
                "fr",
                "he",
                "hu",
                "it",
                "lt",
                "ml",
                "nb",
                "nds",
                "nl",
                "pt_br",
                "ru",
                "tn",
                "uk",
            )
            for part in ("alpha", "syllab")
        ),
    ),
    Source(
        "ktuberling-data",
        ("ktuberling-data",),
        "GPL-2+",
        10,
        tuple(
            Rule(rf"sounds/{language}/", "vocals", f"spoken word {language}")
            for language in (
                "ca",
                "da",
                "de",
                "el",
                "en",
                "es",
                "fi",
                "fr",
                "ga",
                "gl",
                "it",
                "lt",
                "nds",
                "nl",
                "nn",
                "pt",
                "ro",
                "ru",
                "sl",
                "sr",
                "sv",
                "uk",
                "wa",
            )
        ),
    ),
    Source("gcin-voice", ("gcin-voice",), "GPL-3+ or CC-BY-3.0", 120, (Rule(r"/ogg/.*\.ogg$", "vocals", "spoken syllable zh"),)),
    Source("fillets-ng-data", ("fillets-ng-data",), "GPL-2+", 170, (Rule(r"/sound/(elk|warcraft)/en/", "vocals", "game voice"),)),
    Source(
        "wesnoth-data",
        ("wesnoth-1.16-data",),
        "GPL-2+",
        90,
        (
            Rule(
                r"/(human|elf|dwarf|orc|goblin|mermaid|mermen|ogre)[a-z-]*-(die|hit|laugh)[-.\d]|witches-laugh|groan\.",
                "vocals",
                "shout or groan",
            ),
            Rule(
                r"fanfare|wardrums|horn|gamestart|music|ambient|lich|ghoul|troll|naga|drake|bat-|hiss|gryphon|horse|skeleton|bell|chat|heal|-(die|hit)[-.]",
                "",
            ),
            Rule(r"/sounds/", "fx", "game effect"),
        ),
    ),
    Source(
        "openarena-data",
        ("openarena-data", "openarena-085-data", "openarena-088-data"),
        "GPL-2+",
        70,
        (
            Rule(r"silence|/music/|ambien|moan|drone|menu[1-4]|demonwind|growl|suck|painwind", ""),
            Rule(r"announcer/", "vocals", "announcer"),
            Rule(r"/player/[a-z]+/(death|drown|fall|falling|gasp|jump|pain|taunt)", "vocals", "shout"),
            Rule(r"/player/(gurp|talk|watr)", ""),
            Rule(r"/feedback/", ""),
            Rule(r"/sound/(weapons|items|movers|player/footsteps|player|misc|world)/", "fx", "game effect"),
        ),
    ),
    Source(
        "warmux-data",
        ("warmux-data",),
        "GPL-2+",
        80,
        (
            Rule(r"/voices/theme", ""),
            Rule(r"/voices/", "vocals", "game voice"),
            Rule(r"music|victory|countdown", ""),
            Rule(r"/sound/default/(misc|weapons)/", "fx", "game effect"),
        ),
    ),
    Source(
        "ufoai-sound",
        ("ufoai-sound",),
        "GPL-2+",
        70,
        (
            Rule(r"/(civilians|soldiers)/.*(death|scream|hurt)", "vocals", "shout"),
            Rule(r"/aliens/|music", ""),
            Rule(r"/ambience/|/geoscape/", "fx", "machine or ambience"),
            Rule(r"/sound/(doors|footsteps|impact|misc|seq|ugv|ui|weapons)/", "fx", "game effect"),
        ),
    ),
    Source(
        "teeworlds-data",
        ("teeworlds-data",),
        "CC-BY-SA-3.0",
        60,
        (
            Rule(r"/vo_", "vocals", "game voice"),
            Rule(r"music|_loop|sfx_ctf|sfx_msg", ""),
            Rule(r"/(foley|hook|sfx|wp)_", "fx", "game effect"),
        ),
    ),
    Source(
        "scratch",
        ("scratch",),
        "CC-BY-SA-3.0",
        60,
        (
            Rule(r"/human/(baby|cough|laugh|scream|sneeze)", "vocals", "human voice"),
            Rule(r"/human/(partynoise|fingersnap)", ""),
            Rule(r"/vocals/beatbox", ""),
            Rule(r"/vocals/", "vocals", "singing or speech"),
            Rule(r"/(animal|effects|electronic|human)/", "fx", "animal, household, human or electronic noise"),
            Rule(r"music loops/(drummachine|drumset\d|drum)\.", "drums:drumloop", "loop"),
            Rule(r"music loops/guitarchords", "melodic:guitar", "loop"),
            Rule(r"music loops/xylo", "melodic:mallet", "loop"),
            Rule(r"percussion/(cymbalcrash|ridecymbal|gong)", "drums:cymbal", "cymbal"),
            Rule(r"percussion/handclap", "drums:clap", "clap"),
            Rule(r"percussion/shaker", "drums:perc", "shaker"),
            Rule(r"instruments/trumpet", "melodic:brass", "trumpet"),
            Rule(r"instruments/guitarstrum", "melodic:guitar", "guitar"),
        ),
    ),
    Source(
        "wordwarvi-sound",
        ("wordwarvi-sound",),
        "CC-BY-SA-3.0",
        60,
        (
            Rule(
                r"aaaah|abducted|destiny|fallingscream|help_|hohoho|nice_bank|ooooof|ow_my|woohoo|yay_|usethesource|us_quarter",
                "vocals",
                "game voice",
            ),
            Rule(r"music|mono|lucky|dtox|timpani|radar", ""),
            Rule(r"\.ogg$", "fx", "game effect"),
        ),
    ),
    Source(
        "boswars-data",
        ("boswars-data",),
        "GPL-2+",
        70,
        (
            Rule(r"underattack|\.completed|\.ready|tutorial/", "vocals", "announcer"),
            Rule(r"sfx_|_hit|_attack\.", "fx", "game effect"),
        ),
    ),
)
