"""What a column holds is told by its header in seven languages, else by its cells."""

import pytest

from expograph.errors import UnknownName, UsageError
from expograph.names import plain
from expograph.read.columns import FIELDS, NOT_TAKEN, country_names, guess, mapped
from expograph.read.headers import field_of, listed_words, words
from expograph.read.sheets import Sheet, parse_sheet


def sheet(*lines: str) -> Sheet:
    """Return a list of lines whose cells are parted by semicolons."""
    return parse_sheet("list.csv", "\n".join(lines).encode())


def taken(header: str, row: str = "", role: str = "") -> dict[str, str]:
    """Return which column holds what under this header."""
    return dict(guess(sheet(header, row or "a;" * header.count(";") + "b"), role=role).of_field)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Company;City;Country;Website", "name city country website"),
        ("Firmenname;Ort;Land;Internet", "name city country website"),
        ("Nombre de la empresa;Ciudad;País;Sitio web", "name city country website"),
        ("Raison sociale;Ville;Pays;Site internet", "name city country website"),
        ("Nom de l'empresa;Ciutat;País;Pàgina web", "name city country website"),
        ("Nome da empresa;Cidade;País;Sítio web", "name city country website"),
        ("Ragione sociale;Città;Paese;Sito web", "name city country website"),
        ("EXHIBITOR NAME:;Joint Pavilion;Themes", "name pavilion themes"),
        ("Veranstaltung;Beginn;Ende;Aussteller;Rolle", "event start end name role"),
        ("Intervenant;Fonction;Organisme", "person position name"),
        ("Vorname;Nachname;Funktion;Firma", "first_name last_name position name"),
    ],
)
def test_headers_in_seven_languages_say_what_columns_hold(header: str, columns: str) -> None:
    assert taken(header) == dict(
        sorted(
            zip(columns.split(), header.split(";"), strict=True),
            key=lambda p: [*FIELDS].index(p[0]),
        )
    )


def test_a_header_in_two_languages_or_with_a_remark_is_understood() -> None:
    assert taken("Firma / Company;Ort (Sitz);Stand") == {
        "name": "Firma / Company", "city": "Ort (Sitz)",
    }  # fmt: skip


def test_the_last_part_of_a_joined_header_goes_before_the_title_of_its_group() -> None:
    header, below = "Company;;Address;", "Name;Hall;Town;Country"
    found = guess(sheet(header, below, "Acme;2;Lyon;France", "Bolt;3;Bonn;Germany"))
    assert dict(found.of_field) == {
        "name": "Company / Name", "city": "Address / Town", "country": "Address / Country",
    }  # fmt: skip


def test_a_name_beside_a_company_is_a_persons_where_people_speak_and_else_not_taken() -> None:
    header = "Name;Company"
    assert taken(header) == {"name": "Company"}
    assert "Name" in guess(sheet(header, "a;b")).passed_over
    assert taken(header, role="speaker") == {"name": "Company", "person": "Name"}
    assert taken("Name;Job title;Company")["person"] == "Name"
    assert taken("Name;City") == {"name": "Name", "city": "City"}


def test_contacts_are_never_taken_by_a_guess() -> None:
    found = guess(sheet("Company;Contact person;E-Mail;Telefon", "Acme;a;b;c"))
    assert dict(found.of_field) == {"name": "Company"}
    assert {*found.passed_over} == {"Contact person", "E-Mail", "Telefon"}


def test_cells_say_what_a_column_holds_where_its_header_does_not() -> None:
    rows = [
        f"Firm {n};https://firm{n}.example;{c};KMU"
        for n, c in enumerate(("Italia", "FR", "Spanien"))
    ]
    found = guess(sheet("Aaa;Bbb;Ccc;Ddd", *rows))
    assert dict(found.of_field) == {
        "name": "Aaa", "kind": "Ddd", "country": "Ccc", "website": "Bbb",
    }  # fmt: skip
    assert found.why["country"] == "its cells are countries"


@pytest.mark.parametrize("cells", [("x@a.example", "y@a.example"), ("1", "2"), ("same", "same")])
def test_addresses_numbers_and_repeated_words_are_not_taken_for_names(cells: tuple[str]) -> None:
    assert not guess(sheet("Aaa", *cells)).of_field


def test_what_the_user_maps_goes_before_the_guess_and_the_rest_is_guessed() -> None:
    listed = sheet("Company;Brand;Town;Country", "Acme Ltd;Acme;Lyon;France")
    found = mapped(listed, "name=Brand")
    assert dict(found.of_field) == {"name": "Brand", "city": "Town", "country": "Country"}
    assert found.why["name"] == "you said so"
    assert dict(mapped(listed, "city=").of_field) == {"name": "Company", "country": "Country"}
    assert mapped(listed, "person=Town").of_field.get("city") is None


@pytest.mark.parametrize(
    "written",
    [
        "name=company,city=TOWN",
        " name = Company , city = Town ",
        ["name=Company", "city=Town"],
        'name="Company",city="Town",',
    ],
)
def test_pairs_are_written_at_once_or_one_by_one(written: str | list[str]) -> None:
    found = mapped(sheet("Company;Town", "Acme;Lyon"), written)
    assert dict(found.of_field) == {"name": "Company", "city": "Town"}


def test_a_header_with_comma_equals_sign_or_quotes_can_be_mapped() -> None:
    listed = sheet('Firm, legal;"Say ""seat""";a=b', "Acme;Lyon;x")
    found = mapped(listed, 'name="Firm, legal",city="Say ""seat""",position=a=b')
    assert dict(found.of_field) == {
        "name": "Firm, legal", "city": 'Say "seat"', "position": "a=b",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("name=Compny", "did you mean 'Company'?"),
        ("nme=Company", "did you mean 'name'?"),
        ("town=Town", "did you mean 'city'?"),
        ("Company", "'Company' is no pair; write field=Column"),
        ("name=Company,Town", "'Town' is no pair"),
        ("=Company", "is no pair"),
        ("name=Company,name=Town", "'name' stands there twice"),
        ('name="Company', "is no pair"),
    ],
)
def test_a_wrong_pair_is_refused_with_what_may_be_meant(written: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        mapped(sheet("Company;Town", "Acme;Lyon"), written)
    assert said in str(caught.value)


def test_of_two_headers_that_differ_in_case_alone_the_user_says_which() -> None:
    listed = sheet("Company;COMPANY;Town", "a;b;c")
    assert mapped(listed, "name=COMPANY").column("name") == "COMPANY"
    with pytest.raises(UnknownName, match="'Company' or 'COMPANY'"):
        mapped(listed, "name=company")


def test_each_language_has_words_for_each_field_and_no_word_stands_for_two() -> None:
    groups = words()["headers"]
    assert {field_of(group) for group in groups} == {*FIELDS, *NOT_TAKEN}
    for group, languages in groups.items():
        assert [*languages] == ["en", "de", "es", "fr", "ca", "pt", "it"], group
        for said in languages.values():
            assert {listed_words("headers").get(plain(word)) for word in said} == {group}
    for table in ("kinds", "things"):
        for name, said in words()[table].items():
            assert {listed_words(table)[plain(word)] for word in said} == {name}


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("ES", "Spain"),
        ("deu", "Germany"),
        ("Països Baixos", "Netherlands"),
        ("UK", "United Kingdom"),
    ],
)
def test_a_country_is_known_by_its_code_and_by_its_name_in_seven_languages(
    written: str, country: str
) -> None:
    assert country_names()[plain(written)] == country
    assert "europaische union" not in country_names()
