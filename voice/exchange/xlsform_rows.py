"""The rows of the survey sheet, from top to bottom: groups flattened, rules kept or told."""

import difflib
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from voice.exchange import xlsform_items, xlsform_own, xlsform_rules, xlsform_types, xlsform_words
from voice.exchange.own_columns import SECTION
from voice.exchange.xlsform_form import Data, Form
from voice.exchange.xlsform_left_out import AGE, IGNORED, LEFT_OUT, RULE_NOT_TAKEN, asks_age
from voice.exchange.xlsform_options import Lists
from voice.exchange.xlsform_rules import CannotSayError, Known
from voice.exchange.xlsform_sheets import Line, Table
from voice.exchange.xlsform_types import Kind
from voice.exchange.xlsform_words import Ids, id_from, is_id
from voice.survey.check_item import RESERVED_ITEMS
from voice.survey.model import KINDS, Item

_ITEM: TypeAdapter[Item] = TypeAdapter(Item)
RULE_TO_WRITE: Data = {"item": "rule-in-the-file", "is": "not-taken"}
"""The rule of a question whose own could not be said: it points at nothing, so that it has to be
written, or taken out, before anybody is asked."""
_MATTERS = frozenset({"label", "table-list", "field-list", "image-map", "draw", "signature"})


@dataclass(slots=True, eq=False)
class _Group:
    """A group that is open: the rule it puts on its rows, or why that cannot be said."""

    line: Line
    heading: str = ""
    rule: Data | None = None
    why_not: str = ""


@dataclass(slots=True)
class Reader:
    """Reads rows into items. ``items`` and ``lines`` stand in the same order."""

    form: Form
    lists: Lists
    items: list[Data] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    _known: dict[str, Known] = field(default_factory=dict)
    _ids: Ids = field(default_factory=lambda: Ids(RESERVED_ITEMS))
    _groups: list[_Group] = field(default_factory=list)
    _part: _Group | None = None
    """The group whose heading stands above the last question."""
    _heading: str = ""
    """What stands above the next question that is taken, without a group."""

    def read(self, table: Table) -> None:
        for line in table.lines:
            self._row(line)
        if self._groups:
            said = "A group is begun and never ended."
            self.form.notes.add(table.lines[-1].note("type", said, "We ended it here."))

    def _row(self, line: Line) -> None:
        self._heading = self.form.text(line, SECTION) or self._heading
        kind = xlsform_types.read(line.get("type"))
        if kind.meaning == "begin":
            self._begin(line, kind)
        elif kind.meaning == "end":
            self._end(line)
        elif kind.meaning in LEFT_OUT:
            self._left_out(line, *LEFT_OUT[kind.meaning])
        elif kind.meaning in xlsform_items.MAKERS:
            self._question(line, kind)
        else:
            self._unknown(line)

    def _begin(self, line: Line, kind: Kind) -> None:
        group = _Group(line, self.form.text(line, "label"))
        try:
            group.rule = self._rule(line)
        except CannotSayError as error:
            group.why_not = str(error)
        self._groups.append(group)
        if self.form.ours:
            return
        said = "Questions stand in a group."
        did = "We put each on a screen of its own, below the group's name."
        if kind.repeats:
            said, did = "These are asked again and again.", "We ask them once."
        self.form.notes.gather(said, line.note("type", said, did))
        self._ignored(line)

    def _end(self, line: Line) -> None:
        if self._groups:
            self._groups.pop()
            return
        said = "A group is ended that was never begun."
        self.form.notes.add(line.note("type", said, "We passed it over."))

    def _left_out(self, line: Line, said: str, did: str) -> None:
        self.form.notes.add(line.note("type", said, did))

    def _unknown(self, line: Line) -> None:
        told = " ".join(line.get("type").split())[:60]
        if not told and not (line.get("name") or line.get("label")):
            return
        if not told:
            self._left_out(line, "This row has no type.", "Left out. Write what it is.")
            return
        close = difflib.get_close_matches(told.lower(), xlsform_types.TYPES, n=1, cutoff=0.75)
        guess = f" Did you mean “{close[0]}”?" if close else ""
        self._left_out(line, f"“{told}” is no type of question we know.{guess}", "Left out.")

    def _question(self, line: Line, kind: Kind) -> None:
        if "label" in line.get("appearance").split():
            said = "This row is only the head of a table."
            self._left_out(line, said, "Left out: its answers stand under every question.")
            return
        if not self.form.ours and asks_age(xlsform_words.said(line.get("label"))):
            self._left_out(line, *AGE)
            return
        rule, why = self._rule_of_all(line)
        made = xlsform_items.make(xlsform_items.Row(self.form, self.lists, line, kind))
        if not why and self._tells_who_wrote(made.data["kind"], rule):
            why = "it would tell which child wrote which words"
        if why:
            self._rule_to_write(line, why)
            rule = dict(RULE_TO_WRITE)
        self._keep(line, made, rule)

    def _rule_of_all(self, line: Line) -> tuple[Data | None, str]:
        """The rule of a row and its groups, or why it cannot be said."""
        try:
            rule = self._rule(line)
        except CannotSayError as error:
            return None, str(error)
        for group in self._groups:
            if group.why_not:
                return None, f"it is the rule of the group: {group.why_not}"
            rule = xlsform_rules.both(group.rule, rule)
        return rule, ""

    def _rule_to_write(self, line: Line, why: str) -> None:
        words = " ".join(line.get("label").split())[:80]
        shown = " ".join(line.get("relevant").split())[:80]
        told = f"“{words}”: " if words else ""
        rule = f" ({shown})" if shown else ""
        said = f"{RULE_NOT_TAKEN} {told}we cannot say when it is shown{rule}: {why}."
        did = "We kept it. Nobody is asked before you write its rule or tap “Always ask it”."
        self.form.notes.add(line.note("relevant", said, did))

    def _rule(self, line: Line) -> Data | None:
        expression = line.get("relevant")
        if not expression:
            return None
        return xlsform_own.rule(line) or xlsform_rules.rule(expression, self._known)

    def _tells_who_wrote(self, kind: str, rule: Data | None) -> bool:
        counts = KINDS[kind].asks and not KINDS[kind].writes
        written = {known.item for known in self._known.values() if known.writes}
        return counts and not self.form.ours and bool(xlsform_rules.looks_at(rule) & written)

    def _keep(self, line: Line, made: xlsform_items.Made, rule: Data | None) -> None:
        name = line.get("name")
        data = self._section(line) | made.data | {"id": self._id(line, name, made)}
        if rule is not None:
            data["show_if"] = rule
        try:
            item = _ITEM.validate_python(data)
        except ValidationError:
            said = "Something in this row is not as our kinds of question need it."
            did = "We made it a question to answer in words. Choose its kind again."
            self.form.notes.add(line.note("type", said, did))
            text = self.form.text(line, "label") or "[Write the question]"
            data = {"id": data["id"], "kind": "words", "text": text}
            made = xlsform_items.Made(data)
            item = _ITEM.validate_python(data)
        self.items.append(data)
        self.lines.append(line)
        if name in self._known:
            said = f"The name “{name[:60]}” stands twice."
            self.form.notes.add(line.note("name", said, "Rules that look at it mean this one."))
        if item.asks:
            answers = dict(made.answers.by_name)
            if not answers:
                answers = {choice.id: choice.id for choice in item.choices}
            self._known[name] = Known(
                item.id, item.multiple, item.writes, answers, made.answers.gone, self.form.ours
            )
        else:
            self._known.pop(name, None)
        self._translations(line, data, made)
        if xlsform_own.spoilt(line):
            said = "What we had kept in this cell was changed and cannot be read."
            self.form.notes.add(line.note("voice", said, "We read the other cells only."))
        if not self.form.ours:
            self._ignored(line)

    def _section(self, line: Line) -> Data:
        """The part that begins with this question, where it is the first of a group."""
        heading, self._heading = self._heading, ""
        if heading:
            return {"section": heading}
        group = next((one for one in reversed(self._groups) if one.heading), None)
        before, self._part = self._part, group or self._part
        if group is None and before is not None:
            said = f"This stands after the group “{before.heading[:80]}”."
            did = "We put it into that part. Give it a part of its own, if it belongs to none."
            self.form.notes.gather("after", line.note("type", said, did))
        return {"section": group.heading} if group and group is not before else {}

    def _id(self, line: Line, name: str, made: xlsform_items.Made) -> str:
        kept = made.data.get("id") or (name if self.form.ours else "")
        if isinstance(kept, str) and is_id(kept) and self._ids.take(kept):
            return kept
        wanted = id_from(name) or id_from(made.data["text"])
        found = self._ids.new(wanted, f"question-{len(self.items) + 1}")
        self.form.respelled(line, name, found)
        return found

    def _translations(self, line: Line, data: Data, made: xlsform_items.Made) -> None:
        place = f"items.{data['id']}"
        self.form.translate(line, "label", f"{place}.text")
        if "section" in data and self._part is not None:
            self.form.translate(self._part.line, "label", f"{place}.section")
        if "hint" in data:
            self.form.translate(line, "hint", f"{place}.hint")
        ids = {option["id"] for option in data.get("options", ())}
        for option, row in zip(made.answers.options, made.answers.lines, strict=False):
            if option["id"] in ids:
                self.form.translate(row, "label", f"{place}.options.{option['id']}.text")

    def _ignored(self, line: Line) -> None:
        """Say what the row has beside its question that has no meaning here."""
        for column, (said, did) in IGNORED.items():
            value = line.get(column).strip()
            if value and value.lower() not in {"no", "false", "false()"}:
                self.form.notes.gather(column, line.note(column, said, did))
        if "randomize" in line.get("parameters").lower():
            said, did = "Answers are shuffled.", "Left out: they keep their order for everybody."
            self.form.notes.gather("randomize", line.note("parameters", said, did))
        looks = _MATTERS & set(line.get("appearance").lower().split())
        for look in sorted(looks):
            said = f"The look “{look}” is not ours."
            self.form.notes.gather(look, line.note("appearance", said, "We show it our own way."))
