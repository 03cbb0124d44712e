// Writes names into the drawing: the most important first, none over another.

import { moving, network } from "./camera.js";
import { things } from "./data.js";
import { sizeOf } from "./drawing.js";
import { pointOn } from "./paths.js";
import { colours } from "./shapes.js";
import { label } from "./text.js";
import { lit, ranked, selected, shown } from "./view.js";

const MOST_LABELS = 140, MOST_LABELS_MOVING = 40, MUST_BE_NAMED = 3, LOOKED_AT = 1500, LOOKED_AT_MOVING = 300;
const FEW = 90, ROOM = 12000, LONGEST = 42, LONGEST_LINE = 22;
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

// == A name as lines of text ==

export const linesOf = (text) => {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  const cut = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : letters.join("");
  if (cut.length <= LONGEST_LINE) return [cut];
  const spaces = [...cut.matchAll(/ /g)].map((match) => match.index);
  const fromMiddle = (space) => Math.abs(space - cut.length / 2);
  const best = spaces.sort((one, other) => fromMiddle(one) - fromMiddle(other))[0];
  return best === undefined ? [cut] : [cut.slice(0, best), cut.slice(best + 1)];
};

let measured = new Map();
export const forgetSizes = () => { measured = new Map(); };

const boxOf = (ctx, thing, r) => {
  const size = Math.round(Math.min(15, Math.max(11, 9.5 + r * 0.4)));
  const weight = things.size[thing] > 0.7 * things.size[0] && r > 5 ? 650 : 450;
  const key = thing * 100 + size;
  if (measured.has(key)) return measured.get(key);
  const lines = linesOf(label(thing));
  const font = ctx.font = `${weight} ${size}px ${FONT}`;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
  const box = { lines, font, size, width, height: lines.length * size * 1.15 };
  measured.set(key, box);
  return box;
};

// == A place for it ==

const rectangle = (x, y, width, height) =>
  ({ left: x, top: y, right: x + width, bottom: y + height });

const around = ({ x, y }, r) => rectangle(x - r, y - r, 2 * r, 2 * r);

export const overlap = (one, other) =>
  Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
  Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));

// Beside, under or over the thing: the first place inside the drawing that is free, or for what
// must have a name the one that covers least; a label counts for more than a thing.
const placeOf = (spot, box, taken, canvas, must) => {
  const [gap, middle] = [spot.r + 4, spot.y - box.height / 2];
  const farthest = canvas.clientWidth - 4 - box.width;
  const inner = Math.max(4, Math.min(spot.x - box.width / 2, farthest));
  const places = [
    { x: spot.x + gap, y: middle, align: "left" },
    { x: spot.x - gap - box.width, y: middle, align: "right" },
    { x: inner, y: spot.y + gap - 1, align: "center" },
    { x: inner, y: spot.y - gap - box.height + 1, align: "center" },
  ];
  const inside = places.filter(({ x, y }) => x >= 4 && y >= 4 &&
    x <= farthest && y + box.height <= canvas.clientHeight - 4);
  const room = ({ x, y }) => rectangle(x - 3, y - 2, box.width + 6, box.height + 4);
  const free = inside.find((place) => !taken.some((other) => overlap(room(place), other)));
  if (free || !must) return free;
  const cover = (place) => taken.reduce(
    (sum, other) => sum + overlap(room(place), other) * (other.right - other.left), 0);
  return inside.sort((one, other) => cover(one) - cover(other))[0];
};

const write = (ctx, place, box) => {
  const shift = { left: 0, right: box.width, center: box.width / 2 }[place.align];
  ctx.font = box.font;
  ctx.textAlign = place.align;
  box.lines.forEach((line, row) => {
    const [x, y] = [place.x + shift, place.y + (row + 0.85) * box.size * 1.15];
    ctx.strokeText(line, x, y);
    ctx.fillText(line, x, y);
  });
};

// == All of them ==

// Which things may be named, in order of importance: under a selection only what it lights up.
const spotsOf = (must, canvas) => {
  const scale = network.getScale();
  const most = moving ? LOOKED_AT_MOVING : LOOKED_AT;
  const spots = [];
  for (const thing of new Set([...must, ...(selected ? lit.things : ranked)])) {
    if (spots.length >= most) break;
    if (!shown.shownThings[thing] || (selected && !lit.things.has(thing))) continue;
    const { x, y } = network.canvasToDOM({ x: things.x[thing], y: things.y[thing] });
    if (x <= 0 || y <= 0 || x >= canvas.clientWidth || y >= canvas.clientHeight) continue;
    spots.push({ thing, x, y, r: sizeOf(thing, scale) * scale });
  }
  return spots;
};

const zoomButtons = () => {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = document.querySelector(".zoom");
  return rectangle(offsetLeft, offsetTop, offsetWidth, offsetHeight);
};
const alongTie = (tie) => Array.from({ length: 41 }, (_, step) =>
  around(network.canvasToDOM(pointOn(tie, step / 40)), 4));

const screenOf = ({ width, clientWidth, clientHeight }) =>
  ({ clientWidth, clientHeight, ratio: width / clientWidth, top: 0, taken: [zoomButtons()] });

// Where: in the whole canvas, or on a part of it that begins at `top`.
export const drawLabels = (ctx, canvas = screenOf(ctx.canvas)) => {
  const several = selected?.tie >= 0 || selected?.to >= 0;
  const asked = several ? [...lit.things] : selected ? [selected.thing] : [];
  const must = new Set([...asked, ...ranked.slice(0, MUST_BE_NAMED)]);
  const spots = spotsOf(must, canvas);
  const few = spots.length < FEW; // then no name lies over a thing, else over no greater one
  const room = Math.floor((canvas.clientWidth * canvas.clientHeight) / ROOM);
  const most = moving ? MOST_LABELS_MOVING : few ? MOST_LABELS : Math.min(MOST_LABELS, room);
  const taken = [...canvas.taken, ...(selected?.tie >= 0 ? alongTie(selected.tie) : [])];
  if (few) taken.push(...spots.map((spot) => around(spot, spot.r * 0.8)));
  const { ratio, top } = canvas;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, top * ratio);
  Object.assign(ctx, { lineWidth: 3.5, lineJoin: "round", strokeStyle: colours.ground });
  ctx.fillStyle = colours.text;
  let written = 0;
  for (const spot of spots) {
    if (written >= most) break;
    if (!few && spot.r > 5) taken.push(around(spot, spot.r * 0.75));
    const box = boxOf(ctx, spot.thing, spot.r);
    const place = placeOf(spot, box, taken, canvas, must.has(spot.thing));
    if (!place) continue;
    taken.push(rectangle(place.x, place.y, box.width, box.height));
    write(ctx, place, box);
    written += 1;
  }
  ctx.restore();
};
