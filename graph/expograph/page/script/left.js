// Says what is filtered and how much is left, and takes filters off again.

import { extent } from "./account.js";
import { ties } from "./data.js";
import { at, button, make, say } from "./elements.js";
import { FACETS, chosenOf } from "./facets.js";
import { counted, filled, number, words } from "./text.js";
import { filter, filters, ranked, shown, tiesShown, unfilter } from "./view.js";
import { yearsSaid } from "./years.js";
import { NO_FILTER } from "./sift.js";

const NAMED = 2;

// == What is filtered: pairs of a filter and how it is said ==

const facetSaid = (facet) => {
  const chosen = chosenOf(facet);
  if (facet.name === "weight") return counted(words.sourcesOrMore, filters.weight);
  const names = chosen.slice(0, NAMED).map(facet.called).join(", ");
  const rest = chosen.length - NAMED;
  const text = rest > 0 ? filled(words.andMore, { names, n: number(rest) }) : names;
  return facet.hides ? filled(words.without, { what: text }) : text;
};

const filtersSaid = () => [
  ...FACETS.filter((facet) => chosenOf(facet).length).map((facet) => [facet.name, facetSaid(facet)]),
  ...(filters.years ? [["years", yearsSaid()]] : []),
  ...(filters.undated ? [] : [["undated", words.onlyDated]]),
  ...(filters.only ? [["only", counted(words.onlyThings, filters.only.size)]] : []),
];

const chip = ([name, text]) => {
  const take = button(text, () => filter({ [name]: NO_FILTER()[name] }), { className: "chip" });
  take.setAttribute("aria-label", filled(words.takeOff, { what: text }));
  take.append(make("span", { "aria-hidden": "true" }, "×"));
  return take;
};

const showChips = () => {
  const said = filtersSaid();
  const hadFocus = at("chosen").contains(document.activeElement);
  const reset = button(words.reset, unfilter, { className: "reset" });
  at("chosen").replaceChildren(...(said.length ? [...said.map(chip), reset] : []));
  at("chosen").hidden = !said.length;
  at("filters-count").textContent = said.length ? number(said.length) : "";
  if (hadFocus) (at("chosen").querySelector("button") ?? at("facets").querySelector("summary"))?.focus();
};

// == How much is left ==

const nearestYear = ([low, high]) => {
  const away = (year) => Math.max(low - year, year - high);
  const years = [...shown.counts.years].filter(([, count]) => count).map(([year]) => year);
  return years.sort((one, other) => away(one) - away(other))[0];
};

const nothingSaid = () => {
  const year = filters.years && nearestYear(filters.years);
  return year ? filled(words.noTiesInYears, { years: yearsSaid(), nearest: year }) : words.noTies;
};

export const showLeft = () => {
  const isEmpty = tiesShown === 0 && ties.from.length > 0;
  showChips();
  at("nothing").hidden = !isEmpty;
  if (isEmpty) at("nothing-said").textContent = nothingSaid();
  at("counts").textContent = extent();
};

// Once the filters have come to rest, so that a handle that is pulled does not chatter.
let announcing = 0;
export const announceLeft = () => {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    if (!at("gone").hidden) return; // that is what has to be heard
    const extentNow = { things: number(ranked.length), ties: number(tiesShown) };
    say(tiesShown ? filled(words.shownNow, extentNow) : nothingSaid());
  }, 300);
};

// Whoever has chosen something meanwhile hears of that.
export const keepLeftToOneself = () => clearTimeout(announcing);

export const listenToLeft = () => {
  at("nothing-reset").onclick = () => { unfilter(); at("drawing").focus(); };
};
