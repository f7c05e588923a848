"""The Word template as it is shipped, written out part by part.

``python -m voice.publish.template reports/committee.docx`` makes it again. A council that wants
its own letterhead changes the file in Word and keeps the names of the styles; ``word`` says which
one is missing. The face is embedded, so that a paper looks the same on every machine.
"""

import sys
import uuid
from pathlib import Path

from voice.paths import STATIC
from voice.publish.package import packed

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = f'xmlns:r="{_OFFICE}"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FACE, FALLBACK = "Atkinson Hyperlegible Next", "Arial"
INK, QUIET, GREEN, LINE = "1D2B3A", "3D3D3D", "0B4F4A", "8A9299"
PALE = "EAF3F1"
"""Behind the words of young people."""
TEXT_AT = 907
"""From the margin to the text beside a number, in twentieths of a point: 1.6 cm."""
FRONT_AT = 3062
FONTS = (("embedRegular", "400"), ("embedBold", "600"))


def parts() -> dict[str, bytes]:
    """Every part of the template's package."""
    xml = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), core=True),
        "docProps/core.xml": _core(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            *((kind, f"{kind}.xml") for kind in ("styles", "numbering", "settings", "fontTable")),
            ("footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer(),
        "word/fontTable.xml": _font_table(),
        "word/_rels/fontTable.xml.rels": _relations(
            *(("font", f"fonts/{weight}.odttf") for _, weight in FONTS)
        ),
    }
    fonts = {f"word/fonts/{weight}.odttf": _obfuscated(weight) for _, weight in FONTS}
    return {name: text.encode() for name, text in xml.items()} | fonts


def _content_types() -> str:
    overrides = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/numbering.xml": f"{_TYPE}.numbering+xml",
        "/word/settings.xml": f"{_TYPE}.settings+xml",
        "/word/footer1.xml": f"{_TYPE}.footer+xml",
        "/word/fontTable.xml": f"{_TYPE}.fontTable+xml",
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="odttf"'
        ' ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
        f"{listed}</Types>"
    )


def _relations(*targets: tuple[str, str], core: bool = False) -> str:
    listed = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        listed += f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/>'
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>Committee paper</dc:title><dc:language>en-GB</dc:language>"
        "</cp:coreProperties>"
    )


def _document() -> str:
    return (
        f"{HEAD}<w:document {_W} {_R}><w:body><w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1304" w:right="1418" w:bottom="1304" w:left="1418"'
        ' w:header="624" w:footer="624" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _paragraph_style(
    name: str, look: str, letters: str = "", based: str = "Normal", then: str = "Normal"
) -> str:
    """One style; its id is its name without blanks. ``look`` and ``letters`` in schema order."""
    own = name.replace(" ", "")
    return (
        f'<w:style w:type="paragraph" w:styleId="{own[:1].upper()}{own[1:]}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/><w:next w:val="{then}"/><w:qFormat/>'
        f"<w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _space(before: int, after: int, line: int = 288) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _bold(half_points: int, colour: str = INK) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(half_points)}'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _number(level: int, num: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def _spoken(before: int, after: int, together: str = "") -> str:
    """The look of young people's words: beside a green line, on a pale ground."""
    sides = (("top", 4, 6, PALE), ("left", 36, 12, GREEN), ("bottom", 4, 6, PALE))
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{white}" w:color="{colour}"/>'
        for side, size, white, colour in sides
    )
    return (
        f"{together}<w:keepLines/><w:pBdr>{lines}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>{_space(before, after)}'
        f'<w:ind w:left="{TEXT_AT}"/>'
    )


TOGETHER = "<w:keepNext/><w:keepLines/>"


def _styles() -> str:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
        f'{_size(24)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f"{_space(0, 120)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl/><w:jc w:val="left"/></w:pPr></w:style>'
    )
    return (
        f"{HEAD}<w:styles {_W}>{defaults}{normal}{_paragraph_styles()}{_table_styles()}</w:styles>"
    )


def _paragraph_styles() -> str:
    body = "Numberedparagraph"
    front = (
        f'<w:tabs><w:tab w:val="left" w:pos="{FRONT_AT}"/></w:tabs>{_space(0, 80)}'
        f'<w:ind w:left="{FRONT_AT}" w:hanging="{FRONT_AT}"/>'
    )
    quiet = f'<w:color w:val="{QUIET}"/>'
    third = f'{TOGETHER}{_space(280, 80)}<w:outlineLvl w:val="2"/>'
    fourth = f'{TOGETHER}{_space(200, 120)}<w:ind w:left="{TEXT_AT}"/><w:outlineLvl w:val="3"/>'
    return (
        _paragraph_style("Title", f"{TOGETHER}{_space(0, 240, 260)}", _bold(52))
        + _paragraph_style(
            "heading 1",
            f'{TOGETHER}{_number(0)}{_space(440, 140, 260)}<w:outlineLvl w:val="0"/>',
            _bold(36),
            then=body,
        )
        + _paragraph_style(
            "heading 2",
            f'{TOGETHER}{_number(1)}{_space(320, 100, 260)}<w:outlineLvl w:val="1"/>',
            _bold(28),
            then=body,
        )
        + _paragraph_style("heading 3", third, _bold(25, GREEN), then=body)
        + _paragraph_style("Numbered paragraph", f"{_number(2)}{_space(0, 140)}", then=body)
        + _paragraph_style("List Bullet", f"{_number(0, 2)}{_space(0, 80)}", then="ListBullet")
        + _paragraph_style("heading 4", fourth, _bold(24), then="Said")
        + _paragraph_style("Quote", _spoken(120, 40, "<w:keepNext/>"), _size(32), then="Signed")
        + _paragraph_style("Said", _spoken(0, 60), _size(26), then="Said")
        + _paragraph_style("Signed", _spoken(0, 240), f"{quiet}{_size(22)}")
        + _paragraph_style("Front line", front, then="Frontline")
        + _paragraph_style("caption", f"{TOGETHER}{_space(200, 20)}", _bold(24))
        + _paragraph_style(
            "Caption detail", f"{TOGETHER}{_space(0, 60, 264)}", f"{quiet}{_size(22)}"
        )
        + _paragraph_style("Chart", _space(0, 60, 240))
        + _paragraph_style("Table text", _space(50, 50, 259), _size(22), then="Tabletext")
        + _paragraph_style("End", _space(0, 0, 20), _size(2))
        + _paragraph_style("footer", f"{_space(0, 0)}", f"{quiet}{_size(20)}")
    )


def _table_styles() -> str:
    def border(side: str, size: int, colour: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    lines = border("top", 12, INK) + border("bottom", 8, INK) + border("insideH", 4, LINE)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Figurestable">'
        '<w:name w:val="Figures table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"{border('bottom', 8, INK)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    )


def _numbering() -> str:
    texts = ("%1", "%1.%2", "%1.%2.%3")
    styles = ("Heading1", "Heading2", "Numberedparagraph")
    hanging = f'<w:pPr><w:ind w:left="{TEXT_AT}" w:hanging="{TEXT_AT}"/></w:pPr>'
    outline = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"{hanging}</w:lvl>"
        for place, (text, style) in enumerate(zip(texts, styles, strict=True))
    )
    bullet = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{TEXT_AT}" w:hanging="340"/></w:pPr></w:lvl>'
    )
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="{kind}"/>{levels}'
        "</w:abstractNum>"
        for id_, kind, levels in ((0, "multilevel", outline), (1, "singleLevel", bullet))
    )
    nums = "".join(
        f'<w:num w:numId="{id_ + 1}"><w:abstractNumId w:val="{id_}"/></w:num>' for id_ in (0, 1)
    )
    return f"{HEAD}<w:numbering {_W}>{lists}{nums}</w:numbering>"


def _settings() -> str:
    return (
        f'{HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def _footer() -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    return (
        f'{HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>'
        f"{text('Page ')}{field('PAGE')}{text(' of ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def _font_table() -> str:
    embedded = "".join(
        f'<w:{role} r:id="rId{place}" w:fontKey="{{{_key(weight)}}}"/>'
        for place, (role, weight) in enumerate(FONTS, 1)
    )
    return (
        f'{HEAD}<w:fonts {_W} {_R}><w:font w:name="{FACE}"><w:altName w:val="{FALLBACK}"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f"{embedded}</w:font></w:fonts>"
    )


def _key(weight: str) -> str:
    """A name of its own for an embedded font, the same every time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"voice/{FACE}/{weight}")).upper()


def _obfuscated(weight: str) -> bytes:
    """The font as Word embeds it: its first 32 bytes mixed with its key, read backwards."""
    (file,) = (STATIC / "fonts").glob(f"atkinson-*-{weight}.ttf")
    key = bytes.fromhex(_key(weight).replace("-", ""))[::-1]
    font = file.read_bytes()
    return bytes(byte ^ key[place % 16] for place, byte in enumerate(font[:32])) + font[32:]


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(packed(parts()))
