// Filters by what things and ties are: sections of choices, each with what it would leave.

import { narrow } from "./camera.js";
import { at, button, make } from "./elements.js";
import { SHAPES, swatch } from "./shapes.js";
import { byName, countryName, filled, forth, inWords, number, themeName, words } from "./text.js";
import { filter, filters, shown, toggle, whole } from "./view.js";

const FIRST = 6;

// The legend hides what is pressed; the others show only what is pressed, if anything is.
export const FACETS = [
  { name: "kinds", counts: "kinds", head: () => words.kindsHead, hides: true, open: true, least: 1,
    called: (kind) => inWords(words.kinds, kind) },
  { name: "relations", counts: "relations", head: () => words.relationsHead, least: 2, called: forth },
  { name: "themes", counts: "themes", head: () => words.themesHead, least: 2, called: themeName },
  { name: "countries", counts: "countries", head: () => words.countriesHead, least: 2,
    called: countryName },
  { name: "weight", counts: "weights", head: () => words.weightHead, least: 1,
    called: (weight) => filled(words.orMore, { n: number(weight) }) },
];

// What is chosen of a facet.
export const chosenOf = ({ name }) =>
  (name === "weight" ? [filters.weight].filter((weight) => weight > 1) : [...filters[name]]);

const choose = ({ name }, choice) => {
  if (name !== "weight") toggle(name, choice);
  else filter({ weight: filters.weight === choice ? 1 : choice });
};

export const kindsInOrder = () => {
  const others = [...whole.kinds.keys()].filter((kind) => !Object.hasOwn(SHAPES, kind));
  return [...Object.keys(SHAPES).filter((kind) => whole.kinds.has(kind)), ...others.sort()];
};

// == Making them, in the reader's language ==

// Kinds as in the drawing, numbers of sources upwards, all else by how much there is of it.
const choicesOf = ({ name, called }, counts) => {
  const choices = [...counts.keys()];
  if (name === "weight") return choices.slice(1); // all have the least number
  if (name === "kinds") return kindsInOrder();
  const texts = new Map(choices.map((choice) => [choice, called(choice)]));
  const compare = byName();
  return choices.sort((one, other) =>
    counts.get(other) - counts.get(one) || compare(texts.get(one), texts.get(other)));
};

let sections = [];
export const makeFacets = () => {
  const opened = new Map(sections.map(({ facet, box }) => [facet, box.open]));
  sections = FACETS.map((facet) => sectionOf(facet, opened.get(facet) ?? facet.open))
    .filter(({ facet, items }) => items.length >= facet.least);
  at("facets").replaceChildren(...sections.map(({ box }) => box));
  updateFacets();
};

const sectionOf = (facet, isOpen) => {
  const note = make("span", { className: "count" });
  const head = make("h2", { className: "group", id: `${facet.name}-head` }, facet.head(), " ", note);
  const items = choicesOf(facet, whole[facet.counts]).map((choice) => itemOf(facet, choice));
  const list = make("ul", { id: facet.name, className: facet.hides ? "kinds" : "choices",
    "aria-labelledby": head.id }, ...items.map(({ item }) => make("li", {}, item)));
  const box = make("details", { className: "facet", open: Boolean(isOpen) },
    make("summary", {}, head), list);
  const section = { facet, items, note, box, isLong: !facet.hides && items.length > FIRST + 1 };
  if (section.isLong) box.append(moreOf(section));
  return section;
};

const itemOf = (facet, choice) => {
  const picture = facet.hides ? swatch(choice) : make("span", { className: "tick" });
  const count = make("span", { className: "aside" });
  const item = button(picture, () => choose(facet, choice), { className: "item" });
  item.append(make("span", { className: "grow", dir: "auto" }, facet.called(choice)), count);
  item.dataset[facet.hides ? "kind" : "choice"] = choice;
  return { choice, item, count, last: -1 };
};

const moreOf = (section) => {
  const more = button(filled(words.showAll, { n: number(section.items.length) }), () => {
    section.isLong = !section.isLong;
    more.textContent = section.isLong
      ? filled(words.showAll, { n: number(section.items.length) }) : words.showFewer;
    updateFacets();
  }, { className: "more" });
  return more;
};

// == Following the filters: nothing is written that stands there already ==

export const updateFacets = () => {
  for (const section of sections) {
    const { facet, items, note } = section;
    const [chosen, counts] = [new Set(chosenOf(facet)), shown.counts[facet.counts]];
    items.forEach((one, place) => {
      const count = counts.get(one.choice) ?? 0;
      if (one.last !== count) {
        one.last = count;
        one.count.textContent = number(count);
        one.item.classList.toggle("empty", !count);
      }
      one.item.setAttribute("aria-pressed", chosen.has(one.choice) !== Boolean(facet.hides));
      one.item.parentNode.hidden = section.isLong && place >= FIRST && !chosen.has(one.choice);
    });
    note.textContent = noteOf(facet, chosen.size, items.length);
  }
};

const noteOf = ({ hides }, chosen, all) =>
  (chosen ? filled(words.someOf, { n: number(hides ? all - chosen : chosen), all: number(all) }) : "");

// == The sheet of a phone ==

export const openFilters = (isOpen) => {
  at("filters").classList.toggle("open", isOpen);
  at("filters-open").setAttribute("aria-expanded", isOpen);
  if (isOpen) at("facets").querySelector("summary")?.focus();
};

export const listenToFacets = () => {
  at("filters-open").onclick = () => openFilters(!at("filters").classList.contains("open"));
  at("filters-close").onclick = () => { openFilters(false); at("filters-open").focus(); };
  at("filters").onkeydown = (event) => {
    if (event.key !== "Escape" || !at("filters").classList.contains("open")) return;
    event.stopPropagation();
    at("filters-close").click();
  };
  narrow.addEventListener("change", () => openFilters(false));
};
