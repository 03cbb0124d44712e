// Writes what is shown as RDF in our vocabulary, in Turtle or JSON-LD.
//
// A tie is a plain triple. Beside it stands an rdf:Statement of the same three parts, which carries
// roles and dates and is derived from its pieces of evidence: the words, their place, the sources.

import { chosen, extent, state } from "./account.js";
import { about, piecesOf, relations, roles, terms, themes, things, ties, tiesOf } from "./data.js";
import { disputes, listTies, portable, relationName } from "./files.js";
import { ranked, shown } from "./view.js";

// == Names ==

const OURS = "https://w3id.org/expograph/", W3 = "http://www.w3.org/";
const PREFIXES = {
  "": `${OURS}ns#`, rdf: `${W3}1999/02/22-rdf-syntax-ns#`, rdfs: `${W3}2000/01/rdf-schema#`,
  skos: `${W3}2004/02/skos/core#`, xsd: `${W3}2001/XMLSchema#`, oa: `${W3}ns/oa#`,
  prov: `${W3}ns/prov#`, dcterms: "http://purl.org/dc/terms/", schema: "https://schema.org/",
  ev: `${OURS}id/event/`, se: `${OURS}id/series/`, og: `${OURS}id/organisation/`,
  ci: `${OURS}id/city/`, co: `${OURS}id/country/`, pe: `${OURS}id/person/`,
  pj: `${OURS}id/project/`, ve: `${OURS}id/venue/`, th: `${OURS}id/theme/`,
};
const full = (name) => {
  const [, prefix, local] = /^(\w*):(.*)$/.exec(name);
  return PREFIXES[prefix] + local;
};

const escaped = (text) => encodeURIComponent(portable(text));
const termIri = (name) => (terms.has(name) ? full(`:${name}`) : `${OURS}network/word/${escaped(name)}`);

// An address as an IRI: what may not stand in one is escaped, what is none becomes a name of ours.
const IRI = /^(?:[a-z][a-z\d+.-]*:(?!\/\/)|[a-z][a-z\d+.-]*:\/\/[^/?#:@]+(?::\d+)?(?=[/?#]|$))[^#]*(?:#[^#]*)?$/i;
const iriOf = (address) => {
  const iri = address.replace(
    /%(?![\da-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}]|\ufffd/giu, escaped);
  return IRI.test(iri) ? iri : `${OURS}network/thing/${escaped(address)}`;
};

const node = (id) => ({ "@id": id });
const thingNode = (thing) => node(iriOf(things.id[thing]));
const literal = (text, more) => (text ? { "@value": portable(text), ...more } : null);
const tagged = (texts) => Object.entries(texts).sort().map(([tag, text]) =>
  literal(text, /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i.test(tag) && { "@language": tag }));

// A date as precisely as it is given; what is no date stays a text.
const DATE_TYPES = { 4: "gYear", 7: "gYearMonth", 10: "date" };
const dated = (text) => {
  const day = /^\d{4}(-\d\d(-\d\d)?)?$/.test(text) ? new Date(text) : NaN;
  const isDate = !Number.isNaN(Number(day)) && day.toISOString().startsWith(text);
  return literal(text, isDate && { "@type": full(`xsd:${DATE_TYPES[text.length]}`) });
};

// What is said of one thing: pairs of a property and its value, or its values.
const record = (subject, facts) => {
  const said = { "@id": subject };
  for (const [property, value] of facts) {
    const values = [value].flat().filter(Boolean);
    if (values.length) (said[property.includes("//") ? property : full(property)] ??= []).push(...values);
  }
  return said;
};
const typed = (name) => ["rdf:type", node(full(name))];
const disputesIn = (contested) => contested.flatMap((one) =>
  [[":contested", node(termIri(one.property))], ["skos:note", literal(disputes([one]))]]);

const fileRecords = () => [
  record("_:file", [
    typed("dcterms:Dataset"), ["dcterms:title", literal(about.title)],
    ["dcterms:description", literal(chosen())], ["dcterms:extent", literal(extent())],
    ["dcterms:provenance", state() && node("_:state")]]),
  ...(state()
    ? [record("_:state", [typed("dcterms:ProvenanceStatement"), ["rdfs:label", literal(state())]])] : []),
];

const thingRecord = (thing) => {
  const own = [...tiesOf(thing)].filter((tie) => shown.shownTies[tie] && ties.from[tie] === thing);
  const [isEvent, labels] = [things.kind[thing] === "Event", things.labels[thing]];
  const named = Object.keys(labels).length ? labels : { "": things.label[thing] };
  return record(iriOf(things.id[thing]), [
    ...(terms.has(things.kind[thing]) ? [typed(`:${things.kind[thing]}`)] : []),
    ["skos:prefLabel", tagged(named)], ["skos:altLabel", things.aliases[thing].map((one) => literal(one))],
    [isEvent ? ":startDate" : ":since", dated(things.date[thing])],
    [isEvent ? ":endDate" : ":until", dated(things.until[thing])],
    [":status", things.status[thing] && node(termIri(things.status[thing]))],
    ["schema:addressCountry", literal(things.country[thing])],
    ["dcterms:spatial", things.places[thing].map((one) => literal(one))],
    [":hasTheme", things.themes[thing].map((theme) => node(iriOf(themes[theme].id)))],
    ...things.identifiers[thing].flatMap(([system, value, address]) => [
      ["dcterms:identifier", literal(`${system}: ${value}`)],
      ["rdfs:seeAlso", /^https?:\/\//.test(address) && node(iriOf(address))]]),
    ...disputesIn(things.contested[thing]),
    ...own.map((tie) => [termIri(relationName(tie)), thingNode(ties.to[tie])]),
  ]);
};

// How themes, what ties run through, roles and relations are called.
const wordRecords = (list) => {
  const here = new Set(ranked.map((thing) => things.id[thing]));
  const away = (id) => id && !here.has(id);
  const different = (values) => [...new Set(values)];
  const through = new Map(list.map((tie) => [ties.throughId[tie], ties.through[tie]]));
  return [
    ...different(ranked.flatMap((thing) => things.themes[thing]))
      .filter((theme) => away(themes[theme].id)).map((theme) => record(
        iriOf(themes[theme].id), [typed(":Theme"), ["skos:prefLabel", tagged(themes[theme].words)]])),
    ...[...through].filter(([id]) => away(id))
      .map(([id, name]) => record(iriOf(id), [["skos:prefLabel", literal(name)]])),
    ...different(list.flatMap((tie) => ties.roles[tie])).map((role) =>
      record(termIri(role), [["rdfs:label", tagged(roles[role] ?? { "": role })]])),
    ...different(list.map((tie) => ties.relation[tie])).map((relation) => record(
      termIri(relations[relation].name), [["rdfs:label", tagged(relations[relation].forth)]])),
  ];
};

const statement = (tie, pieces) => record(`_:tie${tie}`, [
  typed("rdf:Statement"), ["rdf:subject", thingNode(ties.from[tie])],
  ["rdf:predicate", node(termIri(relationName(tie)))], ["rdf:object", thingNode(ties.to[tie])],
  [":role", ties.roles[tie].map((role) => node(termIri(role)))],
  [":since", dated(ties.since[tie])], [":until", dated(ties.until[tie])],
  ["dcterms:date", dated(ties.date[tie])],
  [":status", ties.status[tie] && node(termIri(ties.status[tie]))],
  [":through", ties.throughId[tie] && node(iriOf(ties.throughId[tie]))],
  ["skos:note", ties.reasons[tie].map((reason) => literal(reason))],
  ...disputesIn(ties.contested[tie]),
  ["dcterms:extent", literal(`independent sources: ${ties.weight[tie]}`)],
  ["prov:wasDerivedFrom", pieces.map(node)],
]);

const pieceRecord = (id, { text, isQuote, reference, where }, sources) => record(id, [
  typed("prov:Entity"), [isQuote ? "oa:exact" : ":row", literal(text)],
  [":reference", literal(reference)], ["dcterms:bibliographicCitation", literal(where)],
  ["prov:hadPrimarySource", sources.map(node)],
]);

const sourceRecord = (id, { title, publisher, published, address, language: tag }) => record(id, [
  typed(":Source"), [":title", literal(title)], [":publisher", literal(publisher)],
  [":published", dated(published)], [":language", literal(tag)],
  [":address", literal(address, { "@type": full("xsd:anyURI") })],
]);

const records = () => {
  const list = listTies();
  const found = new Map(); // pieces and sources, each once
  const named = (letter, said, write) => {
    const key = letter + JSON.stringify(said);
    if (!found.has(key)) found.set(key, write(`_:${letter}${found.size}`, said));
    return found.get(key)["@id"];
  };
  const sourceName = (source) => named("s", source, sourceRecord);
  const pieceName = (piece) => named("e", piece, (id) => pieceRecord(id, piece,
    piece.sources.filter((source) => Object.values(source).some(Boolean)).map(sourceName)));
  return [
    ...fileRecords(), ...ranked.map(thingRecord),
    ...wordRecords(list), ...list.map((tie) => statement(tie, piecesOf(tie).map(pieceName))),
    ...found.values(),
  ];
};

export const jsonld = () => `${JSON.stringify(records())}\n`;

const short = (iri) => {
  if (iri.startsWith("_:")) return iri;
  const local = (prefix) => iri.slice(PREFIXES[prefix].length);
  const known = Object.keys(PREFIXES).find((prefix) =>
    iri.startsWith(PREFIXES[prefix]) && /^[a-z]([\w-]*\w)?$/i.test(local(prefix)));
  return known === undefined ? `<${iri}>` : `${known}:${local(known)}`;
};
const inTurtle = ({ "@id": id, "@value": text, "@language": tag, "@type": type }) => (id
  ? short(id) : JSON.stringify(text) + (tag ? `@${tag}` : type ? `^^${short(type)}` : ""));

export const turtle = () => {
  const heads = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
  const told = records().map(({ "@id": subject, ...facts }) => `${short(subject)} ${
    Object.entries(facts).map(([property, values]) =>
      `${short(property)} ${values.map(inTurtle).join(" , ")}`).join(" ;\n\t")} .\n`);
  return heads.join("") + told.join("");
};
