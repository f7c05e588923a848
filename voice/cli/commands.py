"""The command ``voice``: each command's module is loaded only when it is asked for."""

from importlib import import_module

import click

from voice import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "audit": ("reporting", "audit"),
    "collection": ("gathering", "collection"),
    "demo": ("running", "demo"),
    "event": ("gathering", "event"),
    "group": ("gathering", "group"),
    "init": ("running", "init"),
    "key": ("keyring", "key"),
    "period": ("reporting", "period"),
    "release": ("reporting", "release"),
    "report": ("reporting", "report"),
    "responses": ("gathering", "responses"),
    "serve": ("running", "serve"),
    "status": ("status", "status"),
    "survey": ("questionnaires", "survey"),
    "tablet": ("tablets", "tablet"),
    "user": ("running", "user"),
    "work": ("running", "work"),
}
"""Command → (module, its name there). Drawing and documents are slow to load; most need neither."""


class OnDemand(click.Group):
    """A group whose commands are imported when used, so that short commands stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"voice.cli.{module}"), name)
        return command


@click.group(cls=OnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voice")
def main() -> None:
    """Young people's answers become a committee paper that points at nobody."""
