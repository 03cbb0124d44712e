"""The command line as people meet it: a process, its status, its two streams."""

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import typer
from rdflib import Dataset, Graph

from expograph import formats
from expograph.cli import app
from expograph.questions import library

ROOT = Path(__file__).parents[1]
GRAPH = ROOT / "graph"
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


class Command:
    """Runs ``python -m expograph`` in a folder of its own, with the built-in graph as its store."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.folder = folder
        kept = {name: said for name, said in os.environ.items() if not name.startswith("PYTHON")}
        self.environment = {**kept, "PYTHONPATH": str(GRAPH), "EXPOGRAPH_STORE": str(store)}

    def __call__(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "expograph", *words], env={**self.environment, **environment},
            cwd=self.folder, capture_output=True, timeout=240,
        )  # fmt: skip
        return subprocess.CompletedProcess(
            words, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    def said(self, *words: str) -> str:
        """Return what a command prints when all is well."""
        done = self(*words)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def refusal(self, *words: str) -> str:
        """Return the one sentence of a command that does nothing."""
        done = self(*words)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert done.stderr.startswith("expograph: ")
        assert "Traceback" not in done.stderr
        return done.stderr

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start a command and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "expograph", *words], env=self.environment, cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip


@pytest.fixture
def expograph(tmp_path: Path, store: Path) -> Command:
    """The command line, in an empty folder."""
    return Command(tmp_path, store)


# help and examples ------------------------------------------------------------------------------


def example_of(help_text: str) -> list[str]:
    """Return the words of the example that a help shows at its end."""
    plain = " ".join(line.strip(" │") for line in help_text.splitlines())
    found = re.search(r"Example: +expograph (.*?) *$", plain)
    assert found, plain
    return shlex.split(found[1])


def test_the_help_lists_every_command_and_the_statuses(expograph: Command) -> None:
    said = expograph.said("--help")
    assert all(re.search(rf"\b{name}\b", said) for name in COMMANDS)
    assert "Exit status: 0 done" in said
    assert expograph.said("-h") == said
    assert expograph("").returncode == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_in_the_help_of_a_command_works(expograph: Command, name: str) -> None:
    words = example_of(expograph.said(name, "--help"))
    assert words[0] == name
    if name == "publish":
        pytest.skip("the example needs a server; tests/remote publishes to one")
    if name in ("build", "add", "remove"):
        words += ["--store", "fresh store"]
    if name in ("add", "claims", "remove"):
        text = "CLEAN exhibits at Smart City Expo World Congress 2019 in Barcelona.\n"
        (expograph.folder / "press-release.txt").write_text(text, encoding="utf-8")
    if name == "remove":
        expograph.said("add", "press-release.txt", "--store", "fresh store")
    done = expograph(*words)
    assert (done.returncode, done.stderr) == (0, "")
    for option in ("-o", "--output"):
        if option in words:
            assert (expograph.folder / words[words.index(option) + 1]).stat().st_size > 1000


@pytest.mark.parametrize("name", library.names())
def test_the_example_of_a_question_has_an_answer_with_evidence(
    expograph: Command, name: str
) -> None:
    helped = expograph.said("query", name, "--help")
    words = shlex.split(helped.splitlines()[-1])
    assert words[:3] == ["expograph", "query", name]
    done = expograph(*words[1:], "--evidence", "--limit", "3")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 3
    assert "Traceback" not in done.stderr


def test_query_without_a_name_lists_the_questions(expograph: Command) -> None:
    said = expograph.said("query")
    for name in library.names():
        assert f"\n{name} " in f"\n{said}"
    assert "expograph query NAME --help" in said
    assert expograph.said("query", "--list") == said


def test_the_version_is_said(expograph: Command) -> None:
    assert re.fullmatch(r"expograph \d+\.\d+\.\d+\n", expograph.said("--version"))


# mistakes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("qurey", "Did you mean 'query'?"),
        ("frobnicate", "No such command 'frobnicate'"),
        ("sparql --formt json", "--format"),
        ("info --stor x", "--store"),
        ("info extra", "extra"),
        ("sparql", "give a query or a file"),
        ("sparql ASK{} -f x", "give a query or a file"),
        ("sparql --format jsn ASK{}", "did you mean 'json'"),
        ("sparql --format turtle ASK{}", "the answer has rows; their formats are table, "),
        ("sparql --format csv 'DESCRIBE ci:barcelona'", "its formats are turtle, "),
        ("sparql 'SELECT'", "this is no SPARQL query: error at 1:7"),
        ("sparql 'INSERT DATA { <urn:a> <urn:a> 1 }'", "this is no SPARQL query"),
        ("sparql 'SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }'", "another server"),
        ("sparql -f nowhere.rq", "nowhere.rq: cannot be read (No such file or directory)"),
        ("sparql -f .", "cannot be read (Is a directory)"),
        (
            "query partnrs --of mixmove",
            "there is no query called 'partnrs'; did you mean 'partners'",
        ),
        ("query --of mixmove", "name a question"),
        ("query partners", "--of is missing"),
        ("query partners", "as in `expograph query partners --of "),
        ("query partners --off mixmove", "did you mean '--of'? (partners takes --of)"),
        ("query partners --of", "--of needs a value"),
        ("query partners --of ''", "a name is missing"),
        ("query partners mixmove", "'mixmove' is no option; write --of before it"),
        ("query partners --of Mixmoove", "did you mean 'MIXMOVE"),
        ("query partners --of 'Smart City'", "can be several things; type one of these instead:"),
        ("query partners --of mixmove --format jsn", "did you mean 'json'"),
        ("query partners --of mixmove --limit -1", "--limit needs a whole number, not '-1'"),
        ("query partners --of mixmove --limit 1e9", "--limit needs a whole number"),
        ("query partners --of mixmove --limit 99999999999", "--limit needs a whole number"),
        ("query partners --of mixmove --store nowhere", "there is no store at nowhere"),
        ("query -f nowhere.rq", "nowhere.rq: cannot be read"),
        ("network --format htm", "did you mean 'html'?"),
        ("network --picture tie", "did you mean 'ties'?"),
        ("network --hops 0 --of mixmove", "--hops"),
        ("network --event 'SCEWC 1899'", "there is no event called"),
        ("network --of mixmove -o nowhere/page.html", "there is no folder nowhere"),
        ("export --format trg", "did you mean 'trig'?"),
        ("export -o nowhere/graph.nq", "cannot be written (No such file or directory)"),
        ("publish", "--to"),
        ("publish --to http://127.0.0.1:9/", "127.0.0.1:9"),
        ("build --facts nowhere --store new", "there are no tables"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(expograph: Command, words: str, said: str) -> None:
    answer = expograph.refusal(*shlex.split(words))
    assert said in answer
    assert not list(expograph.folder.iterdir())


@pytest.mark.parametrize(
    "words",
    [("query", "partners", "--of"), ("sparql",), ("query", "news", "--about")],
)
def test_words_that_are_not_utf_8_are_a_mistake(expograph: Command, words: tuple[str]) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"expograph", *[w.encode() for w in words], b"K\xf6ln"],
        env=expograph.environment, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x7fELF\xff\xfe\x00", "is not UTF-8"),
        (b"#+ param: of\nSELECT * {}", "is not written `name Type"),
        (b"#+ function: rumours\nSELECT * {}", "there is no function called 'rumours'"),
        (
            b"#+ evidence: ?a ?b\nSELECT ?a { VALUES ?a { 1 } }",
            "the evidence '?a ?b' is not written",
        ),
        (b"#+ evidence: ?a :hasExhibiter ?b\nSELECT ?a {VALUES ?a {1}}", "hasExhibitor"),
        (b"#+ param: of Agent \xe2\x80\x94 x\nSELECT * {}", "no block `VALUES ?of"),
        (b"ASK {}", "a SELECT query was expected"),
    ],
)
def test_a_file_with_a_mistake_is_answered_in_a_sentence(
    expograph: Command, content: bytes, said: str
) -> None:
    path = expograph.folder / "mine.rq"
    path.write_bytes(content)
    words = ["--of", "mixmove"] if b"param: of Agent" in content else []
    done = expograph("query", "-f", "mine.rq", *words, "--evidence")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_without_a_head_can_be_asked(expograph: Command) -> None:
    (expograph.folder / "mine.rq").write_text(
        "SELECT ?city { ?city a :City } ORDER BY ?city LIMIT 2"
    )
    assert expograph.said("query", "-f", "mine.rq", "--format", "csv").count("\r\n") == 3
    assert expograph.said("sparql", "-f", "mine.rq", "--format", "csv").count("\r\n") == 3


@pytest.mark.parametrize(
    "name", ['"', "'", "\\", "} #+ {", "?x", "<urn:x>", "a\nb", "\x1b[2J", "$(id)"]
)
def test_no_name_is_more_than_a_name(expograph: Command, name: str) -> None:
    said = expograph.refusal("query", "partners", "--of", name)
    assert "there is no organisation" in said
    assert "\x1b" not in said


def test_an_empty_answer_says_what_is_missing(expograph: Command) -> None:
    done = expograph("query", "partners", "--of", "Albania")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no partnership of Albania is stated" in done.stderr


def test_the_last_of_a_repeated_option_counts(expograph: Command) -> None:
    said = expograph.said(
        "query", "partners", "--of=mixmove", "--format", "table", "--format=tsv", "--limit", "1",
        "--limit=0",
    )  # fmt: skip
    assert said.startswith("?partner\t")


def test_what_was_left_out_of_a_table_is_named_and_the_status_tells(expograph: Command) -> None:
    tables = expograph.folder / "tables"
    tables.mkdir()
    (tables / "countries.csv").write_text(
        "id,name,iso2,iso3,wikidata,source\nnowhere,Nowhere,,,,gazette\n", encoding="utf-8"
    )
    (tables / "sources.csv").write_text("id,title\npage,A page\n", encoding="utf-8")
    done = expograph("build", "--facts", "tables", "--store", "new store")
    assert done.returncode == 3
    assert "countries.csv, line 2, column source: there is no source 'gazette'" in done.stderr
    assert done.stderr.splitlines()[-1] == "one thing to mend is named above"
    assert "Traceback" not in done.stderr


def test_a_bug_is_a_traceback_and_the_status_1(expograph: Command) -> None:
    broken = (
        "import expograph.ask as a; a.run = lambda words: 1 / 0; import expograph.__main__ as m"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{broken}; m.main(['query', 'partners'])"],
        env=expograph.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


# streams ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("export",), ("export", "--format", "trig"), ("query",), ("info",), ("--help",),
        ("sparql", "SELECT * { ?s ?p ?o } LIMIT 20000"),
        ("sparql", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 20000"),
        ("query", "participants", "--at", "SCEWC 2019", "--evidence"),
    ],
)  # fmt: skip
def test_a_reader_may_go_away(expograph: Command, words: tuple[str, ...]) -> None:
    running = expograph.start(*words)
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait() == 0
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [["query"], ["info"], ["export"], ["sparql", "ASK {}"]])
def test_an_answer_that_cannot_be_written_is_said(expograph: Command, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "expograph", *words], env=expograph.environment,
            stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "expograph: the answer cannot be written (No space left on device)\n"


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_streams_may_be_closed(expograph: Command, redirection: str) -> None:
    for words in ("query partners --of mixmove", "export", "info"):
        done = subprocess.run(
            ["sh", "-c", f'"$0" -m expograph {words} {redirection}', sys.executable],
            env=expograph.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "de_DE.ISO-8859-1"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_output_is_utf_8_under_any_locale(expograph: Command, environment: dict[str, str]) -> None:
    words = ("sparql", 'SELECT ("K\\u00F6ln – \\u6771\\u4EAC" AS ?x) {}', "--format", "csv")
    done = expograph(*words, **environment)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "x\r\nKöln – 東京\r\n")
    missed = expograph("query", "partners", "--of", "Žžžzq", **environment)
    assert missed.stderr.endswith("called 'Žžžzq'\n")


def test_nothing_but_text_reaches_a_terminal(expograph: Command) -> None:
    said = expograph.said("sparql", 'SELECT ("a\\u001B[2Jb\\u0007\\u202Ec" AS ?x) {}')
    assert said == "x\n──────────\na [2Jb  c\n".replace("──────────", "─" * 9)


@pytest.mark.parametrize("words", [("sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")])
def test_ctrl_c_ends_a_long_query_at_once(expograph: Command, words: tuple[str, ...]) -> None:
    running = expograph.start(*words)
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=10)
    assert running.returncode in (130, -signal.SIGINT)  # a shell says 130 of either
    assert b"Traceback" not in error


def test_ctrl_c_ends_a_build_with_the_old_graph_in_place(expograph: Command) -> None:
    running = expograph.start("build", "--store", "new")
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=60)
    assert (running.returncode, error) == (130, b"expograph: stopped\n")
    assert not list(expograph.folder.rglob("*.tmp"))


# formats ----------------------------------------------------------------------------------------

CITIES = "SELECT ?city ?name { ?city a :City ; skos:prefLabel ?name } ORDER BY ?city ?name LIMIT 40"


def test_rows_say_the_same_in_every_format(expograph: Command) -> None:
    said = {form: expograph.said("sparql", CITIES, "--format", form) for form in formats.FORMATS}
    bindings = json.loads(said["json"])["results"]["bindings"]
    names = [binding["name"]["value"] for binding in bindings]
    assert len(names) == 40
    rows = list(csv.DictReader(io.StringIO(said["csv"], newline="")))
    assert [row["name"] for row in rows] == names
    assert [row["city"] for row in rows] == [binding["city"]["value"] for binding in bindings]
    tabbed = pyoxigraph.parse_query_results(
        said["tsv"].encode(), format=pyoxigraph.QueryResultsFormat.TSV
    )
    assert [row["name"].value for row in tabbed] == names  # type: ignore[union-attr]
    assert [line.split("  ")[-1].strip() for line in said["table"].splitlines()[2:]] == names
    assert len(said["markdown"].splitlines()) == 42
    assert expograph.said("sparql", CITIES) == said["table"]


def test_a_question_says_the_same_in_every_format(expograph: Command) -> None:
    words = ("query", "participants", "--at", "SCEWC 2019", "--format")
    said = {form: expograph.said(*words, form) for form in formats.FORMATS}
    bindings = json.loads(said["json"])["results"]["bindings"]
    rows = list(csv.DictReader(io.StringIO(said["csv"], newline="")))
    assert len(rows) == len(bindings) == len(said["table"].splitlines()) - 2 > 20
    assert len(said["markdown"].splitlines()) == len(said["tsv"].splitlines()) + 1 == len(rows) + 2
    assert all(not row["agent"].startswith("http") for row in rows)
    iris = expograph.said(*words, "csv", "--iris")
    assert [row["agent"] for row in csv.DictReader(io.StringIO(iris, newline=""))] == [
        binding["agent"]["value"] for binding in bindings
    ]


@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")]
)
def test_triples_are_read_by_rdflib(expograph: Command, form: str, name: str) -> None:
    pattern = "{ ?e :hasExhibitor ?x ; skos:prefLabel ?n }"
    query = f"CONSTRUCT {pattern} WHERE {pattern}"
    said = expograph.said("sparql", query, "--format", form)
    plain = Graph().parse(data=expograph.said("sparql", query, "--format", "ntriples"), format="nt")
    assert set(Graph().parse(data=said, format=name)) == set(plain)
    assert len(plain) > 500


@pytest.mark.parametrize(("form", "read"), [("graphml", "read_graphml"), ("gexf", "read_gexf")])
def test_networks_are_read_by_networkx(expograph: Command, form: str, read: str) -> None:
    expograph.said("network", "--of", "mixmove", "-o", f"near.{form}")
    graph = getattr(networkx, read)(expograph.folder / f"near.{form}")
    expograph.said("network", "--of", "mixmove", "--format", "json", "-o", "near")
    content = json.loads((expograph.folder / "near").read_text(encoding="utf-8"))
    edges = "edges" if "edges" in content else "links"
    same = networkx.node_link_graph(content, edges=edges)
    assert graph.number_of_nodes() == same.number_of_nodes() > 3
    assert graph.number_of_edges() == same.number_of_edges() > 3


def test_the_whole_graph_can_be_taken_away(expograph: Command) -> None:
    expograph.said("export", "-o", "graph.nq")
    lines = (expograph.folder / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    expograph.said("export", "-o", "graph.trig")
    quads = pyoxigraph.Dataset(
        pyoxigraph.parse(path=expograph.folder / "graph.nq", format=pyoxigraph.RdfFormat.N_QUADS)
    )
    trig = pyoxigraph.Dataset(
        pyoxigraph.parse(path=expograph.folder / "graph.trig", format=pyoxigraph.RdfFormat.TRIG)
    )
    assert len(quads) == len(trig) == len(lines)


def test_an_export_is_read_by_rdflib(expograph: Command) -> None:
    # of a small graph, since rdflib takes its time
    tables = expograph.folder / "tables"
    tables.mkdir()
    (tables / "sources.csv").write_text(
        "id,url,title,publisher,language,published\ngazette,https://gazette.example/,Fair,G,en,2020\n"
    )
    expograph.said("build", "--facts", "tables", "--store", "small")
    said = {
        form: expograph.said("export", "--store", "small", "--format", form)
        for form in ("nquads", "trig", "jsonld", "turtle")
    }
    names = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}
    read = {form: Dataset().parse(data=said[form], format=name) for form, name in names.items()}
    sizes = {form: len(list(each.quads())) for form, each in read.items()}
    assert sizes["nquads"] == sizes["trig"] == sizes["jsonld"] > 1000
    assert len(Graph().parse(data=said["turtle"], format="turtle")) > 1000


# where the store is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("query", "partners", "--of", "mixmove"), ("sparql", "ASK {}"), ("info",), ("validate",),
        ("export",), ("network", "--of", "mixmove"), ("publish", "--to", "http://127.0.0.1:9/"),
    ],
)  # fmt: skip
def test_every_command_asks_the_store_that_is_named(
    expograph: Command, words: tuple[str, ...]
) -> None:
    given = expograph(*words, "--store", "given", EXPOGRAPH_STORE="set")
    assert "there is no store at given;" in given.stderr
    by_name = expograph(*words, EXPOGRAPH_STORE="set")
    assert "there is no store at set;" in by_name.stderr
    here = expograph(*words, EXPOGRAPH_STORE="")
    assert "there is no store at expograph-store;" in here.stderr
    assert {given.returncode, by_name.returncode, here.returncode} == {2}


# what a cold question costs -----------------------------------------------------------------------


def test_a_cold_question_loads_no_big_library(expograph: Command) -> None:
    ask = (
        "import sys, expograph.__main__ as m\n"
        "try: m.main(['query', 'partners', '--of', 'mixmove'])\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask], env=expograph.environment, capture_output=True, text=True
    )
    loaded = set(done.stderr.split())
    assert "pyoxigraph" in loaded
    assert not sorted(loaded & {
        "rdflib", "networkx", "pyvis", "typer", "rich", "SPARQLWrapper", "oxrdflib", "dataclasses",
        "inspect", "importlib_metadata", "shutil", "tempfile", "difflib", "csv",
        "threading", "subprocess", "socket", "ssl", "hashlib",
    })  # fmt: skip
