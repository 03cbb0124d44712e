// The ways between two things are the shortest, and those over what is rare come first.

import assert from "node:assert/strict";
import test from "node:test";

import { waysBetween } from "../../../graph/expograph/page/script/ways.js";

// What is near each thing, from ties given as pairs of things; a tie's number is its place.
const nearBy = (pairs) => (thing) => {
  const near = new Map();
  pairs.forEach(([one, other], tie) => {
    if (one !== thing && other !== thing) return;
    const far = one === thing ? other : one;
    near.set(far, [...(near.get(far) ?? []), tie]);
  });
  return near;
};
const passed = (ways) => ways.map((steps) => [steps[0].from, ...steps.map(({ to }) => to)].join(""));

test("no way leads where no ties do, nor from a thing to itself", () => {
  const near = nearBy([["a", "b"], ["c", "d"]]);
  assert.deepEqual(waysBetween("a", "d", near), []);
  assert.deepEqual(waysBetween("a", "a", near), []);
});

test("a step tells all ties between its two things", () => {
  const near = nearBy([["a", "b"], ["b", "a"], ["b", "c"]]);
  assert.deepEqual(waysBetween("a", "c", near), [[
    { from: "a", to: "b", ties: [0, 1] }, { from: "b", to: "c", ties: [2] },
  ]]);
});

test("where the shortest ways are few, those one step longer follow, and none that is longer", () => {
  const near = nearBy([["a", "z"], ["a", "m"], ["m", "z"], ["a", "p"], ["p", "q"], ["q", "z"]]);
  assert.deepEqual(passed(waysBetween("a", "z", near)), ["az", "amz"]);
});

test("of equally long ways the one over what few are tied to comes first", () => {
  const fair = ["1", "2", "3", "4"].map((guest) => ["f", guest]);
  const near = nearBy([["a", "f"], ["f", "z"], ...fair, ["a", "p"], ["p", "z"]]);
  assert.deepEqual(passed(waysBetween("a", "z", near)), ["apz", "afz"]);
});

test("at most so many are told", () => {
  const pairs = [..."bcdefgh"].flatMap((middle) => [["a", middle], [middle, "z"]]);
  assert.equal(waysBetween("a", "z", nearBy(pairs)).length, 3);
  assert.equal(waysBetween("a", "z", nearBy(pairs), 5).length, 5);
});

test("in any network ways lead from start to goal over ties that are there, and never in circles", () => {
  let seed = 1;
  const chance = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const pairs = Array.from({ length: 4 + chance(20) }, () => [chance(9), chance(9)])
      .filter(([one, other]) => one !== other);
    const ways = waysBetween(0, 8, nearBy(pairs), 10);
    const lengths = ways.map((steps) => steps.length);
    assert.ok(lengths.every((length, place) => length >= (lengths[place - 1] ?? 0)));
    assert.ok(lengths.every((length) => length <= lengths[0] + 1));
    assert.equal(new Set(ways.map((steps) => JSON.stringify(steps))).size, ways.length);
    for (const steps of ways) {
      const places = [0, ...steps.map(({ to }) => to)];
      assert.equal(places.at(-1), 8);
      assert.equal(new Set(places).size, places.length);
      for (const { from, to, ties } of steps) {
        for (const tie of ties) assert.deepEqual([...pairs[tie]].sort(), [from, to].sort());
      }
    }
  }
});

test("thousands of ways between two hubs are found at once", () => {
  const middles = Array.from({ length: 3000 }, (_, middle) => middle + 2);
  const near = (thing) => new Map((thing < 2 ? middles : [0, 1]).map((other) => [other, [0]]));
  const began = performance.now();
  assert.equal(waysBetween(0, 1, near).length, 3);
  assert.ok(performance.now() - began < 500);
});
