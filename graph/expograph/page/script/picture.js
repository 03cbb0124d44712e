// Draws what is seen as a picture with title and legend, on a canvas of any size or as SVG.

import { chosen, extent, state } from "./account.js";
import { onPaper, seen, settle } from "./camera.js";
import { about, things, ties } from "./data.js";
import { ANNOUNCED, LINES, UNDATED, draw } from "./drawing.js";
import { make } from "./elements.js";
import { drawLabels, FONT } from "./labels.js";
import { kindsInOrder } from "./facets.js";
import { inColours } from "./look.js";
import { put, xmlText } from "./markup.js";
import { colourOf, colours, traceShape } from "./shapes.js";
import { Sketch } from "./sketch.js";
import { counted, inWords, statusName, words } from "./text.js";
import { filters, isDated, ranked, shown } from "./view.js";

const MARGIN = 16, LONGEST_WORD = 30, SHAPE = 7, WIDTHS = [1, 3, 6];

// == What stands where ==

const inked = (font) => Object.assign(make("canvas").getContext("2d"), { font });

const wrapped = (text, font, room) => {
  const ctx = inked(font);
  const pieces = text.split(/(?<=\s)/).flatMap((word) =>
    [...word].length > LONGEST_WORD ? word.match(/.{1,30}/gsu) : word);
  const lines = [""];
  for (const piece of pieces) {
    const longer = lines.at(-1) + piece;
    if (lines.at(-1) && ctx.measureText(longer.trim()).width > room) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trim());
};

const headLines = (width) => {
  const told = [extent(), chosen(" · "), state()].filter(Boolean);
  const lines = [
    ...wrapped(about.title, `650 20px ${FONT}`, width - 2 * MARGIN).map((text) => [text, 650, 20]),
    ...told.flatMap((one) => wrapped(one, `400 13px ${FONT}`, width - 2 * MARGIN))
      .map((text) => [text, 400, 13])];
  let y = MARGIN;
  return lines.map(([text, weight, size]) => {
    y += size * 1.35;
    return { text, weight, size, x: MARGIN, y: y - size * 0.3, colour: weight > 400 ? "text" : "quiet" };
  });
};

// How lines are broken in this picture, and why.
const brokenLines = () => {
  const isSome = (isMeant) => shown.shownTies.some((isShown, tie) => isShown && isMeant(tie));
  const undated = filters.years && isSome((tie) => !isDated(tie));
  const announced = isSome((tie) => ties.status[tie] === "announced");
  return [
    ...(undated ? [{ line: UNDATED, weight: 2, text: counted(words.undatedTies, shown.counts.undated) }] : []),
    ...(announced ? [{ line: ANNOUNCED, weight: 2, text: statusName("announced") }] : []),
  ];
};

// What shapes, widths and lines mean: a row of signs, or as many rows as it takes.
const signsOf = (width, top) => {
  const present = new Set(ranked.map((thing) => things.kind[thing]));
  const kinds = kindsInOrder().filter((kind) => present.has(kind))
    .map((kind) => ({ kind, text: inWords(words.kinds, kind) }));
  const many = WIDTHS.map((weight) => ({
    weight, text: counted(words.sourceCount, weight) + (weight === WIDTHS.at(-1) ? " +" : "") }));
  const ctx = inked(`400 13px ${FONT}`);
  let [x, y] = [MARGIN, top + 24];
  return [...kinds, ...many, ...brokenLines()].map((sign) => {
    const room = 30 + ctx.measureText(sign.text).width;
    if (x > MARGIN && (x + room > width - MARGIN || sign.weight === 1)) [x, y] = [MARGIN, y + 24];
    const placed = { ...sign, size: 13, weight: 400, sources: sign.weight, signX: x + 10, x: x + 26, y,
      colour: "quiet" };
    x += room + 14;
    return placed;
  });
};

const planned = (part) => {
  const head = headLines(part.width);
  const top = Math.ceil(head.at(-1).y + 12);
  const signs = signsOf(part.width, top + part.height);
  return { part, head, top, signs, width: part.width, height: Math.ceil(signs.at(-1).y + MARGIN) };
};

// == Drawing it ==

const drawSign = (ctx, { kind, sources, line = 0, signX, y }) => {
  ctx.beginPath();
  if (kind) {
    ctx.fillStyle = colourOf(kind);
    traceShape(ctx, kind, signX, y - 5, SHAPE);
    ctx.fill();
    return;
  }
  Object.assign(ctx, { strokeStyle: colours.tie, lineWidth: 0.7 + 0.55 * (sources - 1) });
  ctx.setLineDash(LINES[line]);
  ctx.moveTo(signX - 10, y - 4);
  ctx.lineTo(signX + 10, y - 4);
  ctx.stroke();
  ctx.setLineDash([]);
};

const writeLines = (ctx, lines) => {
  for (const { text, weight, size, x, y, colour } of lines) {
    Object.assign(ctx, { font: `${weight} ${size}px ${FONT}`, fillStyle: colours[colour] });
    ctx.fillText(text, x, y);
  }
};

const paint = (ctx, { part, head, top, signs, width, height }, ratio) => {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, width, height);
  writeLines(ctx, head);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, top, width, part.height);
  ctx.clip();
  const zoomed = ratio * part.scale;
  const left = width / 2 - part.middle.x * part.scale;
  const above = top + part.height / 2 - part.middle.y * part.scale;
  ctx.setTransform(zoomed, 0, 0, zoomed, left * ratio, above * ratio);
  draw(ctx);
  drawLabels(ctx, { clientWidth: width, clientHeight: part.height, ratio, top, taken: [] });
  ctx.restore();
  for (const sign of signs) drawSign(ctx, sign);
  writeLines(ctx, signs);
};

// Draws on what `makeContext` makes for a plan, in light colours unless dark is asked for.
const pictured = (part, ratio, makeContext, theme) => {
  settle();
  const plan = planned(part);
  const ctx = makeContext(plan);
  inColours(theme, () => onPaper(part, () => paint(ctx, plan, ratio)));
  return ctx;
};

// A canvas with the picture, so many times as large as on the screen.
export const bitmap = (ratio, theme) => pictured(seen(), ratio, ({ width, height }) =>
  make("canvas", { width: width * ratio, height: height * ratio }).getContext("2d"), theme).canvas;

// The picture as an element, as wide as on the screen or as wide as asked for.
export const vector = (theme, width = 0, highest = Infinity) => {
  const part = seen();
  const ratio = width ? Math.min(width / part.width, highest / part.height) : 1;
  const paper = { ...part, scale: part.scale * ratio, width: width || part.width,
    height: Math.round(part.height * ratio) };
  return pictured(paper, 1, (plan) => {
    const sketch = new Sketch(plan.width, plan.height, FONT);
    put(sketch.root, "title", {}, about.title);
    put(sketch.root, "desc", {}, [extent(), chosen(" · "), state()].filter(Boolean).join(" · "));
    return sketch;
  }, theme).root;
};

export const svg = (theme) => xmlText(vector(theme));
