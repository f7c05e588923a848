"""What workers fill in about the forward plan."""

from datetime import date

from voice import words
from voice.analysis.periods import after, month_of
from voice.planning import LONGEST, LONGEST_REASON, Draft
from voice.web.forms import Form, LineField, ListField, Needed, TextField, TickField

MONTHS_AHEAD = 18
"""How far a plan looks."""
CHOOSE = "Choose a month."


class PlanForm(Form):
    """A line of the plan."""

    what = LineField(
        "What",
        "Write what is planned.",
        most=LONGEST["what"],
        description="An activity or a piece of work. Papers tell it as you write it. No names.",
    )
    month = ListField("Month", CHOOSE, validators=[Needed(CHOOSE)])
    whom = LineField(
        "For whom",
        most=LONGEST["whom"],
        description="For example: Just Us groups, 5 to 14. Left empty, papers say “everybody”.",
    )
    district = LineField("District", most=LONGEST["district"])
    asks = TextField(
        "What we will ask about",
        most=LONGEST["asks"],
        description=(
            "Topics, one a line, such as “the Promise”. Papers tell the topics of several lines "
            "together, never of one, because few may come to it."
        ),
    )
    members = TickField("Members of the committee are welcome")

    def offer(self, today: date, stands: str = "") -> None:
        """The months to choose from; the one that stands there is kept, even where it is over."""
        known = sorted({*_months(today), stands} - {""})
        self.month.choices = {"": "Choose"} | {month: words.month_name(month) for month in known}

    @property
    def draft(self) -> Draft:
        """What was typed."""
        return Draft(
            what=self.what.data,
            month=self.month.data,
            district=self.district.data,
            whom=self.whom.data,
            asks=self.asks.data,
            members=self.members.data,
        )


class ReasonForm(Form):
    """Why a line of the plan was changed or not done."""

    reason = LineField(
        "Why",
        "Write why, in one sentence.",
        most=LONGEST_REASON,
        description="It stands in the next paper. No names.",
    )


def _months(today: date) -> list[str]:
    months = [month_of(today)]
    while len(months) <= MONTHS_AHEAD:
        months.append(after(months[-1]))
    return months
