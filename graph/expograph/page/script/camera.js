// Looks at a part of the drawing: vis-network keeps the camera, this moves it.

import { things } from "./data.js";
import { at } from "./elements.js";
import { tell } from "./events.js";
import { circles, lit, ranked, selected, tiesShown } from "./view.js";

export let network = null;
export let moving = false;
const CLOSEST = 12, FARTHEST = 0.03, CLOSEST_CHOSEN = 2.2, CLOSEST_OF_ALL = 3;
const MANY = 4000; // so many ties are not all drawn in each frame while the camera flies
const REST = 120; // milliseconds after the last movement in which everything is drawn again

export const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const narrow = matchMedia("(max-width: 899px)");

// Things and ties are drawn by our own hand, ten thousand as quickly as a hundred, so the library
// is given none.
export const makeNetwork = (options) => {
  network = new self.vis.Network(at("drawing"), { nodes: [], edges: [] }, options);
  for (const change of ["dragging", "zoom"]) network.on(change, () => stir());
  const inner = at("drawing").querySelector("[tabindex]");
  if (inner) inner.tabIndex = -1; // ours takes the focus
};

// While something moves less is drawn; the rest comes when it has come to rest.
let rest = 0;
export const stir = (still = 0) => { // so many milliseconds it will be moving
  if (!moving) tell("moving");
  moving = true;
  clearTimeout(rest);
  rest = setTimeout(settle, still + REST);
};
export const stirMany = (still) => { if (tiesShown > MANY) stir(still); };
export const settle = () => {
  if (!moving) return;
  clearTimeout(rest);
  clearTimeout(network.renderer.zoomTimeoutId); // the library would draw all of it once more
  moving = false;
  tell("resting");
  network.redraw();
};

const chosenOnes = () => [[...lit.things], CLOSEST_CHOSEN];
const everything = () => [ranked, CLOSEST_OF_ALL, circles()];

// What shows all these things and circles, beside the sheet of details; as the page looks by itself.
export const framing = ([list, closest, around = []] = selected ? chosenOnes() : everything()) => {
  const { width, height } = at("drawing").getBoundingClientRect();
  const covered = coveredPart();
  const box = boxAround([...list.map((thing) => [things.x[thing], things.y[thing], 0]), ...around]);
  const above = narrow.matches ? 44 : 0; // the buttons
  const wide = (width - 48) / (box.right - box.left + 1);
  const high = (height - covered - above - 64) / (box.bottom - box.top + 1);
  return {
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.min(closest, wide, high),
    offset: { x: 0, y: (above - covered) / 2 },
  };
};

// Shows them; behind the table, once it is gone.
let later = null;
const frame = (what, gently) => {
  later = at("graph").hidden ? () => frame(what, gently) : null;
  if (later || !what[0].length) return;
  uncover();
  const animation = gently && !calm.matches ? { duration: 200 } : false;
  if (animation) stirMany(animation.duration);
  network.moveTo({ ...framing(what), animation });
  tell("looked");
};
export const frameLater = () => later?.();
export const frameChosen = (gently = true) => frame(chosenOnes(), gently);
export const fit = (gently = true) => frame(everything(), gently);

// How much of the drawing lies under the sheet of details.
const coveredPart = () => {
  const foot = at("drawing").getBoundingClientRect().bottom;
  return narrow.matches && selected ? Math.max(0, foot - innerHeight * 0.54) : 0;
};

// On a phone the drawing may be away from the part of the window that the sheet leaves free.
const uncover = () => {
  const { top } = at("drawing").getBoundingClientRect();
  const isAway = narrow.matches && selected && (top < 0 || top > innerHeight * 0.22);
  if (isAway) at("drawing").scrollIntoView({ block: "start" });
};

// Shows these things where they are if they can be seen, else goes there.
export const bring = (list) => {
  const { width, height } = at("drawing").getBoundingClientRect();
  const foot = height - coveredPart();
  const isSeen = (thing) => {
    const { x, y } = network.canvasToDOM({ x: things.x[thing], y: things.y[thing] });
    return x > 24 && x < width - 24 && y > 24 && y < foot - 24;
  };
  if (!list.every(isSeen)) frame([list, CLOSEST_CHOSEN], true);
};

const boxAround = (list) => list.reduce((box, [x, y, r]) => ({
  left: Math.min(box.left, x - r), right: Math.max(box.right, x + r),
  top: Math.min(box.top, y - r), bottom: Math.max(box.bottom, y + r),
}), { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });

export const zoom = (factor) => {
  const scale = Math.min(CLOSEST, Math.max(FARTHEST, network.getScale() * factor));
  network.moveTo({ scale, animation: false });
  stir();
  tell("looked");
};

export const pan = (across, down) => {
  const [{ x, y }, scale] = [network.getViewPosition(), network.getScale()];
  network.moveTo({ position: { x: x + across / scale, y: y + down / scale }, animation: false });
  stir();
  tell("looked");
};

// == On paper ==

// What part of the drawing is seen; behind the table, what would be.
export const seen = () => {
  const hidden = ["graph", "table"].map((one) => at(one).hidden);
  [at("graph").hidden, at("table").hidden] = [false, true];
  frameLater();
  const { clientWidth: width, clientHeight: height } = network.canvas.frame.canvas;
  const part = { width, height, scale: network.getScale(), middle: network.getViewPosition() };
  [at("graph").hidden, at("table").hidden] = hidden;
  return part;
};

// Draws by `act` with a camera that sees this part at its size, whatever the screen's is.
export const onPaper = ({ width, height, scale, middle }, act) => {
  const onScreen = network;
  network = {
    getScale: () => scale,
    canvasToDOM: ({ x, y }) =>
      ({ x: (x - middle.x) * scale + width / 2, y: (y - middle.y) * scale + height / 2 }),
    DOMtoCanvas: ({ x, y }) =>
      ({ x: (x - width / 2) / scale + middle.x, y: (y - height / 2) / scale + middle.y }),
    canvas: { frame: { canvas: { clientWidth: width, clientHeight: height } } },
  };
  try {
    act();
  } finally {
    network = onScreen;
  }
};
