// Tells filters and choice in names, which live longer than numbers, and finds what names mean.

import { shortNames } from "./address.js";
import { relations, themes, things, ties, tiesOf } from "./data.js";
import { neighboursOf, selected } from "./view.js";

const MOST_HOPS = 4, MOST_CENTRES = 20;

// Worked out at the first need, so that the page opens sooner.
const shortOnes = {};
const thingNames = () => (shortOnes.things ??= shortNames(things.id));
const themeNames = () => (shortOnes.themes ??= shortNames(themes.map(({ id }) => id)));
const thingName = (thing) => thingNames().nameOf(thing);
const thingNumber = (name) => thingNames().numberOf(name);

// == Ties, and what is around a thing ==

const relationNumber = (called) => relations.findIndex((relation) => relation.name === called);

// The ties that read the same, among which a tie is known by its place.
const parallels = (from, to, relation) => [...tiesOf(from)].filter((tie) =>
  ties.from[tie] === from && ties.to[tie] === to && ties.relation[tie] === relation);

const tieName = (tie) => {
  const [from, to, relation] = [ties.from[tie], ties.to[tie], ties.relation[tie]];
  const place = parallels(from, to, relation).indexOf(tie);
  const name = [thingName(from), relations[relation].name, thingName(to)];
  return place ? [...name, String(place)] : name;
};
const tieNumber = ([from, called, to, place = "0"]) => {
  const alike = parallels(thingNumber(from), thingNumber(to), relationNumber(called));
  return (/^\d+$/.test(place) ? alike[Number(place)] : undefined) ?? -1;
};

const ball = (centre, hops) => {
  let inside = new Set([centre]);
  for (let hop = 0; hop < hops; hop += 1) inside = neighboursOf(inside);
  return inside;
};

// Around which thing these are all that are so many ties away, if they are: then a link says so.
let lastBall = { only: null, found: null };
const aroundOf = (only) => {
  if (lastBall.only === only) return lastBall.found;
  const likely = [selected?.thing, lastBall.found?.centre, ...only].filter((one) => only.has(one));
  lastBall = { only, found: null };
  for (const centre of new Set(likely.slice(0, MOST_CENTRES))) {
    for (let hops = 1; hops <= MOST_HOPS && !lastBall.found; hops += 1) {
      const inside = ball(centre, hops);
      if (inside.size > only.size || [...inside].some((one) => !only.has(one))) break;
      if (inside.size === only.size) lastBall.found = { centre, hops };
    }
  }
  return lastBall.found;
};

// == What is shown, in names ==

const namesFrom = (numbers, nameOf) => [...numbers].map(nameOf).sort();

export const inNames = (given, choice) => {
  const around = given.only && aroundOf(given.only);
  return {
    thing: choice?.thing >= 0 ? thingName(choice.thing) : null,
    to: choice?.to >= 0 ? thingName(choice.to) : null,
    tie: choice?.tie >= 0 ? tieName(choice.tie) : null,
    "no-kinds": namesFrom(given.kinds, String),
    relations: namesFrom(given.relations, (one) => relations[one].name),
    themes: namesFrom(given.themes, (one) => themeNames().nameOf(one)),
    countries: namesFrom(given.countries, String),
    sources: given.weight, years: given.years, undated: given.undated,
    around: around && [thingName(around.centre), String(around.hops)],
    only: given.only && !around ? namesFrom(given.only, thingName) : null,
  };
};

// == What a state means ==

// Filters and choice as the page has them, and whether something of them is missing here.
export const meant = (state) => {
  let missing = false;
  const numbersOf = (names, numberOf) => {
    const numbers = names.map(numberOf);
    missing ||= numbers.includes(-1);
    return numbers.filter((one) => one !== -1);
  };
  const present = (names, column) => new Set(
    numbersOf(names, (one) => (column.includes(one) ? one : -1)));
  const numberFrom = (name, numberOf) => numbersOf(name === null ? [] : [name], numberOf)[0];
  const only = state.only && new Set(numbersOf(state.only, thingNumber));
  const around = numberFrom(state.around, ([name, hops = "1", ...more]) =>
    (/^[1-4]$/.test(hops) && !more.length ? thingNumber(name) : -1));
  const isOnly = only && (only.size || !state.only.length);
  const changes = {
    kinds: present(state["no-kinds"], things.kind),
    relations: new Set(numbersOf(state.relations, relationNumber)),
    themes: new Set(numbersOf(state.themes, (name) => themeNames().numberOf(name))),
    countries: present(state.countries, things.country),
    weight: state.sources, years: state.years, undated: state.undated,
    only: around >= 0 ? ball(around, Number(state.around[1] ?? 1)) : isOnly ? only : null,
  };
  const [tie, thing] = [numberFrom(state.tie, tieNumber), numberFrom(state.thing, thingNumber)];
  const to = numberFrom(state.to, thingNumber);
  const both = to >= 0 ? { thing, to } : { thing };
  return { changes, choice: tie >= 0 ? { tie } : thing >= 0 ? both : null, missing };
};
