"""What is known of a form while its rows are read: words, ids, pictures, and notes."""

from dataclasses import replace
from typing import Any

from voice.exchange import xlsform_words as words
from voice.exchange.gathering import Notes
from voice.exchange.xlsform_sheets import Line, Tongues
from voice.survey.load import PICTURES

Data = dict[str, Any]


class Form:
    """Shared by all that read rows. Keeps the words in other languages as they are met."""

    def __init__(self, notes: Notes, tongues: Tongues, ours: bool) -> None:
        self.notes = notes
        self.ours = ours
        """Whether we wrote it ourselves: then nothing in it needs a remark."""
        self._tongues = tongues
        self.translations: dict[str, dict[str, str]] = {}

    def text(self, line: Line, column: str) -> str:
        """The English words of a cell, fit for a child's screen; empty where there are none."""
        raw, foreign = self._tongues.english(line, column)
        text = words.said(raw)
        if not text:
            return ""
        if foreign or self._tongues.is_foreign:
            said = "There are no English words for this."
            did = "We took those of the other language. Write the English ones."
            self.notes.gather("foreign", line.note(column, said, did))
        if not self.ours and words.has_reference(raw):
            said = "An earlier answer (${…}) is put into the words."
            did = "We put … there: nobody is shown again what they said. Write other words."
            self.notes.gather("reference", line.note(column, said, did))
        short = words.shortened(text)
        if short != text:
            said = f"The words are longer than {words.MOST} letters."
            self.notes.add(line.note(column, said, "We cut them. Say it in fewer words."))
        return short

    def translate(self, line: Line, column: str, place: str) -> None:
        """Keep the words of a cell in every other language we know."""
        for code, raw in self._tongues.others(line, column):
            text = words.shortened(words.said(raw))
            if text:
                self.translations.setdefault(code, {}).setdefault(place, text)

    def picture(self, line: Line) -> str | None:
        """The picture of ours that has the name of the form's image, if there is one."""
        for column in ("image", "big-image"):
            file, _ = self._tongues.english(line, column)
            name = words.id_from(file.rsplit("/", 1)[-1].rsplit(".", 1)[0])
            if name and (PICTURES / f"{name}.svg").is_file():
                return name
            if file and not self.ours:
                said = "A picture of that name is not among ours."
                did = "Left out. Choose one of our pictures."
                self.notes.gather("picture", line.note(column, said, did))
        return None

    def respelled(self, line: Line, name: str, made: str) -> None:
        """Say that a name became an id that is spelled otherwise."""
        if name == made:
            return
        if words.is_same_name(name, made):
            said = "Names are written in small letters with hyphens here."
            note = line.note("name", said, "We spelled them so.")
            self.notes.gather("spelling", replace(note, of_names=True))
        else:
            said = f"The name “{name[:60]}” cannot stay as it is." if name else "There is no name."
            note = line.note("name", said, f"We called it “{made}”.")
            self.notes.add(replace(note, of_names=True))
