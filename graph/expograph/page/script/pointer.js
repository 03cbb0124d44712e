// Finds what is under the pointer, and says it in a hint.

import { sizeOf } from "./drawing.js";
import { fit, moving, narrow, network, zoom } from "./camera.js";
import { things, ties } from "./data.js";
import { at } from "./elements.js";
import { on } from "./events.js";
import { awayFromTie, mayTouch } from "./paths.js";
import { label, sentence, statusName } from "./text.js";
import { lit, select, selected, shown } from "./view.js";

// The number of whatever is shown and least away, but less than `reach`; else -1.
const nearest = (isShown, reach, away) => {
  let [best, least] = [-1, reach];
  for (let one = 0; one < isShown.length; one += 1) {
    const distance = isShown[one] ? away(one) : Infinity;
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
};

// A thing before a tie, and under a selection its own ties before the faded ones.
const under = (point, pixels) => {
  const scale = network.getScale();
  const reach = pixels / scale;
  const thing = nearest(shown.shownThings, reach * 0.6, (one) => Math.max(0,
    Math.hypot(things.x[one] - point.x, things.y[one] - point.y) - sizeOf(one, scale)));
  if (thing >= 0) return { thing };
  const tie = nearest(shown.shownTies, reach, (one) => {
    if (!mayTouch(point, one, reach)) return Infinity;
    return awayFromTie(point, one) + (selected && !lit.ties.has(one) ? reach * 0.6 : 0);
  });
  return tie >= 0 ? { tie } : null;
};

const tieHint = (tie) => [sentence(tie),
  ties.status[tie] === "announced" && statusName("announced")].filter(Boolean).join(" · ");

const showHint = (event) => {
  if (event.pointerType === "touch") return;
  const frame = at("drawing").getBoundingClientRect();
  const spot = { x: event.clientX - frame.left, y: event.clientY - frame.top };
  const found = under(network.DOMtoCanvas(spot), 5);
  const hint = at("hint");
  at("drawing").classList.toggle("over", Boolean(found));
  hint.hidden = !found;
  if (!found) return;
  hint.textContent = found.tie >= 0 ? tieHint(found.tie) : label(found.thing);
  hint.style.left = `${Math.max(4, Math.min(spot.x + 14, frame.width - hint.offsetWidth - 4))}px`;
  hint.style.top = `${Math.max(4, spot.y - hint.offsetHeight - 10)}px`;
};

const onClick = ({ pointer, event }) => {
  at("drawing").focus({ preventScroll: true });
  const found = under(pointer.canvas, event?.pointerType === "touch" ? 14 : 7);
  const second = event?.srcEvent?.shiftKey && selected?.thing >= 0 && found?.thing >= 0;
  select(second ? { thing: selected.thing, to: found.thing } : found);
};

// The wheel zooms where the drawing has the focus, or with Ctrl; else the page may scroll.
const onWheel = (event) => {
  const mine = event.ctrlKey || !narrow.matches || document.activeElement === at("drawing");
  if (!mine) event.stopPropagation();
};

export const listenToPointer = () => {
  let waiting = false;
  at("drawing").onpointermove = (event) => {
    if (waiting || moving) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; showHint(event); });
  };
  at("drawing").onpointerleave = () => { at("hint").hidden = true; };
  at("drawing").addEventListener("wheel", onWheel, { capture: true, passive: true });
  at("closer").onclick = () => zoom(1.4);
  at("farther").onclick = () => zoom(1 / 1.4);
  at("fit").onclick = () => fit();
  network.on("click", onClick);
  on("moving", () => { at("hint").hidden = true; });
};
