"""The Word file opens in LibreOffice and says there what the page says."""

import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.papers import TEMPLATE, a_paper
from voice.publish import page, word

TEXTS = ["h1", "h2", "h3", "h4", "h5", "p", "li", "dd", "caption", "figcaption", "strong"]

pytestmark = pytest.mark.office


def text_of(pdf: Path) -> str:
    told = subprocess.run(
        ["pdftotext", "-nopgbrk", pdf, "-"], capture_output=True, check=True, text=True
    ).stdout
    return re.sub(r"Page \d+ of \d+", "", told)


def opened(docx: Path, home: Path) -> Path:
    """The file as LibreOffice prints it, from a profile of its own so that nothing is asked."""
    command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "pdf", "--outdir", docx.parent, docx],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return docx.with_suffix(".pdf")


def letters(text: str) -> str:
    """Letters and digits only: a PDF breaks lines, and puts cells where they stand."""
    return re.sub(r"\W", "", text)


def test_the_word_file_says_in_libreoffice_what_the_page_says(tmp_path: Path) -> None:
    docx = tmp_path / "paper.docx"
    docx.write_bytes(word.write(a_paper(), TEMPLATE))
    printed = letters(text_of(opened(docx, tmp_path / "home")))
    html = BeautifulSoup(page.write(a_paper()), "html.parser")
    missing = [
        told
        for element in html.find_all(TEXTS)
        if (told := element.get_text(" ")) and letters(told) not in printed
    ]
    assert missing == []
