"""Reads text, Markdown and HTML files as documents: the text, and what is known of it.

The text of a document is final: quotes are cut from it. What the user says of a document comes
before what the file says of itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from expograph.claims import Mistake
from expograph.dates import read_date
from expograph.errors import InputError
from expograph.read import encodings, front_matter, languages, markdown, pages, plain_text
from expograph.read.datelines import date_in
from expograph.read.heads import Head
from expograph.readings import Document
from expograph.texts import web_address

FILE_LIMIT = 20_000_000
_SURELY = 0.9
_ENOUGH_TO_TELL = 200
"""From so many characters on a text tells its language better than its page does."""
_PAGES = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown")

Parts = tuple[Head, str]


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a document: date of publication, language, address and so on."""

    published: str = ""
    language: str = ""
    address: str = ""
    publisher: str = ""
    title: str = ""

    def checked(self) -> "Given":
        """Return the same in the form in which it is kept.

        Raises ``InputError`` for a date, language or address that is none.
        """
        try:
            published = read_date(self.published.strip()) if self.published.strip() else ""
        except ValueError as error:
            raise InputError(f"date of publication: {error}") from None
        if self.address.strip() and not web_address(self.address):
            raise InputError(
                f"{self.address!r} is no address on the web; it begins with https:// or http://"
            )
        return Given(
            published,
            languages.checked(self.language) if self.language.strip() else "",
            web_address(self.address),
            " ".join(self.publisher.split()),
            " ".join(self.title.split()),
        )


def read_document(
    path: Path, key: str, given: Given = Given(), name: str = ""
) -> tuple[Document, tuple[Mistake, ...]]:
    """Return the document in a file, and what of it could not be read as it stands.

    ``key`` tells it from all other documents; ``name`` is how the file is called in messages.
    Raises ``InputError`` for what is no file, cannot be read, is empty, too large, no text, or has
    no text in it.
    """
    shown = name or path.name
    try:
        if not path.is_file():
            problem = "is a folder" if path.is_dir() else "is no file"
            problem = problem if path.exists() else "there is no such file"
            raise InputError(f"{shown}: {problem}; a document is a text, Markdown or HTML file")
        if (size := path.stat().st_size) > FILE_LIMIT:
            raise InputError(
                f"{shown}: {size:,} bytes are more than a document may have ({FILE_LIMIT:,}); "
                "split it, or leave out what is no text"
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{shown}: cannot be read ({error.strerror})") from None
    return understood(content, shown, key, given)


def understood(
    content: bytes, name: str, key: str, given: Given = Given()
) -> tuple[Document, tuple[Mistake, ...]]:
    """Return the document in the bytes of a file called ``name``; see ``read_document``.

    >>> document, mistakes = understood(b"A fair opens\\n\\nIt opened in Lyon.", "a.txt", "a")
    >>> document.title, mistakes
    ('A fair opens', ())
    """
    said = given.checked()
    ending = PurePath(name).suffix.lower()
    declared = pages.declared_encoding(content) if ending in _PAGES else ""
    decoded = encodings.decode(name, content, declared)
    if not decoded.text.strip():
        raise InputError(f"{name}: the file is empty; a document has some text")
    head, found = _reader(ending, decoded.text)(name, decoded.text)
    cleaned = encodings.cleaned_text(name, found)
    if not cleaned.text.strip():
        raise InputError(f"{name}: there is no text in it; was it saved with its text?")
    language, mistakes = _language(name, said, head, cleaned.text)
    document = Document(
        key=key,
        text=cleaned.text,
        title=said.title or _one_line(head.title),
        language=language,
        published=said.published or head.published or plain_text.date_of(cleaned.text, language),
        publisher=said.publisher or _one_line(head.publisher),
        address=said.address or head.address,
        file=name,
    )
    doubts = encodings.doubtful(name, decoded.text, cleaned.text)
    return document, (*decoded.mistakes, *head.mistakes, *cleaned.mistakes, *doubts, *mistakes)


def _reader(ending: str, text: str) -> Callable[[str, str], Parts]:
    """Return what reads such a file: by its ending, and by what stands in it."""
    if ending == ".json":
        return _annotated
    if pages.is_page(text) or (ending in _PAGES and pages.has_markup(text)):
        return pages.read_page
    return _markdown if ending in _MARKDOWN else plain_text.parts


def _markdown(file: str, text: str) -> Parts:
    head, rest = front_matter.split(file, text)
    if markdown.is_too_large(rest):
        problem = "too large to be read as Markdown; read as plain text, its marks included"
        left = Mistake(file, 0, "", problem)
        return replace(head, mistakes=(*head.mistakes, left)), rest
    rendered, heading = markdown.plain_text(rest)
    return replace(head, title=head.title or heading or plain_text.title_of(rendered)), rendered


def _annotated(file: str, text: str) -> Parts:
    """Return text and date of an annotated document; its annotations are nobody's to read."""
    expected = 'a document is {"document": {"published": …}, "text": "…"}'
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{file}, line {error.lineno}, column {error.colno}: no JSON ({error.msg}); {expected}"
        ) from None
    except (ValueError, RecursionError):
        raise InputError(f"{file}: no JSON that can be read; {expected}") from None
    about = said.get("document") if isinstance(said, dict) else None
    if not isinstance(about, dict) or not isinstance(said.get("text"), str):
        raise InputError(f"{file}: this JSON is no document; {expected}")
    published = about.get("published")
    known = date_in(published) if isinstance(published, str) else ""
    return Head(title=plain_text.title_of(said["text"]), published=known), said["text"]


def _language(file: str, said: Given, head: Head, text: str) -> tuple[str, list[Mistake]]:
    """Return the language of a text: as the user says, or its page, unless it is clearly another.

    "" stands for a text that is too short to tell, or in none of the languages that are read.
    """
    if said.language:
        return said.language, []
    code, probability = languages.detect(text)
    clear = len(text) >= _ENOUGH_TO_TELL and probability >= _SURELY
    if head.language and code != head.language and clear:
        names = languages.LANGUAGES[head.language], languages.LANGUAGES[code]
        problem = f"it says that it is in {names[0]}, and is in {names[1]}; read as {names[1]}"
        return code, [Mistake(file, 0, "", problem)]
    if not code and languages.is_foreign(text):
        read = ", ".join(languages.LANGUAGES.values())
        problem = f"its text is in none of the languages that are read ({read})"
        return "", [Mistake(file, 0, "", problem)]
    return head.language or code, []


def _one_line(text: str) -> str:
    """Return a title or name without what is no text, on one line."""
    return " ".join(encodings.cleaned_text("", text).text.split())
