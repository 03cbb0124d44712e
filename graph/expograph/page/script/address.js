// Writes the state of the page as text for the end of its address, and reads such a text.

// == Values as texts, as readable as an address allows ==

const coded = (text) => text === "" ? "~" : encodeURIComponent(text)
  .replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/~/g, "%7E");
const uncoded = (text) => (text === "~" ? "" : decodeURIComponent(text));

const insist = (isFit, text) => {
  if (!isFit) throw new RangeError(`${text} is not what is expected here`);
  return text;
};

// Each form has how a value is written, and how it is read; reading throws where a text is none.
const TEXT = {
  write: (value) => (value === null ? "" : coded(value)),
  read: (text) => (text === "" ? null : uncoded(text)),
};
const LIST = {
  write: (values) => values.map(coded).join(","),
  read: (text) => (text === "" ? [] : text.split(",").map(uncoded)),
};
const LIST_OR_NONE = { // a comma is the list of nothing
  write: (values) => (values === null ? "" : LIST.write(values) || ","),
  read: (text) => (text === "" ? null : text === "," ? [] : LIST.read(text)),
};
const wholeNumber = (form) => ({
  write: String,
  read: (text) => Number(insist(form.test(text), text)),
});
const PLACE = {
  write: (numbers) => (numbers ?? []).join(","),
  read: (text) => {
    if (text === "") return null;
    const isFit = /^(-?\d+(\.\d+)?,){2}\d+(\.\d+)?$/.test(text) && /[1-9][\d.]*$/.test(text);
    return insist(isFit, text).split(",").map(Number);
  },
};
const YEARS = {
  write: (years) => [...new Set(years)].join("-"),
  read: (text) => {
    if (text === "") return null;
    const years = insist(/^\d{1,4}(-\d{1,4})?$/.test(text), text).split("-").map(Number);
    return [Math.min(...years), Math.max(...years)];
  },
};
const oneOf = (...known) => ({ write: String, read: (text) => insist(known.includes(text), text) });
const SHOWN = {
  write: (isShown) => (isShown ? "shown" : "hidden"),
  read: (text) => insist(/^(shown|hidden)$/.test(text), text) === "shown",
};

const FORMS = {
  step: wholeNumber(/^\d{1,4}$/), // of the story; 0: it is closed
  thing: TEXT, to: TEXT, tie: LIST_OR_NONE, // what is chosen; a tie: ends, relation and place
  "no-kinds": LIST, relations: LIST, themes: LIST, countries: LIST,
  sources: wholeNumber(/^[1-9]\d{0,5}$/), years: YEARS, undated: SHOWN,
  around: LIST_OR_NONE, only: LIST_OR_NONE, // a thing and how many ties away, or things one by one
  at: PLACE, // what the camera looks at
  view: oneOf("graph", "table"), look: oneOf("", "light", "dark"), lang: TEXT,
};

export const NO_STATE = {
  step: 0, thing: null, to: null, tie: null, "no-kinds": [], relations: [], themes: [], countries: [],
  sources: 1, years: null, undated: true, around: null, only: null,
  at: null, view: "graph", look: "", lang: "en",
};

// == The whole state ==

// What of a state is other than in a state that goes without saying.
export const encode = (state, base) => Object.entries(FORMS)
  .map(([key, { write }]) => [key, write(state[key]), write(base[key])])
  .filter(([, text, usual]) => text !== usual)
  .map(([key, text]) => `${key}=${text}`).join("&");

// The state that a text tells: what it leaves out, or tells wrongly, is as in the base of its step.
// `missing` says whether something was told wrongly.
export const decode = (text, baseOf) => {
  const told = {};
  let missing = false;
  for (const part of text.replace(/^#/, "").split("&").filter(Boolean)) {
    const [, key, value] = /^([^=]*)=?(.*)$/s.exec(part);
    try {
      if (!Object.hasOwn(FORMS, key)) throw new RangeError(`${key} is not known`);
      told[key] = FORMS[key].read(value);
    } catch {
      missing = true;
    }
  }
  return { state: { ...baseOf(told.step), ...told }, missing };
};

// == Identifiers ==

// Calls each identifier by its last two parts, as long as nothing else is called so.
export const shortNames = (ids) => {
  const tail = (id) => id.split("/").slice(-2).join("/");
  const uses = new Map();
  for (const name of ids.flatMap((id) => [...new Set([id, tail(id)])])) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const names = ids.map((id) => (uses.get(tail(id)) === 1 ? tail(id) : id));
  const numbers = new Map([...ids.entries(), ...names.entries()].map(([number, id]) => [id, number]));
  return { nameOf: (number) => names[number], numberOf: (name) => numbers.get(name) ?? -1 };
};
