"""Tests of how the bytes of a document become text."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from expograph.errors import InputError
from expograph.read.encodings import cleaned_text, decode, doubtful, kind_of, line_at

WORDS = {
    "de": ["München", "Köln", "Düsseldorf", "Größe", "öffnet", "Städte", "ÖFFENTLICH", "Übergabe"],
    "fr": ["près", "forêt", "événement", "Français", "naïf", "où", "hôte", "À", "SOCIÉTÉ", "œuvre"],
    "es": ["Málaga", "edición", "compañía", "¿Dónde?", "pingüino", "AÑO", "Él", "Córdoba"],
    "ca": ["Catalunya", "edició", "col·lectiu", "València", "llengües", "països", "França"],
    "pt": ["São", "edição", "cidadãos", "três", "ações", "à", "Águeda", "INOVAÇÃO", "pôs"],
    "it": ["città", "perché", "più", "è", "venerdì", "però", "CITTÀ", "È"],
    "en": ["“quoted”", "city’s", "€200", "café", "2019–2021", "Škoda", "naïve", "Expo®"],
}
SENTENCES = {
    "de": "Die Städte München und Köln eröffnen die größte Messe für Mobilität in Düsseldorf.",
    "fr": "La société française a été présente à la troisième édition, où la forêt a été fêtée.",
    "es": "La compañía de Málaga participó en la edición de este año, según la organización.",
    "ca": "L'edició d'enguany reunirà més països i també vol ser més pròxima a València.",
    "pt": "A edição de São Paulo não terá ações próprias, mas três cidades já estão na exposição.",
    "it": "La città è più verde perché venerdì si è parlato di mobilità e di qualità.",
}


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("word", [word for words in WORDS.values() for word in words])
def test_a_single_word_is_never_garbled(word: str, encoding: str) -> None:
    if encoding == "iso8859-15" and set(word) & set("“”’–·€Š"):
        pytest.skip("the encoding lacks a letter of the word, or has it where hardly anybody does")
    try:
        content = word.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("the encoding lacks a letter of the word")
    assert decode("a.txt", content).text == word


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_comes_out_right_from_any_usual_encoding(language: str, encoding: str) -> None:
    sentence = SENTENCES[language]
    assert decode("a.txt", sentence.encode(encoding)).text == sentence


def test_what_is_not_utf8_is_named_with_the_encoding_used() -> None:
    decoded = decode("a.txt", "Lyon\nMünchen".encode("cp1252"))
    assert [str(each) for each in decoded.mistakes] == [
        "a.txt, line 2: not UTF-8; read as Windows-1252 (save it as UTF-8)"
    ]


def test_a_wrong_declaration_is_named() -> None:
    (mistake,) = decode("a.html", "München".encode("cp1252"), "utf-8").mistakes
    assert "says that it is in utf-8, and is not; read as Windows-1252" in mistake.problem
    (mistake,) = decode("a.html", "München".encode(), "iso-8859-1").mistakes
    assert "says that it is in iso-8859-1, and is not; read as UTF-8" in mistake.problem


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "ISO_8859-1", "latin1"])
def test_a_right_declaration_needs_no_word(declared: str) -> None:
    decoded = decode("a.html", "München".encode("cp1252"), declared)
    assert (decoded.text, decoded.mistakes) == ("München", ())


def test_a_declared_encoding_of_another_language_is_believed() -> None:
    assert (
        decode("a.html", "Łódź i Gdańsk".encode("cp1250"), "windows-1250").text == "Łódź i Gdańsk"
    )


@pytest.mark.parametrize(
    "declared", ["utf-7", "rot13", "zip", "unicode_escape", "idna", "nonsense"]
)
def test_a_declaration_that_would_change_ascii_is_not_believed(declared: str) -> None:
    assert decode("a.html", "K\\u00f6ln, München".encode("cp1252"), declared).text == (
        "K\\u00f6ln, München"
    )


def test_a_stray_byte_does_not_garble_the_rest_of_a_text_in_utf8() -> None:
    decoded = decode("a.txt", "München, Köln\nCLEAN".encode() + b"\x92s stand in Lyon")
    assert decoded.text == "München, Köln\nCLEAN’s stand in Lyon"
    assert [str(each) for each in decoded.mistakes] == [
        "a.txt, line 2: a byte in it not UTF-8; read as Windows-1252 (save it as UTF-8)"
    ]


def test_letters_that_were_converted_twice_are_put_right() -> None:
    decoded = decode("a.txt", "München und Köln".encode().decode("cp1252").encode())
    assert decoded.text == "München und Köln"
    assert "twice" in decoded.mistakes[0].problem


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("Łódź, Gdańsk, Wrocław, Poznań, Częstochowa, Rzeszów".encode("cp1250"), "line 1"),
        ("Москва и Петербург на выставке".encode("koi8-r"), "line 1"),
        ("München\nKöln".encode() + b"\x81", "line 2"),
        (b"\xff\xfeE\x00x\x00\x00\xd8", "byte 6"),
    ],
)
def test_what_would_be_garbled_is_refused_with_its_place(content: bytes, place: str) -> None:
    with pytest.raises(InputError, match=f"^a.txt, {place}.*save it as UTF-8$"):
        decode("a.txt", content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04....word/document.xml", "Word document"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel workbook"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office file"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "RIFF"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(content: bytes, kind: str) -> None:
    assert kind in kind_of(content)
    with pytest.raises(InputError, match=f"^a.txt: this is .*{kind}.*save it as text"):
        decode("a.txt", content)


def test_bytes_for_a_program_are_refused() -> None:
    with pytest.raises(InputError, match=r"^a\.txt, byte 3: this is no text"):
        decode("a.txt", b"Exp\x01o\x02\x03\x04\x05" * 10)


def test_nuls_are_dropped_and_named() -> None:
    decoded = decode("a.txt", b"Expo\x00 2019 in Lyon and in Barcelona\nand \x00Taipei")
    assert decoded.text == "Expo 2019 in Lyon and in Barcelona\nand Taipei"
    (mistake,) = decoded.mistakes
    assert (mistake.line, mistake.problem) == (
        1,
        "2 characters that are no text, the first (U+0000); left out",
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("page\x0cpage", "page\npage"),
        ("Stadt\u00adver\u200bwaltung\ufeff", "Stadtverwaltung"),
        ("2019 \x96 2021", "2019 – 2021"),
        ("e\u0301", "e\u0301"),
        ("24\u00a0000", "24\u00a0000"),
    ],
)
def test_text_is_left_as_it_is_but_for_what_nobody_sees(written: str, text: str) -> None:
    assert cleaned_text("a.txt", written).text == text
    assert cleaned_text("a.txt", written).mistakes == ()


def test_what_turns_the_writing_is_kept_and_named_with_its_offset() -> None:
    text = "Expo\n\u202eanolecraB\u202c"
    (mistake,) = doubtful("a.txt", text, text)
    assert (mistake.line, "character 5 of the text (U+202E)" in mistake.problem) == (2, True)


def test_letters_that_were_lost_before_are_named() -> None:
    text = "Expo\nM\ufffdnchen"
    (mistake,) = doubtful("a.txt", text, text)
    assert (mistake.line, "a letter was lost" in mistake.problem) == (2, True)


def test_a_line_is_counted_from_one() -> None:
    assert [line_at("a\nb", place) for place in (0, 1, 2)] == [1, 1, 2]
    assert line_at(b"a\nb", 2) == 2


@given(some.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text = decode("a.txt", content).text
    except InputError as error:
        assert str(error).startswith("a.txt")
    else:
        text.encode()
        assert "\0" not in text and "\r" not in text


@given(some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn"])))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    assert decode("a.txt", text.encode("utf-8-sig")).text in (text, _once(text))


def _once(text: str) -> str:
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text
