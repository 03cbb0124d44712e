import assert from "node:assert/strict";
import test from "node:test";

import { on, tell } from "../../../graph/expograph/page/script/events.js";

test("all who listen hear of a change, in the order in which they began, with what is told", () => {
  const heard = [];
  on("changed", (...what) => heard.push(["one", ...what]));
  on("changed", (...what) => heard.push(["other", ...what]));
  tell("changed", 1, 2);
  assert.deepEqual(heard, [["one", 1, 2], ["other", 1, 2]]);
});

test("nobody hears of another change, and a change that nobody listens to is none", () => {
  const heard = [];
  on("that", () => heard.push("that"));
  tell("this");
  assert.deepEqual(heard, []);
});

test("who begins to listen while something is told hears of it the next time", () => {
  const heard = [];
  on("again", () => { if (!heard.length) on("again", () => heard.push("late")); heard.push("first"); });
  tell("again");
  assert.deepEqual(heard, ["first"]);
  tell("again");
  assert.deepEqual(heard, ["first", "first", "late"]);
});
