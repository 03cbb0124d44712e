// The laws of filters: whatever they are, a count says what is shown once its choice is made.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  NO_FILTER, isFiltered, prepare, sift, revealing, timesHidden, yearsOf,
} from "../../../graph/expograph/page/script/sift.js";

// == Networks and filters by chance, the same in every run ==

const chance = (seed) => () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};
const KINDS = ["Event", "City", "Person"], CODES = ["", "ES", "SE"];
const SPANS = [["", "", ""], ["2013", "", ""], ["", "2014-05", "2016"], ["2019-11-19", "", ""]];

const madeNetwork = (next) => {
  const any = (list) => list[Math.floor(next() * list.length)];
  const many = (count, one) => Array.from({ length: count }, one);
  const number = (below) => Math.floor(next() * below);
  const things = {
    id: many(12, (_, thing) => `thing/${thing}`), kind: many(12, () => any(KINDS)),
    country: many(12, () => any(CODES)), themes: many(12, () => any([[], [0], [1, 2], [0, 2]])),
  };
  const spans = many(30, () => any(SPANS));
  const ties = {
    from: Int32Array.from(many(30, () => number(12))), to: Int32Array.from(many(30, () => number(12))),
    relation: Int32Array.from(many(30, () => number(3))),
    weight: Int32Array.from(many(30, () => any([1, 1, 2, 5]))),
    date: spans.map(([date]) => date), since: spans.map(([, since]) => since),
    until: spans.map(([, , until]) => until),
  };
  return { things, ties };
};

const madeFilters = (next) => {
  const some = (list, share) => new Set(list.filter(() => next() < share));
  const filters = NO_FILTER();
  if (next() < 0.5) filters.kinds = some(KINDS, 0.4);
  if (next() < 0.5) filters.relations = some([0, 1, 2], 0.5);
  if (next() < 0.4) filters.themes = some([0, 1, 2], 0.5);
  if (next() < 0.4) filters.countries = some(["ES", "SE"], 0.6);
  if (next() < 0.3) filters.weight = 2;
  if (next() < 0.4) filters.years = [2013, 2013 + Math.floor(next() * 6)];
  if (next() < 0.3) filters.undated = false;
  if (next() < 0.2) filters.only = some([...Array(12).keys()], 0.7);
  return filters;
};

const eachCase = (check) => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const next = chance(seed * 7919);
    const { things, ties } = madeNetwork(next);
    const [prepared, filters] = [prepare(things, ties), madeFilters(next)];
    check({ things, ties, filters, counts: sift(prepared, filters).counts,
      after: (changes) => sift(prepared, { ...filters, ...changes }) });
  }
};
const tiesWith = ({ shownTies }, isMeant) =>
  shownTies.reduce((sum, isShown, tie) => sum + Number(isShown && isMeant(tie)), 0);
const thingsWith = ({ shownThings }, isMeant) =>
  shownThings.reduce((sum, isShown, thing) => sum + Number(isShown && isMeant(thing)), 0);
const without = (set, choice) => new Set([...set].filter((one) => one !== choice));
const added = (set, choice) => new Set([...set, choice]);

// == Counts ==

test("the count of a kind is its things that are shown once the kind is", () => {
  eachCase(({ things, filters, counts, after }) => {
    for (const [kind, count] of counts.kinds) {
      const then = after({ kinds: without(filters.kinds, kind) });
      assert.equal(count, thingsWith(then, (thing) => things.kind[thing] === kind));
    }
  });
});

test("the count of a relation is its ties that are shown once it is chosen", () => {
  eachCase(({ ties, filters, counts, after }) => {
    for (const [relation, count] of counts.relations) {
      const then = after({ relations: added(filters.relations, relation) });
      assert.equal(count, tiesWith(then, (tie) => ties.relation[tie] === relation));
      assert.equal(count, tiesWith(after({ relations: new Set([relation]) }), () => true));
    }
  });
});

test("the count of a theme is the ties with it at an end once it is chosen", () => {
  eachCase(({ things, ties, filters, counts, after }) => {
    for (const [theme, count] of counts.themes) {
      const hasIt = (tie) => [ties.from[tie], ties.to[tie]].some((end) => things.themes[end].includes(theme));
      assert.equal(count, tiesWith(after({ themes: added(filters.themes, theme) }), hasIt));
      assert.equal(count, tiesWith(after({ themes: new Set([theme]) }), () => true));
    }
  });
});

test("the count of a country is its things that are shown once it is chosen", () => {
  eachCase(({ things, filters, counts, after }) => {
    for (const [code, count] of counts.countries) {
      const then = after({ countries: added(filters.countries, code) });
      assert.equal(count, thingsWith(then, (thing) => things.country[thing] === code));
    }
  });
});

test("the count of a number of sources is the ties that are shown once so many are asked for", () => {
  eachCase(({ counts, after }) => {
    for (const [weight, count] of counts.weights) {
      assert.equal(count, tiesWith(after({ weight }), () => true));
    }
  });
});

test("the count of a year is the ties that are shown once only it is chosen", () => {
  eachCase(({ counts, after }) => {
    for (const [year, count] of counts.years) {
      assert.equal(count, tiesWith(after({ years: [year, year], undated: false }), () => true));
    }
  });
});

test("ties without a date are counted, and shown whatever years are chosen", () => {
  eachCase(({ ties, counts, after }) => {
    const isUndated = (tie) => !ties.date[tie] && !ties.since[tie] && !ties.until[tie];
    assert.equal(counts.undated, tiesWith(after({ undated: true, years: [2013, 2013] }), isUndated));
    assert.equal(0, tiesWith(after({ undated: false }), isUndated));
  });
});

// == What is shown ==

test("only things that are tied to something shown are shown, with the number of their ties", () => {
  eachCase(({ things, ties, after }) => {
    const now = after({});
    for (let thing = 0; thing < things.id.length; thing += 1) {
      const own = tiesWith(now, (tie) => ties.from[tie] === thing || ties.to[tie] === thing);
      assert.equal(now.tieCount[thing], own);
      assert.equal(now.shownThings[thing], Number(own > 0));
    }
  });
});

test("no filter leaves everything, and says that nothing is filtered", () => {
  eachCase(({ ties, after }) => {
    assert.equal(tiesWith(after(NO_FILTER()), () => true), ties.from.length);
    assert.equal(isFiltered(NO_FILTER()), false);
  });
});

test("each filter that is set says that something is filtered", () => {
  const set = { kinds: new Set(["City"]), relations: new Set([0]), themes: new Set([0]),
    countries: new Set(["ES"]), weight: 2, years: [2013, 2013], undated: false, only: new Set([1]) };
  assert.deepEqual(Object.keys(set).sort(), Object.keys(NO_FILTER()).sort());
  for (const [name, value] of Object.entries(set)) {
    assert.equal(isFiltered({ ...NO_FILTER(), [name]: value }), true, name);
  }
});

test("a network without ties, and one without dates, have nothing to count", () => {
  const none = { from: new Int32Array(0), to: new Int32Array(0), relation: new Int32Array(0),
    weight: new Int32Array(0), date: [], since: [], until: [] };
  const { counts } = sift(prepare({ id: [], kind: [], country: [], themes: [] }, none), NO_FILTER());
  assert.equal(counts.years.size + counts.relations.size + counts.weights.size + counts.undated, 0);
});

test("the years of a tie are the first and last that are given, however precisely", () => {
  assert.deepEqual(yearsOf("2014-05", "2016", ""), [2014, 2016]);
  assert.deepEqual(yearsOf("", "", "2019-11-19"), [2019, 2019]);
  assert.deepEqual(yearsOf("", "", "in spring"), [0, 0]);
});

test("what hides a tie can be given up, and nothing else is", () => {
  eachCase(({ things, ties, filters }) => {
    const prepared = prepare(things, ties);
    const shown = sift(prepared, filters);
    for (let tie = 0; tie < ties.from.length; tie += 1) {
      const left = revealing(prepared, shown, filters, tie);
      assert.equal(timesHidden(shown, tie) === 0, shown.shownTies[tie] === 1);
      assert.equal(sift(prepared, left).shownTies[tie], 1);
      const given = Object.keys(filters).filter((name) => name !== "kinds" && left[name] !== filters[name]);
      for (const name of given) {
        const kept = sift(prepared, { ...left, [name]: filters[name] });
        assert.equal(kept.shownTies[tie], 0, name);
      }
      const ends = [ties.from[tie], ties.to[tie]].map((end) => things.kind[end]);
      assert.deepEqual(left.kinds, new Set([...filters.kinds].filter((kind) => !ends.includes(kind))));
    }
  });
});
