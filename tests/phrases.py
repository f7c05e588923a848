"""Texts to look for phrases in: what Python and JavaScript must find alike."""

import random

CORPUS = (
    "",
    "We want our social workers to ring us back.",
    "My real mum lives with Liam at 12 Mill Road, CB1 2AB.",
    "Call 07700 900123 or write to @liam_x, liam@example.org, www.example.org/liam",
    "We went to Grafham Water with Tom’s dad. I don't feel safe",
    "I don’t  feel safe\nat night",
    "SHE HIT ME AT HOME",
    "LET US SEE OUR FRIENDS",
    "NHS, BBC and PARKSIDE are in one line with some small letters",
    "He said: Pizza on Fridays please! “Thank you” (Anna)",
    "self-harm, self - harm, self  –  harm, selfharming",
    "my   mum, my mum’s dog, my-mum and my, mum",
    "his older foster brother’s room; her last placement",
    "More trips. Less waiting! Why? Because: We asked",
    "Ünïcödé Élodie und Zoë, Şule and İpek, ΣΊΣΥΦΟΣ και Σοφία, ǅon",
    "سلام 👩‍👩‍👧 Liam 👍🏽 my dad 𝒜𝓃𝓃𝒶 𝔸nna e\u0301 É O’Neill l'école",
    "½ of us, ² and Ⅳ, ٣ and 3, 3rd, 20/11/2019, 10:30, 1,000.5",
    "'quoted' ’my mum’ rock ’n’ roll boys' toilets",
    "\u00a0my\u00a0mum my\tmum",
    "one of us was ill; somebody went missing and died in hospital",
    "😀 i'm scared",
)
_BITS = (
    *("my", "My", "mum", "his", "real", "foster", "brother", "We", "we", "safe", "don't", "feel"),
    *("Anna", "LIAM", "Zoë", "self", "harm", "07700", "900123", "@a_b", "CB1", "2AB", "👍", "I"),
    *(".", "!", "“", ",", "-", "’", "'s", "\n", ":", "Road", "12", "home", "moved", "in", "ill"),
)


def by_chance(how_many: int, seed: int = 4) -> list[str]:
    """Texts put together by chance, the same ones each time."""
    chance = random.Random(seed)
    return [
        "".join(chance.choice(_BITS) + chance.choice([" ", " ", " ", "", "  "]) for _ in range(12))
        for _ in range(how_many)
    ]
