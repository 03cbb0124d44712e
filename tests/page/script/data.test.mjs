import assert from "node:assert/strict";
import test from "node:test";

import { chance, taken } from "./page.mjs";
import { otherEnd, takeIn, things, ties, tiesOf } from "../../../graph/expograph/page/script/data.js";

test("a tie is found at both of its ends, parallel ones too, and a loop once", () => {
  taken([{}, {}, {}, {}], [[0, 1], [1, 0], [0, 1], [2, 2], [2, 0]]);
  assert.deepEqual([0, 1, 2, 3].map((thing) => [...tiesOf(thing)]),
    [[0, 1, 2, 4], [0, 1, 2], [3, 4], []]);
});

test("in any network the ties of a thing are those that name it, in their order", () => {
  const random = chance(5);
  for (let round = 0; round < 60; round += 1) {
    const many = 1 + Math.floor(random() * 9);
    const any = () => Math.floor(random() * many);
    const pairs = Array.from({ length: Math.floor(random() * 30) }, () => [any(), any()]);
    taken(Array.from({ length: many }, () => ({})), pairs);
    for (let thing = 0; thing < many; thing += 1) {
      const named = [...pairs.keys()].filter((tie) => pairs[tie].includes(thing));
      assert.deepEqual([...tiesOf(thing)], named);
    }
  }
});

test("the other end of a tie is the one that one does not come from; of a loop the same", () => {
  taken([{}, {}], [[0, 1], [1, 1]]);
  assert.deepEqual([otherEnd(0, 0), otherEnd(0, 1), otherEnd(1, 1)], [1, 0, 1]);
});

test("nothing at all is taken in", () => {
  taken([]);
  assert.equal(ties.from.length, 0);
});

test("a column of few different values reads like any other", () => {
  taken([{}, {}, {}]);
  const plain = { ...things, kind: { values: ["City", "Event"], at: [1, 0, 1] } };
  const none = Object.fromEntries(Object.keys(ties).map((name) => [name, []]));
  takeIn({ about: {}, words: {}, things: plain, ties: none });
  assert.deepEqual(things.kind, ["Event", "City", "Event"]);
});
