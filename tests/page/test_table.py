"""Tests of the table: the same ties as the drawing, in the order of any column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

ROWS = """
  return [...document.querySelectorAll('#rows tr')].map((row) =>
    Object.fromEntries([...row.cells].map((cell) => [cell.dataset.head, cell.textContent])));
"""


def table(window: Window, graph: nx.MultiDiGraph, language: str = "en") -> None:
    window.open(draw(graph, title="A network", language=language))
    window.ask("document.getElementById('show-table').click()")


def sort(window: Window, column: str) -> list[str]:
    """Press the head of a column, and return what stands in it from top to bottom."""
    window.ask(
        "[...document.querySelectorAll('#heads button')]"
        ".find((head) => head.textContent === arguments[0]).click()",
        column,
    )
    return [row[column] for row in window.ask(ROWS)]


def star(
    make_tie: Callable[..., dict[str, Any]], labels: list[str], **more: Any
) -> nx.MultiDiGraph:
    """Return a network in which one thing has a tie to one thing of each label."""
    graph = nx.MultiDiGraph()
    for number, label in enumerate(labels):
        graph.add_node(f"leaf/{number}", label=label, kind="City")
        each = {name: values[number] for name, values in more.items()}
        graph.add_edge("hub", f"leaf/{number}", **make_tie("knows", **each))
    return graph


def test_the_table_says_all_that_the_drawing_knows(
    window: Window, network: nx.MultiDiGraph
) -> None:
    known = next(iter(network.edges(data=True)))[2]
    known |= {"through": "pavilion", "through_label": "Nordic Pavilion 2019"}
    table(window, network)
    rows = window.ask(ROWS)
    assert len(rows) == network.number_of_edges()
    assert rows[0] == {
        "From": "Smart City Congress 2019",
        "Tie": "had exhibitor",
        "To": "MIXMOVE",
        "When": "2019-11-19",
        "Role": "exhibitor",
        "Status": "took place",
        "Through": "Nordic Pavilion 2019",
        "Sources": "3",
    }
    disputed = [row["Tie"] for row in rows if "sources disagree" in row["Status"]]
    assert disputed == ["had participant"]


def test_a_column_in_which_nothing_stands_is_left_out(
    window: Window, network: nx.MultiDiGraph
) -> None:
    table(window, network)
    heads = window.ask("return [...document.querySelectorAll('th')].map((h) => h.textContent)")
    assert "Through" not in heads and "Role" in heads


def test_names_are_sorted_as_the_reader_sorts_and_numbers_in_them_as_numbers(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = star(make_tie, ["Zürich", "Évora", "porto", "Ärhus", "Expo 10", "Expo 9", "Eton"])
    table(window, graph)
    ordered = ["Ärhus", "Eton", "Évora", "Expo 9", "Expo 10", "porto", "Zürich"]
    assert sort(window, "To") == ordered
    assert sort(window, "To") == ordered[::-1]


def test_dates_are_sorted_as_dates_and_those_that_are_missing_come_last(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    dates = ["2019-11-19", "", "2019", "2018-02", "2020"]
    table(window, star(make_tie, list("abcde"), date=dates))
    assert sort(window, "When") == ["2018-02", "2019", "2019-11-19", "2020", ""]
    assert sort(window, "When") == ["2020", "2019-11-19", "2019", "2018-02", ""]


def test_sources_are_sorted_as_numbers_the_most_first(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    table(window, star(make_tie, list("abcd"), weight=[9, 10, 100, 2]))
    state = "return [...document.querySelectorAll('th')].map((h) => h.getAttribute('aria-sort'))"
    assert [row["Sources"] for row in window.ask(ROWS)] == ["100", "10", "9", "2"]
    assert window.ask(state)[-1] == "descending"
    assert sort(window, "Sources") == ["2", "9", "10", "100"]
    assert window.ask(state)[-1] == "ascending"
    sort(window, "To")
    assert [one for one in window.ask(state) if one] == ["ascending"]
    assert sort(window, "Sources") == ["100", "10", "9", "2"]


def test_sorting_is_announced(window: Window, network: nx.MultiDiGraph) -> None:
    table(window, network)
    sort(window, "When")
    assert window.text("#said") == "Sorted by When, ascending"
    sort(window, "When")
    assert window.text("#said") == "Sorted by When, descending"


def test_the_order_stays_when_filters_change(window: Window, network: nx.MultiDiGraph) -> None:
    table(window, network)
    before = sort(window, "To")
    window.ask("document.querySelector('#kinds [data-kind=Country]').click()")
    after = [row["To"] for row in window.ask(ROWS)]
    assert after == [name for name in before if name != "Sweden"]


def test_the_parts_of_a_long_table_go_on_in_its_order(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    labels = [f"Town {number * 7 % 450}" for number in range(450)]
    table(window, star(make_tie, labels))
    assert len(sort(window, "To")) == 200
    window.ask("document.getElementById('more').click()")
    assert window.ask("return document.activeElement.closest('tr').rowIndex") == 201
    window.ask("document.getElementById('more').click()")
    assert [row["To"] for row in window.ask(ROWS)] == [f"Town {number}" for number in range(450)]


def test_arrow_keys_go_from_row_to_row(window: Window, network: nx.MultiDiGraph) -> None:
    table(window, network)
    window.ask("document.querySelector('#rows button').focus()")
    places = []
    for key in ("\ue015", "\ue015", "\ue013", "\ue010", "\ue015", "\ue011"):
        window.driver.switch_to.active_element.send_keys(key)
        places.append(window.ask("return document.activeElement.closest('tr').rowIndex"))
    assert places == [2, 3, 2, 6, 6, 1]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_press_on_a_row_opens_its_evidence(
    window: Window, network: nx.MultiDiGraph, size: tuple[int, int]
) -> None:
    window.size(*size)
    table(window, network)
    spot = window.ask(
        "return document.querySelector('#rows tr:nth-child(2) td.when').getBoundingClientRect()"
    )
    window.click(spot["x"] + 5, spot["y"] + 5)
    row = window.ask(ROWS)[1]
    assert window.text("#details blockquote") == f"They {row['Tie']} one another."
    current = "return document.querySelector('#rows tr[aria-current=true]').rowIndex"
    assert window.ask(current) == 2


def test_the_sheet_of_a_phone_does_not_hide_the_chosen_row(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    window.size(390, 844)
    table(window, star(make_tie, [f"Town {number}" for number in range(40)]))
    last = "[...document.querySelectorAll('#rows tr')].findLast((row) => " + (
        "row.getBoundingClientRect().bottom < innerHeight)"
    )
    window.ask(f"window.row = {last}; window.row.querySelector('button').click()")
    window.wait()
    foot = window.ask("return window.row.getBoundingClientRect().bottom")
    assert foot <= window.ask(
        "return document.getElementById('details').getBoundingClientRect().top"
    )


def test_the_table_is_a_table_for_screen_readers_on_a_phone_too(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.size(390, 844)
    table(window, network)
    nodes = window.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node.get("role", {}).get("value") for node in nodes if not node.get("ignored")]
    assert roles.count("row") == 7 and roles.count("columnheader") == 7
    assert roles.count("cell") == 6 * 7


def test_forty_thousand_ties_are_sorted_at_once(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for number in range(40_000):
        place = number % 8_000
        more = {"date": f"20{number % 25:02}-05", "weight": number % 7 + 1}
        graph.add_edge(f"event/{place % 80}", f"city/{place}", **make_tie("knows", **more))
    table(window, graph)
    took = """
      const heads = [...document.querySelectorAll('#heads button')];
      return Math.max(...heads.map((head) => {
        const start = performance.now();
        head.click();
        return performance.now() - start;
      }));
    """
    window.ask(took)
    assert window.ask(took) < 100
