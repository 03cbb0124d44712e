// Says what is shown in plain texts, as files for other programs need it, and as a table of evidence.

import { chosen, state } from "./account.js";
import { about, piecesOf, relations, things, ties } from "./data.js";
import { forth, inLanguage, label, roleName, themeName } from "./text.js";
import { shown } from "./view.js";

const BETWEEN = " | "; // stands between the values of one cell; no address holds it

// Text that UTF-8 and XML can carry: control characters and halves of characters become a sign.
export const portable = (text) => text.replace(/\r\n?/g, "\n")
  .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");

export const listTies = () => [...ties.from.keys()].filter((tie) => shown.shownTies[tie]);

const known = (cells) => Object.fromEntries(
  Object.entries(cells).filter(([, text]) => text).map(([cell, text]) => [cell, portable(text)]));

// On which properties sources disagree, with all values and who says them.
export const disputes = (contested) => contested.map(({ words: said, property, values }) =>
  `${inLanguage(said ?? {}, property)}: ${values.map(disputed).join("; ")}`).join(BETWEEN);
const disputed = ({ value, sources, titles }) =>
  `${value} (sources: ${[sources, titles.join(", ")].filter(Boolean).join("; ")})`;

export const thingCells = (thing) => known({
  label: label(thing),
  ...Object.fromEntries(Object.entries(things.labels[thing]).sort()
    .map(([tag, text]) => [`label_${tag}`, text])),
  kind: things.kind[thing], date: things.date[thing], until: things.until[thing],
  status: things.status[thing], country: things.country[thing],
  aliases: things.aliases[thing].join(BETWEEN), places: things.places[thing].join(BETWEEN),
  themes: things.themes[thing].map(themeName).join(BETWEEN),
  identifiers: things.identifiers[thing].map((one) => one.slice(0, 2).join(": ")).join(BETWEEN),
  contested: disputes(things.contested[thing]),
});

export const relationName = (tie) => relations[ties.relation[tie]].name;

export const tieCells = (tie) => known({
  label: forth(ties.relation[tie]), relation: relationName(tie),
  since: ties.since[tie], until: ties.until[tie], date: ties.date[tie], status: ties.status[tie],
  roles: ties.roles[tie].map(roleName).join(BETWEEN), reasons: ties.reasons[tie].join(BETWEEN),
  through: ties.through[tie] || ties.throughId[tie], through_iri: ties.throughId[tie],
  contested: disputes(ties.contested[tie]),
});

// A piece of evidence in one line: the words, where they stand, and the sources.
export const evidenceLine = ({ text, isQuote, reference, where, sources }) => {
  const words = isQuote ? `“${text}”` : text;
  const cited = sources.map((source) => Object.values(source).filter(Boolean).join(", "));
  const place = [where, cited.filter(Boolean).join(" or ")].filter(Boolean).join("; ");
  return portable(`${words}${reference && ` (${reference})`} [${place}]`).replace(/\s+/g, " ").trim();
};

// == CSV: one row a piece of evidence ==

const CSV_COLUMNS = [
  "from", "relation", "to", "since", "until", "date", "status", "roles", "through", "reasons",
  "contested", "independent_sources", "evidence", "evidence_kind", "place", "reference",
  "source", "publisher", "published", "address", "language", "from_kind", "to_kind", "tie",
  "from_iri", "relation_name", "to_iri", "through_iri", "network", "chosen", "state",
];
const OF_SOURCE = ["title", "publisher", "published", "address", "language"];

// What begins like a formula gets an apostrophe in front; numbers stay as they are.
const csvCell = (value = "") => {
  const text = portable(String(value));
  const isFormula = /^[=+\-@＝＋－＠\t\n]/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  const harmless = isFormula ? `'${text}` : text;
  return /[",\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

const rowsOfTie = (tie, place) => {
  const [from, to] = [ties.from[tie], ties.to[tie]];
  const cells = tieCells(tie);
  const said = {
    ...cells, from: label(from), to: label(to), relation: cells.label,
    relation_name: cells.relation, from_iri: things.id[from], to_iri: things.id[to],
    from_kind: things.kind[from], to_kind: things.kind[to], independent_sources: ties.weight[tie],
    tie: place + 1, network: about.title, chosen: chosen(), state: state(),
  };
  return piecesOf(tie).map((piece) => {
    const cited = OF_SOURCE.map((part) => piece.sources.map((source) => source[part]));
    const [source, ...others] = cited.map((all) => (all.some(Boolean) ? all.join(BETWEEN) : ""));
    return {
      ...said, evidence: piece.text, evidence_kind: piece.isQuote ? "quote" : "row",
      place: piece.where, reference: piece.reference, source,
      ...Object.fromEntries(OF_SOURCE.slice(1).map((part, number) => [part, others[number]])),
    };
  });
};

// With a byte order mark, without which Excel shows "MalmÃ¶".
export const csv = () => {
  const rows = listTies().flatMap(rowsOfTie).map((row) => CSV_COLUMNS.map((column) => row[column]));
  return `\ufeff${[CSV_COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
};
