// Walks through the network by keyboard: from a thing along its ties to the next, and back.

import { bring, fit, pan, zoom } from "./camera.js";
import { otherEnd, things, ties, tiesOf } from "./data.js";
import { at, make } from "./elements.js";
import { on, tell } from "./events.js";
import { betweenSaid, counted, filled, kindName, label, number, saying, sentence, when, words } from "./text.js";
import { groupsOf } from "./thing.js";
import { ranked, select, selected, shown } from "./view.js";

const STEP = 80; // pixels that a key moves the drawing

let trail = []; // the things that one has come over; on the last one stands

// The end of the chosen tie from which one came, or with which its sentence begins.
const standing = () => {
  const { thing, tie } = selected;
  const ends = tie >= 0 ? [ties.from[tie], ties.to[tie]] : [thing];
  if (!ends.includes(trail.at(-1))) trail = [tie >= 0 ? saying(tie)[0] : thing];
  return trail.at(-1);
};

// The ties of a thing in the order of the panel, found anew when one stands elsewhere.
let way = { thing: -1, shown: null, ties: [] };
const wayRound = (thing) => {
  if (way.thing !== thing || way.shown !== shown) {
    const all = groupsOf(thing).flatMap(({ list }) => list.map(({ tie }) => tie));
    way = { thing, shown, ties: all.filter((tie) => shown.shownTies[tie]) };
  }
  return way.ties;
};

// == Steps ==

const walkTo = (choice) => {
  select(choice, false);
  bring(choice.tie >= 0 ? [ties.from[choice.tie], ties.to[choice.tie]] : [choice.thing]);
};

const turn = (by) => {
  const round = wayRound(standing());
  const here = selected.tie >= 0 ? round.indexOf(selected.tie) : Math.min(0, -by);
  if (round.length) walkTo({ tie: round[(here + by + round.length) % round.length] });
};

const onwards = () => {
  const here = standing();
  if (selected.thing >= 0) return turn(1);
  trail.push(otherEnd(selected.tie, here));
  return walkTo({ thing: trail.at(-1) });
};

const backwards = () => {
  const here = standing();
  if (selected.tie >= 0) return walkTo({ thing: here });
  trail.pop();
  return trail.length ? walkTo({ thing: trail.at(-1) }) : select(null);
};

// == Saying where one is ==

export const placeInWords = () => {
  if (!selected) return words.nothingChosen;
  const { thing, to, tie } = selected;
  if (to >= 0) return betweenSaid(thing, to);
  if (thing >= 0) {
    return [label(thing), kindName(things.kind[thing]),
      counted(words.tieCount, tiesOf(thing).length)].filter(Boolean).join(", ");
  }
  const round = wayRound(standing());
  const said = [sentence(tie), when(tie), ties.contested[tie].length ? words.disagree : "",
    counted(words.sourceCount, ties.weight[tie])].filter(Boolean).join(", ");
  const values = { place: number(round.indexOf(tie) + 1), of: number(round.length) };
  return `${said}. ${filled(words.place, values)}`;
};

// == Keys ==

const WALK = {
  ArrowRight: () => turn(1), ArrowLeft: () => turn(-1), ArrowDown: onwards, Enter: onwards,
  ArrowUp: backwards, Escape: backwards, " ": () => tell("read"),
};
const LOOK = {
  ArrowLeft: () => pan(-STEP, 0), ArrowRight: () => pan(STEP, 0),
  ArrowUp: () => pan(0, -STEP), ArrowDown: () => pan(0, STEP),
  Enter: () => { if (ranked.length) select({ thing: ranked[0] }); },
  "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(),
  "?": () => at("help").showModal(),
};

export const tellKeys = () => {
  const rows = (keys) => keys.flatMap(([key, does]) =>
    [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)]);
  at("keys").replaceChildren(...rows(words.keys));
  at("keys-of-table").replaceChildren(...rows(words.keysOfTable));
};

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = (selected && !event.shiftKey && WALK[event.key]) || LOOK[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
};

export const listenToWalk = () => {
  at("drawing").onkeydown = onKey;
  at("help-open").onclick = LOOK["?"];
  at("help-close").onclick = () => at("help").close();
  at("help").onclick = ({ target }) => { if (target === at("help")) target.close(); };
  on("selected", () => { if (!selected) trail = []; });
};
