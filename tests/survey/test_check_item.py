"""Every rule of one item, with something it lets through and something it does not."""

import pytest

from tests.survey.drafts import (
    Data,
    choice,
    collapse,
    faces,
    faults,
    info,
    many,
    options,
    scale,
    three,
    versions,
    words,
)
from voice.survey.check_item import OWN_LIFE

GOOD_ITEMS: list[Data] = [
    choice(),
    three(),
    faces(mean=True),
    scale(mean=True, worry=["0", "1"]),
    words(dont_know=True),
    many(),
    choice(worry=["no"], dont_know=True, sensitivity="service"),
    choice(measures={"promise": "safe", "priority": "voices", "theme": "home"}),
    three(sensitivity="service", collapse=[]),
    choice(text="Did we deliver what you asked for?", sensitivity="service"),
    choice(text="Did you know about our promises before today?", sensitivity="service"),
    many(options=options("family", "home", "safe"), sensitivity="service"),
    words(kind="ideas", text="What should we cook?", harmless=True, sensitivity="service"),
    choice(**versions()),
    choice(**versions(options=options("yes", "no"))),
    three(**versions(options=options("yes", "no"))),
    faces(
        options=options("one", "two", "three", "four", "five", scored=True),
        collapse=[
            collapse(("one", "two"), ("three",), ("four", "five")),
            collapse(("one", "two", "three"), ("four", "five")),
        ],
    ),
]


@pytest.mark.parametrize("item", GOOD_ITEMS, ids=lambda item: str(item["kind"]))
def test_a_good_item_has_no_fault(item: Data) -> None:
    assert faults(item) == []


BAD_ITEMS: list[tuple[str, Data, str]] = [
    ("reserved item id", choice(id="helped"), "“helped” is a name we use ourselves"),
    ("option twice", choice(options=options("yes", "yes")), "The id “yes” is used twice"),
    ("reserved option", choice(options=options("yes", "dont-know")), "“dont-know” is kept for"),
    (
        "same words",
        choice(options=[*options("yes"), {"id": "no", "text": "YES "}]),
        "Both “yes” and “no” say “YES”",
    ),
    (
        "same words elsewhere",
        choice(**versions(options=[{"id": "yes", "text": "No"}, {"id": "no", "text": "Nope"}])),
        "Both “no” and “yes” say “No”",
    ),
    (
        "scores fall",
        faces(options=list(reversed(options("happy", "okay", "sad", scored=True)))),
        "options: The scores do not rise",
    ),
    ("no collapse", three(collapse=[]), "collapse: has more than two options"),
    ("no collapse of a scale", scale(collapse=[]), "collapse: has more than two options"),
    (
        "collapse of ticks",
        many(collapse=[collapse(("games", "food"), ("art",))]),
        "collapse: has no use where the kind is “choose any”",
    ),
    (
        "collapse of words",
        words(collapse=[collapse(("a",), ("b",))]),
        "collapse: has no use where the kind is “write”",
    ),
    (
        "option left out",
        three(collapse=[collapse(("yes",), ("no",))]),
        "collapse[1]: takes “partly” not at all",
    ),
    (
        "option taken twice",
        three(collapse=[collapse(("yes", "partly"), ("partly", "no"))]),
        "collapse[1]: takes “partly” 2 times",
    ),
    (
        "unknown option taken",
        three(collapse=[collapse(("yes",), ("partly", "no", "maybe"))]),
        "collapse[1]: takes “maybe”, which is no option",
    ),
    (
        "not coarser",
        choice(collapse=[collapse(("yes",), ("no",))]),
        "collapse[1]: has 2 answers and is not coarser than the options (2)",
    ),
    (
        "not coarser than before",
        three(collapse=[collapse(("yes",), ("partly", "no"))] * 2),
        "collapse[2]: has 2 answers and is not coarser than the one before (2)",
    ),
    (
        "cut apart",
        choice(
            options=options("a", "b", "c", "d"),
            collapse=[collapse(("a", "b"), ("c",), ("d",)), collapse(("a", "c"), ("b", "d"))],
        ),
        "collapse[2]: cuts apart what the one before put together",
    ),
    (
        "out of order",
        faces(collapse=[collapse(("sad", "happy"), ("okay",))]),
        "collapse[1]: does not keep the order of the scale",
    ),
    (
        "id of an option for more",
        three(collapse=[collapse(("yes",), ("partly", "no"), names=("yes", "no"))]),
        "collapse[1]: The id “no” has two meanings",
    ),
    (
        "merged id twice",
        three(collapse=[collapse(("yes",), ("partly", "no"), names=("x", "x"))]),
        "collapse[1]: The id “x” has two meanings",
    ),
    (
        "reserved merged id",
        three(collapse=[collapse(("yes",), ("partly", "no"), names=("yes", "none"))]),
        "collapse[1]: The id “none” is kept for",
    ),
    ("mean without scores", three(mean=True), "mean: A mean makes sense only"),
    ("mean of words", words(mean=True), "mean: A mean makes sense only"),
    ("mean of ticks", many(mean=True), "mean: A mean makes sense only"),
    ("worry that is no option", choice(worry=["maybe"]), "worry: “maybe” is no option"),
    ("worry in words", words(worry=["no"]), "worry: “no” is no option"),
    ("unknown promise", choice(measures={"promise": "pizza"}), "measures.promise: “pizza”"),
    ("unknown priority", choice(measures={"priority": "x"}), "measures.priority: “x” is not one"),
    ("unknown theme", choice(measures={"theme": "hoem"}), "measures.theme: “hoem” is not one"),
    ("harmless choice", choice(harmless=True), "harmless: is only for lists of ideas"),
    ("harmless words", words(harmless=True), "harmless: is only for lists of ideas"),
    (
        "band we do not have",
        choice(versions={"8-11": {"text": "Have you?"}}),
        "versions.8-11: is not one of our age bands",
    ),
    (
        "option the item lacks",
        choice(**versions(options=options("yes", "no", "maybe"))),
        "versions.0-9.options: “maybe” is no option",
    ),
    (
        "another score",
        faces(**versions(options=options("happy", "okay", "sad", scored=True))),
        "versions.0-9.options: “happy” has another score here",
    ),
    (
        "another order",
        choice(**versions(options=options("no", "yes"))),
        "versions.0-9.options: The options stand in another order",
    ),
    (
        "two faces",
        faces(**versions(options=options("sad", "happy"))),
        "versions.0-9.options: Faces have three or five options",
    ),
    (
        "one option",
        choice(**versions(options=options("yes"))),
        "versions.0-9.options: One option is no choice",
    ),
    ("options for words", words(**versions(options=options("a", "b"))), "“a” is no option"),
]


@pytest.mark.parametrize(
    ("item", "said"),
    [(item, said) for _, item, said in BAD_ITEMS],
    ids=[name for name, _, _ in BAD_ITEMS],
)
def test_a_bad_item_is_told_with_its_place(item: Data, said: str) -> None:
    told = faults(item)
    assert any(said in line for line in told), told
    assert all(line.startswith(f"items[1] “{item['id']}”: ") for line in told)


def test_something_to_read_cannot_offer_i_do_not_know() -> None:
    assert faults(info(dont_know=True), choice()) == [
        "items[1] “welcome”: dont_know: has no use where nothing is asked. Take it out."
    ]


@pytest.mark.parametrize(
    "item",
    [
        faces(),
        choice(id="home-safe", text="Is it good there?"),
        choice(text="Do you feel good after our event?"),
        choice(text="Is it good?", hint="Think of your Family."),
        choice(text="Is it good?", easy="Are you safe?"),
        choice(text="Is it good?", versions={"17+": {"text": "Is your health good?"}}),
        choice(text="Is it good?", versions={"17+": {"text": "Is it?", "easy": "Are you ill?"}}),
        choice(text="Do you like where you LIVE?"),
        choice(text="Did anybody listen?"),
        choice(text="Did we keep our promise?"),
        choice(text="Is it good?", measures={"promise": "safe"}),
        choice(text="Is it good?", measures={"theme": "friends"}),
    ],
)
def test_a_childs_own_life_is_never_counted_as_a_fact_about_the_service(item: Data) -> None:
    said = [line for line in faults(item | {"sensitivity": "service"}) if "own life" in line]
    assert len(said) == 1
    assert "sensitivity: “service” is not for a child's own life (" in said[0]


def test_ideas_about_a_childs_own_life_are_never_harmless() -> None:
    item = words(kind="ideas", text="What would make your home better?", harmless=True)
    assert faults(item) == [
        (
            "items[1] “tell-us”: harmless: is not for a child's own life (home: “home”). "
            "Take it out: the answers are then protected as personal ones."
        )
    ]


def test_words_of_a_life_cover_what_the_policy_names() -> None:
    assert list(OWN_LIFE) == [
        "feelings", "safety", "health", "family", "home", "being listened to",
    ]  # fmt: skip
