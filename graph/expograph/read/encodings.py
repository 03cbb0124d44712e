"""Finds out in which encoding the bytes of a document are written, and hands back clean text.

A mark at the beginning, then UTF-8, then what the file declares, then the one of those in use for
the seven languages in which the fewest letters stand where no word has them. Text that would come
out garbled is refused.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from expograph.claims import Mistake
from expograph.errors import InputError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The marks with which files begin that say their encoding; the longer ones first."""

_USUAL = ("cp1252", "iso8859-15", "mac-roman", "cp850")
"""What files in the seven languages are written in when it is not UTF-8, the likeliest first."""
_SPOKEN = {
    "cp1252": "Windows-1252",
    "iso8859-1": "ISO-8859-1",
    "iso8859-15": "ISO-8859-15",
    "mac-roman": "Mac Roman",
    "cp850": "DOS 850",
}
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What a declaration means in practice."""
_SPECIAL = re.compile(r"utf|unicode|idna|punycode|undefined|mbcs|oem|hz|iso2022")
"""Encodings that no file of letters is in without a mark, or that hide letters in ASCII."""
_IMPOSSIBLE = re.compile(
    r"(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŒŠŽŸ]|(?<=[^\W\d_])[À-ÖØ-ÞŒŠŽŸ](?=[a-zß-öø-ÿ])"
    r"|(?<=[A-Z]{2})[ß-öø-ÿœšžƒ](?![a-zß-öø-ÿ])"
    r"|(?<=[^\W\d_])[^\w\s\x21-\x7e’‘·\-–—…\u00ad](?=[^\W\d_])"
    r"|(?<=[^\W\d_])[¹²³](?=[^\W\d_])|[¼½¾£¥](?=[a-zß-öø-ÿ])|[À-ÖØ-öø-ÿ](?=[À-ÖØ-öø-ÿ]{2})"
    r"|[\x80-\x9f¤¦¨¬¯¶¸ˆ˜‡‰\u0131\u02d9-\u02dd\u0370-\u03ff\u2200-\u22ff\u2500-\u25ff\ue000-\uffff]"
)
"""What no word of the seven languages has: capitals, marks and signs inside of it."""
_STRANGE = re.compile("[ƒÐðÞþŠšŽžÝýµ]")
"""Letters that only names from other languages have."""
_MOST_ODD = 0.2
_SURE = 4
_TELLING = re.compile(rb"[^\n]{0,3}[\x80-\xff][^\n]{0,3}")
_ENOUGH = 20_000
"""Letters beyond ASCII, with what stands around them; so many of them tell the encoding."""
_CONTROL = bytes({*range(32), 127} - {*b"\x00\t\n\r\f\x0b\x1b"})
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_MOST_CONTROL = 0.02
_MOST_NULS = 0.2
_BYTES_OF_WINDOWS = {
    0xDC00 + byte: letter
    for byte in range(0x80, 0x100)
    if (letter := bytes([byte]).decode("cp1252", "ignore"))
}
"""The letters of Windows-1252 for bytes that were kept because they are not UTF-8."""
_NAMELESS = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}
"""Control characters that stand for letters of Windows-1252 in text that was converted badly."""
_NAMED_AGAIN = re.compile("[\x80-\x9f]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TWICE = re.compile(r"[Ã-ô][\x80-¿€‚-„†-‰Š‹ŒŽ‘-”•–—˜™š›œžŸƒˆ…]")
_PACKED = {
    b"word/": "a Word document (DOCX)",
    b"xl/": "an Excel workbook (XLSX)",
    b"ppt/": "a presentation (PPTX)",
    b"application/vnd.oasis.opendocument": "an OpenDocument file (ODT, ODS)",
    b"application/epub": "a book (EPUB)",
}
_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Office file (DOC, XLS, PPT)",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an XZ archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "an SQLite database",
    b"%!PS": "a PostScript file",
    b"ID3": "a sound file",
    b"OggS": "a sound file",
    b"bplist": "a web archive of Safari",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file as it is used from here on, and what had to be changed for it."""

    text: str
    mistakes: tuple[Mistake, ...] = ()


def decode(file: str, content: bytes, declared: str = "") -> Decoded:
    """Return the text in the bytes of the file called ``file``.

    ``declared`` is the encoding that the file says it is in. Raises ``InputError`` for bytes that
    are no text (with what they are), and where no encoding gives words.
    """
    _refuse_binary(file, content)
    text, mistakes = _decoded(file, content, declared)
    cleaned = cleaned_text(file, text)
    return Decoded(cleaned.text, (*mistakes, *cleaned.mistakes))


def cleaned_text(file: str, text: str) -> Decoded:
    r"""Return a text without what is no text: NULs, control characters, marks that nobody sees.

    A line ends with a newline. Letters are left as they are.

    >>> cleaned_text("a.txt", "Expo\r\n20\x0019").text
    'Expo\n2019'
    """
    text = _UNSEEN.sub("", _NAMED_AGAIN.sub(lambda letter: _NAMELESS[ord(letter[0])], text))
    text = re.sub(r"\r\n?|[\x0b\x0c]", "\n", text)
    return Decoded(_NO_TEXT.sub("", text), tuple(_removed(file, text)))


def doubtful(file: str, written: str, text: str) -> list[Mistake]:
    """Return what a reader should know of a text: letters lost, writing turned round.

    ``written`` is the file as it stands, for the line; ``text`` what was read of it.
    """
    return [*_turned(file, written, text), *_lost(file, written, text)]


def line_at(text: str | bytes, place: int) -> int:
    """Return the number of the line on which a character or byte stands."""
    if isinstance(text, bytes):
        return text.count(b"\n", 0, place) + 1
    return text.count("\n", 0, place) + 1


def kind_of(content: bytes) -> str:
    """Return what the bytes are, if they are no text ("a PDF"), by how they begin; or ""."""
    if content[4:8] == b"ftyp":
        return "a video or an image (MP4, HEIC)"
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image, a sound or a video (RIFF)"
    if content[:4] == b"PK\x03\x04":
        names = content[:4_000] + content[-4_000:]
        return next((kind for name, kind in _PACKED.items() if name in names), "a ZIP archive")
    start = content[:2000].lower()
    if b"mime-version:" in start and b"multipart/related" in start:
        return "a web archive (MHTML)"
    return next((kind for mark, kind in _KINDS.items() if content.startswith(mark)), "")


def _refuse_binary(file: str, content: bytes) -> None:
    if kind := kind_of(content):
        raise InputError(f"{file}: this is {kind}, not a text; save it as text, Markdown or HTML")
    if content.startswith(tuple(MARKS)) or _unmarked(content):
        return
    nuls = content.count(0)
    others = len(content) - nuls - len(content.translate(None, _CONTROL + b"\x00"))
    many_others = others >= _SURE and others > _MOST_CONTROL * len(content)
    if many_others or nuls > _MOST_NULS * len(content):
        first = next(place for place, byte in enumerate(content) if byte in _CONTROL + b"\x00")
        raise InputError(
            f"{file}, byte {first:,}: this is no text but something for a program; "
            "a document is text, Markdown or HTML"
        )


def _decoded(file: str, content: bytes, declared: str) -> tuple[str, list[Mistake]]:
    """Return the text of the bytes, and what was found about their encoding."""
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    encoding = MARKS.get(mark) or _unmarked(content) or "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding in ("utf-8", "utf-8-sig"):
            return _not_utf8(file, content.removeprefix(codecs.BOM_UTF8), declared)
        raise InputError(
            f"{file}, byte {error.start:,}: no {encoding.upper()}, as the file begins; "
            "save it as UTF-8"
        ) from None
    if (once := _once(text)) != text:
        return once, [_read_as(file, 0, "its letters were turned into UTF-8 twice", "UTF-8")]
    said = _codec(declared)
    if said and encoding == "utf-8" and not content.isascii():
        return text, [_read_as(file, 0, f"it says that it is in {declared}, and is not", "UTF-8")]
    return text, []


def _unmarked(content: bytes) -> str:
    """Return the kind of UTF-16 that bytes without a mark are in, told by their NULs; or ""."""
    half = len(content) // 2
    if half < _SURE or len(content) % 2:
        return ""
    first, second = content[0::2].count(0), content[1::2].count(0)
    if second > half * 0.7 and not first:
        return "utf-16-le"
    return "utf-16-be" if first > half * 0.7 and not second else ""


def _not_utf8(file: str, content: bytes, declared: str) -> tuple[str, list[Mistake]]:
    """Return the text of bytes that are not UTF-8, or not throughout."""
    kept = content.decode("utf-8", "surrogateescape")
    strays = len(re.findall("[\udc80-\udcff]", kept))
    first = next(re.finditer("[\udc80-\udcff]", kept)).start()
    line = line_at(kept, first)
    letters = sum(map(len, re.findall("[^\x00-\x7f\udc80-\udcff]+", kept)))
    if letters > strays:
        return _mostly_utf8(file, kept, line, strays)
    encoding = _found(content, _codec(declared))
    if not encoding:
        place = len(kept[:first].encode())
        raise InputError(
            f"{file}, line {line}, byte {place:,}: neither UTF-8 nor "
            f"{', '.join(_SPOKEN[each] for each in _USUAL)}; save it as UTF-8"
        )
    name = _SPOKEN.get(encoding, encoding)
    text = content.decode(encoding)
    if encoding in (_codec(declared), _WIDER.get(_codec(declared))):
        return text, []
    problem = f"it says that it is in {declared}, and is not" if declared else "not UTF-8"
    return text, [_read_as(file, line, problem, name)]


def _mostly_utf8(file: str, kept: str, line: int, strays: int) -> tuple[str, list[Mistake]]:
    """Return a text in UTF-8 with a few bytes of Windows-1252 in it."""
    text = kept.translate(_BYTES_OF_WINDOWS)
    if lost := re.search("[\udc80-\udcff]", text):
        raise InputError(
            f"{file}, line {line_at(text, lost.start())}: a byte that is neither UTF-8 nor "
            "Windows-1252 in a text that is mostly UTF-8; save it as UTF-8"
        )
    number = "a byte" if strays == 1 else f"{strays:,} bytes"
    return text, [_read_as(file, line, f"{number} in it not UTF-8", "Windows-1252")]


def _found(content: bytes, declared: str) -> str:
    """Return the encoding in which the bytes give words, or "" where none does."""
    if declared and _decodes(content, declared):
        return declared
    if declared in _WIDER and _decodes(content, _WIDER[declared]):
        return _WIDER[declared]
    told = b"\n".join(islice((each[0] for each in _TELLING.finditer(content)), _ENOUGH))
    costs = {each: _cost(told, each) for each in _USUAL if _decodes(content, each)}
    best = min(costs, key=costs.__getitem__)
    letters = len(told) - len(told.translate(None, _BEYOND_ASCII))
    odd = len(_IMPOSSIBLE.findall(told.decode(best)))
    return "" if odd > 1 and odd > _MOST_ODD * letters else best


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _cost(told: bytes, encoding: str) -> int:
    """Return how little sense the bytes make in an encoding; a rarer one has to make more."""
    text = told.decode(encoding)
    impossible, strange = (len(odd.findall(text)) for odd in (_IMPOSSIBLE, _STRANGE))
    return 2 * impossible + strange + (encoding != _USUAL[0])


def _codec(declared: str) -> str:
    """Return Python's name of a declared encoding; "" for UTF-8 and what no text is in."""
    try:
        name = codecs.lookup(declared.strip()).name
        plain = "<html>".encode(name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return ""
    return "" if _SPECIAL.match(name) or plain != b"<html>" else name


def _once(text: str) -> str:
    """Return what a text was before its UTF-8 was taken for Windows-1252 and written again."""
    if not _TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _read_as(file: str, line: int, problem: str, encoding: str) -> Mistake:
    return Mistake(file, line, "", f"{problem}; read as {encoding} (save it as UTF-8)")


def _removed(file: str, text: str) -> Iterator[Mistake]:
    """Yield what has to be said of characters that are dropped."""
    if dropped := _NO_TEXT.findall(text):
        first = _NO_TEXT.search(text)
        assert first
        what = f"U+{ord(first[0]):04X}"
        number = (
            "one character that is no text"
            if len(dropped) == 1
            else (f"{len(dropped):,} characters that are no text, the first")
        )
        yield Mistake(file, line_at(text, first.start()), "", f"{number} ({what}); left out")


def _turned(file: str, written: str, text: str) -> Iterator[Mistake]:
    """Yield what has to be said of characters that turn the direction of writing."""
    if first := _TURNING.search(text):
        yield Mistake(
            file,
            _line_of(first[0], written),
            "",
            f"character {first.start():,} of the text (U+{ord(first[0]):04X}) turns the direction "
            "of writing, so that what is seen is not what is written; kept",
        )


def _lost(file: str, written: str, text: str) -> Iterator[Mistake]:
    """Yield what has to be said of letters that were lost before the file was written."""
    if number := text.count("\ufffd"):
        lost = "a letter was" if number == 1 else f"{number:,} letters were"
        problem = f"{lost} lost before the file was saved (U+FFFD stands there)"
        yield Mistake(file, _line_of("\ufffd", written), "", problem)


def _line_of(character: str, written: str) -> int:
    """Return the line on which a character stands first, or 0."""
    place = written.find(character)
    return line_at(written, place) if place >= 0 else 0
