// What the panel shows before anything is chosen: hubs, bridges, and groups that belong together.

import { bridges, hubs, things } from "./data.js";
import { button, itemButton, make, name, partList, quiet } from "./elements.js";
import { isFiltered } from "./sift.js";
import { counted, filled, label, language, number, words } from "./text.js";
import { filter, filters, ranked, select, shown } from "./view.js";

const FIRST_OF_OVERVIEW = 5, FIRST_GROUPS = 6, LEAST_OF_GROUP = 3, BEST = 8;

export const overviewParts = () => [
  make("h2", {}, words.invitation), quiet(words.invitationMore),
  filters.only ? button(words.everything, () => filter({ only: null }), { className: "more" }) : "",
  ...(hubs.length && !isFiltered(filters) ? outstanding() : [mostTied()]),
  groupsPart(),
];

const mostTied = () => partList(words.mostTied, ranked.slice(0, BEST), (thing) =>
  itemButton(thing, name(thing), number(shown.tieCount[thing]), () => select({ thing })), BEST);

// == Hubs and bridges, with what makes them so ==

const outstanding = () => [
  partList(words.mostTied, hubs, (hub) => explained(hub.thing, hubSaid(hub)), FIRST_OF_OVERVIEW),
  bridges.length
    ? partList(words.bridges, bridges, (one) => explained(one.thing, bridgeSaid(one)), FIRST_OF_OVERVIEW) : "",
];

const explained = (thing, why) => itemButton(thing,
  make("span", {}, name(thing), make("span", { className: "about" }, why)), "",
  () => select({ thing }));

const hubSaid = (hub) => filled(words.hubSaid, {
  ties: counted(words.tieCount, hub.ties), others: counted(words.otherCount, hub.partners),
  groups: counted(words.groupCount, hub.communities),
});

const bridgeSaid = ({ share, parts }) => {
  const percent = share.toLocaleString(language, { style: "percent", maximumSignificantDigits: 2 });
  const said = filled(words.bridgeSaid, { share: percent });
  return parts > 1 ? `${said}; ${counted(words.fallsApart, parts)}` : said;
};

// == Groups, called by what is best tied in them ==

const groupsShown = () => {
  const groups = new Map();
  for (const thing of ranked) {
    const home = things.community[thing];
    if (!groups.has(home)) groups.set(home, []);
    groups.get(home).push(thing);
  }
  return [...groups.values()].filter((list) => list.length >= LEAST_OF_GROUP)
    .sort((one, other) => other.length - one.length);
};

const groupsPart = () => {
  const groups = groupsShown();
  if (groups.length < 2) return "";
  return partList(words.groups, groups, (list) => itemButton(list[0],
    list.slice(0, 2).map(label).join(", "), number(list.length),
    () => filter({ only: new Set(list) })), FIRST_GROUPS);
};
