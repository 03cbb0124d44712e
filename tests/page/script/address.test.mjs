// The state of the page survives being written into an address, and whatever an address may hold.

import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_STATE, decode, encode, shortNames } from "../../../graph/expograph/page/script/address.js";

const STATES = 3000;
const TEXTS = ["", "~", ",", "a,b", "a&b=c", "%", "%2C", "#", "é", "日本", "😀", "a b", "+", "/", "a/b/c",
  "</script>", "'\"", "\u2028", "__proto__", "https://w3id.org/expograph/id/city/barcelona", "0", "-1"];

// A small generator of numbers, the same in every run.
let seed = 20191119;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const below = (end) => Math.floor(random() * end);
const pick = (list) => list[below(list.length)];
const either = (one, other) => (random() < 0.5 ? one : other);
const text = () => either(pick(TEXTS), Array.from({ length: below(6) }, () => pick(TEXTS)).join(""));
const list = () => Array.from({ length: below(4) }, text);
const tenths = () => (below(400001) - 200000) / 10 + 0;

const state = () => ({
  step: below(20), thing: either(null, text()), to: either(null, text()), tie: either(null, list()),
  "no-kinds": list(), relations: list(), themes: list(), countries: list(),
  sources: 1 + below(40), undated: either(true, false),
  years: either(null, [below(2000), 2000 + below(1000)]),
  around: either(null, list()), only: either(null, list()),
  at: either(null, [tenths(), tenths(), 0.01 + below(100000) / 100]),
  view: pick(["graph", "table"]), look: pick(["", "light", "dark"]), lang: either("en", text()),
});
const mixed = (one, other) => Object.fromEntries(
  Object.keys(NO_STATE).map((key) => [key, either(one, other)[key]]));

test("every state is read as it was written, from whatever base", () => {
  for (let round = 0; round < STATES; round += 1) {
    const base = state();
    const now = either(state(), mixed(base, state()));
    const read = decode(`#${encode(now, base)}`, (step) => ({ ...base, step: step ?? base.step }));
    assert.deepEqual(read, { state: now, missing: false });
  }
});

test("a state that goes without saying is not said", () => {
  for (let round = 0; round < 200; round += 1) {
    const now = state();
    assert.equal(encode(now, structuredClone(now)), "");
  }
});

test("an address holds no letter that would end it, and no half of a character", () => {
  for (let round = 0; round < STATES; round += 1) {
    assert.match(encode(state(), NO_STATE), /^[\w\-.,~!*'()/:%=&]*$/);
  }
});

test("an address can be read by people", () => {
  const now = { ...NO_STATE, thing: "city/barcelona", "no-kinds": ["Award", "Venue"],
    countries: ["ES", "SE"], years: [2015, 2019], at: [-12.5, 3, 640], lang: "ca" };
  assert.equal(encode(now, NO_STATE), "thing=city/barcelona&no-kinds=Award,Venue&countries=ES,SE&" +
    "years=2015-2019&at=-12.5,3,640&lang=ca");
});

const BROKEN = ["thing=%", "thing=%E0%A4%A", "themes=a,%zz", "step=-1", "step=1e9", "sources=0",
  "sources=many", "years=2015-", "years=soon", "at=1,2", "at=1,2,0", "at=1,2,NaN", "at=,,", "at=1.2.3,1,1",
  "view=__proto__", "look=%22", "undated=perhaps", "nothing=here", "__proto__=x", "constructor=x", "x"];
for (const part of BROKEN) {
  test(`what ${part} tells wrongly is left out and the rest is kept`, () => {
    const { state: read, missing } = decode(`#countries=ES&${part}&lang=de`, () => NO_STATE);
    assert.deepEqual(read, { ...NO_STATE, countries: ["ES"], lang: "de" });
    assert.equal(missing, true);
  });
}

test("no text at all makes the reading fail", () => {
  const letters = ["#", "&", "=", ",", "%", "~", "thing", "at", "tie", "2", ...TEXTS];
  for (let round = 0; round < STATES; round += 1) {
    const hash = Array.from({ length: below(12) }, () => pick(letters)).join("");
    const { state: read } = decode(hash, () => NO_STATE);
    assert.deepEqual(Object.keys(read).sort(), Object.keys(NO_STATE).sort());
    assert.deepEqual(decode(encode(read, NO_STATE), () => NO_STATE).state, read);
  }
});

test("the base is that of the step that is told", () => {
  const baseOf = (step = 1) => ({ ...NO_STATE, step, thing: `step/${step}` });
  assert.equal(decode("#step=3", baseOf).state.thing, "step/3");
  assert.equal(decode("", baseOf).state.thing, "step/1");
  assert.equal(encode(baseOf(3), baseOf(3)), "");
});

test("identifiers are called by their ends as long as these are theirs alone", () => {
  const ids = ["https://a.org/id/city/porto", "https://a.org/id/event/porto", "https://b.org/event/porto",
    "city/malmo", "https://a.org/id/city/malmo", "plain", ""];
  const { nameOf, numberOf } = shortNames(ids);
  assert.equal(nameOf(0), "city/porto");
  assert.equal(nameOf(1), ids[1]);
  ids.forEach((id, number) => {
    assert.equal(numberOf(nameOf(number)), number);
    assert.equal(numberOf(id), number);
  });
  assert.equal(numberOf("event/porto"), -1);
});

test("identifiers of all kinds find their things again", () => {
  for (let round = 0; round < 300; round += 1) {
    const ids = [...new Set(Array.from({ length: 12 }, () => list().join("/")))];
    const { nameOf, numberOf } = shortNames(ids);
    ids.forEach((_, number) => assert.equal(numberOf(nameOf(number)), number));
  }
});
