// What the page carries, unpacked: things and ties as columns, and the evidence at the first look.

import { unpacked } from "./unpack.js";

export let about, things, ties, relations, roles, themes, communities, hubs, bridges, focus, story;
export let terms; // the names that the ontology knows
export let wordsOf = {}; // the page's own words by language
let waiting = null, evidence = null; // the evidence as bytes, and read at the first look
let firstTie = [], tiesByThing = []; // the ties of thing n are firstTie[n] up to firstTie[n + 1]

// == Columns ==

// A column is a list of values, or the different values and the number of each one's.
const column = (list) =>
  Array.isArray(list) ? list : Array.from(list.at, (number) => list.values[number]);

const columns = (table) =>
  Object.fromEntries(Object.entries(table).map(([name, list]) => [name, column(list)]));

export const takeIn = (data) => {
  ({ about, relations, roles, themes, communities, hubs, bridges, focus, story } = data);
  terms = new Set(data.terms);
  wordsOf = data.words;
  things = columns(data.things);
  ties = columns(data.ties);
  for (const end of ["from", "to", "relation", "weight"]) ties[end] = Int32Array.from(ties[end]);
  countTies();
};

const countTies = () => {
  firstTie = new Int32Array(things.id.length + 1);
  const isLoop = (tie) => ties.from[tie] === ties.to[tie];
  for (let tie = 0; tie < ties.from.length; tie += 1) {
    firstTie[ties.from[tie] + 1] += 1;
    if (!isLoop(tie)) firstTie[ties.to[tie] + 1] += 1;
  }
  for (let thing = 0; thing < things.id.length; thing += 1) firstTie[thing + 1] += firstTie[thing];
  const next = firstTie.slice();
  tiesByThing = new Int32Array(firstTie[things.id.length]);
  for (let tie = 0; tie < ties.from.length; tie += 1) {
    tiesByThing[next[ties.from[tie]]++] = tie;
    if (!isLoop(tie)) tiesByThing[next[ties.to[tie]]++] = tie;
  }
};

// The numbers of the ties of a thing, the best evidenced first.
export const tiesOf = (thing) => tiesByThing.subarray(firstTie[thing], firstTie[thing + 1]);

export const otherEnd = (tie, thing) => (ties.from[tie] === thing ? ties.to[tie] : ties.from[tie]);

// == Evidence ==

// Unpacked it waits as bytes, outside the script's memory: a page that is printed cannot wait.
export const unpackEvidence = async () => { waiting ??= await unpacked("evidence").arrayBuffer(); };

export const evidenceOf = async (tie) => {
  await unpackEvidence();
  return piecesOf(tie);
};

// None as long as the evidence is not unpacked.
export const piecesOf = (tie) => {
  if (waiting && !evidence) {
    evidence = JSON.parse(new TextDecoder().decode(waiting));
    waiting = true;
  }
  return (evidence?.ties[tie] ?? []).map(([sources, text, where, isQuote, outside]) => ({
    text: evidence.texts[text], where: evidence.texts[where], isQuote: Boolean(isQuote),
    reference: evidence.texts[outside] ?? "",
    sources: sources.map((number) => {
      const [title, publisher, published, address, language] = evidence.sources[number];
      return { title, publisher, published, address, language };
    }),
  }));
};
