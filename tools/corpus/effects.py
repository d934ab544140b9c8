"""Packages of effects: games, desktops, household, machines; a few of them also speak or shout."""

from tools.corpus.model import Rule, Source

_FX = Rule(r"\.(wav|ogg|oga|mp3|wv)$", "fx", "game effect")
_DESKTOP = Rule(r"\.(wav|ogg|oga|mp3)$", "fx", "desktop sound")
_MUSIC = Rule(r"music|/zik/|fanfare|jingle|theme[^s]|intro|credits|highscore|halloffame|tuxi|chiptune|/soundtrack", "")
_VOICES = (
    r"laugh|scream|cheer|grunt|yell|shout|ohno|oh\.wav|letsgo|goodidea|yipee|wahoo|whoo|death"
    r"|duh|damn|excellent|verygood|wontgiveup|excuseme"
)


def _game(name: str, package: str, licence: str, vocal: str = "", left_out: str = "", cap: int = 40) -> Source:
    """A game whose files are effects, but for music, what sounds ambiguous, and voices."""
    voices = (Rule(vocal, "vocals", "game voice"),) if vocal else ()
    doubtful = (Rule(left_out, ""),) if left_out else ()
    return Source(name, (package,), licence, cap, (*voices, _MUSIC, *doubtful, Rule(_VOICES, ""), _FX))


EFFECTS = (
    _game("colobot-sounds", "colobot-common-sounds", "GPL-3+", cap=60),
    _game("endless-sky-data", "endless-sky-data", "GPL-3+", left_out=r"ambient/", cap=60),
    _game("minetest-data", "minetest-data", "CC-BY-SA-3.0", left_out=r"soundstuff|player_damage", cap=60),
    _game("bzflag-data", "bzflag-data", "LGPL-2.1 or MPL", left_out=r"spree|flag_|hunt_select"),
    _game("freeciv-data", "freeciv-data", "GPL-2+", left_out=r"wakeup|illegal"),
    _game("freedink-data", "freedink-data", "Zlib", left_out=r"/\d+\.ogg|denube|lovin|secret|bird"),
    _game("frozen-bubble-data", "frozen-bubble-data", "GPL-2", left_out=r"zik|applause|snore|noh|hurry|lose|chatted"),
    _game("extremetuxracer-data", "extremetuxracer-data", "GPL-2+"),
    _game(
        "heroes-sound-effects",
        "heroes-sound-effects",
        "GPL-2+",
        vocal=r"ho_yeh|/no\.wav|/oh\.wav",
        left_out=r"alien|mort_|foule|finlevel|dream|invinc|menu|go\.wav|sleep|stop",
    ),
    _game("lugaru-data", "lugaru-data", "GPL-2+ or CC-BY-SA", left_out=r"bark|growl|snarl|rabbit|hawk|console|alarm", cap=60),
    _game("pingus-data", "pingus-data", "GPL-2+", vocal=r"goodidea|letsgo|ohno|yipee"),
    _game("gamine-data", "gamine-data", "GPL-3+", left_out=r"bach|tri\.ogg|plick|tuxok|youcannot|level|bonus"),
    _game("brainparty-data", "brainparty-data", "GPL-3+", left_out=r"happy_ring|correct|result|wrong"),
    _game("tuxmath-data", "tuxmath-data", "GPL-3+", left_out=r"/\d\d_|harp|towerclock"),
    _game("tuxtype-data", "tuxtype-data", "GPL-2", vocal=r"excuseme", left_out=r"raindrops|harp|win|lose|pause|run\."),
    _game("enigma-data", "enigma-data", "GPL-2+"),
    _game("foobillardplus-data", "foobillardplus-data", "GPL-2", left_out=r"applause|ooh"),
    _game("caveexpress-data", "caveexpress-data", "CC-BY-SA-3.0", left_out=r"npc-|player-pain|cave\d"),
    _game("starfighter-data", "starfighter-data", "GPL-2+", left_out=r"clock|item"),
    _game("chromium-bsu-data", "chromium-bsu-data", "Clarified-Artistic"),
    _game("circuslinux-data", "circuslinux-data", "GPL", vocal=r"wahoo", left_out=r"applause"),
    _game("madbomber-data", "madbomber-data", "GPL-2", left_out=r"level8|oneup"),
    _game("lbreakout2-data", "lbreakout2-data", "GPL", vocal=r"dammit|damn|excellent|verygood|wontgiveup", left_out=r"joker"),
    _game("lmarbles", "lmarbles", "GPL-2+"),
    _game(
        "trackballs-data", "trackballs-data", "GPL-2+", vocal=r"laugh", left_out=r"monk|levelcomplete|timeout|start\.|goodpill|flag|die\."
    ),
    _game("ri-li-data", "ri-li-data", "GPL-2 or GPL-3", left_out=r"live|lose|end\."),
    _game("tecnoballz-data", "tecnoballz-data", "GPL-3+", left_out=r"rtecno|rgadget"),
    _game("powermanga-data", "powermanga-data", "GPL-3+"),
    _game("monsterz-data", "monsterz-data", "WTFPL", vocal=r"laugh|grunt|duh", left_out=r"applause"),
    _game("mirrormagic-data", "mirrormagic-data", "GPL", vocal=r"lachen|autsch"),
    _game("gunroar-data", "gunroar-data", "BSD-2-Clause"),
    _game("pekka-kana-2-data", "pekka-kana-2-data", "BSD-2-Clause", left_out=r"bonus|doodle"),
    _game("atanks-data", "atanks-data", "GPL-2+"),
    _game("7kaa-data", "7kaa-data", "GPL-2+"),
    _game("searchandrescue-data", "searchandrescue-data", "GPL-2", left_out=r"splash01"),
    _game(
        "lincity-ng-data",
        "lincity-ng-data",
        "GPL-2+",
        left_out=r"commune|school|sport|university|monument|market|residen|health|substation|shanty|tip",
        cap=60,
    ),
    _game("solarwolf", "solarwolf", "LGPL-2.1", left_out=r"gameover|levelfinish|startlife|vaauw|chime"),
    _game("pathological", "pathological", "GPL-2+", left_out=r"levelfinish|extra_life"),
    _game("bomberclone-data", "bomberclone-data", "GPL-2", left_out=r"dead"),
    _game("alienblaster-data", "alienblaster-data", "GPL-2+", left_out=r"playon|choose"),
    _game("hex-a-hop-data", "hex-a-hop-data", "GPL-2+"),
    _game("arcade", "pip:arcade", "CC0-1.0", left_out=r"gameover|upgrade|secret|lose|1918|funkyrobot", cap=80),
    _game("ion-sound", "npm:ion-sound", "MIT", left_out=r"\.ogg$|/_tmp/"),
    Source(
        "openttd-opensfx",
        ("openttd-opensfx",),
        "CC-BY-SA-3.0",
        80,
        (Rule(r"year|oooh|applause|unused|beep|morse|monkeys", ""), Rule(r"\.cat\.d/", "fx", "field, animal or machine")),
    ),
    Source(
        "freedoom",
        ("freedoom",),
        "BSD-3-Clause",
        80,
        (
            Rule(r"freedoom1", ""),
            Rule(r"/ds(plpain|oof|pldeth|pdiehi)\.", "vocals", "shout"),
            Rule(
                r"/ds(pistol|shotgn|sgcock|saw\w+|rlaunc|rxplod|firsht|firxpl|pstart|pstop|dor\w+|stnmov|swtch.|itemup|wpnup|telept|barexp"
                r"|punch|tink|bdopn|bdcls|itmbk|getpow|plasma|bfg|hoof|metal|dshtgn|db\w+)\.",
                "fx",
                "game effect",
            ),
        ),
    ),
    Source(
        "gcompris-qt-data",
        ("gcompris-qt-data",),
        "GPL-3+",
        60,
        (
            Rule(r"melody\.rcc.*xylofon", "melodic:mallet", "xylophone"),
            Rule(r"memory-sound.*guitar_son", "melodic:guitar", "guitar"),
            Rule(r"instruments\.rcc.*/(snare_drum)", "drums:snare", "snare"),
            Rule(r"instruments\.rcc.*/(tambourine|bongo|triangle|maracas|castanets)", "drums:perc", "percussion"),
            Rule(r"instruments\.rcc.*/cymbal", "drums:cymbal", "cymbal"),
            Rule(r"instruments\.rcc.*/(violin|cello)", "melodic:strings", "strings"),
            Rule(r"instruments\.rcc.*/(piano|organ|accordion|harmonica)", "melodic:keys", "keys"),
            Rule(r"instruments\.rcc.*/(trumpet|horn|tuba|trombone)", "melodic:brass", "brass"),
            Rule(r"instruments\.rcc.*/(clarinet|saxophone|flute)", "melodic:winds", "winds"),
            Rule(r"instruments\.rcc.*/(guitar|electric_guitar)", "melodic:guitar", "guitar"),
            Rule(r"instruments\.rcc.*/(banjo|harp)", "melodic:plucked", "plucked"),
            Rule(
                r"instruments|world_music|intro|win\.|bonus|completetask|tuxok|youcannot|silence|melody|lapause|chronos|realrainbow",
                "",
            ),
            Rule(r"\.rcc\.d/", "fx", "animal, machine, household or game effect"),
        ),
    ),
    Source("bucklespring-data", ("bucklespring-data",), "GPL-2+", 40, (Rule(r"buckle/wav/", "fx", "keyboard click"),)),
    Source("yaru-theme-sound", ("yaru-theme-sound",), "CC-BY-SA-4.0", 40, (Rule(r"login|logoff|ready", ""), _DESKTOP)),
    Source("deepin-sound-theme", ("deepin-sound-theme",), "GPL-3", 40, (Rule(r"login|logout|shutdown", ""), _DESKTOP)),
    Source(
        "sound-theme-freedesktop",
        ("sound-theme-freedesktop",),
        "CC-BY-SA-3.0",
        40,
        (Rule(r"audio-channel", "vocals", "spoken channel name"), Rule(r"login|logout|test-signal", ""), _DESKTOP),
    ),
    Source("psi-plus-sounds", ("psi-plus-sounds",), "GPL-2+", 40, (_DESKTOP,)),
    Source("eiskaltdcpp-sounds", ("eiskaltdcpp-sounds",), "GPL-3+", 40, (_DESKTOP,)),
    Source("pidgin-data", ("pidgin-data",), "GPL-2+", 40, (_DESKTOP,)),
    Source("oxygen-sounds", ("oxygen-sounds",), "LGPL-3+", 40, (Rule(r"window|trash|list|nudge|irc|error", "fx", "desktop sound"),)),
)
