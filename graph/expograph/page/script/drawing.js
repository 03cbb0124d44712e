// Draws the things and ties that are shown: strongest first, and less of them while they move.

import { relations, things, ties } from "./data.js";
import { moving, network } from "./camera.js";
import { pointOn, tracePath } from "./paths.js";
import { colourOf, colours, traceShape } from "./shapes.js";
import { saying } from "./text.js";
import { circles, filters, isDated, lit, selected, shown, tiesShown } from "./view.js";

const FADED = 0.18, FADED_TIES = 0.3;
const FRAME = 1000 / 55, LEAST_TIES = 200; // a frame may take so many milliseconds in motion
const SHAPES_IN_PATH = 20, TIES_IN_PATH = 200;
const MOST_SHAPES_MOVING = 400, MOST_THINGS_MOVING = 3000;
const SMALLEST_SHAPE = 2; // pixels

// How lines are broken, in pixels: not; without a date, while years are chosen; only announced.
export const LINES = [[], [6, 4], [1.5, 3.5]], UNDATED = 1, ANNOUNCED = 2;

let bands = []; // ties that are drawn alike
let batches = []; // things that are drawn alike, the largest first
let tiesMoving = 600, lastFrame = 0;

// == What is drawn alike, found anew when filters change ==

export const arrange = () => {
  bands = bandsOf();
  batches = batchesOf();
};

const lineOf = (tie) => {
  if (filters.years && !isDated(tie)) return UNDATED;
  return ties.status[tie] === "announced" ? ANNOUNCED : 0;
};

// Ties of one width, strength and kind of line; those between communities are fainter.
const bandsOf = () => {
  const crowd = Math.min(1, Math.max(0.18, Math.sqrt(900 / Math.max(tiesShown, 1))));
  const found = new Map();
  for (let tie = 0; tie < ties.from.length; tie += 1) {
    if (!shown.shownTies[tie]) continue;
    const near = things.community[ties.from[tie]] === things.community[ties.to[tie]];
    const strength = Math.min(ties.weight[tie], 6);
    const line = lineOf(tie);
    const key = (strength * 2 + Number(near)) * LINES.length + line;
    if (!found.has(key)) {
      const alpha = (near ? 0.5 : 0.16) * crowd * (strength > 1 ? 1.3 : 1);
      found.set(key, { width: 0.7 + 0.55 * (strength - 1), alpha, line, ties: [] });
    }
    found.get(key).ties.push(tie);
  }
  return [...found.values()];
};

// Things of one kind and nearly one size: few enough that small ones lie on large ones.
const batchesOf = () => {
  const found = new Map();
  for (let thing = 0; thing < things.id.length; thing += 1) {
    if (!shown.shownThings[thing]) continue;
    const steps = Math.round(Math.log2(things.size[thing]) * 2);
    const key = `${steps} ${things.kind[thing]}`;
    if (!found.has(key)) found.set(key, { kind: things.kind[thing], things: [] });
    found.get(key).things.push(thing);
  }
  return [...found.values()];
};

// == Sizes ==

// Things grow more slowly than the distances between them, so that zooming in makes room.
export const sizeOf = (thing, scale = network.getScale()) => {
  const size = things.size[thing];
  return scale < 1 ? size + 1.4 * (1 - scale) : size * scale ** -0.35;
};

const viewed = () => {
  const { clientWidth, clientHeight } = network.canvas.frame.canvas;
  const [a, b] = [network.DOMtoCanvas({ x: 0, y: 0 }),
    network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
};

const meets = (view, tie) => {
  const [from, to] = [ties.from[tie], ties.to[tie]];
  const [ax, bx, ay, by] = [things.x[from], things.x[to], things.y[from], things.y[to]];
  return !((ax < view.left && bx < view.left) || (ax > view.right && bx > view.right) ||
    (ay < view.top && by < view.top) || (ay > view.bottom && by > view.bottom));
};

// == Drawing ==

export const draw = (ctx) => {
  const [view, px] = [viewed(), 1 / network.getScale()];
  ctx.save();
  drawCommunities(ctx);
  drawTies(ctx, view, px);
  drawLitTies(ctx, px);
  drawThings(ctx, view, px);
  ctx.restore();
};

const drawCommunities = (ctx) => {
  ctx.fillStyle = colours.disc;
  for (const [x, y, r] of circles()) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fill();
  }
};

// In motion as many ties as a frame has time for, found by how long the last ones took.
const budgetOfTies = () => {
  if (!moving) return Infinity;
  const now = performance.now();
  const took = now - lastFrame;
  lastFrame = now;
  if (took < 200) tiesMoving *= took > FRAME ? 0.85 : 1.08;
  tiesMoving = Math.min(Math.max(tiesMoving, LEAST_TIES), 20000);
  return tiesMoving;
};

const drawTies = (ctx, view, px) => {
  let budget = budgetOfTies();
  ctx.strokeStyle = colours.tie;
  for (const band of bands) {
    ctx.lineWidth = band.width * px;
    breakLine(ctx, band.line, px);
    ctx.globalAlpha = band.alpha * (selected ? FADED_TIES : 1);
    budget -= strokeAll(ctx, band.ties, view, budget);
    if (budget <= 0) break;
  }
  breakLine(ctx, 0, px);
};

const breakLine = (ctx, line, px) => ctx.setLineDash(LINES[line].map((length) => length * px));

// A canvas strokes lines the fastest one by one; what writes them down is to become no larger.
const strokeAll = (ctx, list, view, most) => {
  const inPath = ctx.canvas ? 1 : TIES_IN_PATH;
  let drawn = 0;
  ctx.beginPath();
  for (const tie of list) {
    if (drawn >= most) break;
    if (!meets(view, tie)) continue;
    tracePath(ctx, tie);
    drawn += 1;
    if (drawn % inPath === 0) {
      ctx.stroke();
      ctx.beginPath();
    }
  }
  ctx.stroke();
  return drawn;
};

const drawLitTies = (ctx, px) => {
  const single = selected?.tie >= 0;
  Object.assign(ctx, { strokeStyle: colours.chosen, fillStyle: colours.chosen });
  ctx.globalAlpha = single ? 1 : 0.75;
  for (const tie of lit.ties) {
    if (!shown.shownTies[tie]) continue;
    ctx.lineWidth = (single ? 2 : 1.1 + 0.2 * Math.min(ties.weight[tie], 5)) * px;
    breakLine(ctx, lineOf(tie), px);
    ctx.beginPath();
    tracePath(ctx, tie);
    ctx.stroke();
    if (single && !relations[ties.relation[tie]].symmetric) drawArrow(ctx, tie, px);
  }
  breakLine(ctx, 0, px);
};

// An arrowhead half-way, where no thing covers it, the way the sentence goes.
const drawArrow = (ctx, tie, px) => {
  const way = saying(tie)[0] === ties.from[tie] ? [0.55, 0.57] : [0.45, 0.43];
  const [here, there] = way.map((part) => pointOn(tie, part));
  const angle = Math.atan2(there.y - here.y, there.x - here.x);
  ctx.beginPath();
  for (const [turn, reach] of [[0, 8], [2.5, 7], [-2.5, 7]]) {
    const x = here.x + reach * px * Math.cos(angle + turn);
    ctx.lineTo(x, here.y + reach * px * Math.sin(angle + turn));
  }
  ctx.fill();
};

// Large things in their shapes with an outline; what is a dot on the screen, or in motion one of
// many, as a square. Long paths are slow to fill, so they are cut.
const drawThings = (ctx, view, px) => {
  let [all, shapes] = moving ? [MOST_THINGS_MOVING, MOST_SHAPES_MOVING] : [Infinity, Infinity];
  ctx.lineWidth = px;
  ctx.strokeStyle = colours.ground;
  ctx.globalAlpha = selected ? FADED : 1;
  for (const { kind, things: list } of batches) {
    if (all <= 0) break;
    ctx.fillStyle = colourOf(kind);
    const drawn = drawBatch(ctx, view, kind, list, shapes > 0 ? SMALLEST_SHAPE * px : Infinity);
    [all, shapes] = [all - drawn, shapes - drawn];
  }
  ctx.globalAlpha = 1;
  if (selected) for (const thing of lit.things) drawLit(ctx, thing, px);
};

const drawBatch = (ctx, view, kind, list, smallest) => {
  const scale = network.getScale();
  const paint = () => {
    ctx.fill();
    if (!moving) ctx.stroke();
    ctx.beginPath();
  };
  let drawn = 0;
  ctx.beginPath();
  for (const thing of list) {
    const [x, y, r] = [things.x[thing], things.y[thing], sizeOf(thing, scale)];
    const outside = x + r < view.left || x - r > view.right || y + r < view.top || y - r > view.bottom;
    if (outside || (selected && lit.things.has(thing))) continue;
    drawn += 1;
    if (r < smallest) {
      ctx.fillRect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
      continue;
    }
    traceShape(ctx, kind, x, y, r);
    if (drawn % SHAPES_IN_PATH === 0) paint();
  }
  paint();
  return drawn;
};

const drawLit = (ctx, thing, px) => {
  if (!shown.shownThings[thing]) return;
  const isChosen = [selected.thing, selected.to].includes(thing);
  ctx.fillStyle = colourOf(things.kind[thing]);
  ctx.strokeStyle = isChosen ? colours.chosen : colours.ground;
  ctx.lineWidth = (isChosen ? 3 : 1) * px;
  ctx.beginPath();
  traceShape(ctx, things.kind[thing], things.x[thing], things.y[thing], sizeOf(thing));
  ctx.fill();
  ctx.stroke();
};
