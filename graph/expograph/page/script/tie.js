// Shows a tie as a sentence, with what is known of it and all the words it rests on.

import { backButton, siblingsOf } from "./between.js";
import { evidenceOf, ties, tiesOf } from "./data.js";
import { groupHead, itemButton, make, name } from "./elements.js";
import { evidenceList } from "./evidence.js";
import { nearButtons } from "./near.js";
import { disagreement } from "./thing.js";
import {
  counted, filled, inWords, number, roleName, saying, sentence, statusName, when, words,
} from "./text.js";
import { select } from "./view.js";

export const tieParts = async (choice) => {
  const { tie, after } = choice;
  const pieces = await evidenceOf(tie);
  const [one, verb, other] = saying(tie);
  return [
    after ? backButton(after) : "",
    make("h2", { className: "sentence" }, thingLink(one), ` ${verb} `, thingLink(other)),
    tieFacts(tie),
    ...ties.contested[tie].map(disagreement),
    groupHead(words.evidence, number(pieces.length)),
    evidenceList(pieces),
    siblingsPart(choice),
    nearButtons([one, other]),
  ];
};

// No button: it would not break over lines.
const thingLink = (thing) => {
  const onclick = () => select({ thing });
  const onkeydown = ({ key }) => { if (key === "Enter") onclick(); };
  return make("span", { className: "link", role: "link", tabIndex: 0, onclick, onkeydown }, name(thing));
};

const tieFacts = (tie) => {
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

// "1 of 3 ties between these two", and the others.
const siblingsPart = ({ tie, after }) => {
  const others = siblingsOf(tie, [...tiesOf(ties.from[tie])]);
  if (!others.length) return "";
  const all = [tie, ...others].sort((one, other) => one - other);
  const said = filled(words.siblings, { place: number(all.indexOf(tie) + 1), n: number(all.length) });
  return make("section", {}, groupHead(said), make("ul", { className: "items" }, ...others.map(
    (one) => make("li", {}, itemButton(ties.to[one], sentence(one), when(one),
      () => select({ tie: one, after }))))));
};
