// Files of what is shown, without a browser: tables no spreadsheet takes for formulas, and RDF.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";

const PAGE = "../../../graph/expograph/page/script";
const { evidenceOf, takeIn } = await import(`${PAGE}/data.js`);
const { speak } = await import(`${PAGE}/text.js`);
const { filter, prepareView, unfilter } = await import(`${PAGE}/view.js`);
const { csv, evidenceLine, portable, tieCells } = await import(`${PAGE}/files.js`);
const { jsonld, turtle } = await import(`${PAGE}/triples.js`);

const ID = "https://w3id.org/expograph/id/";
const NS = "https://w3id.org/expograph/ns#";
const HOSTILE = [
  '=HYPERLINK("http://example.org")', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\tx", "\rx", "＝1",
  'a "quoted", name', "line\nbreak", "</script><img src=x onerror=alert(2)>", '\\"); alert(6); ("',
  "a\u2028b", "'''", "日本 🏙",
];

const columnsOf = (names, ids) => ({
  id: ids, label: names, labels: names.map(() => ({})), kind: names.map(() => "Organisation"),
  x: names.map(() => 0), y: names.map(() => 0), size: names.map(() => 1), community: names.map(() => 0),
  ...Object.fromEntries(["date", "until", "status", "country"].map((name) => [name, names.map(() => "")])),
  ...Object.fromEntries(["aliases", "places", "themes", "identifiers", "contested"]
    .map((name) => [name, names.map(() => [])])),
});

const sources = [["A post", "A paper", "2019-12", "https://example.org/a", "en"], ["A list", "", "", "", ""]];
const network = (names, ids = names.map((_, place) => `${ID}organisation/${place}`)) => {
  const ties = names.slice(1).map((_, place) => place + 1);
  const all = (value) => ties.map(() => value);
  globalThis.document = {
    documentElement: {},
    getElementById: () => ({ textContent: gzipSync(JSON.stringify({
      sources, texts: [...names, "line 1"],
      ties: ties.map((place) => [[[0], place, names.length, 1], [[0, 1], 0, names.length, 0]]),
    })).toString("base64") }),
  };
  takeIn({
    about: { title: "Who & what", note: "", state: "As of today", choice: [["event", "Congress"]], language: "en" },
    terms: ["partnerOf", "Organisation"], roles: {}, themes: [], communities: [], hubs: [], bridges: [], story: [],
    words: { en: { counts: "{things} {allThings} {ties} {allTies}", kinds: { Organisation: "Organisations" },
      chosen: { withoutKinds: "without", atLeast: "at least" },
      sourceCount: { one: "{n} source", other: "{n} sources" } } },
    relations: [{ name: "partnerOf", forth: { en: "is partner of" }, back: {}, symmetric: true },
      { name: "no such term", forth: {}, back: {}, symmetric: false }],
    things: columnsOf(names, ids),
    ties: {
      from: all(0), to: ties, relation: ties.map((place) => Number(place === 2)), weight: ties,
      since: all("2019-02-30"), until: all("2019-03"), date: all(""), status: all(""), through: all(""),
      throughId: all(""), roles: all([]), reasons: all([]), contested: all([]),
    },
  });
  prepareView();
  speak("en");
  unfilter();
};

// A reader of CSV of its own: records of fields, quoted ones with anything in them.
const fieldsIn = (text) => {
  const records = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") records.push([]);
  }
  return records.slice(0, -1);
};
const rowsIn = (text) => {
  const [heads, ...rows] = fieldsIn(text.replace(/^\ufeff/, ""));
  return rows.map((row) => Object.fromEntries(heads.map((head, place) => [head, row[place]])));
};

before(async () => {
  network(["One", ...HOSTILE]);
  await evidenceOf(0);
});

test("a hostile name comes back from the table as it was, but for what keeps it from being a formula", () => {
  const names = [...new Set(rowsIn(csv()).map((row) => row.to))];
  assert.deepEqual(names.map((name) => name.replace(/^'(?=[=+\-@＝\t\n])/, "")), HOSTILE.map(portable));
});

test("no cell begins as a formula does, and numbers stay numbers", () => {
  for (const cell of rowsIn(csv()).flatMap(Object.values)) assert.doesNotMatch(cell, /^[=+\-@＝＋－＠\t\r\n]/);
  assert.equal(rowsIn(csv())[0].independent_sources, "1");
});

test("each piece of evidence has a row, and several sources of one piece share its cells", () => {
  const [quote, row] = rowsIn(csv());
  assert.deepEqual([quote.evidence_kind, quote.source, row.source], ["quote", "A post", "A post | A list"]);
  assert.deepEqual([row.evidence_kind, row.publisher, row.address], ["row", "A paper | ", "https://example.org/a | "]);
  assert.deepEqual([row.network, row.chosen, row.state], ["Who & what", "event: Congress", "As of today"]);
});

test("only what the filters leave is written, and they are told in words", () => {
  filter({ weight: 14 });
  const rows = rowsIn(csv());
  unfilter();
  assert.deepEqual([...new Set(rows.map((row) => row.to))], ["日本 🏙"]);
  assert.equal(rows[0].chosen, "event: Congress; at least: 14 sources");
});

test("control characters and halves of characters leave a sign, and lines end in one way", () => {
  assert.equal(portable("a\0b\r\nc\rd\ud800e\u007f🏙"), "a\ufffdb\nc\nd\ufffde\ufffd🏙");
});

test("a piece of evidence is one line with its sources", async () => {
  const [, row] = await evidenceOf(0);
  assert.equal(evidenceLine(row), "One [line 1; A post, A paper, 2019-12, https://example.org/a, en or A list]");
  assert.deepEqual(tieCells(0).relation, "partnerOf");
});

test("a tie is a triple and a statement that rests on its evidence", () => {
  const graph = new Map(JSON.parse(jsonld()).map((record) => [record["@id"], record]));
  assert.deepEqual(graph.get(`${ID}organisation/0`)[`${NS}partnerOf`][0], { "@id": `${ID}organisation/1` });
  const said = graph.get("_:tie0");
  const pieces = said["http://www.w3.org/ns/prov#wasDerivedFrom"].map((piece) => graph.get(piece["@id"]));
  assert.deepEqual(pieces[1][`${NS}row`], [{ "@value": "One" }]);
  assert.equal(pieces[1]["http://www.w3.org/ns/prov#hadPrimarySource"].length, 2);
});

test("what is no date stays a text, and a month stays a month", () => {
  const said = JSON.parse(jsonld()).find((record) => record["@id"] === "_:tie0");
  assert.deepEqual(said[`${NS}since`], [{ "@value": "2019-02-30" }]);
  assert.deepEqual(said[`${NS}until`],
    [{ "@value": "2019-03", "@type": "http://www.w3.org/2001/XMLSchema#gYearMonth" }]);
});

test("a relation that the ontology does not have is no term of it", () => {
  assert.match(turtle(), /<https:\/\/w3id\.org\/expograph\/network\/word\/no%20such%20term>/);
  assert.doesNotMatch(turtle(), /ns#no/);
});

test("an identifier that is no IRI is escaped or becomes one of ours", () => {
  network(["a", "b", "c", "d"], ["no iri", "https://example.org/a b<c>", "javascript:alert(5)", "x://[y/%zz#1#2"]);
  const ids = JSON.parse(jsonld()).map((record) => record["@id"]);
  assert.deepEqual(ids.slice(2, 6), [
    "https://w3id.org/expograph/network/thing/no%20iri", "https://example.org/a%20b%3Cc%3E", "javascript:alert(5)",
    "https://w3id.org/expograph/network/thing/x%3A%2F%2F%5By%2F%25zz%231%232"]);
});
