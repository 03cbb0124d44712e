// Where ties run: straight, or bowed apart where two things have several.

import { things, ties } from "./data.js";

let midX = [], midY = []; // the point a tie bows towards
let bowed = [], loops = []; // whether it does; the radius of a loop

export const bowApart = () => {
  const many = ties.from.length;
  midX = new Float32Array(many);
  midY = new Float32Array(many);
  bowed = new Uint8Array(many);
  loops = new Float32Array(many);
  const [low, high] = [new Uint32Array(many), new Uint32Array(many)];
  for (let tie = 0; tie < many; tie += 1) {
    low[tie] = Math.min(ties.from[tie], ties.to[tie]);
    high[tie] = Math.max(ties.from[tie], ties.to[tie]);
  }
  const order = Uint32Array.from(low.keys())
    .sort((one, other) => low[one] - low[other] || high[one] - high[other] || one - other);
  for (let first = 0; first < many;) {
    let end = first + 1;
    const alike = (tie) => low[tie] === low[order[first]] && high[tie] === high[order[first]];
    while (end < many && alike(order[end])) end += 1;
    bow(order.subarray(first, end), low[order[first]], high[order[first]]);
    first = end;
  }
};

const bow = (parallel, low, high) => {
  const across = things.x[high] - things.x[low];
  const down = things.y[high] - things.y[low];
  const length = Math.hypot(across, down) || 1;
  const step = Math.min(44, length * 0.5, (length * 1.6) / parallel.length);
  parallel.forEach((tie, place) => {
    const reach = (step * (place - (parallel.length - 1) / 2)) / length;
    midX[tie] = (things.x[low] + things.x[high]) / 2 - down * reach;
    midY[tie] = (things.y[low] + things.y[high]) / 2 + across * reach;
    bowed[tie] = Number(reach !== 0);
    loops[tie] = low === high ? 6 + 4 * place : 0;
  });
};

// The point of a tie at the part t of its way, from 0 to 1.
export const pointOn = (tie, t) => {
  const [from, to] = [ties.from[tie], ties.to[tie]];
  if (loops[tie]) {
    const [angle, r] = [2 * Math.PI * t + Math.PI / 2, loops[tie]];
    const top = things.y[from] - things.size[from] - r;
    return { x: things.x[from] + r * Math.cos(angle), y: top + r * Math.sin(angle) };
  }
  const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return {
    x: a * things.x[from] + b * midX[tie] + c * things.x[to],
    y: a * things.y[from] + b * midY[tie] + c * things.y[to],
  };
};

// Adds the way of a tie to the path.
export const tracePath = (ctx, tie) => {
  const from = ties.from[tie], to = ties.to[tie];
  if (loops[tie]) return traceLoop(ctx, tie);
  ctx.moveTo(things.x[from], things.y[from]);
  if (bowed[tie]) return ctx.quadraticCurveTo(midX[tie], midY[tie], things.x[to], things.y[to]);
  return ctx.lineTo(things.x[to], things.y[to]);
};

const traceLoop = (ctx, tie) => {
  for (let step = 0; step <= 24; step += 1) {
    const { x, y } = pointOn(tie, step / 24);
    if (step) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
  }
};

// == How far a point is from a tie ==

export const mayTouch = (point, tie, reach) => {
  const [from, to] = [ties.from[tie], ties.to[tie]];
  const slack = reach + (loops[tie] ? 2 * loops[tie] + things.size[from] : 0);
  const between = (value, a, b, c) =>
    value > Math.min(a, b, c) - slack && value < Math.max(a, b, c) + slack;
  return between(point.x, things.x[from], things.x[to], midX[tie]) &&
    between(point.y, things.y[from], things.y[to], midY[tie]);
};

const awayFromSegment = (p, a, b) => {
  const [across, down] = [b.x - a.x, b.y - a.y];
  const along = ((p.x - a.x) * across + (p.y - a.y) * down) / (across ** 2 + down ** 2 || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * across, p.y - a.y - t * down);
};

export const awayFromTie = (point, tie) => {
  let [least, last] = [Infinity, pointOn(tie, 0)];
  for (let step = 1; step <= 16; step += 1) {
    const next = pointOn(tie, step / 16);
    least = Math.min(least, awayFromSegment(point, last, next));
    last = next;
  }
  return least;
};
