import assert from "node:assert/strict";
import test from "node:test";

import { chance, taken } from "./page.mjs";
import { on } from "../../../graph/expograph/page/script/events.js";
import {
  back, counted, countryName, filled, folded, forth, inLanguage, label, language, namesOf, number,
  saying, sentence, speak, webAddress, when,
} from "../../../graph/expograph/page/script/text.js";

const SHOWED = {
  name: "hasExhibitor", symmetric: false,
  forth: { en: "had exhibitor", de: "mit Aussteller" }, back: { en: "exhibited at" },
};
const TWINNED = { name: "twinnedWith", symmetric: true, forth: { en: "is twinned with" }, back: {} };
const BARE = { name: "knows", symmetric: false, forth: {}, back: {} };

const world = () => taken(
  [{ label: "Congress", kind: "Event" },
    { label: "MIXMOVE", labels: { de: "Mixmove AG", fr: "Mixmove SA" }, aliases: ["MIXMOVE", "Mix"] },
    { label: "Malmö", kind: "City" }],
  [[0, 1], [1, 0], [2, 1, { relation: 1 }], [0, 2, { relation: 2 }]],
  { relations: [SHOWED, TWINNED, BARE] });

test("letters are folded so that what people type finds what is written", () => {
  const pairs = [["Malmö", "malmo"], ["ŁÓDŹ", "lodz"], ["Straße", "strasse"], ["Ærø", "aero"],
    ["İzmir", "izmir"], ["Iğdır", "igdir"], ["Đà Nẵng", "da nang"], ["ﬁra", "fira"],
    ["Αθήνα", "αθηνα"], ["東京", "東京"], ["", ""]];
  for (const [written, typed] of pairs) assert.equal(folded(written), typed);
});

test("what is folded stays as it is when it is folded again", () => {
  const random = chance(11);
  for (let round = 0; round < 2000; round += 1) {
    const letters = Array.from({ length: 5 }, () => String.fromCodePoint(32 + Math.floor(random() * 0x2fff)));
    const text = letters.join("");
    assert.equal(folded(folded(text)), folded(text), JSON.stringify(text));
  }
});

test("only places that have a value are filled, and a value is filled in as it is", () => {
  assert.equal(filled("{n} of {all} {n}", { n: 0, all: "$& {n}" }), "0 of $& {n} 0");
  assert.equal(filled("{unknown} {n", { n: 1 }), "{unknown} {n");
  assert.equal(filled("{toString}", {}), "{toString}");
});

test("numbers and plurals are those of the language", () => {
  world();
  const forms = { one: "{n} tie", many: "{n} de ties", other: "{n} ties" };
  speak("en");
  assert.deepEqual([0, 1, 2, 12345].map((n) => counted(forms, n)),
    ["0 ties", "1 tie", "2 ties", "12,345 ties"]);
  speak("de");
  assert.equal(counted(forms, 12345), "12.345 ties");
  speak("ca");
  assert.equal(counted(forms, 1_000_000), `${number(1_000_000)} de ties`);
  assert.equal(counted({ other: "{n}" }, 1), "1");
});

test("a language that the page does not speak is English, and everybody hears of the change", () => {
  world();
  let heard = 0;
  on("language", () => { heard += 1; });
  for (const [asked, spoken] of [["de", "de"], ["xx", "en"], ["toString", "en"]]) {
    speak(asked);
    assert.equal(language, spoken);
    assert.equal(globalThis.document.documentElement.lang, spoken);
  }
  assert.equal(heard, 3);
});

test("a text is the reader's, else the page's, else English, else any, else what is said", () => {
  taken([], [], { about: { language: "ca" } });
  speak("de");
  const texts = { fr: "ville", en: "city", ca: "ciutat", de: "Stadt" };
  for (const expected of ["Stadt", "ciutat", "city", "ville", "else"]) {
    assert.equal(inLanguage(texts, "else"), expected);
    delete texts[{ Stadt: "de", ciutat: "ca", city: "en", ville: "fr" }[expected]];
  }
});

test("a thing is called as the reader calls it and found by all that it is called", () => {
  world();
  speak("de");
  assert.equal(label(1), "Mixmove AG");
  assert.deepEqual(namesOf(1), ["Mixmove AG", "MIXMOVE", "Mix", "Mixmove SA"]);
  speak("en");
  assert.equal(label(1), "MIXMOVE");
});

test("a sentence begins with whoever did something, if there are words for that", () => {
  world();
  speak("en");
  assert.deepEqual([0, 1, 2, 3].map(saying), [[1, "exhibited at", 0], [1, "had exhibitor", 0],
    [2, "is twinned with", 1], [0, "knows", 2]]);
  assert.equal(sentence(0), "MIXMOVE exhibited at Congress");
});

test("a relation reads the same from both sides if it is one of equals", () => {
  world();
  speak("en");
  assert.equal(back(1), forth(1));
  assert.equal(back(2), "");
  assert.equal(forth(2), "knows", "its name, where there are no words");
});

test("a tie says when by its day, else from when until when, as far as it is known", () => {
  taken([{}], [{ date: "2019-11", since: "2018" }, { since: "2018", until: "2020" }, { until: "2020" }, {}]
    .map((said) => [0, 0, said]));
  assert.deepEqual([0, 1, 2, 3].map(when), ["2019-11", "2018 – 2020", "2020", ""]);
});

test("a code of a country is its name, and what is none stays as it is", () => {
  world();
  speak("de");
  assert.deepEqual(["SE", "<b>", ""].map(countryName), ["Schweden", "<b>", ""]);
});

test("only addresses of the web are followed", () => {
  const followed = ["https://example.org", "HTTP://example.org/a"];
  for (const address of followed) assert.equal(webAddress(address), address);
  const others = ["javascript:alert(1)", " https://example.org", "data:text/html,x", "//example.org",
    "java\nscript:https://example.org", "file:///", "", undefined, null];
  for (const address of others) assert.equal(webAddress(address), "", JSON.stringify(address));
});
