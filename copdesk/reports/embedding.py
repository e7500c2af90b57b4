"""How a font enters a PDF: cut down to the letters used, with what each of them means."""

import zlib
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc

from copdesk.reports.fonts import Face


@dataclass(eq=False)
class Embedded:
    """One face in one PDF; stands where reportlab expects a font that adds itself at the end."""

    face: Face
    letters: set[str] = field(default_factory=set)
    meaning: dict[int, str] = field(default_factory=dict)

    @property
    def fontName(self) -> str:
        """The name reportlab asks for."""
        return self.face.name

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401  (reportlab has no types)
        """Write the cut-down font, its widths and its meaning into the document."""
        meaning = {self.face.glyph(letter): letter for letter in sorted(self.letters)}
        for glyph, letters in self.meaning.items():
            meaning.setdefault(glyph, letters)
        used = sorted(meaning)
        name = f"{_subset_tag(self.face.name, used)}+{self.face.name}"
        body = _stream(self.face.subset({0, *used}))
        body.dictionary["Length1"] = len(body.content)
        above, below = self.face.measures()
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-1000, below, 2500, above]),
                "ItalicAngle": 0,
                "Ascent": above,
                "Descent": below,
                "CapHeight": 714,
                "StemV": 80,
                "FontFile2": doc.Reference(body, f"file:{name}"),
            }
        )
        widths = pdfdoc.PDFArray(
            [part for g in used for part in (g, pdfdoc.PDFArray([self.face.advance(g)]))]
        )
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "CIDToGIDMap": "/Identity",
                "DW": 0,
                "W": widths,
                "FontDescriptor": doc.Reference(descriptor, f"descriptor:{name}"),
            }
        )
        whole = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"cid:{name}")]),
                "ToUnicode": doc.Reference(_stream(_to_unicode(meaning)), f"unicode:{name}"),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.face.name] = doc.Reference(whole, name)


def _stream(content: bytes) -> Any:  # noqa: ANN401
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _subset_tag(name: str, used: list[int]) -> str:
    """Six capitals made from what is in the subset, so that the same input gives the same file."""
    number = zlib.crc32(f"{name}{used}".encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _to_unicode(meaning: dict[int, str]) -> bytes:
    rows = [f"<{g:04x}> <{t.encode('utf-16-be').hex()}>" for g, t in sorted(meaning.items()) if g]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
