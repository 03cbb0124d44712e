// Shows a thing: what it is and is called, where else it is known, and its ties by relation.

import { secondField, tieItem } from "./between.js";
import { otherEnd, things, ties, tiesOf } from "./data.js";
import { at, button, make, name, partList, quiet, say, webLink } from "./elements.js";
import { nearButtons } from "./near.js";
import { swatch } from "./shapes.js";
import { queryAbout } from "./sparql.js";
import {
  back, byCode, counted, countryName, filled, forth, inLanguage, kindName, label, languageName, namesOf,
  number, sentence, statusName, themeName, when, words,
} from "./text.js";
import { selected, shown } from "./view.js";

const FIRST_OF_GROUP = 12, FIRST_NAMES = 3, FIRST_TITLES = 2;

export const thingParts = ({ thing }) => [
  make("h2", { dir: "auto" }, label(thing)),
  kindLine(thing),
  ...factsOf(thing),
  namesPart(thing),
  ...things.contested[thing].map(disagreement),
  nearButtons([thing]),
  secondField(thing),
  make("div", { id: "ties-told" }, ...groupsOf(thing).map(groupList)),
  queryPart(thing),
];

const kindLine = (thing) => {
  const dates = [...new Set([things.date[thing], things.until[thing]].filter(Boolean))].join(" – ");
  const country = things.country[thing] && countryName(things.country[thing]);
  const where = [...new Set([...things.places[thing], country].filter(Boolean))].join(", ");
  const facts = [kindName(things.kind[thing]), where, dates, statusName(things.status[thing]),
    counted(words.tieCount, tiesOf(thing).length)];
  return make("p", { className: "quiet kind" },
    swatch(things.kind[thing]), make("span", {}, facts.filter(Boolean).join(" · ")));
};

const factsOf = (thing) => {
  const known = things.identifiers[thing].map(([called, value, address]) =>
    make("li", {}, `${called} `, webLink(value, address)));
  const rows = [[words.series, things.series[thing]], [words.themes, things.themes[thing].map(themeName)]]
    .filter(([, list]) => list.length)
    .map(([term, list]) => make("p", { className: "quiet", dir: "auto" }, `${term}: ${list.join(" · ")}`));
  return [...rows, known.length ? make("ul", { className: "identifiers quiet" }, ...known) : ""];
};

// == Names ==

// Some names at once; all of them, with their languages, when asked for.
const namesPart = (thing) => {
  const others = namesOf(thing).slice(1);
  if (!others.length) return "";
  const byLanguage = Object.entries(things.labels[thing]);
  const short = quiet(filled(words.alias, { names: others.slice(0, FIRST_NAMES).join(", ") }));
  if (others.length <= FIRST_NAMES && byLanguage.length < 2) return short;
  const rows = [...byLanguage.map(([code, text]) => [languageName(code), text, code]),
    ...things.aliases[thing].map((text) => ["", text, ""])];
  return make("details", { className: "names" },
    make("summary", {}, short), make("dl", {}, ...rows.flatMap(([term, text, lang]) =>
      [make("dt", {}, term), make("dd", { lang, dir: "auto" }, text)])));
};

// == What sources disagree on ==

// All values, the one that is taken for true first; titles are many at times, and then unfold.
export const disagreement = ({ words: said, values, property }) => {
  const items = values.map(({ value, titles, sources, accepted }) => {
    const line = [make(accepted === false ? "span" : "strong", {}, value),
      ` · ${counted(words.sourceCount, sources)}`];
    const who = titles.length ? quiet(titles.join("; ")) : "";
    return make("li", {}, ...(titles.length > FIRST_TITLES
      ? [make("details", {}, make("summary", {}, ...line), who)] : [...line, who]));
  });
  return make("section", { className: "warning" },
    make("p", {}, `${inLanguage(said ?? {}, property)}: ${words.contested}`),
    make("ul", {}, ...items));
};

// == Its ties ==

// The ties of a thing by how they read from it: "had exhibitor …" apart from "… had exhibitor". What
// the filters leave comes first.
export const groupsOf = (thing) => {
  const groups = new Map();
  for (const tie of tiesOf(thing)) {
    const said = forth(ties.relation[tie]);
    const turned = back(ties.relation[tie]);
    const out = ties.from[tie] === thing;
    const head = out ? `${said} …` : turned ? `${turned} …` : `… ${said}`;
    if (!groups.has(head)) groups.set(head, { head, list: [], left: 0 });
    const group = groups.get(head);
    group.list.push({ tie, other: otherEnd(tie, thing), date: when(tie), isLeft: shown.shownTies[tie] });
    group.left += shown.shownTies[tie];
  }
  for (const { list } of groups.values()) list.sort(leftAndNewest);
  return [...groups.values()].sort(
    (one, other) => other.left - one.left || other.list.length - one.list.length);
};
const leftAndNewest = (one, other) =>
  other.isLeft - one.isLeft || byCode(other.date, one.date) || one.other - other.other;

const groupList = ({ head, list, left }) => {
  const count = left < list.length
    ? filled(words.someOf, { n: number(left), all: number(list.length) }) : number(list.length);
  return partList(head, list, ({ tie, other }) => {
    const item = tieItem(other, tie, name(other));
    item.setAttribute("aria-label", [sentence(tie), when(tie)].filter(Boolean).join(", "));
    return item;
  }, Math.min(FIRST_OF_GROUP, left), count);
};

// Tells the ties anew, and leaves the rest of the panel, and the focus in it, as they are.
export const updateTies = () => {
  at("ties-told")?.replaceChildren(...groupsOf(selected.thing).map(groupList));
};

// == The same asked of a graph ==

const queryPart = (thing) => {
  const query = queryAbout(things.id[thing]);
  if (!query) return "";
  const text = make("textarea", {
    readOnly: true, rows: 10, spellcheck: false, wrap: "off", value: query, "aria-label": words.query,
  });
  const copy = button(words.copy, () => {
    text.select();
    document.execCommand("copy"); // works in a file that was opened from disk, too
    copy.textContent = words.copied;
    say(words.copied);
  }, { className: "more" });
  return make("details", { className: "query" },
    make("summary", { className: "group" }, words.query), quiet(words.queryMore), text, copy);
};
