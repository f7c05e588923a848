"""A survey on paper as a PDF. It is made of our own files alone: nothing is asked of a network."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from voice.paths import STATIC
from voice.publish import paper_form_page
from voice.publish.paper_form import PaperForm

_KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


def write(form: PaperForm) -> bytes:
    """The PDF, with real text, its language and its headings for a screen reader."""
    # It takes half a second to load, and most processes never make a PDF.
    from weasyprint import HTML

    page = paper_form_page.whole(form, lambda name: (STATIC / name).as_uri())
    made = HTML(string=page, base_url=STATIC.as_uri(), url_fetcher=_fetcher())
    found: bytes = made.write_pdf(pdf_tags=True, uncompressed_pdf=False)
    return found


def _fetcher() -> Any:
    from weasyprint import URLFetcher
    from weasyprint.urls import URLFetcherResponse

    class OursAlone(URLFetcher):  # type: ignore[misc]  # it has no types
        """Gives the files of our static folder, and nothing else that there is."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            kind = _KINDS.get(path.suffix)
            ours = parts.scheme == "file" and path.is_relative_to(STATIC.resolve())
            if not ours or kind is None:
                raise ValueError("a paper is made of our own files alone")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OursAlone()
