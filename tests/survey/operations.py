"""Drafts and operations as chance makes them: sensible ones, and ones nobody would send."""

from typing import Any

from hypothesis import strategies as st

from voice.survey.editing import OPERATIONS, Operation
from voice.survey.model import KINDS

WORDS = st.sampled_from(["", "How are you?", "Yes", "No", "é’s “new”", "\ud800x\x00", "a" * 45])
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
IDS = st.sampled_from(["feeling", "came", "why", "scale", "new-00000000", "gone"])
OPTIONS = st.sampled_from(["yes", "no", "sad", "5", "new-00000000", "gone"])
TESTS = st.fixed_dictionaries({"item": IDS, "is": OPTIONS}) | st.fixed_dictionaries(
    {"item": IDS, "was_answered": st.booleans()}
)
RULES = st.recursive(
    TESTS | st.fixed_dictionaries({"item": IDS, "includes": OPTIONS}),
    lambda inner: (
        st.fixed_dictionaries({"all": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
    ),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    ["text", "easy", "worry", "collapse", "before", "measures.theme", "versions.0-9.text", "mean",
     "versions", "options", "id", "kind", "low", "title", "minutes", "", ".", "text.x"]
)  # fmt: skip
GIVEN: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from([*KINDS, "nothing"]),
    "text": WORDS,
    "after": IDS,
    "by": st.integers(-2, 2),
    "to": st.none() | st.integers(-1, 9),
    "keep_rules": st.booleans(),
    "rule": st.none() | RULES,
    "field": FIELDS,
    "value": WORDS | JSON,
    "option": OPTIONS,
    "number": st.sampled_from([3, 5, 4]),
    "proposal": st.integers(-1, 4),
    "ready": st.fixed_dictionaries({"kind": st.sampled_from([*KINDS]), "text": WORDS}) | JSON,
    "named": IDS,
    "steps": st.lists(
        st.fixed_dictionaries(
            {
                "what": st.sampled_from(["change", "move", "remove", "nothing"]),
                "item": IDS,
                "given": st.fixed_dictionaries({"field": FIELDS, "value": WORDS}),
            }
        )
        | JSON,
        max_size=3,
    )
    | JSON,
}
NEEDED: dict[str, tuple[str, ...]] = {
    "set": ("field", "value"),
    "add": ("kind", "text", "after"),
    "add-ready": ("ready", "after"),
    "change": ("field", "value"),
    "change-kind": ("kind",),
    "move": ("by", "to"),
    "copy": (),
    "remove": ("keep_rules",),
    "new-id": ("named",),
    "several": ("steps",),
    "set-rule": ("rule",),
    "add-option": ("text",),
    "change-option": ("option", "field", "value"),
    "move-option": ("option", "by"),
    "remove-option": ("option",),
    "set-faces": ("number",),
    "set-scale": ("proposal",),
}


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    what = draw(st.sampled_from(sorted(OPERATIONS)))
    given = {name: draw(GIVEN[name]) for name in NEEDED[what]}
    return Operation(what, draw(IDS), given)


def odd_operations() -> st.SearchStrategy[Operation]:
    """With whatever a form may send."""
    given = st.dictionaries(st.sampled_from([*GIVEN, "x"]), JSON, max_size=4)
    return st.builds(Operation, st.sampled_from([*OPERATIONS, "x"]), IDS, given)


def a_draft() -> dict[str, Any]:
    """Five questions with rules, a coarser scale, versions and a worry."""
    options = [{"id": name, "text": name.capitalize()} for name in ("yes", "partly", "no")]
    faces = [{"id": n, "text": n, "score": s} for s, n in enumerate(("sad", "ok", "happy"), 1)]
    return {
        "id": "a-survey",
        "title": "A survey",
        "purpose": "To try.",
        "audience": "We read it.",
        "feedback": "We tell you next week.",
        "ages": "12+",
        "minutes": 3,
        "items": [
            {"id": "feeling", "kind": "faces", "text": "How do you feel?", "options": faces,
             "worry": ["sad"],
             "collapse": [{"to": [
                 {"id": "sad-to-ok", "text": "sad or ok", "takes": ["sad", "ok"]},
                 {"id": "happy", "text": "happy", "takes": ["happy"]}]}]},
            {"id": "came", "kind": "choice", "text": "Did you like it?", "options": options,
             "collapse": [{"to": [
                 {"id": "yes", "text": "Yes", "takes": ["yes"]},
                 {"id": "partly-to-no", "text": "Partly or no", "takes": ["partly", "no"]}]}],
             "versions": {"0-9": {"text": "Nice?", "options": [dict(o) for o in options[:2]]}}},
            {"id": "ticks", "kind": "many", "text": "What was good?",
             "options": [{"id": "food", "text": "Food"}, {"id": "games", "text": "Games"}]},
            {"id": "why", "kind": "words", "text": "Why?",
             "show_if": {"any": [{"item": "came", "is": "no"}, {"item": "feeling", "is": "sad"}]}},
            {"id": "more", "kind": "words", "text": "What else?",
             "show_if": {"all": [{"item": "came", "is_not": "yes"},
                                 {"not": {"item": "ticks", "includes": "food"}}]}},
        ],
    }  # fmt: skip
