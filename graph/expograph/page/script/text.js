// Says everything in the reader's language: names, relations, dates, numbers.

import { about, relations, roles, themes, things, ties, wordsOf } from "./data.js";
import { tell } from "./events.js";

export let language = "en";
export let words = {};

// Made once for a language, since that takes long.
const inForm = (code) => ({
  numbers: new Intl.NumberFormat(code), plurals: new Intl.PluralRules(code),
  region: new Intl.DisplayNames(code, { type: "region" }),
  language: new Intl.DisplayNames(code, { type: "language" }),
});
let spelling = inForm(language);

export const speak = (code) => {
  language = Object.hasOwn(wordsOf, code) ? code : "en";
  words = wordsOf[language];
  spelling = inForm(language);
  document.documentElement.lang = language;
  tell("language");
};

// == Filling in ==

export const number = (value) => spelling.numbers.format(value);

export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, key) => (Object.hasOwn(values, key) ? values[key] : whole));

export const counted = (forms, n) => {
  return filled(forms[spelling.plurals.select(n)] ?? forms.other, { n: number(n) });
};

// Of texts by language the reader's, else the page's own, else English, else any.
export const inLanguage = (texts, otherwise = "") =>
  texts[language] ?? texts[about.language] ?? texts.en ?? Object.values(texts)[0] ?? otherwise;

// == Names ==

// What the page has a word for in that word, anything else as it is.
export const inWords = (known, said) => (Object.hasOwn(known, said) ? known[said] : said);

export const label = (thing) => things.labels[thing][language] ?? things.label[thing];
export const themeName = (theme) => inLanguage(themes[theme].words, themes[theme].id);
export const kindName = (kind) => inWords(words.kind, kind);
export const roleName = (role) => inLanguage(roles[role] ?? {}, role);
export const statusName = (status) => inWords(words.statuses, status);

// The name of a country or language; what is no code of one is shown as it is.
const codeName = (type) => (code) => {
  try {
    return spelling[type].of(code);
  } catch {
    return code;
  }
};
export const countryName = codeName("region");
export const languageName = codeName("language");

// Everything by which a thing may be looked for.
export const namesOf = (thing) =>
  [...new Set([label(thing), things.label[thing], ...things.aliases[thing],
    ...Object.values(things.labels[thing])])];

// == Relations ==

export const forth = (relation) => inLanguage(relations[relation].forth, relations[relation].name);
export const back = (relation) => (relations[relation].symmetric
  ? forth(relation) : inLanguage(relations[relation].back));

// A tie as a sentence of three parts; whoever did something comes first, if the words allow it.
const ACTORS = new Set(["Organisation", "City", "Person", "Country"]);
export const saying = (tie) => {
  const [from, to, relation] = [ties.from[tie], ties.to[tie], ties.relation[tie]];
  const acts = (thing) => ACTORS.has(things.kind[thing]);
  const turned = !acts(from) && acts(to) && back(relation);
  return turned ? [to, turned, from] : [from, forth(relation), to];
};
export const sentence = (tie) => {
  const [one, verb, other] = saying(tie);
  return `${label(one)} ${verb} ${label(other)}`;
};

export const betweenSaid = (one, other) =>
  filled(words.between, { one: label(one), other: label(other) });

export const when = (tie) =>
  ties.date[tie] || [ties.since[tie], ties.until[tie]].filter(Boolean).join(" – ");

// == Order ==

export const byName = () => new Intl.Collator(language, { numeric: true }).compare;
export const byCode = (one, other) => (one < other ? -1 : Number(one > other)); // dates, too

// == Letters ==

// Without accents and case, so that "Malmo" finds "Malmö".
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };
export const folded = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter]);

export const webAddress = (address) => (/^https?:\/\//i.test(address) ? address : "");
