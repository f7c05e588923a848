"""Commands about the keys that tablets seal for."""

import click

from voice import keys
from voice.cli.installation import Installation, today
from voice.cli.speech import Said, answers

ESCROW = "Make a copy for the safe: voice init --escrow FOLDER."
RESTART = (
    "Then restart the service (systemctl restart voice): until then the packs it gives out carry "
    "the key before, which stays good."
)


@click.group()
def key() -> None:
    """Sealing keys: tablets seal for the newest, and older ones open what still comes."""


@key.command("list")
@answers
def list_keys() -> Said:
    """List the sealing keys, the current one first."""
    found = keys.sealing_keys(Installation.here().settings.keys)
    return Said(
        [_told(one) for one in found] or ["There is no sealing key yet. Run voice init."],
        {"keys": [{"id": k.id, "current": k.current, "needed": k.needed or None} for k in found]},
    )


@key.command("renew")
@answers
def renew() -> Said:
    """Make a new sealing key. The ones before it stay and still open what was sealed for them."""
    here = Installation.here().ready()
    id_ = keys.renew(here.settings.keys, today())
    here.note("key-renewed", id_)
    return Said([f"Made the sealing key {id_}.", ESCROW, RESTART], {"key": id_})


@key.command("drop")
@click.argument("key_id")
@click.option("--early", is_flag=True, help="Though a tablet may still bring envelopes for it.")
@answers
def drop(key_id: str, early: bool) -> Said:
    """Delete an old sealing key. Envelopes that only it opens can then never be opened."""
    here = Installation.here().ready()
    keys.drop(here.settings.keys, key_id, today(), early=early)
    here.note("key-dropped", key_id)
    return Said([f"Deleted the sealing key {key_id}. The copy in the safe is yours to destroy."])


def _told(one: keys.SealingKey) -> str:
    if one.current:
        return f"{one.id}  current: tablets seal for it"
    return f"{one.id}  may be needed until the end of {one.needed}"
