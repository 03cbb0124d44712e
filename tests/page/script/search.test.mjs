import assert from "node:assert/strict";
import test from "node:test";

import "./page.mjs";
import { joinedNames, rank as rankOf } from "../../../graph/expograph/page/script/search.js";

const rank = (names, wanted) => rankOf(joinedNames(names), wanted);

const sorted = (lists, wanted) => lists
  .map((names) => [rank(names, wanted), names[0]])
  .filter(([value]) => value < Infinity)
  .sort(([one], [other]) => one - other)
  .map(([, name]) => name);

test("the whole name comes before its beginning, that before a word of it, and that before a part", () => {
  const lists = [["reporto"], ["city of porto"], ["porto alegre"], ["porto"], ["lisbon"]];
  assert.deepEqual(sorted(lists, "porto"), ["porto", "porto alegre", "city of porto", "reporto"]);
});

test("an alias counts a little less than a name in the same place", () => {
  assert.ok(rank(["porto alegre"], "porto") < rank(["other", "porto alegre"], "porto"));
  assert.ok(rank(["other", "porto alegre"], "porto") < rank(["city of porto"], "porto"));
});

test("a word may begin after a blank, a bracket, a slash or a hyphen", () => {
  for (const name of ["a porto", "a (porto)", "a/porto", "a-porto"]) {
    assert.equal(rank([name], "porto"), rank(["a porto"], "porto"), name);
  }
  assert.ok(rank(["aporto"], "porto") > rank(["a porto"], "porto"));
});

test("of several names the best counts, and what has none of them is not found", () => {
  assert.equal(rank(["reporto", "porto"], "porto"), rank(["x", "porto"], "porto"));
  assert.equal(rank(["lisbon", "porto"], "madrid"), Infinity);
  assert.equal(rank([], "madrid"), Infinity);
});

test("signs that mean something in patterns are letters like others", () => {
  assert.ok(rank(["r&d (hub)"], "(hub") < Infinity);
  assert.equal(rank(["abc"], ".*"), Infinity);
});

test("the best place in a name counts, not the first", () => {
  assert.deepEqual(sorted([["september"], ["october in berlin"]], "ber"), ["october in berlin", "september"]);
});

test("a whole alias counts more than the beginning of a name", () => {
  assert.deepEqual(sorted([["porto alegre"], ["oporto", "porto"]], "porto"), ["oporto", "porto alegre"]);
});

test("accents and case do not matter, and nothing is found across two names", () => {
  assert.ok(rank(["Malmö"], "malmo") < Infinity);
  assert.equal(rank(["Malmö", "Lund"], "malmolund"), Infinity);
});

test("words are found in any order, after all that has them as they were typed", () => {
  const lists = [["Fira de Barcelona"], ["A Barcelona Fira club"]];
  assert.deepEqual(sorted(lists, "barcelona fira"), ["A Barcelona Fira club", "Fira de Barcelona"]);
  assert.equal(rank(["Fira de Barcelona"], "barcelona porto"), Infinity);
});
