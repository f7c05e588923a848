"""What the service writes down once a year: whom the council looks after, and who came of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice.analysis.periods import is_month, is_year, months
from voice.analysis.shares import EVERYBODY, PARTS, SERVICE, Key, Numbers
from voice.analysis.unheard import NAMES
from voice.faults import FaultyError
from voice.store import population, tallies
from voice.store.db import Connection
from voice.web.forms import Form, NumberField, form_of
from voice.web.session import note
from voice.web.worker.desk import desk, today
from voice.words import month_name

pages = Blueprint("population", __name__, url_prefix="/heard/population")

YEARS = 3
"""So many years are offered: this one and those before."""
HEADINGS: Mapping[str, str] = {
    "age_band": "By age",
    "gender": "Girls and boys",
    "placement": "Where they live",
    "disability": "Disability",
    "asylum": "Asylum status",
    "language": "Language",
}
KNOWN = "Known of so many who came"
LEAD = (
    "Everybody, as the council counted them on one day of this year: at the end of March, say.",
    "Leave empty what nobody counted. The parts may be fewer than everybody.",
)
LEAD_SERVICE = (
    "Only for the whole service: never write such numbers down for one event or group.",
    (
        "Count each young person once, however often they came. These numbers are told only when"
        " the year is over, and only where they point at nobody."
    ),
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the list."""

    year: int
    everybody: int | None
    whole: bool
    """Whether something is written down for the whole year."""
    months: tuple[tuple[str, str, bool], ...]
    """Its months up to today: id, name, whether something is written down."""


@pages.get("")
def index() -> str:
    """The last years, with what is written down of each."""
    with desk().database.reading() as connection:
        found = [_year(connection, today().year - back) for back in range(YEARS)]
    return render_template("worker/population.html", years=found)


@pages.get("/<year>")
def ask(year: str) -> str:
    """The form with the numbers we have of a year."""
    number = _number(year)
    with desk().database.reading() as connection:
        kept = population.of(connection, number)
    return _population_page(number, _form(population.KEYS, kept))


@pages.post("/<year>")
def keep(year: str) -> ResponseReturnValue:
    """Keep the numbers of a year."""
    number = _number(year)
    form = _form(population.KEYS, {})
    if not form.validate():
        return _population_page(number, form), 400
    with desk().database.writing() as connection:
        try:
            population.put(connection, number, _typed(form, population.KEYS), today())
        except FaultyError as error:
            form.tell(error)
            return _population_page(number, form), 400
        note(connection, "population-written", year)
    flash(f"{year}: the numbers are kept.", "done")
    return redirect(url_for(".index"))


@pages.get("/who-came/<time>")
def ask_tally(time: str) -> str:
    """The form with what the whole service counted of a month or year."""
    _check_time(time)
    with desk().database.reading() as connection:
        kept = tallies.of(connection, time)
    return _tally_page(time, _form(_service_keys(), kept))


@pages.post("/who-came/<time>")
def keep_tally(time: str) -> ResponseReturnValue:
    """Keep what the whole service counted of a month or year."""
    _check_time(time)
    form = _form(_service_keys(), {})
    if not form.validate():
        return _tally_page(time, form), 400
    with desk().database.writing() as connection:
        try:
            tallies.put(connection, time, _typed(form, _service_keys()))
        except FaultyError as error:
            form.tell(error)
            return _tally_page(time, form), 400
        note(connection, "service-counted", time)
    flash(f"{_name(time)}: the numbers are kept.", "done")
    return redirect(url_for(".index"))


def _year(connection: Connection, year: int) -> Year:
    written = tallies.times(connection)
    last = min(f"{today():%Y-%m}", f"{year}-12")
    return Year(
        year=year,
        everybody=population.of(connection, year).get(EVERYBODY),
        whole=str(year) in written,
        months=tuple(
            (month, month_name(month).split()[0], month in written)
            for month in months(f"{year}-01", last)
        ),
    )


def _number(year: str) -> int:
    """A year that has begun."""
    if not is_year(year) or not population.FIRST <= int(year) <= today().year:
        abort(404)
    return int(year)


def _check_time(time: str) -> None:
    """A month or a year that has begun."""
    if not (is_month(time) or is_year(time)) or not "2000" <= time <= f"{today():%Y-%m}":
        abort(404)


def _name(time: str) -> str:
    return month_name(time) if is_month(time) else time


# Forms


def _service_keys() -> tuple[Key, ...]:
    return tuple(key for what, keys in SERVICE.items() for key in ((what, "all"), *keys))


def _box(key: Key) -> str:
    """The box of a number, called as a fault of the store names it."""
    return "_".join(key)


def _label(key: Key) -> str:
    if key == EVERYBODY:
        return "Everybody"
    return NAMES[key][0] if key in NAMES else KNOWN


def _form(keys: Iterable[Key], kept: Numbers) -> Form:
    every = tuple(keys)
    fields = {_box(key): NumberField(_label(key)) for key in every}
    return form_of(fields, {_box(key): kept.get(key) for key in every})


def _typed(form: Form, keys: Iterable[Key]) -> dict[Key, int]:
    """The numbers typed; a box left empty is a gap."""
    typed = {key: form[_box(key)].data for key in keys}
    return {key: number for key, number in typed.items() if number is not None}


def _sections(axes: Mapping[str, Sequence[Key]]) -> list[tuple[str, list[str]]]:
    return [(HEADINGS[axis], [_box(key) for key in keys]) for axis, keys in axes.items()]


def _population_page(year: int, form: Form) -> str:
    return render_template(
        "worker/population-form.html",
        form=form,
        kicker=str(year),
        title="Whom the council looks after",
        told=LEAD,
        first=[_box(EVERYBODY)],
        sections=_sections(PARTS),
        back_to=url_for(".index"),
    )


def _tally_page(time: str, form: Form) -> str:
    return render_template(
        "worker/population-form.html",
        form=form,
        kicker=_name(time),
        title="Who came, for the whole service",
        told=LEAD_SERVICE,
        first=[],
        sections=_sections({what: ((what, "all"), *keys) for what, keys in SERVICE.items()}),
        back_to=url_for(".index"),
    )
