// Makes the elements of the page; whatever comes out of the data becomes text, never markup.

import { things } from "./data.js";
import { filled, label, number, webAddress, words } from "./text.js";
import { swatch } from "./shapes.js";

export const at = (id) => document.getElementById(id);

export const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
};

export const button = (text, press, properties = {}) =>
  make("button", { type: "button", onclick: press, ...properties }, text);

export const quiet = (...children) => make("p", { className: "quiet", dir: "auto" }, ...children);

export const groupHead = (text, count) => make("h3", { className: "group" }, text,
  ...(count === undefined ? [] : [" ", make("span", { className: "count" }, count)]));

export const name = (thing) => make("bdi", {}, label(thing));

// A row that one can press: what it is, what it is called, and a word or number at its end.
export const itemButton = (thing, text, aside, press) => {
  const item = button(swatch(things.kind[thing]), press, { className: "item" });
  const grow = make("span", { className: "grow", dir: "auto" }, text);
  item.append(grow, make("span", { className: "aside" }, aside));
  return item;
};

// A list under a heading: the first of its items, and the others once they are asked for, so many
// at a time that none has to be waited for.
const ITEMS = 200;
export const partList = (head, list, itemOf, first, count) => {
  const box = make("ul", { className: "items" });
  const add = (many) => {
    const here = box.children.length;
    box.append(...list.slice(here, here + many).map((one) => make("li", {}, itemOf(one))));
    const left = list.length - box.children.length;
    all.hidden = !left;
    all.textContent = left > ITEMS ? filled(words.more, { more: ITEMS, all: number(list.length) })
      : filled(words.showAll, { n: number(list.length) });
    return box.children[here];
  };
  const all = button("", () => add(ITEMS).firstChild.focus(), { className: "link all" });
  add(first);
  return make("section", {}, groupHead(head, count), box, all);
};

// A link for whoever may follow it, else the text alone.
export const webLink = (text, address) => {
  const href = webAddress(address);
  const safe = { href, target: "_blank", rel: "noopener noreferrer" };
  return href ? make("a", safe, text) : make("span", {}, text);
};

export const say = (text) => { at("said").textContent = text; };

// What stands in the page from the start, in the reader's language.
export const sayStanding = () => {
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = words[element.dataset.text];
  }
  for (const [data, attribute] of [["label", "aria-label"], ["hint", "placeholder"]]) {
    for (const element of document.querySelectorAll(`[data-${data}]`)) {
      element.setAttribute(attribute, words[element.dataset[data]]);
    }
  }
};
