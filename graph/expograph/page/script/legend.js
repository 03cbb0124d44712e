// The legend says what each shape is and how many there are, and hides a kind when pressed.

import { extent } from "./account.js";
import { things } from "./data.js";
import { at, button, make } from "./elements.js";
import { SHAPES, swatch } from "./shapes.js";
import { inWords, number, words } from "./text.js";
import { filters, shown, toggle } from "./view.js";

export const kindsInOrder = () => {
  const present = new Set(things.kind);
  const known = Object.keys(SHAPES).filter((kind) => present.has(kind));
  return [...known, ...[...present].filter((kind) => !(kind in SHAPES)).sort()];
};

export const makeLegend = () => {
  at("kinds").replaceChildren(...kindsInOrder().map((kind) => {
    const item = button(swatch(kind), () => toggle("kinds", kind), { className: "item" });
    item.dataset.kind = kind;
    item.append(
      make("span", { className: "grow" }, inWords(words.kinds, kind)),
      make("span", { className: "aside" }));
    return make("li", {}, item);
  }));
  updateLegend();
};

export const updateLegend = () => {
  for (const item of at("kinds").querySelectorAll("button")) {
    const { kind } = item.dataset;
    item.setAttribute("aria-pressed", !filters.kinds.has(kind));
    item.querySelector(".aside").textContent = number(shown.counts.kinds.get(kind));
  }
  at("counts").textContent = extent();
};
