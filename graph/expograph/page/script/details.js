// Shows what is chosen: a thing with its ties, the ways between two, or a tie with its evidence.

import { betweenParts } from "./between.js";
import { at, button, make, say } from "./elements.js";
import { tell } from "./events.js";
import { overviewParts } from "./overview.js";
import { words } from "./text.js";
import { thingParts } from "./thing.js";
import { tieParts } from "./tie.js";
import { select, selected } from "./view.js";

export const showDetails = () => {
  if (!selected) return fill(overviewParts());
  if (selected.tie >= 0) return showTie(selected);
  return fill(selected.to >= 0 ? betweenParts(selected) : thingParts(selected));
};

const showTie = async (choice) => {
  const parts = await tieParts(choice);
  if (selected === choice) fill(parts);
};

export const sayMissing = () => {
  select(null);
  at("details").prepend(make("p", { className: "warning" }, words.gone));
  say(words.gone);
};

const fill = (parts) => {
  const panel = at("details");
  const close = button("×", () => select(null), { className: "close", "aria-label": words.close });
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(selected ? close : "", ...parts);
  panel.classList.toggle("open", Boolean(selected));
  panel.scrollTop = 0;
  tell("filled", hadFocus);
};
