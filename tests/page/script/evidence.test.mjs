// Evidence is grouped so that nothing is said twice, and nothing is lost.

import assert from "node:assert/strict";
import test from "node:test";

import { blocksOf, columnsOf } from "../../../graph/expograph/page/script/evidence.js";

const post = { title: "A post", publisher: "", published: "2019", address: "", language: "en" };
const page = { ...post, title: "A page" };
const piece = (text, sources, more = {}) =>
  ({ text, where: "line 1", isQuote: true, reference: "", sources, ...more });

test("several pieces of one source stand over one line of it", () => {
  const blocks = blocksOf([piece("one", [post]), piece("two", [page]), piece("three", [post])]);
  assert.deepEqual(blocks.map(({ pieces, sources }) => [pieces.map(({ text }) => text), sources]),
    [[["one", "three"], [post]], [["two"], [page]]]);
});

test("the same words in two sources stand once, with both", () => {
  const [block, ...others] = blocksOf([piece("one", [post]), piece("one", [page])]);
  assert.deepEqual(others, []);
  assert.deepEqual(block.sources, [post, page]);
  assert.equal(block.oneOrMore, false);
});

test("a row that cites two pages says that one or more of them have it", () => {
  const [block] = blocksOf([piece("a: b", [post, page], { isQuote: false })]);
  assert.equal(block.oneOrMore, true);
});

test("what a word refers to keeps quotes apart", () => {
  const blocks = blocksOf([piece("it", [post]), piece("it", [post], { reference: "“it”: the fair" })]);
  assert.deepEqual(blocks.map(({ pieces }) => pieces.length), [2]);
});

test("a row is read as columns and values", () => {
  assert.deepEqual(columnsOf("event: SCEWC 2019 · agent: Oslo · note: at 9: Hall 2"),
    [["event", "SCEWC 2019"], ["agent", "Oslo"], ["note", "at 9: Hall 2"]]);
});

test("a dot within a value parts nothing, and text that is no row stays text", () => {
  assert.deepEqual(columnsOf("name: Tomorrow · Mobility · city: Oslo"),
    [["name", "Tomorrow · Mobility"], ["city", "Oslo"]]);
  assert.deepEqual(columnsOf("just words"), []);
});
