"""The paper as one web page: the same blocks, word for word, as the Word document."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from voice import words
from voice.paths import STATIC, TEMPLATES
from voice.publish import blocks
from voice.publish.blocks import Block, Heading, Paper

_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "paper"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters["unbroken"] = blocks.unbroken


def write(paper: Paper) -> str:
    """The page. It needs what ``beside`` gives, and the charts, in the same folder."""
    told = [
        (type(block).__name__.lower(), block, number, _anchor(block, place))
        for place, (block, number) in enumerate(
            zip(paper.blocks, blocks.numbers(paper.blocks), strict=True)
        )
    ]
    parts = [(anchor, block, number) for _, block, number, anchor in told if anchor]
    page = _TEMPLATES.get_template("page.html")
    return page.render(
        paper=paper,
        blocks=told,
        parts=parts[1:],
        first=parts[1][0] if len(parts) > 1 else "",
        meeting=words.long_day(paper.meeting),
    )


def _anchor(block: Block, place: int) -> str:
    """Where the contents lead; they stand below the first part, which is the summary."""
    return f"part-{place}" if isinstance(block, Heading) and block.level == 1 else ""


def beside() -> dict[str, bytes]:
    """The page's style and letters, by file name; the letters with their licence."""
    fonts = (STATIC / "fonts").glob("atkinson-*")
    taken = sorted(font for font in fonts if font.suffix in {".woff2", ".txt"})
    return {"paper.css": (STATIC / "paper.css").read_bytes()} | {
        f"fonts/{font.name}": font.read_bytes() for font in taken
    }
