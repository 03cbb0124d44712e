// Draws each kind of thing in a shape and a colour of its own.

const polygon = (corners, size, turn = 0, inner = 1) => (ctx, x, y, r) => {
  for (let i = 0; i < corners; i += 1) {
    const angle = turn - Math.PI / 2 + (i * 2 * Math.PI) / corners;
    const reach = r * size * (i % 2 ? inner : 1);
    if (i) ctx.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    else ctx.moveTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  ctx.closePath();
};
const circle = (ctx, x, y, r) => {
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
};
const ring = (ctx, x, y, r) => {
  circle(ctx, x, y, r);
  ctx.moveTo(x + r * 0.5, y);
  ctx.arc(x, y, r * 0.5, 0, 2 * Math.PI, true);
};
const bar = (ctx, x, y, r) => ctx.rect(x - r * 1.25, y - r * 0.65, r * 2.5, r * 1.3);
const cross = (ctx, x, y, r) => {
  let corners = [[0.42, -1.1], [0.42, -0.42], [1.1, -0.42]];
  for (let turn = 0; turn < 4; turn += 1) {
    corners.forEach(([across, down], place) => {
      const [toX, toY] = [x + across * r, y + down * r];
      if (turn || place) ctx.lineTo(toX, toY);
      else ctx.moveTo(toX, toY);
    });
    corners = corners.map(([across, down]) => [-down, across]);
  }
  ctx.closePath();
};

export const SHAPES = {
  __proto__: null, // a kind may be called anything
  Event: circle,
  EventSeries: ring,
  Organisation: polygon(4, 1.25, Math.PI / 4),
  City: polygon(3, 1.3),
  Country: bar,
  Venue: polygon(3, 1.3, Math.PI),
  Person: polygon(4, 1.25),
  Project: cross,
  Award: polygon(10, 1.4, 0, 0.5),
  Theme: polygon(6, 1.1, Math.PI / 6),
};

// Adds the shape of a kind to the path.
export const traceShape = (ctx, kind, x, y, r) => (SHAPES[kind] ?? circle)(ctx, x, y, r);

export let colours = {};
export const readColours = () => {
  const kinds = Object.keys(SHAPES).map((kind) => `kind-${kind}`);
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none"; // so that the reader's own colours are read as they are
  colours = Object.fromEntries(["ground", "text", "quiet", "disc", "tie", "chosen", ...kinds].map((part) => {
    probe.style.color = `var(--${part})`;
    return [part, getComputedStyle(probe).color];
  }));
  probe.remove();
};
export const colourOf = (kind) => colours[`kind-${kind}`] ?? colours.tie;

// A kind's picture for legend and panels, as it is drawn.
export const swatch = (kind) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { className: "swatch", width: 36, height: 36 });
  canvas.setAttribute("aria-hidden", "true");
  canvas.dataset.kind = kind;
  paintSwatch(canvas);
  return canvas;
};
const paintSwatch = (canvas) => {
  const ctx = canvas.getContext("2d");
  ctx.clearRect(0, 0, 36, 36);
  ctx.fillStyle = colourOf(canvas.dataset.kind);
  ctx.beginPath();
  traceShape(ctx, canvas.dataset.kind, 18, canvas.dataset.kind === "City" ? 21 : 18, 12);
  ctx.fill();
};
export const repaintSwatches = () => {
  for (const canvas of document.querySelectorAll("canvas.swatch")) paintSwatch(canvas);
};
