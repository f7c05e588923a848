"""A draft in other languages."""

from voice.web.worker import wording
from voice.web.worker.wording_subjects import of_draft

pages = wording.family("studio_words", "/studio/<draft>/words", of_draft)
