// What the unit tests share: as much of a browser as modules ask for on being read, and data.

globalThis.matchMedia = () => ({ matches: false });
globalThis.document = { documentElement: { lang: "", dataset: {} } };

const { takeIn } = await import("../../../graph/expograph/page/script/data.js");

// Takes in a network: things like { id, label, … }, ties like [from, to, { relation, … }] by number.
export const taken = (things, ties = [], more = {}) => {
  const thing = { kind: "Organisation", x: 0, y: 0, size: 5, country: "", date: "", until: "",
    status: "", aliases: [], places: [], identifiers: [], contested: [], themes: [], labels: {},
    community: 0 };
  const tie = { relation: 0, weight: 1, since: "", until: "", date: "", status: "", through: "",
    roles: [], reasons: [], contested: [] };
  const whole = things.map((one, place) => ({ ...thing, id: `t${place}`, label: `T${place}`, ...one }));
  takeIn({
    about: { language: "en" }, words: { en: {}, de: {}, ca: {} }, roles: {}, themes: [],
    relations: [{ name: "knows", forth: { en: "knows" }, back: {}, symmetric: false }],
    communities: [], hubs: [], bridges: [], story: [], terms: [],
    ...more,
    things: columns(whole, Object.keys({ ...thing, id: "", label: "" })),
    ties: columns(ties.map(([from, to, said = {}]) => ({ ...tie, ...said, from, to })),
      ["from", "to", ...Object.keys(tie)]),
  });
};

const columns = (records, names) =>
  Object.fromEntries(names.map((name) => [name, records.map((record) => record[name])]));

// Numbers from 0 to 1 that look like chance and are the same every time (mulberry32).
export const chance = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
