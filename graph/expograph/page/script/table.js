// The ties that are shown as a table, a part at a time.

import { ties } from "./data.js";
import { at, button, make, name } from "./elements.js";
import { filled, forth, number, sentence, when, words } from "./text.js";
import { select, selected, shown } from "./view.js";

const ROWS = 200;
let written = 0;

const cell = (head, child, properties = {}) =>
  make("td", { "data-head": head, ...properties }, child);

const rowOf = (tie) => {
  const chooser = button(forth(ties.relation[tie]), () => select({ tie }),
    { className: "link", "aria-label": sentence(tie) });
  const row = make("tr", {},
    cell(words.from, name(ties.from[tie])), cell(words.tie, chooser),
    cell(words.to, name(ties.to[tie])), cell(words.when, when(tie)),
    cell(words.sources, number(ties.weight[tie]), { className: "number" }));
  row.dataset.tie = tie;
  return row;
};

export const showRows = (afresh = false) => {
  if (at("table").hidden) return;
  const list = [...ties.from.keys()].filter((tie) => shown.shownTies[tie]);
  if (afresh) written = 0;
  const next = list.slice(written, written + ROWS).map(rowOf);
  if (afresh) at("rows").replaceChildren(...next);
  else at("rows").append(...next);
  written += next.length;
  const left = list.length - written;
  at("more").hidden = left <= 0;
  at("more").textContent = filled(words.more, { more: Math.min(ROWS, left), all: number(list.length) });
  at("no-rows").hidden = list.length > 0;
  markRow();
  if (!afresh) next[0]?.querySelector("button").focus();
};

export const markRow = () => {
  for (const row of at("rows").children) {
    row.setAttribute("aria-current", Number(row.dataset.tie) === selected?.tie);
  }
};
