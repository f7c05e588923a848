"""A questionnaire as a file to print, for the command line."""

from collections.abc import Callable
from pathlib import Path

from voice import settings
from voice.exchange.exported import Exported
from voice.publish import paper_form, paper_form_pdf, paper_form_word
from voice.publish.paper_form import PaperForm
from voice.publish.paper_form_words import House
from voice.survey.model import Survey


def _writer(write: Callable[[PaperForm], bytes]) -> Callable[[Survey, Path], Exported]:
    """In English. Nobody has opened it here, so it leads to no screen."""

    def written(survey: Survey, folder: Path) -> Exported:
        here = settings.read()
        house = House(here.council, here.lead, here.contact)
        return Exported(write(paper_form.of(survey, house)))

    return written


FORMATS = {
    "docx": ("-on-paper.docx", _writer(paper_form_word.write)),
    "pdf": ("-on-paper.pdf", _writer(paper_form_pdf.write)),
}
"""How the file's name ends, and who writes it."""
