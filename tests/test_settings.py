"""Settings come only from VOICE_*; all faults are told at once; no secret has a default."""

from pathlib import Path

import pytest

from voice import settings
from voice.faults import FaultyError


def test_nothing_given_means_a_sqlite_file_in_the_data_folder(tmp_path: Path) -> None:
    read = settings.read({"VOICE_DATA": str(tmp_path / "data")})
    assert read.database == f"sqlite:///{tmp_path / 'data' / 'voice.db'}"
    assert (read.host, read.port, read.https) == ("127.0.0.1", 8000, False)


def test_keys_are_outside_the_data_folder_by_default(tmp_path: Path) -> None:
    read = settings.read({"VOICE_DATA": str(tmp_path / "data")})
    assert not read.keys.is_relative_to(read.data)


def test_every_setting_can_be_given(tmp_path: Path) -> None:
    read = settings.read(
        {
            "VOICE_DATA": str(tmp_path),
            "VOICE_KEYS": str(tmp_path / "k"),
            "VOICE_DATABASE": "postgresql+psycopg:///voice",
            "VOICE_COUNCIL": "Another Council",
            "VOICE_PORT": "9000",
            "VOICE_HTTPS": "1",
            "VOICE_IDLE_MINUTES": "20",
        }
    )
    assert (read.council, read.port, read.https, read.idle_minutes) == (
        "Another Council",
        9000,
        True,
        20,
    )
    assert read.database.startswith("postgresql")


def test_all_faults_are_told_at_once_with_what_to_do() -> None:
    with pytest.raises(FaultyError) as told:
        settings.read({"VOICE_PORT": "99999", "VOICE_HTTPS": "yes", "VOICE_COLOUR": "blue"})
    places = [fault.place for fault in told.value.faults]
    assert sorted(places) == ["VOICE_COLOUR", "VOICE_HTTPS", "VOICE_PORT"]
    assert all(fault.do for fault in told.value.faults)


@pytest.mark.parametrize("text", ["", "0", "-1", "eight", "٨٠٠٠", "1e3", " 80"])
def test_a_port_is_a_plain_whole_number(text: str) -> None:
    if text == "":
        assert settings.read({"VOICE_PORT": text}).port == 8000
        return
    with pytest.raises(FaultyError, match="VOICE_PORT"):
        settings.read({"VOICE_PORT": text})


def test_other_variables_are_left_alone() -> None:
    assert settings.read({"PORT": "x", "PATH": "/bin"}).port == 8000


def test_settings_do_not_change() -> None:
    read = settings.read({})
    with pytest.raises(AttributeError):
        read.port = 1  # type: ignore[misc]


# What is counted of those who came


def test_what_is_counted_is_as_it_was_unless_a_council_says_otherwise() -> None:
    told = {"households", "carers", "gender", "out-of-county", "first-time"}
    assert settings.read({}).counted == told
    given = settings.read({"VOICE_COUNTED": "gender, guests,ages"}).counted
    assert given == {"gender", "guests", "ages"}
    assert settings.read({"VOICE_COUNTED": ""}).counted == frozenset()


@pytest.mark.parametrize("text", ["hair", "gender; guests", "gender,religion"])
def test_nothing_else_can_be_counted(text: str) -> None:
    with pytest.raises(FaultyError, match="VOICE_COUNTED"):
        settings.read({"VOICE_COUNTED": text})


# What is seen outside a page


def a_png(wide: int, high: int) -> bytes:
    header = b"IHDR" + wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header


def test_the_app_has_a_neutral_name_our_icon_and_a_dull_way_out_unless_told() -> None:
    read = settings.read({})
    assert (read.app_name, read.app_icon) == ("Pebbles", None)
    assert read.exit_to == "https://www.bbc.co.uk/weather"


def test_a_council_gives_its_own_name_icon_and_way_out(tmp_path: Path) -> None:
    icon = tmp_path / "ours.png"
    icon.write_bytes(a_png(512, 512))
    given = {"APP_NAME": "Llyn", "APP_ICON": str(icon), "EXIT_TO": "https://example.org/a?b#c"}
    read = settings.read({f"VOICE_{name}": text for name, text in given.items()})
    assert (read.app_name, read.app_icon) == ("Llyn", icon)
    assert read.exit_to == "https://example.org/a?b#c"


@pytest.mark.parametrize("name", ["", " ", " Llyn", "Llyn\n", "L\x00n", "x" * 25])
def test_a_name_fits_under_an_icon(name: str) -> None:
    with pytest.raises(FaultyError, match="VOICE_APP_NAME"):
        settings.read({"VOICE_APP_NAME": name})


ADDRESSES = [
    "",
    "weather",
    "http://example.org",
    "javascript:alert(1)",
    "https://",
    "https://[",
    "https://a:99999/",
    "https://one@example.org/",
    "https://example.org/\nx",
    "https://example.org/ x",
    "https://exämple.org/",
    'https://example.org/"x',
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_way_out_is_the_whole_address_of_a_page(address: str) -> None:
    with pytest.raises(FaultyError, match="VOICE_EXIT_TO"):
        settings.read({"VOICE_EXIT_TO": address})


@pytest.mark.parametrize("picture", [None, b"", b"<svg/>", a_png(511, 511), a_png(600, 512)])
def test_an_icon_is_a_large_square_png(tmp_path: Path, picture: bytes | None) -> None:
    icon = tmp_path / "ours.png"
    if picture is not None:
        icon.write_bytes(picture)
    with pytest.raises(FaultyError, match="VOICE_APP_ICON") as told:
        settings.read({"VOICE_APP_ICON": str(icon)})
    assert "512 by 512" in told.value.faults[0].do
