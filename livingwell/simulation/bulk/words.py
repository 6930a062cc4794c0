"""What everybody in a bulk place is called and says: invented, and put together anew for each of them."""

from __future__ import annotations

from random import Random

FIRST = (
    "Ada Adil Aisha Alun Amara Amir Anna Anwen Arjun Ben Bilal Bronagh Cai Carys Chidi Clara Conor Dee Devi Dilys Efua "
    "Eira Ella Emeka Erin Eve Farah Finn Fiona Gia Grace Gwen Hal Hana Haruki Huw Ida Ife Imran Ines Iona Isla Jamal "
    "Jon Joy Kai Kay Kofi Lena Leon Lou Lowri Maeve Mai Malik Maria Mia Mina Mo Nadia Nasra Ned Nia Niamh Noor Ola "
    "Omar Owen Pia Priya Rafi Rhys Roisin Rosa Roz Sam Sana Sean Selma Sian Sol Tariq Tess Tia Tom Uli Una Val Vik Wyn "
    "Xan Yara Yas Yusuf Zainab Zed Zofia"
).split()
_BEGIN = (
    "Ald Ash Barn Bel Birch Bram Brook Cald Carn Clay Cob Dun East Elm Fair Fern Fen Gar Glen Gor Hal Haw Hazel Holl "
    "Kel Kil Lang Lark Lin Lock Mar Mill Moor Nor Oak Orm Pen Quar Red Rook Sal Sedge Shaw Stan Thorn Tre Wal Wend "
    "Whin Wil Yar"
).split()
_END = "acre bank beck bourne by combe croft dale den field ford garth gate ham hurst ley low mere more sett shaw ton"
SURNAMES = [begin + end for begin in _BEGIN for end in _END.split()]

THEIRS = [
    words.encode()
    for words in (
        "It was a better week. I went out twice.",
        "Not a good week. I came anyway.",
        "I told my sister. She already knew.",
        "I slept. That is the news.",
        "I would rather talk about the garden today.",
        "I do not want to talk about the hospital again, you have it written down.",
        "The letters are in the drawer and the drawer is shut.",
        "Since he died the evenings are long.",
        "Work ended in the spring and I have not told my mother.",
        "The neighbour knocked. I opened, which I would not have in June.",
        "I cook on Sundays again, for two, because my son comes.",
        "I would like to stop being asked how I am on a scale.",
    )
]
OURS = [
    words.encode()
    for words in (
        "We walked. The silences were easy.",
        "We looked at the letter together and rang them.",
        "We laughed about the bus. We will try it again on Thursday.",
        "We agreed to begin with what still works.",
        "She knows the choir from before, and asked who runs it now.",
        "He would like company the first time, and to leave when he likes.",
        "The housing officer answers by the end of the month.",
        "They chose the place, by the window.",
    )
]
PROMISES = [
    words.encode()
    for words in (
        "Ring on Thursday and walk along to the first one",
        "Find out about the bus, and text the times",
        "Send the choir’s number by post",
        "Ask the housing officer together",
        "Bring the form, and fill it in over tea",
        "Ring the surgery about a longer appointment",
    )
]
STEPS = [
    words.encode()
    for words in (
        "Ring my sister", "Walk to the harbour and back", "Say hello to one person this week", "Open one letter",
        "Cook for somebody", "Go to bed before midnight three times",
    )
]  # fmt: skip
HEADINGS = [words.encode() for words in ("Where I am", "What still works", "Today", "Before all this", "People")]
MAY_SAY = [words.encode() for words in ("Just my name.", "That I would like to come along.", "My name and my phone.")]
WHERE = [words.encode() for words in ("The Old Ropeworks", "The bench by the lifeboat station", "Open Door House")]


def name(dice: Random) -> str:
    """A whole name; there are some hundred thousand."""
    return f"{FIRST[int(dice.random() * len(FIRST))]} {SURNAMES[int(dice.random() * len(SURNAMES))]}"


def saying(pool: list[bytes], dice: Random, sentences: int) -> bytes:
    """So many sentences, one after the other."""
    return b" ".join(dice.choices(pool, k=sentences))
