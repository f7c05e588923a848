"""The wheel holds everything: installed in a fresh environment, it serves, with / to stand in."""

import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

TRIAL = """
    import os, sys
    from pathlib import Path
    import voice
    from voice import keys, paths, settings
    from voice.cli.installation import Installation
    from voice.survey import load
    from voice.web.apps import create_app
    from werkzeug.test import Client

    home = Path(voice.__file__).parent
    assert home.is_relative_to(sys.prefix), home
    assert paths.TEMPLATES == home / "_bundled" / "templates"
    Installation.here().prepare()
    client = Client(create_app())
    page = client.get("/")
    assert page.status_code == 200 and "<form" in page.text, page.text
    assert client.get("/static/child.css").status_code == 200
    assert client.get("/work/login").status_code == 200
    assert "how-are-you" in load.load_all(paths.SURVEYS)
    assert (paths.REPORTS / "paper.toml").is_file()
    assert (paths.LANGUAGES / "ar.po").is_file()
    print("served from", home)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; the pinned parts are lent, the program is not."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    install = ["-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([sys.executable, *install, "--no-index", str(wheel)], check=True, timeout=120)
    (packages,) = (home / "lib").glob("python3*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_wheel_serves_from_a_fresh_environment(fresh: Path, tmp_path: Path) -> None:
    environment = {"VOICE_DATA": str(tmp_path / "data"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [str(fresh), "-W", "error", "-c", textwrap.dedent(TRIAL)],
        check=False,
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "served from" in done.stdout


def test_the_wheel_holds_no_data_and_no_tests(wheel: Path) -> None:
    import zipfile

    names = zipfile.ZipFile(wheel).namelist()
    strays = [n for n in names if n.startswith(("tests/", "instance/", "keys/")) or ".db" in n]
    assert not strays
    assert any(n.startswith("voice/_bundled/surveys/") for n in names)
