"""Our own words, such as those on the buttons, in other languages."""

from voice.web.worker import wording
from voice.web.worker.wording_subjects import of_ours

pages = wording.family("our_words", "/our-words", of_ours)
