// A query is written for IRIs only: nothing that could end one reaches SPARQL.

import assert from "node:assert/strict";
import test from "node:test";

import { queryAbout } from "../../../graph/expograph/page/script/sparql.js";

test("a query asks for the thing by its IRI", () => {
  const iri = "https://w3id.org/expograph/id/city/malmö";
  assert.ok(queryAbout(iri).includes(`VALUES ?thing { <${iri}> }`));
});

const base = "https://w3id.org/expograph/id/";
for (const name of [
  `${base}a> } DROP ALL #`, `${base}a b`, `${base}a\nb`, `${base}a"b`, `${base}a{b}`, `${base}a\\u003e`,
  `${base}a\u2028b`, `${base}a\u0000b`, `${base}a^b`, `${base}a|b`, base + "a`b", `${base}\ud800`,
  "javascript:alert(1)", "a name", "", ` ${base}a`, `${base}a\u202eb`,
]) {
  test(`no query is written for ${JSON.stringify(name)}`, () => assert.equal(queryAbout(name), ""));
}
