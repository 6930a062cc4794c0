"""Codes given in hand: words somebody can write down, say on the phone, and type back with mistakes of spacing."""

from __future__ import annotations

import math
import re
import secrets
from functools import cache

from mnemonic import Mnemonic

WORDS = 4
#: Words nobody should be handed on a bad day. The list is long enough that leaving them out costs a fraction of a bit.
UNKIND = frozenset(
    """abandon abuse accident accuse afraid alcohol anger angry anxiety argue armed army arrest assault attack bleak
    blame blast blind blood bomb broken brutal bullet burden burst cage cancel captain casino chaos cheat choke civil
    clinic coffee corn cradle crash crazy cruel crumble crunch crush cry curse damage danger deny depart despair destroy
    die disease disorder dizzy doctor dose drama drastic drip drop dumb dying emotion enemy enforce erode error evil
    execute exile expire expose fail fatal fault fear fiction fight fire flee force fragile fury gas ghost gun harsh
    hurt hospital idle ill illegal illness inmate insane injury innocent jealous junk kill knife lawsuit liar lonely
    loud mad mask medicine mistake monster murder naked nasty nerve never noise nothing nuclear obey odor pain panic
    patient penalty pill pistol poison police poverty prison problem pulse punch rage razor reject resist riot risk
    risky ruin sad scare scream shock shoot sick slam slave slush smoke spike stab steal struggle suffer suspect
    symptom terror threaten threat tobacco toxic tragic trap trash trauma trouble ugly undo unhappy unfair useless
    vicious victim violin virus waste weapon whip wild wolf worry wound wreck wrestle wrong""".split()
)


@cache
def _words() -> tuple[str, ...]:
    return tuple(word for word in Mnemonic("english").wordlist if word not in UNKIND)


def bits() -> float:
    """How many bits a code holds: four words and two digits."""
    return WORDS * math.log2(len(_words())) + math.log2(100)


def new_code() -> str:
    """A fresh code such as ``river-apple-lamp-song-42``: at least 44 bits, drawn from the operating system's source."""
    words = [secrets.choice(_words()) for _ in range(WORDS)]
    return "-".join([*words, f"{secrets.randbelow(100):02d}"])


def tidy(typed: str) -> str:
    """What somebody typed or read out, as the code would be written: any case, any spacing or punctuation between."""
    return "-".join(re.findall(r"[a-z]+|\d+", typed[:200].lower()))
