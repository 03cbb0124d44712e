// Shows what is chosen: a thing with its ties, or a tie with the words it rests on.

import { evidenceOf, otherEnd, things, ties, tiesOf } from "./data.js";
import { at, button, groupHead, itemButton, make, name, quiet, say } from "./elements.js";
import { tell } from "./events.js";
import { swatch } from "./shapes.js";
import {
  back, counted, countryName, filled, forth, inLanguage, inWords, kindName, label, language,
  number, namesOf, roleName, saying, sentence, statusName, webAddress, when, words,
} from "./text.js";
import { ranked, select, selected, shown } from "./view.js";

const FIRST_OF_GROUP = 12, BEST = 8;

export const showDetails = () => {
  if (!selected) return showInvitation();
  if (selected.tie >= 0) return showTie(selected.tie);
  return showThing(selected.thing);
};

export const sayMissing = () => {
  select(null);
  at("details").prepend(make("p", { className: "warning" }, words.gone));
  say(words.gone);
};

const fill = (...children) => {
  const panel = at("details");
  const close = button("×", () => select(null), { className: "close", "aria-label": words.close });
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(selected ? close : "", ...children);
  panel.classList.toggle("open", Boolean(selected));
  panel.scrollTop = 0;
  tell("filled", hadFocus);
};

const showInvitation = () => {
  const items = ranked.slice(0, BEST).map((thing) => make("li", {}, itemButton(
    thing, name(thing), number(shown.tieCount[thing]), () => select({ thing }))));
  fill(
    make("h2", {}, words.invitation), quiet(words.invitationMore),
    groupHead(words.mostTied), make("ul", { className: "items" }, ...items));
};

// == A thing ==

const showThing = (thing) => {
  const dates = [...new Set([things.date[thing], things.until[thing]].filter(Boolean))].join(" – ");
  const country = things.country[thing] && countryName(things.country[thing]);
  const where = [...things.places[thing], country].filter(Boolean);
  const facts = [kindName(things.kind[thing]), ...new Set(where), dates,
    statusName(things.status[thing])].filter(Boolean).join(" · ");
  const aliases = namesOf(thing).slice(1);
  fill(
    make("h2", { dir: "auto" }, label(thing)),
    make("p", { className: "quiet kind" }, swatch(things.kind[thing]), facts),
    aliases.length ? quiet(filled(words.alias, { names: aliases.join(", ") })) : "",
    identifiersOf(thing),
    ...things.contested[thing].map(disagreement),
    quiet(counted(words.tieCount, tiesOf(thing).length)),
    ...groupsOf(thing).map((group) => groupList(group)));
};

const identifiersOf = (thing) => {
  const links = things.identifiers[thing].map(([called, value, address]) => {
    const href = webAddress(address);
    const text = href ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }, value) : value;
    return make("li", {}, `${called} `, text);
  });
  return links.length ? make("ul", { className: "identifiers quiet" }, ...links) : "";
};

// All values of what sources disagree on.
const disagreement = ({ words: said, values, property }) => {
  const items = values.map(({ value, titles, sources }) => make("li", {},
    make("strong", {}, value), ` · ${counted(words.sourceCount, sources)}`,
    titles.length ? quiet(titles.join("; ")) : ""));
  return make("section", { className: "warning" },
    make("p", {}, `${inLanguage(said ?? {}, property)}: ${words.contested}`),
    make("ul", {}, ...items));
};

// The ties of a thing by how they read from it: "had exhibitor …" apart from "… had exhibitor".
export const groupsOf = (thing) => {
  const groups = new Map();
  for (const tie of tiesOf(thing)) {
    const said = forth(ties.relation[tie]);
    const turned = back(ties.relation[tie]);
    const out = ties.from[tie] === thing;
    const head = out ? `${said} …` : turned ? `${turned} …` : `… ${said}`;
    if (!groups.has(head)) groups.set(head, []);
    groups.get(head).push({ tie, other: otherEnd(tie, thing) });
  }
  const named = [...groups].map(([head, list]) => ({ head, list: list.sort(byDate) }));
  return named.sort((one, other) => other.list.length - one.list.length);
};
const byDate = (one, other) =>
  when(other.tie).localeCompare(when(one.tie)) || one.other - other.other;

const groupList = ({ head, list }) => {
  const items = list.map(({ tie, other }) => {
    const item = itemButton(other, name(other), when(tie), () => select({ tie }));
    item.setAttribute("aria-label", [sentence(tie), when(tie)].filter(Boolean).join(", "));
    return make("li", {}, item);
  });
  const box = make("ul", { className: "items" }, ...items.slice(0, FIRST_OF_GROUP));
  const parts = [groupHead(head, list.length), box];
  if (items.length <= FIRST_OF_GROUP) return make("section", {}, ...parts);
  const more = button(filled(words.showAll, { n: number(items.length) }), () => {
    box.replaceChildren(...items);
    more.remove();
    items[FIRST_OF_GROUP].firstChild.focus();
  }, { className: "more" });
  return make("section", {}, ...parts, more);
};

// == A tie ==

// No button: it would not break over lines.
const thingLink = (thing) => {
  const onclick = () => select({ thing });
  const onkeydown = ({ key }) => { if (key === "Enter") onclick(); };
  return make("span", { className: "link", role: "link", tabIndex: 0, onclick, onkeydown }, name(thing));
};

const showTie = async (tie) => {
  const pieces = await evidenceOf(tie);
  if (selected?.tie !== tie) return;
  const [one, verb, other] = saying(tie);
  fill(
    make("h2", { className: "sentence" },
      thingLink(one), " ", make("span", { className: "verb" }, verb), " ", thingLink(other)),
    ...ties.contested[tie].map(disagreement),
    factsOf(tie),
    groupHead(words.evidence, pieces.length),
    make("ol", { className: "evidence" }, ...pieces.map(pieceItem)));
};

const factsOf = (tie) => {
  const reasons = ties.reasons[tie].map((reason) => inWords(words.reasons, reason));
  const facts = [
    [words.through, ties.through[tie]], [words.why, reasons.join("; ")],
    [words.roles, ties.roles[tie].map(roleName).join(", ")],
    [words.date, ties.date[tie]],
    [words.since, ties.since[tie]], [words.until, ties.until[tie]],
    [words.status, statusName(ties.status[tie])],
    [words.restsOn, counted(words.sourceCount, ties.weight[tie])],
  ];
  const rows = facts.filter(([, value]) => value).flatMap(([term, value]) =>
    [make("dt", {}, term), make("dd", { dir: "auto" }, value)]);
  return make("dl", {}, ...rows);
};

export const pieceItem = (piece) => {
  const { language: said } = piece.sources[0] ?? {};
  const text = piece.isQuote
    ? make("blockquote", { dir: "auto", lang: said || language }, piece.text)
    : make("p", { dir: "auto", className: "row" }, piece.text);
  const place = [piece.isQuote ? "" : words.row, piece.where].filter(Boolean).join(", ");
  const several = piece.sources.length > 1 ? quiet(words.oneOrMoreOf) : "";
  return make("li", {}, text, piece.reference ? quiet(piece.reference) : "",
    place ? quiet(place) : "", several, ...piece.sources.map(sourceLine));
};

const sourceLine = ({ title, publisher, published, address, language: said }) => {
  const [text, href] = [title || words.unnamed, webAddress(address)];
  const safe = { href, target: "_blank", rel: "noopener noreferrer" };
  const link = href ? make("a", safe, text) : make("span", {}, text);
  const origin = [publisher, published, said].filter(Boolean).join(" · ");
  return make("p", { className: "source", dir: "auto" }, link,
    origin ? make("span", { className: "quiet" }, ` · ${origin}`) : "");
};

