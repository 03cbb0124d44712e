// Finds things by any of their names, and moves through what was found by keyboard.

import { things, tiesOf } from "./data.js";
import { at, make } from "./elements.js";
import { swatch } from "./shapes.js";
import { counted, countryName, folded, kindName, label, namesOf, words } from "./text.js";
import { select } from "./view.js";

const MOST_FOUND = 12;

let index = [];
export const makeIndex = () => {
  index = things.id.map((_, thing) => namesOf(thing).map(folded));
};

// Lower is better: the name begins with it, a word does, it is somewhere inside.
export const rank = (names, wanted) => {
  let best = Infinity;
  names.forEach((text, place) => {
    const found = text.indexOf(wanted);
    if (found < 0) return;
    const inside = found === 0 ? 0 : /[\s(/-]/.test(text[found - 1]) ? 1 : 3;
    best = Math.min(best, inside + (place ? 0.5 : 0) - (text === wanted ? 1 : 0));
  });
  return best;
};

export const search = (text) => {
  const wanted = folded(text).trim();
  if (!wanted) return [];
  const found = index.map((names, thing) => [rank(names, wanted), thing])
    .filter(([value]) => value < Infinity);
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST_FOUND).map(([, thing]) => thing);
};

let candidates = [], active = -1;
const showFound = () => {
  const text = at("search").value.trim();
  candidates = search(text);
  active = candidates.length ? 0 : -1;
  at("found").replaceChildren(...candidates.map(optionOf));
  at("none-found").hidden = !text || candidates.length > 0;
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
