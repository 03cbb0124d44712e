// Finds things by any of their names, and moves through what was found by keyboard.

import { things, tiesOf } from "./data.js";
import { at, make, say } from "./elements.js";
import { swatch } from "./shapes.js";
import { counted, countryName, folded, kindName, label, namesOf, words } from "./text.js";
import { select } from "./view.js";

const MOST_FOUND = 12;

// For each thing its names, each on a line, without accents and case; the index is made once and
// then only read through.
let index = [];
export const makeIndex = () => { index = Array.from(things.id, (_, thing) => joinedNames(namesOf(thing))); };
export const joinedNames = (names) => `\n${names.map(folded).join("\n")}\n`;

// How well names fit, lower is better: a name begins with it, a word does, it is somewhere inside,
// or all its words are; the first name before others, a whole name before a part.
const STARTS = " -(/'’", SCATTERED = 10;
export const rank = (names, wanted, parts = wanted.split(" ")) => {
  let best = Infinity;
  const first = names.indexOf("\n", 1);
  for (let here = names.indexOf(wanted); here > 0; here = names.indexOf(wanted, here + 1)) {
    const before = names[here - 1];
    const isWhole = before === "\n" && names[here + wanted.length] === "\n";
    const inside = before === "\n" ? 2 : STARTS.includes(before) ? 4 : 8;
    best = Math.min(best, inside + (here > first ? 1 : 0) - (isWhole ? 2 : 0));
    if (best <= 1) break;
  }
  if (best < Infinity || parts.length < 2) return best;
  return parts.every((part) => names.includes(part)) ? SCATTERED : best;
};

// The best of what is found, of like ones the best tied, and how many there are.
export const search = (text) => {
  const wanted = folded(text).trim().replace(/\s+/g, " ");
  if (!wanted) return { best: [], count: 0 };
  const [parts, ranks] = [wanted.split(" "), Array.from({ length: SCATTERED + 1 }, () => [])];
  let count = 0;
  for (let thing = 0; thing < index.length; thing += 1) {
    const place = rank(index[thing], wanted, parts);
    if (place === Infinity) continue;
    count += 1;
    if (ranks[place].length < MOST_FOUND) ranks[place].push(thing);
  }
  return { best: ranks.flat().slice(0, MOST_FOUND), count };
};

let candidates = [], active = -1;
const showFound = () => {
  const text = at("search").value.trim();
  const { best, count } = search(text);
  candidates = best;
  active = candidates.length ? 0 : -1;
  at("found").replaceChildren(...candidates.map(optionOf));
  at("none-found").hidden = !text || count > 0;
  if (text) say(count ? counted(words.foundCount, count) : words.nothingFound);
  openList(candidates.length > 0);
  markActive();
};

const optionOf = (thing, place) => {
  const about = [kindName(things.kind[thing]),
    things.country[thing] && countryName(things.country[thing]),
    counted(words.tieCount, tiesOf(thing).length)];
  const option = make("li", { role: "option", id: `found-${place}`, className: "option" },
    swatch(things.kind[thing]),
    make("span", { className: "grow" },
      make("span", { className: "main", dir: "auto" }, label(thing)),
      make("span", { className: "about" }, about.filter(Boolean).join(" · "))));
  option.onpointerdown = (event) => { event.preventDefault(); take(place); };
  return option;
};

const openList = (isOpen) => {
  at("found").hidden = !isOpen;
  at("search").setAttribute("aria-expanded", isOpen);
};

const markActive = () => {
  [...at("found").children].forEach((option, place) => {
    option.setAttribute("aria-selected", place === active);
    if (place === active) option.scrollIntoView({ block: "nearest" });
  });
  if (active < 0) at("search").removeAttribute("aria-activedescendant");
  else at("search").setAttribute("aria-activedescendant", `found-${active}`);
};

const take = (place) => {
  if (!(place in candidates)) return;
  at("search").value = label(candidates[place]);
  openList(false);
  select({ thing: candidates[place] });
};

const onSearchKey = (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && candidates.length) {
    event.preventDefault();
    openList(true);
    active = (active + steps[event.key] + candidates.length) % candidates.length;
    markActive();
  } else if (event.key === "Enter") {
    take(active);
  } else if (event.key === "Escape" && !at("found").hidden) {
    event.stopPropagation();
    openList(false);
  }
};

export const listenToSearch = () => {
  at("search").oninput = at("search").onfocus = showFound;
  at("search").onblur = () => { openList(false); at("none-found").hidden = true; };
  at("search").onkeydown = onSearchKey;
};
