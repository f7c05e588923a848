"""The data dictionary of REDCap: its eighteen columns and its types."""

COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
VARIABLE, FORM, HEADER, TYPE, LABEL, CHOICES, NOTE, VALIDATION, LEAST, MOST = COLUMNS[:10]
IDENTIFIER, LOGIC, REQUIRED, _, NUMBER, _, RANKING, ANNOTATION = COLUMNS[10:]

TYPES = {
    "faces": "radio",
    "choice": "radio",
    "many": "checkbox",
    "scale": "slider",
    "words": "notes",
    "ideas": "notes",
    "info": "descriptive",
}
RECORD = "record_id"
"""The first field of every dictionary, which numbers the answers. It is no question."""
DONT_KNOW, DONT_KNOW_TEXT = "dont_know", "I don’t know"
KIND_MARK, ID_MARK, DONT_KNOW_MARK = "voice-kind=", "voice-id=", "voice-dont-know"
"""What the annotation of a field of ours says; other programs pass over it."""


def name_of(item_id: str) -> str:
    """The id as a variable: small letters, figures and ``_``, a letter first."""
    plain = item_id.replace("-", "_")
    return plain if plain[0].isalpha() and plain != RECORD else f"q_{plain}"


def code_of(option_id: str) -> str:
    """The id of an option as a code of REDCap."""
    return option_id.replace("-", "_")
