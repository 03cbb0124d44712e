// Says in words what is shown: what was asked for, which filters are set, how much is left.

import { about, things, ties } from "./data.js";
import { counted, countryName, filled, forth, inWords, number, themeName, words } from "./text.js";
import { filters, ranked, tiesShown } from "./view.js";

export const extent = () => filled(words.counts, {
  things: number(ranked.length), allThings: number(things.id.length),
  ties: number(tiesShown), allTies: number(ties.from.length),
});

const listed = (choices, called) => [...choices].map(called).join(", ");

// Pairs of a word and what is chosen under it.
const filtersSet = () => {
  const { kinds, relations, themes, countries, weight, years, undated, only } = filters;
  const span = years ? [...new Set(years)].join("–") : undated ? "" : words.onlyDated;
  return [
    ["withoutKinds", listed(kinds, (kind) => inWords(words.kinds, kind))],
    ["ties", listed(relations, forth)],
    ["themes", listed(themes, themeName)],
    ["countries", listed(countries, countryName)],
    ["atLeast", weight > 1 ? counted(words.sourceCount, weight) : ""],
    ["time", years && undated ? filled(words.orUndated, { years: span }) : span],
    ["only", only && counted(words.thingCount, only.size)],
  ].filter(([, value]) => value).map(([word, value]) => [words.chosen[word], value]);
};

export const chosen = (between = "; ") =>
  [...about.choice, ...filtersSet()].map(([word, value]) => `${word}: ${value}`).join(between);

export const state = () => about.state || about.note;
