// Finds the shortest ways that lead from one thing to another over ties.

const MOST_LOOKED_AT = 2000; // ways of one length

// How many steps from `goal` things are away, at most one farther than `start`.
const stepsTo = (goal, start, near) => {
  const steps = new Map([[goal, 0]]);
  let [edge, step] = [[goal], 0];
  while (edge.length && step <= (steps.get(start) ?? Infinity)) {
    step += 1;
    const next = [];
    for (const thing of edge) {
      for (const other of near(thing).keys()) {
        if (steps.has(other)) continue;
        steps.set(other, step);
        next.push(other);
      }
    }
    edge = next;
  }
  return steps;
};

// All ways of just so many steps, as the things on them; none comes twice to one thing, since
// `length` is at most one more than it must be.
const waysOf = (length, start, goal, near, steps) => {
  const found = [];
  const walk = (passed) => {
    if (passed.at(-1) === goal) {
      if (passed.length > length) found.push(passed);
      return;
    }
    for (const other of near(passed.at(-1)).keys()) {
      if (found.length >= MOST_LOOKED_AT) return;
      if (passed.length + (steps.get(other) ?? Infinity) <= length) walk([...passed, other]);
    }
  };
  walk([start]);
  return found;
};

// The shortest ways, and where these are few, those that are one step longer; of equally long ones
// first those over things that few others are tied to, for these say more. `near` gives for a thing
// the others with their ties: Map { other => [tie, …] }. A way is a list of steps { from, to, ties }.
export const waysBetween = (start, goal, near, most = 3) => {
  const known = new Map();
  const around = (thing) => {
    if (!known.has(thing)) known.set(thing, near(thing));
    return known.get(thing);
  };
  const steps = stepsTo(goal, start, around);
  if (start === goal || !steps.has(start)) return [];
  const commonness = (passed) =>
    passed.slice(1, -1).reduce((sum, thing) => sum + Math.log(around(thing).size), 0);
  const found = [];
  for (let more = 0; more < 2 && found.length < most; more += 1) {
    found.push(...waysOf(steps.get(start) + more, start, goal, around, steps)
      .sort((one, other) => commonness(one) - commonness(other)));
  }
  return found.slice(0, most).map((passed) => passed.slice(1).map((to, place) =>
    ({ from: passed[place], to, ties: around(passed[place]).get(to) })));
};
