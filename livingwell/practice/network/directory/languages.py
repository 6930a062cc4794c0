"""What is this language called?"""

_CODES = (
    "en=English cy=Welsh gd=Scottish_Gaelic ga=Irish bfi=British_Sign_Language ar=Arabic bn=Bengali "
    "bg=Bulgarian zh=Chinese cs=Czech de=German el=Greek es=Spanish et=Estonian fa=Persian fr=French "
    "gu=Gujarati he=Hebrew hi=Hindi hr=Croatian hu=Hungarian it=Italian ja=Japanese ko=Korean ku=Kurdish "
    "lt=Lithuanian lv=Latvian ml=Malayalam mr=Marathi ne=Nepali nl=Dutch pa=Punjabi pl=Polish ps=Pashto "
    "pt=Portuguese ro=Romanian ru=Russian sk=Slovak so=Somali sq=Albanian sw=Swahili syl=Sylheti ta=Tamil "
    "te=Telugu th=Thai ti=Tigrinya tl=Tagalog tr=Turkish uk=Ukrainian ur=Urdu vi=Vietnamese yo=Yoruba "
    "yue=Cantonese"
)
_NAMES = dict(pair.split("=") for pair in _CODES.split())


def language_name(written: str) -> str:
    """The English name for a language code ("cy", "en-GB"); anything else as written."""
    code = written.strip().lower().replace("_", "-").split("-")[0]
    short = len(written) <= 3 or (len(written) == 5 and written[2] in "-_")
    return _NAMES.get(code, written).replace("_", " ") if short else written
