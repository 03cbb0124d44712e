// What is shown and what is chosen: the state of the page, changed here only and told to all.

import { communities, otherEnd, things, ties, tiesOf } from "./data.js";
import { tell } from "./events.js";
import { NO_FILTER, byRank, prepare, revealing, sift, timesHidden } from "./sift.js";
import { waysBetween } from "./ways.js";

export let filters = NO_FILTER();
export let whole = null; // the counts when nothing is filtered
export let shown = null; // { shownTies, shownThings, tieCount, counts, masks }
export let ranked = []; // the things that are shown, the best tied first
export let tiesShown = 0;
export let selected = null; // { thing }, { thing, to } for the ways between two, or { tie }
export let ways = []; // the shortest ones between two things
export let lit = { things: new Set(), ties: new Set() }; // what the selection lights up
let prepared = null;

export const prepareView = () => {
  prepared = prepare(things, ties);
  filter({}, false);
  whole = shown.counts;
};

export const isDated = (tie) => prepared.first[tie] > 0;

// Changes some filters: filter({ weight: 2 }).
export const filter = (changes, aloud = true) => {
  filters = { ...filters, ...changes };
  shown = sift(prepared, filters);
  ranked = [...byRank(shown.shownThings, (thing) => ties.from.length - shown.tieCount[thing])];
  tiesShown = shown.shownTies.reduce((sum, one) => sum + one, 0);
  if (!aloud) return;
  if (selected && !isShown(selected)) select(null);
  else light();
  tell("shown");
};

// The circles around the communities of which something is shown, found at the first need.
let encircled = { ranked: null, circles: [] };
export const circles = () => {
  if (encircled.ranked !== ranked) {
    const lived = new Set(ranked.map((thing) => things.community[thing]));
    const found = communities.filter((_, one) => communities.length > 1 && lived.has(one));
    encircled = { ranked, circles: found };
  }
  return encircled.circles;
};

// Puts one choice of a filter in or out: toggle("kinds", "City").
export const toggle = (name, choice) => {
  const choices = new Set(filters[name]);
  if (!choices.delete(choice)) choices.add(choice);
  filter({ [name]: choices });
};

export const unfilter = () => filter(NO_FILTER());

const isShown = ({ thing, to = thing, tie }) =>
  (tie >= 0 ? shown.shownTies[tie] : shown.shownThings[thing] & shown.shownThings[to]) === 1;

// A thing is shown by any of its ties: by the one that the fewest filters hide.
const leastHidden = (thing) => [...tiesOf(thing)].sort(
  (one, other) => timesHidden(shown, one) - timesHidden(shown, other)).slice(0, 1);

const reveal = ({ thing, to = thing, tie }) => {
  const hidden = [thing, to].filter((one) => !shown.shownThings[one]);
  const wanted = tie >= 0 ? [tie] : hidden.flatMap(leastHidden);
  filter(wanted.reduce((left, one) => revealing(prepared, shown, left, one), filters));
};

// Selects a thing or a tie, or nothing; filters that hide it are given up, and no others. The camera
// goes there, unless it is told to stay.
export const select = (choice, goes = true) => {
  if (choice && !isShown(choice)) reveal(choice);
  selected = choice;
  light();
  tell("selected", goes);
};

// The things to which a thing is tied by what is shown, each with these ties.
const nearby = (passes) => (thing) => {
  const near = new Map();
  for (const tie of tiesOf(thing)) {
    const other = otherEnd(tie, thing);
    if (!shown.shownTies[tie] || other === thing || !passes(other)) continue;
    if (near.has(other)) near.get(other).push(tie);
    else near.set(other, [tie]);
  }
  return near;
};

// That two things have to do with one country or theme says little: such ways are the last resort.
const waysOver = (thing, to) => {
  const tells = (one) => one === thing || one === to || !["Country", "Theme"].includes(things.kind[one]);
  const found = waysBetween(thing, to, nearby(tells));
  return found.length ? found : waysBetween(thing, to, nearby(() => true));
};

const light = () => {
  const { thing, to } = selected ?? {};
  ways = to >= 0 ? waysOver(thing, to) : [];
  if (to >= 0) {
    const steps = ways.flat();
    lit = {
      things: new Set([thing, to, ...steps.map((step) => step.to)]),
      ties: new Set(steps.flatMap((step) => step.ties)),
    };
  } else if (!selected) lit = { things: new Set(), ties: new Set() };
  else if (selected.tie >= 0) {
    const { tie } = selected;
    lit = { things: new Set([ties.from[tie], ties.to[tie]]), ties: new Set([tie]) };
  } else {
    const own = [...tiesOf(selected.thing)].filter((tie) => shown.shownTies[tie]);
    const ends = own.flatMap((tie) => [ties.from[tie], ties.to[tie]]).sort((a, b) => a - b);
    lit = { things: new Set([selected.thing, ...ends]), ties: new Set(own) };
  }
};

// == Only a part: what is near something, one step more or less ==

export const neighboursOf = (list) => {
  const near = new Set(list);
  for (const thing of list) {
    for (const tie of tiesOf(thing)) near.add(ties.from[tie]).add(ties.to[tie]);
  }
  return near;
};
