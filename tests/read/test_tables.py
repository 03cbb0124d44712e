"""A table is read as it stands, whatever program wrote it, and what is wrong has its place."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.errors import InputError
from expograph.read import tables
from expograph.read.tables import CELL_LIMIT, parse_table, read_table

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
CELLS = st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=8)


def cells(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table by the names of their columns."""
    table = parse_table("events.csv", content)
    return [{name: row.cell(name) for name in table.columns} for row in table.rows]


def problems(content: bytes) -> list[str]:
    """Return what is said of the rows that were left out."""
    return [str(mistake) for mistake in parse_table("events.csv", content).mistakes]


def refused(content: bytes) -> str:
    """Return why a table is not taken in."""
    with pytest.raises(InputError) as caught:
        parse_table("events.csv", content)
    return str(caught.value)


# How it is written


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_mark_or_utf8_tells_the_encoding(encoding: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    content = marks.get(encoding, b"") + "name,city\nMünchen – Köln,日本\n".encode(encoding)
    assert cells(content) == [{"name": "München – Köln", "city": "日本"}]
    assert problems(content) == []


def test_windows_1252_is_read_with_a_warning_that_names_file_and_line() -> None:
    content = "name,city\nIFA,Berlin\nExpo “Réal”,Köln\n".encode("cp1252")
    assert cells(content)[1] == {"name": "Expo “Réal”", "city": "Köln"}
    (warning,) = problems(content)
    assert warning.startswith("events.csv, line 3: not UTF-8")
    assert "Windows-1252" in warning


@pytest.mark.parametrize(
    "content",
    [
        b"name\nfirst\n\x81\x8d\n",
        "name\nfirst\nKöln, ".encode() + b"M\xfcnchen\n",
        b"\xff\xfe" + "name\nfirst\n".encode("utf-16-le") + b"\x00\xd8a\x00",
    ],
    ids=["no-letter", "half-utf-8", "half-a-pair"],
)
def test_bytes_that_no_encoding_explains_are_refused_and_never_replaced(content: bytes) -> None:
    assert refused(content).startswith("events.csv, line ")
    assert "save the table as UTF-8" in refused(content)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_line_of_windows_1252_among_utf8_is_read_as_such_and_the_others_as_utf8(
    mark: bytes,
) -> None:
    content = "name\nKöln – 日本\r\n".encode() + b"M\xfcnchen \x96 Z\xfcrich\r" + "Łódź".encode()
    assert [row["name"] for row in cells(mark + content)] == [
        "Köln – 日本",
        "München – Zürich",
        "Łódź",
    ]
    (warning,) = problems(mark + content)
    assert warning == (
        "events.csv, line 3: not UTF-8; read as Windows-1252 (save the table as UTF-8)"
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2, "line 3: not UTF-8, and neither is line 4; read"),
        (3, "line 3: not UTF-8, and neither are lines 4 and 5; read"),
        (5, "line 3: not UTF-8, and neither are lines 4, 5, 6 and 7; read"),
        (6, "line 3: not UTF-8, and neither are 5 more lines; read"),
        (4000, "line 3: not UTF-8, and neither are 3,999 more lines; read"),
    ],
)
def test_one_warning_names_all_lines_that_are_not_utf8_or_counts_them(
    number: int, said: str
) -> None:
    (warning,) = problems("name\nKöln\n".encode() + b"M\xfcnchen\n" * number)
    assert warning.startswith(f"events.csv, {said}")


def test_a_line_that_is_neither_utf8_nor_windows_1252_is_refused_by_its_own_number() -> None:
    said = refused("name\nKöln\n".encode() + b"M\xfcnchen\n\x81\x8d\n")
    assert said.startswith("events.csv, line 4: the line is neither UTF-8 nor Windows-1252; save")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_commas_semicolons_tabs_and_bars_part_cells_whatever_ends_the_lines(
    delimiter: str, end: str
) -> None:
    rows = [["name", "city", "since"], ["Expo, the; first", "Lyon", "2019"], ["Last", "", ""]]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(rows)
    table = parse_table("events.csv", written.getvalue().encode())
    assert [[row.cell(name) for name in rows[0]] for row in table.rows] == rows[1:]
    assert [row.line for row in table.rows] == [2, 3]


def test_the_names_of_columns_decide_on_the_delimiter_but_not_what_is_quoted_in_them() -> None:
    assert cells(b'"name, in full, and so on";city\nExpo;Lyon, France, Europe\n') == [
        {"name, in full, and so on": "Expo", "city": "Lyon, France, Europe"}
    ]


def test_empty_lines_say_nothing_and_are_counted() -> None:
    table = parse_table("events.csv", b"\n\nname;city\n\n;\n  ; \nExpo;Lyon")
    assert (table.line, [(row.line, row.text) for row in table.rows]) == (3, [(7, "Expo;Lyon")])


def test_blanks_around_cells_are_dropped_and_the_row_keeps_them() -> None:
    (row,) = parse_table("events.csv", b"name , city\n  Expo , Lyon \n").rows
    assert (row.cell("name"), row.cell("city"), row.text) == ("Expo", "Lyon", "  Expo , Lyon ")


def test_a_cell_of_several_lines_belongs_to_the_line_on_which_its_row_begins() -> None:
    content = b'name,city\r\n"Expo\r\nof ""all""\r\ncities",Lyon\r\nIFA,Berlin\r\n'
    table = parse_table("events.csv", content)
    assert [(row.line, row.cell("name")) for row in table.rows] == [
        (2, 'Expo\r\nof "all"\r\ncities'),
        (5, "IFA"),
    ]
    assert table.rows[0].text == '"Expo\r\nof ""all""\r\ncities",Lyon'


def test_a_column_that_the_table_has_not_is_empty() -> None:
    (row,) = parse_table("events.csv", b"name\nExpo\n").rows
    assert row.cell("city") == ""


@given(CELLS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
def test_what_a_spreadsheet_writes_is_read_back(
    rows: list[tuple[str, str, str]], delimiter: str, end: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b", "c"), *rows])
    table = parse_table("events.csv", written.getvalue().encode())
    expected = [
        tuple(cell.strip(tables.BLANKS) for cell in row) for row in rows if "".join(row).strip()
    ]
    assert [row.cells for row in table.rows] == expected
    for row in table.rows:
        assert written.getvalue().split(end)[row.line - 1] == row.text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_are_refused_in_a_sentence(content: bytes) -> None:
    try:
        parse_table("events.csv", content)
    except InputError as error:
        assert str(error).startswith("events.csv")


# What is wrong with it


@pytest.mark.parametrize(
    ("content", "line", "way_on"),
    [
        (b"", "events.csv: ", "begins with a line of column names"),
        (b"\n\n,,\n", "events.csv: ", "begins with a line of column names"),
        (b"name,name\nExpo,Lyon\n", "line 1", "two columns called 'name'; rename one"),
        (b"name,,city\n", "line 1", "column 2 has no readable name"),
        (b"na\x00me,city\n", "line 1", "column 1 has no readable name"),
        (b'name,city\nIFA,Berlin\n"Expo,Lyon\nIFA,Berlin\n', "line 3", "the quote that opens here"),
        (b'name,city\n"Expo"2,Lyon\n', "line 2", "a quote is written twice"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\x01\x90\n", "line 2", "save the table as UTF-8"),
    ],
)
def test_a_file_of_which_no_row_can_be_trusted_is_refused_with_the_line_and_the_way_on(
    content: bytes, line: str, way_on: str
) -> None:
    assert line in refused(content)
    assert way_on in refused(content)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            b"Expo",
            "line 3: the row has 1 cell where the header has 2; an empty cell needs its comma",
        ),
        (b"Expo,Lyon,", "line 3: the row has 3 cells where the header has 2; a cell with a comma"),
        (b"Ex\x00po,Lyon", "line 3, column name: the control character U+0000"),
        (b"Expo,L\x1byon", "line 3, column city: the control character U+001B"),
        ("Expo,L\u0085yon".encode(), "line 3, column city: the control character U+0085"),
        (b"Expo," + b"A" * 150_000, "line 3, column city: a cell of 150,000 characters, more than"),
        (b"Expo," + b"A" * 10_000_000, "line 3, column city: a cell of 10,000,000 characters"),
    ],
    ids=["few", "many", "nul", "escape", "next-line", "huge", "10-MB"],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_stay(row: bytes, problem: str) -> None:
    content = b"name,city\nIFA,Berlin\n" + row + b"\nLast,Paris\n"
    (said,) = problems(content)
    assert said.startswith(f"events.csv, {problem}")
    assert said.endswith("the row was left out")
    assert [row["city"] for row in cells(content)] == ["Berlin", "Paris"]


def test_a_cell_may_be_as_long_as_the_limit() -> None:
    assert len(cells(b"name\n" + b"A" * CELL_LIMIT)[0]["name"]) == CELL_LIMIT


def test_a_formula_is_a_text_like_any_other() -> None:
    assert cells(b'name,city\n"=HYPERLINK(""x"")",Lyon\n-2+3,@A1\n') == [
        {"name": '=HYPERLINK("x")', "city": "Lyon"},
        {"name": "-2+3", "city": "@A1"},
    ]


def test_a_line_without_end_is_refused_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LINE_LIMIT", 1_000)
    assert "line 2: the line has 2,000 characters, more than" in refused(b"name\n" + b"A" * 2000)


def test_what_is_no_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "large.csv").write_bytes(b"name\n" * 100)
    monkeypatch.setattr(tables, "FILE_LIMIT", 100)
    for name, why in [
        ("missing", "there is no such file"),
        ("folder", "is no file"),
        ("large", "500 bytes are more than a table may have (100)"),
    ]:
        with pytest.raises(InputError, match=rf"^{name}\.csv: ") as caught:
            read_table(tmp_path / f"{name}.csv")
        assert why in str(caught.value)


# Hostile files


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("duplicate-header", "duplicate-header.csv, line 1: there are two columns called 'name'"),
        ("unclosed-quote", "unclosed-quote.csv, line 2: the quote that opens here never closes"),
    ],
)
def test_hostile_files_that_are_no_tables_are_refused(shared: Path, file: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(shared / "hostile" / "csv" / f"{file}.csv")
    assert str(caught.value).startswith(why)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "names", "places"),
    [
        ("ragged", ["Expo 2010", "Expo 2025"], [(3, ""), (4, "")]),
        ("latin1", ["IFA", "Expo Réal"], [(2, "")]),
        ("nul", [], [(2, "name")]),
        ("huge-cell", ["Expo 2010"], [(2, "name")]),
        ("semicolon-bom", ["Expo 2010"], []),
        ("formula", ['=HYPERLINK("http://127.0.0.1:18099/x","Expo")', "+1+1", "-2+3", "@SUM(A1)",
                     "\t=1+1"], []),
    ],
)  # fmt: skip
def test_hostile_rows_are_read_or_named(
    shared: Path, file: str, names: list[str], places: list[tuple[int, str]]
) -> None:
    table = read_table(shared / "hostile" / "csv" / f"{file}.csv")
    assert [row.cell("name") for row in table.rows] == names
    assert [(mistake.line, mistake.column) for mistake in table.mistakes] == places


def test_one_broken_row_among_many_is_named_and_all_others_are_in() -> None:
    rows = [f"Expo {n},City {n % 500}" for n in range(50_000)]
    rows[35_000] = "broken row"
    table = parse_table("events.csv", "\n".join(["name,city", *rows]).encode())
    assert len(table.rows) == 49_999
    assert [mistake.line for mistake in table.mistakes] == [35_002]
