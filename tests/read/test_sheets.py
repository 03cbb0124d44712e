"""A list is opened as it stands, whatever program wrote it, and what cannot be read has a place."""

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from expograph.errors import InputError, UnknownName
from expograph.read import sheets, workbooks
from expograph.read.sheets import Sheet, parse_sheet, read_sheet

Fill = Callable[[Any], object]


def workbook(*fills: Fill) -> bytes:
    """Return an XLSX workbook of which each function fills one sheet."""
    book = Workbook()
    book.remove(book.active)
    for number, fill in enumerate(fills, 1):
        fill(book.create_sheet(f"Sheet {number}"))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def rows(*cells: Sequence[object], merged: str = "") -> Fill:
    """Return what fills a sheet with these rows, and merges cells: ``"A1:B1 C1:C2"``."""

    def fill(sheet: Any) -> None:
        for row in cells:
            sheet.append(row)
        for span in merged.split():
            sheet.merge_cells(span)

    return fill


def changed(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook of which one part is changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == member else part)
    return written.getvalue()


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    """Return the cells of all rows."""
    return [row.cells for row in sheet.rows]


def refused(file: str, content: bytes, sheet: str = "") -> str:
    """Return why a file is not taken in."""
    with pytest.raises(InputError) as caught:
        parse_sheet(file, content, sheet=sheet)
    assert str(caught.value).startswith(file)
    return str(caught.value)


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separator_and_encoding_of_a_csv_are_found(separator: str, encoding: str) -> None:
    text = "Firma|Ort\nMüller & Söhne|Köln\nBäcker|Düren\n".replace("|", separator)
    sheet = parse_sheet("list.csv", text.encode(encoding))
    assert sheet.columns == ("Firma", "Ort")
    assert cells(sheet) == [("Müller & Söhne", "Köln"), ("Bäcker", "Düren")]
    assert [row.line for row in sheet.rows] == [2, 3]


def test_commas_in_names_do_not_hide_that_semicolons_part_the_cells() -> None:
    content = b"Exhibitors, speakers, partners\n\nCompany;Town\nOne, Two, Three;Lyon\nFour;Bonn\n"
    sheet = parse_sheet("list.csv", content)
    assert (sheet.columns, sheet.line) == (("Company", "Town"), 3)
    assert cells(sheet) == [("One, Two, Three", "Lyon"), ("Four", "Bonn")]


def test_the_separator_that_excel_writes_in_the_first_line_is_obeyed() -> None:
    sheet = parse_sheet("list.csv", b"sep=;\r\nCompany;Town, street\r\nAcme;Lyon, Quai 1\r\n")
    assert sheet.columns == ("Company", "Town, street")
    assert [row.line for row in sheet.rows] == [3]


def test_a_row_of_a_comma_separated_file_keeps_its_exact_text_and_others_are_written_so() -> None:
    plain = parse_sheet("list.csv", b'Company,Town\n"Acme ""Ltd""",  Lyon\n')
    assert plain.rows[0].text == '"Acme ""Ltd""",  Lyon'
    other = parse_sheet("list.csv", b"Company;Town\nAcme, Ltd;Lyon\n")
    assert other.rows[0].text == '"Acme, Ltd",Lyon'
    assert other.header == "Company,Town"


@pytest.mark.parametrize(
    "above",
    [
        "List of exhibitors\n\n",
        "Event:;SCEWC 2019\nPlace:;Barcelona\n",
        "Exhibitors;;;\nas of 2019-11-01;;;\n",
        "Company\n",
    ],
)
def test_what_stands_above_the_header_is_passed_over(above: str) -> None:
    sheet = parse_sheet(
        "list.csv", f"{above}Company;Town;Country;Website\nAcme;Lyon;France;\n".encode()
    )
    assert sheet.columns == ("Company", "Town", "Country", "Website")
    assert len(sheet.rows) == 1


def test_a_header_of_unknown_words_is_found_by_the_shape_of_the_list() -> None:
    sheet = parse_sheet("list.csv", b"The list of 2019\nAaa;Bbb\nAcme;Lyon\nBolt;Bonn\n")
    assert sheet.columns == ("Aaa", "Bbb")


def test_a_header_of_two_lines_gives_each_column_the_title_of_its_group() -> None:
    content = b"Company;Address;;Contact;\n;Town;Country;Name;E-Mail\nAcme;Lyon;France;;\n"
    assert parse_sheet("list.csv", content).columns == (
        "Company", "Address / Town", "Address / Country", "Contact / Name", "Contact / E-Mail",
    )  # fmt: skip


def test_a_row_with_too_few_or_too_many_cells_is_named_and_the_others_are_taken() -> None:
    content = (
        b"Company;Town;Country\nAcme;Lyon;France;;;\nBolt\nCog;Bonn;Germany;x\nDyn;Rome;Italy\n"
    )
    sheet = parse_sheet("list.csv", content)
    assert cells(sheet) == [("Acme", "Lyon", "France"), ("Dyn", "Rome", "Italy")]
    assert [(mistake.line, mistake.problem[:20]) for mistake in sheet.mistakes] == [
        (3, "the row has 1 cell w"), (4, "the row has 4 cells "),
    ]  # fmt: skip


def test_in_a_list_of_one_column_a_comma_belongs_to_the_name() -> None:
    sheet = parse_sheet("list.csv", b"Company\nAcme, Ltd\nBolt, Inc\nCog\n")
    assert cells(sheet) == [("Acme, Ltd",), ("Bolt, Inc",), ("Cog",)]


def test_columns_without_a_name_are_called_by_their_place() -> None:
    sheet = parse_sheet("list.csv", b"Company,,Town\nAcme,x,Lyon\nBolt,y,Bonn\n")
    assert sheet.columns == ("Company", "column 2", "Town")
    assert sheet.unnamed == {"column 2"}


def test_a_header_that_is_repeated_further_down_is_no_row() -> None:
    assert len(parse_sheet("list.csv", b"Company,Town\nAcme,Lyon\nCompany,Town\n").rows) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"Company,Town\n", "there are no rows below this header"),
        (b"Company,Town,Company\na,b,c\n", "two columns called 'Company'"),
        (b'Company,Town\n"Acme,Lyon\nBolt,Bonn\n', "line 2: the quote that opens here"),
        (b"Acme,https://acme.example\nBolt,https://bolt.example\n", "is no column name"),
        (b"%PDF-1.7 a b c", "this is a PDF"),
        (b"PK\x03\x04 and so on", "though its name ends in .csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (b"<html><table><tr><td>Company</td></tr></table>", "this is a web page"),
    ],
)
def test_what_is_no_list_is_refused_with_what_it_is(content: bytes, said: str) -> None:
    assert said in refused("list.csv", content)


def test_a_file_that_is_missing_too_big_or_of_another_kind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match=r"^list\.csv: there is no such file"):
        read_sheet(tmp_path / "list.csv")
    (tmp_path / "list.csv").write_text("Company\nAcme\nBolt\n")
    assert len(read_sheet(tmp_path / "list.csv").rows) == 2
    monkeypatch.setattr(sheets, "ROW_LIMIT", 1)
    with pytest.raises(InputError, match="divide"):
        read_sheet(tmp_path / "list.csv")
    monkeypatch.setattr(sheets, "FILE_LIMIT", 10)
    with pytest.raises(InputError, match="18 bytes are more than a list may have"):
        read_sheet(tmp_path / "list.csv")
    assert "neither CSV nor XLSX" in refused("list.doc", b"Company\nAcme\n")
    assert "no sheets" in refused("list.csv", b"Company\nAcme\n", "First")


# XLSX

TWO_LINES = rows(
    ["Exhibitors of the congress"],
    [],
    ["Company", "Address", None, "Stand"],
    [None, "Town", "Country", None],
    ["Acme", "Lyon", "France", "B1"],
    ["Bolt", "Bonn", "Germany", "B2"],
    merged="A1:D1 A3:A4 B3:C3 D3:D4",
)


def test_a_merged_header_of_a_workbook_gives_each_column_the_title_of_its_group() -> None:
    sheet = parse_sheet("list.xlsx", workbook(TWO_LINES))
    assert sheet.columns == ("Company", "Address / Town", "Address / Country", "Stand")
    assert (sheet.line, [row.line for row in sheet.rows]) == (3, [5, 6])


def test_one_group_over_a_few_columns_is_told_from_a_title_over_all() -> None:
    table = [["Name", "Town", "Country"], ["Acme", "Lyon", "France"], ["Bolt", "Bonn", "Germany"]]
    titled = parse_sheet("a.xlsx", workbook(rows(["Guests"], *table, merged="A1:C1")))
    assert titled.columns == ("Name", "Town", "Country")
    group = [None, "Seat", None]
    grouped = parse_sheet("a.xlsx", workbook(rows(group, *table, merged="B1:C1")))
    assert grouped.columns == ("Name", "Seat / Town", "Seat / Country")


def test_what_stands_in_a_merged_cell_holds_for_each_of_its_rows() -> None:
    sheet = parse_sheet(
        "list.xlsx",
        workbook(
            rows(
                ["Country", "Company"], ["France", "Acme"], [None, "Bolt"], ["Spain", "Cog"],
                [None, "Dyn"], [None, "Eon"], merged="A2:A3 A4:A6",
            )
        ),
    )  # fmt: skip
    assert [row[0] for row in cells(sheet)] == ["France", "France", "Spain", "Spain", "Spain"]
    assert sheet.rows[1].text == "France,Bolt"


def test_a_title_that_is_merged_across_the_rows_is_no_row() -> None:
    table = [["Company", "Town"], ["Acme", "Lyon"], ["Hall 2"], ["Bolt", "Bonn"]]
    sheet = parse_sheet("list.xlsx", workbook(rows(*table, merged="A3:B3")))
    assert [row[0] for row in cells(sheet)] == ["Acme", "Bolt"]
    assert "list.xlsx, line 3: 'Hall 2' is merged across columns" in str(sheet.mistakes[0])


def test_the_fullest_visible_sheet_is_read_unless_another_is_named() -> None:
    def hidden(sheet: Any) -> None:
        rows(["Company"], *([f"Firm {number}"] for number in range(9)))(sheet)
        sheet.sheet_state = "hidden"

    few, many = rows(["Company"], ["Acme"]), rows(["Company"], ["Bolt"], ["Cog"])
    content = workbook(few, many, hidden)
    sheet = parse_sheet("list.xlsx", content)
    assert (sheet.name, sheet.others) == ("Sheet 2", ("Sheet 1", "Sheet 3"))
    assert cells(parse_sheet("list.xlsx", content, sheet="sheet 1")) == [("Acme",)]
    assert len(parse_sheet("list.xlsx", content, sheet="Sheet 3").rows) == 9
    with pytest.raises(UnknownName, match="'Sheet 1'"):
        parse_sheet("list.xlsx", content, sheet="Shet 1")
    alone = changed(workbook(few), "xl/workbook.xml", lambda p: p.replace(b"visible", b"hidden"))
    assert "take it with --sheet" in refused("list.xlsx", alone)


def test_dates_numbers_and_truth_values_are_read_as_people_see_them() -> None:
    day = datetime.datetime(2019, 11, 19)
    sheet = parse_sheet(
        "list.xlsx",
        workbook(
            rows(
                ["a", "b", "c", "d", "e"],
                [day, datetime.date(2019, 11, 21), 8010.0, 0.5, True],
                [day.replace(hour=9), 2**40, "007", "_x000D_x", None],
            )
        ),
    )
    assert cells(sheet) == [
        ("2019-11-19", "2019-11-21", "8010", "0.5", "TRUE"),
        ("2019-11-19 09:00:00", "1099511627776", "007", "x", ""),
    ]


def test_a_formula_without_a_value_is_named_and_never_evaluated() -> None:
    table = rows(["Company", "Town"], ["Acme", '=WEBSERVICE("http://127.0.0.1:18099/")'])
    sheet = parse_sheet("list.xlsx", workbook(table))
    assert cells(sheet) == [("Acme", "")]
    (mistake,) = sheet.mistakes
    assert (mistake.line, mistake.column) == (2, "B")
    assert "the formula in B2 has no value" in mistake.problem


def test_a_cell_far_out_is_named_and_does_not_keep_the_list_from_being_read() -> None:
    def fill(sheet: Any) -> None:
        rows(["Company"], ["Acme"])(sheet)
        sheet.cell(row=900_000, column=16_384, value=1)

    sheet = parse_sheet("list.xlsx", workbook(fill))
    assert cells(sheet) == [("Acme",)]
    assert "line 900000: cells beyond column SF are not read" in str(sheet.mistakes[0])


SOUND = workbook(TWO_LINES)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_a_workbook_is_refused_before_its_entities_are_read(
    encoding: str,
) -> None:
    def bomb(part: bytes) -> bytes:
        text = part.decode().partition("?>")[2] or part.decode()
        return f'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>{text}'.encode(encoding)

    said = refused("list.xlsx", changed(SOUND, SHEET, bomb))
    assert said.startswith(f"list.xlsx, {SHEET}: it declares a document type")


def test_a_small_workbook_that_unpacks_to_much_is_refused_before_it_is_unpacked() -> None:
    content = changed(SOUND, SHEET, lambda part: part + b" " * 6_000_000)
    assert "are no list" in refused("list.xlsx", content)


def test_limits_of_size_rows_and_merging_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROW_LIMIT", 2)
    assert "sheet 'Sheet 1': more than 2 rows" in refused("list.xlsx", SOUND)
    monkeypatch.undo()
    monkeypatch.setattr(workbooks, "MERGED_LIMIT", 2)
    assert "more than 2 merged cells" in refused("list.xlsx", SOUND)
    monkeypatch.setattr(workbooks, "UNPACKED_LIMIT", 1000)
    assert "more than a workbook may have" in refused("list.xlsx", SOUND)


def zipped(**members: str) -> bytes:
    """Return a ZIP archive of a few members; ``__`` in a name stands for a slash."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SOUND[:2000], "cut off or damaged"),
        (b"Company,Town\nAcme,Lyon\n", "perhaps a CSV file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old Excel workbook (XLS), or one with a password",
        ),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (zipped(word__document="<a/>"), "a Word document"),
        (zipped(**{"xl__workbook.bin": ""}), "a binary Excel workbook"),
        (zipped(readme="x"), "a ZIP archive, no XLSX workbook"),
        (zipped(xl__workbook="<a/>"), "the workbook is damaged"),
        (workbook(rows()), "no sheet has any rows"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_it_is_and_the_way_on(
    content: bytes, said: str
) -> None:
    assert said in refused("list.xlsx", content)


# Whatever comes


@given(st.sampled_from(["list.csv", "list.xlsx", "list.tsv"]), st.binary(max_size=300))
def test_no_bytes_raise_anything_but_an_input_error(file: str, content: bytes) -> None:
    try:
        parse_sheet(file, content)
    except InputError as error:
        assert str(error).startswith(file)


@given(st.text(st.sampled_from('a"\n\r;,\t|=\x00é \ufeff'), max_size=80))
def test_no_text_raises_anything_but_an_input_error(text: str) -> None:
    try:
        sheet = parse_sheet("list.csv", text.encode())
    except InputError as error:
        assert str(error).startswith("list.csv")
    else:
        assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)


@settings(max_examples=150)
@given(
    st.sampled_from(zipfile.ZipFile(io.BytesIO(SOUND)).namelist()),
    st.floats(0, 1),
    st.integers(0, 40),
    st.binary(max_size=12),
)
def test_no_damage_to_a_workbook_raises_anything_but_an_input_error(
    member: str, where: float, gone: int, instead: bytes
) -> None:
    def damage(part: bytes) -> bytes:
        place = int(where * len(part))
        return part[:place] + instead + part[place + gone :]

    try:
        parse_sheet("list.xlsx", changed(SOUND, member, damage))
    except InputError as error:
        assert str(error).startswith("list.xlsx")


@given(st.integers(0, len(SOUND) - 1), st.integers(0, 255))
def test_no_flipped_byte_of_a_workbook_raises_anything_but_an_input_error(
    place: int, byte: int
) -> None:
    try:
        parse_sheet("list.xlsx", SOUND[:place] + bytes([byte]) + SOUND[place + 1 :])
    except InputError as error:
        assert str(error).startswith("list.xlsx")


HOSTILE = {
    "csv/ragged.csv": (2, [3, 4]),
    "csv/latin1.csv": (2, [2]),
    "csv/formula.csv": (5, []),
    "csv/nul.csv": (1, [2]),
    "csv/huge-cell.csv": (1, [2]),
    "csv/semicolon-bom.csv": (1, []),
    "csv/duplicate-header.csv": "'name'",
    "csv/unclosed-quote.csv": "line 2",
    "office/far-cell.xlsx": (1, [1048576]),
    "office/formulas.xlsx": (1, []),
    "office/entity-bomb.xlsx": "sheet1.xml",
    "office/truncated.xlsx": "cut off",
}
"""How many rows of each bad file are read and which lines are named; or why it is refused."""


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_files_are_read_as_far_as_they_are_sound(name: str, shared: Path) -> None:
    path, expected = shared / "hostile" / name, HOSTILE[name]
    if isinstance(expected, str):
        assert expected in refused(path.name, path.read_bytes())
        return
    sheet = read_sheet(path)
    assert (len(sheet.rows), [mistake.line for mistake in sheet.mistakes]) == expected
    assert "\ufffd" not in repr(sheet) and "\ufeff" not in repr(sheet)
