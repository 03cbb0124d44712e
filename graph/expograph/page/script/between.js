// Shows the shortest ways between two things, and lets the reader choose the second one.

import { ties, things } from "./data.js";
import { button, groupHead, itemButton, make, name, quiet } from "./elements.js";
import { search } from "./search.js";
import { betweenSaid, filled, kindName, label, sentence, when, words } from "./text.js";
import { select, selected, ways } from "./view.js";

const FOUND = 5;

export const betweenParts = ({ thing, to }) => [
  make("h2", { dir: "auto" }, betweenSaid(thing, to)),
  backButton({ thing }),
  ...(ways.length ? ways.map(wayPart) : [quiet(words.noWay)]),
];

// A step is all its ties as sentences; each leads to the words it rests on.
const wayPart = (steps) => {
  const over = steps.slice(0, -1).map(({ to }) => label(to)).join(", ");
  return make("section", {},
    groupHead(over ? filled(words.over, { names: over }) : words.directly),
    make("ol", { className: "items" }, ...steps.flatMap(({ to, ties: list }) =>
      list.map((tie) => make("li", {}, tieItem(to, tie, sentence(tie)))))));
};

export const tieItem = (thing, tie, text) =>
  itemButton(thing, text, when(tie), () => select({ tie, after: selected }));

// Back to what one came from.
export const backButton = (choice) => {
  const { thing, to } = choice;
  return button(`← ${to >= 0 ? betweenSaid(thing, to) : label(thing)}`, () => select(choice),
    { className: "link back" });
};

// "How is it tied to …": what is typed is looked for at once.
export const secondField = (thing) => {
  const list = make("ul", { className: "items" });
  const take = (to) => select({ thing, to });
  const found = () => search(input.value).best.filter((other) => other !== thing).slice(0, FOUND);
  const input = make("input", {
    type: "text", id: "second", autocomplete: "off", spellcheck: false, placeholder: words.search,
    oninput: () => list.replaceChildren(...found().map((to) =>
      make("li", {}, itemButton(to, name(to), kindName(things.kind[to]), () => take(to))))),
    onkeydown: ({ key }) => { if (key === "Enter" && found().length) take(found()[0]); },
  });
  return make("section", { className: "second" },
    make("label", { htmlFor: "second", className: "group" }, words.tiedTo), input, list);
};

// The other ties between the same two things.
export const siblingsOf = (tie, list) => list.filter((one) => one !== tie &&
  [ties.from[one], ties.to[one]].every((end) => [ties.from[tie], ties.to[tie]].includes(end)));
