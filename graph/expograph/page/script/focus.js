// Takes the reader along: into the panel when something is chosen, and back where they came from.

import { at, say } from "./elements.js";
import { on } from "./events.js";
import { selected } from "./view.js";
import { placeInWords } from "./walk.js";

let told = null; // the last selection that the reader was told of
let opener = null; // where the focus was before it went into the panel

const focusHead = () => {
  const head = at("details").querySelector("h2");
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
};

const goBack = () => {
  const isThere = opener?.isConnected && opener.getClientRects().length && !opener.matches("input");
  const otherwise = at("graph").hidden ? at("show-table") : at("drawing");
  (isThere ? opener : otherwise).focus({ preventScroll: !isThere });
  opener = null;
};

// Whoever chooses in the drawing or goes on in a story stays there and is told; a page that has just
// opened keeps still.
const follow = (wasInside) => {
  if (selected === told) return;
  told = selected;
  const active = wasInside ? at("details") : document.activeElement;
  const stays = active === document.body || active === at("drawing") ||
    active.closest(".story, .head") !== null;
  if (!wasInside && !stays && selected) opener = active;
  if (!selected && wasInside) goBack();
  if (!selected || stays) say(placeInWords());
  else focusHead();
};

const read = () => {
  opener = at("drawing");
  focusHead();
};

// From the panel that one reads on a walk Escape leads back to the drawing, else it closes.
export const leavePanel = () => {
  const walking = opener === at("drawing") && at("details").contains(document.activeElement);
  if (walking) goBack();
  return walking;
};

export const listenToFocus = () => {
  on("filled", follow);
  on("read", read);
};
