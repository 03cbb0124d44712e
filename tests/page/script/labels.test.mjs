import assert from "node:assert/strict";
import test from "node:test";

import { chance } from "./page.mjs";
import { linesOf, overlap } from "../../../graph/expograph/page/script/labels.js";

test("a short name is one line, a long one breaks at the blank that is nearest to its middle", () => {
  assert.deepEqual(linesOf("MIXMOVE"), ["MIXMOVE"]);
  assert.deepEqual(linesOf("Smart City World Congress"), ["Smart City", "World Congress"]);
  assert.deepEqual(linesOf("  Fira \n de\tBarcelona "), ["Fira de Barcelona"]);
});

test("a long word stays whole, and what is too long ends in dots", () => {
  assert.deepEqual(linesOf("Straßenbeleuchtungsanlagenbau"), ["Straßenbeleuchtungsanlagenbau"]);
  const [line] = linesOf("x".repeat(100));
  assert.equal([...line].length, 42);
  assert.ok(line.endsWith("x…"));
});

test("no letter is cut into halves", () => {
  const lines = linesOf("🏙".repeat(60));
  assert.doesNotMatch(lines.join(""), /\p{Surrogate}/u);
  assert.equal([...lines.join("")].length, 42);
});

test("the lines of any name are at most two, and say all of it up to the dots", () => {
  const random = chance(3);
  for (let round = 0; round < 3000; round += 1) {
    const name = Array.from({ length: Math.floor(random() * 70) },
      () => (random() < 0.15 ? " " : String.fromCodePoint(97 + Math.floor(random() * 26)))).join("");
    const said = name.replace(/\s+/g, " ").trim();
    const lines = linesOf(name);
    assert.ok(lines.length <= 2);
    const all = lines.join(" ");
    assert.ok(all === said || (all.endsWith("…") && said.startsWith(all.slice(0, -1))), name);
  }
});

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("two boxes overlap by what both cover, and by nothing if they only touch", () => {
  assert.equal(overlap(box(0, 0, 4, 4), box(2, 3, 9, 9)), 2);
  assert.equal(overlap(box(0, 0, 4, 4), box(1, 1, 2, 3)), 2);
  assert.equal(overlap(box(0, 0, 4, 4), box(4, 0, 8, 4)), 0);
  assert.equal(overlap(box(0, 0, 4, 4), box(9, 9, 12, 12)), 0);
});

test("the overlap of boxes is that of the squares in them, whichever is named first", () => {
  const random = chance(9);
  const any = () => {
    const [left, top] = [Math.floor(random() * 9), Math.floor(random() * 9)];
    return box(left, top, left + 1 + Math.floor(random() * 5), top + 1 + Math.floor(random() * 5));
  };
  const holds = ({ left, top, right, bottom }, x, y) => left <= x && x < right && top <= y && y < bottom;
  for (let round = 0; round < 500; round += 1) {
    const [one, other] = [any(), any()];
    let squares = 0;
    for (let x = 0; x < 15; x += 1) {
      for (let y = 0; y < 15; y += 1) squares += Number(holds(one, x, y) && holds(other, x, y));
    }
    assert.equal(overlap(one, other), squares);
    assert.equal(overlap(other, one), squares);
  }
});
