// Shows only what is around something, one step more or less of it, or everything again.

import { button, make } from "./elements.js";
import { words } from "./text.js";
import { filter, filters, neighboursOf } from "./view.js";

// What is within each number of steps, from one on, until nothing is left to come.
const rings = function* (centre) {
  let inside = new Set(centre);
  for (;;) {
    const next = neighboursOf(inside);
    if (next.size === inside.size) return;
    yield next;
    inside = next;
  }
};

// The next smaller and the next larger ring than what is shown, and whether it is the first one.
const stepsAround = (centre) => {
  let [less, steps] = [null, 0];
  for (const ring of rings(centre)) {
    steps += 1;
    if ([...ring].some((thing) => !filters.only.has(thing))) return { less, more: ring };
    if (ring.size < filters.only.size) less = ring;
    else if (steps === 1) return { first: true, more: [...rings(centre)][1] };
  }
  return { less };
};

let update = null;
export const updateNear = () => update?.();

// Buttons that stay while what is shown changes, so that the one that was pressed keeps the focus.
export const nearButtons = (centre) => {
  const step = (which) => () => {
    const ring = stepsAround(centre)[which];
    if (ring) filter({ only: ring });
  };
  const first = button(words.aroundIt, () => filter({ only: neighboursOf(centre) }));
  const [less, more] = [button(words.stepLess, step("less")), button(words.stepMore, step("more"))];
  const all = button(words.everything, () => {
    first.focus();
    filter({ only: null });
  });
  update = () => {
    const now = filters.only ? stepsAround(centre) : {};
    first.setAttribute("aria-pressed", Boolean(now.first));
    less.setAttribute("aria-disabled", !now.less);
    more.setAttribute("aria-disabled", !now.more);
    for (const one of [less, more, all]) one.hidden = !filters.only;
  };
  update();
  return make("div", { className: "near", role: "group", "aria-label": words.near },
    first, less, more, all);
};
