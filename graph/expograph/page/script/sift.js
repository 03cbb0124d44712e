// Finds which ties pass the filters, and what hides those that do not.

import { BIT, countsOf, marks } from "./counts.js";

// The first and last year of a tie, or nought where its sources give no date.
export const yearsOf = (since, until, date) => {
  const years = [date, since, until].map((said) => Number(/^\d{4}/.exec(said)?.[0] ?? 0));
  const given = years.filter(Boolean);
  return given.length ? [Math.min(...given), Math.max(...given)] : [0, 0];
};

const numbers = (length) => [...Array(length).keys()];
const most = (list) => list.reduce((one, other) => Math.max(one, other), 0);

// What filters look at, worked out once: for each tie and thing small numbers instead of texts.
export const prepare = (things, ties) => {
  const kinds = [...new Set(things.kind)];
  const countries = [...new Set(things.country)].filter(Boolean).sort();
  const kindAt = new Map(kinds.map((kind, place) => [kind, place]));
  const countryAt = new Map(countries.map((code, place) => [code, place + 1]));
  const spans = ties.date.map((date, tie) => yearsOf(ties.since[tie], ties.until[tie], date));
  const first = Uint16Array.from(spans, ([year]) => year);
  const last = Uint16Array.from(spans, ([, year]) => year);
  const least = most(last) && first.reduce((one, year) => (year ? Math.min(one, year) : one), 9999);
  const weights = [...new Set(ties.weight)].sort((one, other) => one - other);
  return {
    things, ties, kinds, countries, first, last, least,
    kind: Uint8Array.from(things.kind, (kind) => kindAt.get(kind)),
    country: Uint16Array.from(things.country, (code) => countryAt.get(code) ?? 0),
    relations: numbers(ties.relation.length && most(ties.relation) + 1),
    themes: numbers(most([...new Set(things.themes)].flat().map((theme) => theme + 1))),
    weights, weightAt: Uint16Array.from(ties.weight, (weight) => weights.indexOf(weight)),
    years: least ? numbers(most(last) - least + 1).map((year) => year + least) : [],
  };
};

export const NO_FILTER = () => ({
  kinds: new Set(), // hidden ones
  relations: new Set(), // wanted ones, by number; none: all
  themes: new Set(), // wanted ones, by number; none: all
  countries: new Set(), // wanted ones, by code; none: all
  weight: 1, // so many independent sources at least
  years: null, // [first, last]
  undated: true, // whether ties without a date are shown, whatever years are chosen
  only: null, // a set of things, to which everything else is left out
});

export const isFiltered = (filters) => filters.kinds.size + filters.relations.size +
  filters.themes.size + filters.countries.size > 0 || filters.weight > 1 ||
  filters.years !== null || !filters.undated || filters.only !== null;

const hasAny = (list, wanted) => list.some((one) => wanted.has(one));

// The numbers of what is marked, by rank: rank and number as one number, so that they sort quickly.
export const byRank = (marked, rankOf) => {
  const many = marked.length;
  const keys = new Float64Array(many);
  let count = 0;
  for (let one = 0; one < many; one += 1) {
    if (marked[one]) keys[count++] = rankOf(one) * many + one;
  }
  return keys.subarray(0, count).sort().map((key) => key % many);
};

// For each tie a number whose bits are the filters that leave it out.
const leftOut = (prepared, filters) => {
  const { things, ties, kinds, kind, countries, country, relations, first, last } = prepared;
  const { from, to, relation, weight } = ties;
  const [low, high] = filters.years ?? [0, Infinity];
  const hidden = marks(kinds, (one) => filters.kinds.has(one));
  const unasked = marks(relations, (one) => filters.relations.size && !filters.relations.has(one));
  const abroad = filters.countries.size
    ? marks(["", ...countries], (code) => !filters.countries.has(code)) : null;
  const offTheme = filters.themes.size
    ? marks(things.themes, (list) => !hasAny(list, filters.themes)) : null;
  const inside = filters.only ? marks(things.id, (_, thing) => filters.only.has(thing)) : null;
  const masks = new Uint8Array(from.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    const a = from[tie], b = to[tie];
    let mask = hidden[kind[a]] | hidden[kind[b]] ? BIT.kinds : 0;
    if (unasked[relation[tie]]) mask |= BIT.relations;
    if (offTheme && offTheme[a] & offTheme[b]) mask |= BIT.themes;
    if (abroad && abroad[country[a]] & abroad[country[b]]) mask |= BIT.countries;
    if (weight[tie] < filters.weight) mask |= BIT.weight;
    const isDated = first[tie] > 0;
    if (isDated ? first[tie] > high || last[tie] < low : !filters.undated) mask |= BIT.years;
    if (inside && !(inside[a] & inside[b])) mask |= BIT.only;
    masks[tie] = mask;
  }
  return masks;
};

// Which ties and things are shown, what leaves the others out, how many ties each thing has among
// what is shown, and the counts.
export const sift = (prepared, filters) => {
  const { things, ties } = prepared;
  const masks = leftOut(prepared, filters);
  const shownTies = marks(masks, (mask) => !mask);
  const tieCount = new Uint32Array(things.id.length);
  for (let tie = 0; tie < masks.length; tie += 1) {
    if (masks[tie]) continue;
    tieCount[ties.from[tie]] += 1;
    if (ties.to[tie] !== ties.from[tie]) tieCount[ties.to[tie]] += 1;
  }
  const shownThings = marks(tieCount, (count) => count > 0);
  return { masks, shownTies, shownThings, tieCount, counts: countsOf(prepared, masks, filters) };
};

// == What hides a tie ==

// By how many filters a tie is left out.
export const timesHidden = ({ masks }, tie) =>
  Object.values(BIT).filter((bit) => masks[tie] & bit).length;

// The filters without those that leave out a tie; of kinds only those of its ends come back.
export const revealing = ({ things, ties, first }, { masks }, filters, tie) => {
  const [changed, none] = [{ ...filters }, NO_FILTER()];
  for (const [name, bit] of Object.entries(BIT)) {
    const hiding = name === "years" && !first[tie] ? "undated" : name;
    if (masks[tie] & bit) changed[hiding] = none[hiding];
  }
  changed.kinds = new Set(filters.kinds);
  for (const end of [ties.from[tie], ties.to[tie]]) changed.kinds.delete(things.kind[end]);
  return changed;
};
