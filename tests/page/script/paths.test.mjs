import assert from "node:assert/strict";
import test from "node:test";

import { chance, taken } from "./page.mjs";
import { things, ties } from "../../../graph/expograph/page/script/data.js";
import {
  awayFromTie, bowApart, mayTouch, pointOn, tracePath,
} from "../../../graph/expograph/page/script/paths.js";

const TWO = [{ x: 0, y: 0 }, { x: 300, y: 0 }];

const drawn = (list, pairs) => {
  taken(list, pairs);
  bowApart();
};

const near = (one, other, within = 1e-3) => Math.hypot(one.x - other.x, one.y - other.y) < within;

// Networks of a few things anywhere, among them things in one place, parallel ties and loops.
const anyNetwork = (random) => {
  const many = 2 + Math.floor(random() * 4);
  const any = () => Math.floor(random() * many);
  const place = () => Math.round((random() - 0.5) * (random() < 0.5 ? 20 : 2000));
  drawn(Array.from({ length: many }, () => ({ x: place(), y: place(), size: 2 + random() * 12 })),
    Array.from({ length: 12 }, () => [any(), any()]));
};

test("a tie alone is straight", () => {
  drawn(TWO, [[0, 1]]);
  for (const t of [0.1, 0.5, 0.9]) assert.equal(pointOn(0, t).y, 0);
  assert.equal(awayFromTie({ x: 150, y: 30 }, 0), 30);
});

test("parallel ties bow apart evenly on both sides, whichever way they point", () => {
  drawn(TWO, [[0, 1], [1, 0], [0, 1], [1, 0]]);
  const middles = [0, 1, 2, 3].map((tie) => pointOn(tie, 0.5));
  const heights = middles.map(({ y }) => y).sort((one, other) => one - other);
  const steps = [1, 2, 3].map((place) => heights[place] - heights[place - 1]);
  assert.ok(steps.every((step) => step > 10 && Math.abs(step - steps[0]) < 1e-3), String(steps));
  assert.ok(Math.abs(heights[0] + heights[3]) < 1e-3);
  assert.ok(middles.every(({ x }) => Math.abs(x - 150) < 1e-3));
});

test("many parallel ties stay within reach of their things", () => {
  drawn(TWO, Array.from({ length: 60 }, () => [0, 1]));
  const heights = [...ties.from.keys()].map((tie) => pointOn(tie, 0.5).y);
  assert.equal(new Set(heights).size, 60);
  assert.ok(Math.max(...heights.map(Math.abs)) < 300);
});

test("in any network a tie begins and ends at its things, and a loop ends where it began", () => {
  const random = chance(1);
  for (let round = 0; round < 200; round += 1) {
    anyNetwork(random);
    for (const tie of ties.from.keys()) {
      const [from, to] = [ties.from[tie], ties.to[tie]];
      if (from === to) {
        const foot = { x: things.x[from], y: things.y[from] - things.size[from] };
        assert.ok(near(pointOn(tie, 0), foot) && near(pointOn(tie, 1), foot));
      } else {
        assert.ok(near(pointOn(tie, 0), { x: things.x[from], y: things.y[from] }));
        assert.ok(near(pointOn(tie, 1), { x: things.x[to], y: things.y[to] }));
      }
    }
  }
});

test("in any network no two ties of the same things run through one middle", () => {
  const random = chance(2);
  for (let round = 0; round < 200; round += 1) {
    anyNetwork(random);
    const middles = new Map();
    for (const tie of ties.from.keys()) {
      const [from, to] = [ties.from[tie], ties.to[tie]];
      const inOnePlace = things.x[from] === things.x[to] && things.y[from] === things.y[to];
      if (from !== to && inOnePlace) continue;
      const pair = [from, to].sort((one, other) => one - other).join(" ");
      const others = middles.get(pair) ?? [];
      assert.ok(others.every((other) => !near(other, pointOn(tie, 0.5), 1e-2)), pair);
      middles.set(pair, [...others, pointOn(tie, 0.5)]);
    }
  }
});

test("what is near a tie is never missed by the quick look", () => {
  const random = chance(4);
  let close = 0;
  for (let round = 0; round < 300; round += 1) {
    anyNetwork(random);
    for (const tie of ties.from.keys()) {
      for (let trial = 0; trial < 12; trial += 1) {
        const reach = 0.5 + random() * 40;
        const { x, y } = pointOn(tie, random());
        const spot = { x: x + (random() - 0.5) * 3 * reach, y: y + (random() - 0.5) * 3 * reach };
        if (awayFromTie(spot, tie) >= reach) continue;
        close += 1;
        assert.ok(mayTouch(spot, tie, reach), JSON.stringify({ spot, reach, tie }));
      }
    }
  }
  assert.ok(close > 1000);
});

test("the quick look leaves out what is far away", () => {
  drawn(TWO, [[0, 1], [0, 0]]);
  assert.equal(mayTouch({ x: 150, y: 200 }, 0, 20), false);
  assert.equal(mayTouch({ x: 150, y: 0 }, 1, 20), false);
});

test("a point on a tie is no distance away from it, up to what bends between two steps", () => {
  const random = chance(6);
  for (let round = 0; round < 200; round += 1) {
    anyNetwork(random);
    for (const tie of ties.from.keys()) assert.ok(awayFromTie(pointOn(tie, random()), tie) < 1.5);
  }
});

test("what is drawn is where a pointer looks for it", () => {
  drawn(TWO, [[0, 1], [0, 1], [1, 1]]);
  for (const tie of [0, 1, 2]) {
    const path = [];
    const add = (x, y) => path.push({ x, y });
    tracePath({
      moveTo: add, lineTo: add,
      quadraticCurveTo: (midX, midY, x, y) => {
        const [{ x: x0, y: y0 }] = path;
        add(x0 / 4 + midX / 2 + x / 4, y0 / 4 + midY / 2 + y / 4);
        add(x, y);
      },
    }, tie);
    assert.ok(path.length >= 3);
    for (const spot of path) assert.ok(awayFromTie(spot, tie) < 1);
  }
});
