"""A survey that may be opened, in other languages."""

from voice.web.worker import wording
from voice.web.worker.wording_subjects import of_survey

pages = wording.family("survey_words", "/surveys/<survey_id>/words", of_survey)
