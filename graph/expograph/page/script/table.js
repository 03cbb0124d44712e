// The ties that are shown as a table, in the order of any column, a part at a time.

import { ties } from "./data.js";
import { at, button, make, name, say } from "./elements.js";
import { on } from "./events.js";
import { byRank } from "./sift.js";
import {
  byCode, byName, filled, forth, label, number, roleName, statusName, when, words,
} from "./text.js";
import { select, selected, shown } from "./view.js";

const ROWS = 200, LAST = 2 ** 22; // no column has so many different values

const statusOf = (tie) =>
  [statusName(ties.status[tie]), ties.contested[tie].length ? words.disagree : ""]
    .filter(Boolean).join(" · ");

// What a column is called and says; by what it is sorted, if not by its words.
const COLUMNS = [
  { id: "from", head: () => words.from, text: (tie) => label(ties.from[tie]) },
  { id: "tie", head: () => words.tie, text: (tie) => forth(ties.relation[tie]) },
  { id: "to", head: () => words.to, text: (tie) => label(ties.to[tie]) },
  { id: "when", head: () => words.when, text: when,
    day: (tie) => ties.date[tie] || ties.since[tie] || ties.until[tie] },
  { id: "role", head: () => words.roles, text: (tie) => ties.roles[tie].map(roleName).join(", ") },
  { id: "status", head: () => words.status, text: statusOf },
  { id: "through", head: () => words.through, text: (tie) => ties.through[tie] },
  { id: "sources", head: () => words.sources, text: (tie) => number(ties.weight[tie]) },
];

// == Order ==

let sorted = { column: COLUMNS.at(-1), down: true }; // as the data come
let ranks = new Map(); // by column for each tie a number; nought where it has nothing to say

const ranksOf = (column) => {
  if (column.id === "sources") return ties.weight;
  const texts = Array.from(ties.from, (_, tie) => (column.day ?? column.text)(tie));
  const compare = column.day ? byCode : byName();
  const values = [...new Set(texts)].filter(Boolean).sort(compare);
  const rank = new Map(values.map((text, place) => [text, place + 1]));
  return Int32Array.from(texts, (text) => rank.get(text) ?? 0);
};

// The ties that are shown, what is empty always last.
const inOrder = () => {
  const { column, down } = sorted;
  if (!ranks.has(column)) ranks.set(column, ranksOf(column));
  const rank = ranks.get(column);
  return byRank(shown.shownTies, (tie) =>
    (!rank[tie] ? 2 * LAST : down ? LAST - rank[tie] : rank[tie]));
};

const sortBy = (column) => {
  const firstDown = column.id === "sources"; // the most is asked for first
  sorted = { column, down: sorted.column === column ? !sorted.down : firstDown };
  markHeads();
  showRows(true);
  const way = sorted.down ? words.sortedDown : words.sortedUp;
  say(filled(way, { column: column.head() }));
};

// == Writing it ==

let heads = COLUMNS; // but none that is empty in every row
let order = [], written = 0;

export const makeTable = () => {
  ranks = new Map();
  heads = COLUMNS.filter(({ text }) => ties.from.some((_, tie) => text(tie)));
  at("heads").replaceChildren(...heads.map((column) => {
    const head = make("th", { scope: "col", role: "columnheader", className: column.id },
      button(column.head(), () => sortBy(column)));
    head.dataset.column = column.id;
    return head;
  }));
  markHeads();
  showRows(true);
};

const markHeads = () => {
  for (const head of at("heads").children) {
    const isSorted = head.dataset.column === sorted.column.id;
    if (!isSorted) head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
  }
};

const contentOf = (tie, { id, text }) => {
  if (id === "from" || id === "to") return name(ties[id][tie]);
  if (id !== "tie") return text(tie);
  const whole = `${label(ties.from[tie])} ${text(tie)} ${label(ties.to[tie])}`;
  return button(text(tie), () => select({ tie }), { className: "link", "aria-label": whole });
};

const rowOf = (tie) => {
  const row = make("tr", { role: "row" }, ...heads.map((column) => make("td", {
    role: "cell", className: column.id, "data-head": column.head(), dir: "auto",
  }, contentOf(tie, column))));
  row.dataset.tie = tie;
  return row;
};

export const showRows = (afresh = false) => {
  if (at("table").hidden) return;
  if (afresh) [order, written] = [inOrder(), 0];
  const next = Array.from(order.subarray(written, written + ROWS), rowOf);
  if (afresh) at("rows").replaceChildren(...next);
  else at("rows").append(...next);
  written += next.length;
  const left = order.length - written;
  at("more").hidden = left <= 0;
  at("more").textContent = filled(words.more, { more: Math.min(ROWS, left), all: number(order.length) });
  at("no-rows").hidden = order.length > 0;
  markRow();
  if (!afresh) next[0]?.querySelector("button").focus();
};

export const markRow = () => {
  for (const row of at("rows").children) {
    row.setAttribute("aria-current", Number(row.dataset.tie) === selected?.tie);
  }
};

// Arrow keys go from row to row.
const onRowKey = (event) => {
  const rows = at("rows").children;
  const here = [...rows].indexOf(event.target.closest("tr"));
  const there = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (!(there in rows)) return;
  event.preventDefault();
  rows[there].querySelector("button").focus();
};

// Where the sheet of a phone covers the chosen row it comes up, once the sheet is there.
const showMarked = () => {
  if (selected) at("rows").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
};

export const listenToTable = () => {
  on("filled", showMarked);
  at("rows").onkeydown = onRowKey;
  at("more").onclick = () => showRows();
};
