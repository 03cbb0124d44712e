// The page of a network: vis-network keeps the camera, this script draws things, ties and labels,
// and shows the words behind every tie. What comes out of the data becomes text, never markup.
const at = (id) => document.getElementById(id);
const MOST_LABELS = 140, MOST_LABELS_MOVING = 40, MOST_TIES_MOVING = 4000, MUST_BE_NAMED = 3;
const ROWS = 200, FIRST_OF_GROUP = 12;

let words, things, ties, communities, network;
let evidence = null; // unpacked at the first look
let middles = []; // for each tie the point that it bows towards
let tiesOf = []; // for each thing the numbers of its ties
let bands = []; // ties that are drawn alike
let shownThings = [], shownTies = []; // 1 where the filter shows it
let ranked = [], shownCount = []; // what is shown, the best tied first; how many shown ties it has
let circles = []; // around the communities of which something is shown
let selected = null; // { thing } or { tie }
let chosenThings = new Set(), chosenTies = new Set(); // what the selection lights up
let moving = false;
const hiddenKinds = new Set();

// == Unpacking what the page carries ==

const unpack = async (id) => {
  const bytes = Uint8Array.from(atob(at(id).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};

// The library runs only because its digest stands in the page's policy.
const runLibrary = (text) => {
  const trusted = self.trustedTypes?.createPolicy("lib", { createScript: (script) => script });
  const script = document.createElement("script");
  script.text = trusted ? trusted.createScript(text) : text;
  document.head.append(script);
};

const evidenceOf = async (tie) => {
  evidence ??= JSON.parse(await unpack("evidence"));
  return evidence.ties[tie].map(([source, words, where, isQuote, outside]) => {
    const [title, publisher, published, address, language] = evidence.sources[source];
    const [text, reference] = [evidence.texts[words], evidence.texts[outside]];
    return { text, where, isQuote, reference, title, publisher, published, address, language };
  });
};

// == Words and elements ==

const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
};

const button = (text, press, properties = {}) =>
  make("button", { type: "button", onclick: press, ...properties }, text);

const quiet = (...children) => make("p", { className: "quiet", dir: "auto" }, ...children);
const groupHead = (text, count) =>
  make("h3", { className: "group" }, text, " ", make("span", { className: "count" }, number(count)));

const name = (thing) => make("bdi", {}, things.label[thing]);
const number = (value) => value.toLocaleString(words.language);
const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));

const counted = (forms, n) => {
  const form = new Intl.PluralRules(words.language).select(n);
  return filled(forms[form] ?? forms.other, { n: number(n) });
};

const say = (text) => { at("said").textContent = text; };
const sentence = (tie) =>
  `${things.label[ties.from[tie]]} ${ties.words[tie]} ${things.label[ties.to[tie]]}`;

const when = (tie) => {
  const span = [ties.since[tie], ties.until[tie]].filter(Boolean).join(" – ");
  return ties.date[tie] || span;
};

// Letters without accents and case, so that "Malmo" finds "Malmö".
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };
const folded = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter]);

const webAddress = (address) => (/^https?:\/\//i.test(address) ? address : "");

// == Colours and shapes ==

let colours = {};
const readColours = () => {
  const style = getComputedStyle(document.documentElement);
  const kinds = Object.keys(SHAPES).map((kind) => `kind-${kind}`);
  colours = Object.fromEntries(["ground", "text", "disc", "tie", "chosen", ...kinds].map(
    (part) => [part, style.getPropertyValue(`--${part}`).trim()]));
};
const colourOf = (kind) => colours[`kind-${kind}`] ?? colours.tie;

const polygon = (corners, size, turn = 0, inner = 1) => (ctx, x, y, r) => {
  for (let i = 0; i < corners; i += 1) {
    const angle = turn - Math.PI / 2 + (i * 2 * Math.PI) / corners;
    const reach = r * size * (i % 2 ? inner : 1);
    ctx.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  ctx.closePath();
};
const circle = (ctx, x, y, r) => ctx.arc(x, y, r, 0, 2 * Math.PI);
const ring = (ctx, x, y, r) => {
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.moveTo(x + r * 0.5, y);
  ctx.arc(x, y, r * 0.5, 0, 2 * Math.PI, true);
};
const bar = (ctx, x, y, r) => ctx.rect(x - r * 1.25, y - r * 0.65, r * 2.5, r * 1.3);
const cross = (ctx, x, y, r) => {
  let corners = [[0.42, -1.1], [0.42, -0.42], [1.1, -0.42]];
  for (let turn = 0; turn < 4; turn += 1) {
    for (const [across, down] of corners) ctx.lineTo(x + across * r, y + down * r);
    corners = corners.map(([across, down]) => [-down, across]);
  }
  ctx.closePath();
};
const SHAPES = {
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
const drawShape = (ctx, kind, x, y, r) => {
  ctx.beginPath();
  (SHAPES[kind] ?? circle)(ctx, x, y, r);
};

// A kind's picture for legend and panel, as it is drawn.
const swatch = (kind) => {
  const size = { className: "swatch", width: 36, height: 36 };
  const canvas = make("canvas", { ...size, "aria-hidden": "true", "data-kind": kind });
  paintSwatch(canvas);
  return canvas;
};
const paintSwatch = (canvas) => {
  const ctx = canvas.getContext("2d");
  ctx.clearRect(0, 0, 36, 36);
  ctx.fillStyle = colourOf(canvas.dataset.kind);
  drawShape(ctx, canvas.dataset.kind, 18, canvas.dataset.kind === "City" ? 21 : 18, 12);
  ctx.fill();
};

// == Where ties run ==

// Ties between the same two things bow apart; a single one is straight.
const bowApart = () => {
  const pairs = new Map();
  ties.from.forEach((from, tie) => {
    const [low, high] = [Math.min(from, ties.to[tie]), Math.max(from, ties.to[tie])];
    const key = low * things.id.length + high;
    if (!pairs.has(key)) pairs.set(key, { low, high, ties: [] });
    pairs.get(key).ties.push(tie);
  });
  for (const pair of pairs.values()) bowPair(pair);
};
const bowPair = ({ low, high, ties: parallel }) => {
  const across = things.x[high] - things.x[low];
  const down = things.y[high] - things.y[low];
  const length = Math.hypot(across, down) || 1;
  const step = Math.min(44, length * 0.5, (length * 1.6) / parallel.length);
  parallel.forEach((tie, place) => {
    const bow = (step * (place - (parallel.length - 1) / 2)) / length;
    middles[tie] = {
      x: (things.x[low] + things.x[high]) / 2 - down * bow,
      y: (things.y[low] + things.y[high]) / 2 + across * bow,
      loop: low === high ? 6 + 4 * place : 0,
    };
  });
};

const pointOn = (tie, t) => {
  const [from, to, middle] = [ties.from[tie], ties.to[tie], middles[tie]];
  if (middle.loop) {
    const [angle, r] = [2 * Math.PI * t + Math.PI / 2, middle.loop];
    const top = things.y[from] - things.size[from] - r;
    return { x: things.x[from] + r * Math.cos(angle), y: top + r * Math.sin(angle) };
  }
  const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  const between = (axis) => a * things[axis][from] + b * middle[axis] + c * things[axis][to];
  return { x: between("x"), y: between("y") };
};

const trace = (ctx, tie) => {
  const start = pointOn(tie, 0);
  ctx.moveTo(start.x, start.y);
  if (middles[tie].loop) {
    for (let step = 1; step <= 24; step += 1) {
      const point = pointOn(tie, step / 24);
      ctx.lineTo(point.x, point.y);
    }
  } else {
    const to = ties.to[tie];
    ctx.quadraticCurveTo(middles[tie].x, middles[tie].y, things.x[to], things.y[to]);
  }
};

// == Drawing ==

// Things grow more slowly than the distances between them, so that zooming in makes room.
const sizeOf = (thing) => {
  const [size, scale] = [things.size[thing], network.getScale()];
  return scale < 1 ? size + 1.4 * (1 - scale) : size * scale ** -0.35;
};

const tiesShown = () => shownTies.filter(Boolean).length;

// Ties of one width and strength are drawn together; those between communities are fainter.
const makeBands = () => {
  const crowd = Math.min(1, Math.max(0.18, Math.sqrt(900 / Math.max(tiesShown(), 1))));
  const found = new Map();
  ties.from.forEach((from, tie) => {
    if (!shownTies[tie]) return;
    const near = things.community[from] === things.community[ties.to[tie]];
    const width = 0.7 + 0.55 * (Math.min(ties.weight[tie], 6) - 1);
    const key = `${width} ${near}`;
    const alpha = (near ? 0.5 : 0.16) * crowd * (width > 1 ? 1.3 : 1);
    if (!found.has(key)) found.set(key, { width, alpha, ties: [] });
    found.get(key).ties.push(tie);
  });
  bands = [...found.values()];
};

const drawCommunities = (ctx) => {
  ctx.fillStyle = colours.disc;
  for (const [x, y, r] of circles) {
    ctx.beginPath();
    circle(ctx, x, y, r);
    ctx.fill();
  }
};

const strokeAll = (ctx, list) => {
  for (let first = 0; first < list.length; first += 200) {
    ctx.beginPath();
    for (const tie of list.slice(first, first + 200)) trace(ctx, tie);
    ctx.stroke();
  }
};

const drawTies = (ctx) => {
  const px = 1 / network.getScale();
  let budget = moving ? MOST_TIES_MOVING : Infinity;
  ctx.save();
  drawCommunities(ctx);
  ctx.strokeStyle = colours.tie;
  for (const band of bands) {
    ctx.lineWidth = band.width * px;
    ctx.globalAlpha = band.alpha * (selected ? 0.3 : 1);
    strokeAll(ctx, band.ties.slice(0, budget));
    budget = Math.max(0, budget - band.ties.length);
  }
  drawChosenTies(ctx, px);
  ctx.restore();
};

const drawChosenTies = (ctx, px) => {
  ctx.strokeStyle = ctx.fillStyle = colours.chosen;
  const single = selected?.tie >= 0;
  ctx.globalAlpha = single ? 1 : 0.75;
  for (const tie of chosenTies) {
    if (!shownTies[tie]) continue;
    ctx.lineWidth = (single ? 2 : 1.1 + 0.2 * Math.min(ties.weight[tie], 5)) * px;
    strokeAll(ctx, [tie]);
    if (single && !ties.symmetric[tie]) drawArrow(ctx, tie, px);
  }
};

// An arrowhead half-way, where no thing covers it.
const drawArrow = (ctx, tie, px) => {
  const [here, there] = [pointOn(tie, 0.55), pointOn(tie, 0.57)];
  const angle = Math.atan2(there.y - here.y, there.x - here.x);
  ctx.beginPath();
  for (const [turn, reach] of [[0, 8], [2.5, 7], [-2.5, 7]]) {
    const x = here.x + reach * px * Math.cos(angle + turn);
    ctx.lineTo(x, here.y + reach * px * Math.sin(angle + turn));
  }
  ctx.fill();
};

const drawThing = ({ ctx, id, x, y }) => {
  const r = sizeOf(id);
  const drawNode = () => {
    if (!shownThings[id]) return;
    ctx.save();
    ctx.globalAlpha = selected && !chosenThings.has(id) ? 0.18 : 1;
    ctx.fillStyle = colourOf(things.kind[id]);
    ctx.strokeStyle = selected?.thing === id ? colours.chosen : colours.ground;
    ctx.lineWidth = (selected?.thing === id ? 3 : 1) / network.getScale();
    drawShape(ctx, things.kind[id], x, y, r);
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width: 2 * r, height: 2 * r } };
};

// == Labels: the most important first, none over another ==

const linesOf = (label) => {
  const text = label.replace(/\s+/g, " ").trim();
  const cut = [...text].length > 42 ? `${[...text].slice(0, 41).join("")}…` : text;
  if (cut.length <= 22) return [cut];
  const spaces = [...cut.matchAll(/ /g)].map((match) => match.index);
  const middle = (space) => Math.abs(space - cut.length / 2);
  const best = spaces.sort((one, other) => middle(one) - middle(other))[0];
  return best === undefined ? [cut] : [cut.slice(0, best), cut.slice(best + 1)];
};

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const measured = new Map();
const boxOf = (ctx, thing, r) => {
  const size = Math.round(Math.min(15, Math.max(11, 9.5 + r * 0.4)));
  const weight = things.size[thing] > 0.7 * things.size[0] && r > 5 ? 650 : 450;
  const key = thing * 100 + size;
  if (measured.has(key)) return measured.get(key);
  const lines = linesOf(things.label[thing]);
  const font = ctx.font = `${weight} ${size}px ${FONT}`;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
  const box = { lines, font, size, width, height: lines.length * size * 1.15 };
  measured.set(key, box);
  return box;
};

const overlap = (one, other) =>
  Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
  Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));

const rectangle = (x, y, width, height) =>
  ({ left: x, top: y, right: x + width, bottom: y + height });

// Beside, under or over the thing: the first place inside the drawing that is free, or for what
// must have a name the one that covers least; a label counts for more than a thing.
const placeLabel = (spot, box, taken, canvas, must) => {
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

const writeLabel = (ctx, place, box) => {
  const shift = { left: 0, right: box.width, center: box.width / 2 }[place.align];
  ctx.font = box.font;
  ctx.textAlign = place.align;
  box.lines.forEach((line, row) => {
    const [x, y] = [place.x + shift, place.y + (row + 0.85) * box.size * 1.15];
    ctx.strokeText(line, x, y);
    ctx.fillText(line, x, y);
  });
};

// Which things may be named, in order of importance: under a selection only what it lights up.
const nameable = (must) => [...new Set([...must, ...(selected ? chosenThings : ranked)])]
  .filter((thing) => shownThings[thing] && (!selected || chosenThings.has(thing)));

const drawLabels = (ctx) => {
  const [canvas, scale] = [ctx.canvas, network.getScale()];
  const asked = selected?.tie >= 0 ? chosenThings : [selected?.thing];
  const must = [...asked, ...ranked.slice(0, MUST_BE_NAMED)];
  const room = Math.floor((canvas.clientWidth * canvas.clientHeight) / 12000);
  const spots = nameable(must).map((thing) => spotOf(thing, scale)).filter((s) => onCanvas(s, canvas));
  const few = spots.length < 90; // then no name lies over a thing, else over no greater one
  const fitting = few ? MOST_LABELS : Math.min(MOST_LABELS, room);
  const most = moving ? MOST_LABELS_MOVING : fitting;
  const taken = [zoomButtons(), ...(selected?.tie >= 0 ? alongTie(selected.tie) : [])];
  if (few) taken.push(...spots.map((spot) => around(spot, spot.r * 0.8)));
  ctx.save();
  const ratio = canvas.width / canvas.clientWidth;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(ctx, { lineWidth: 3.5, lineJoin: "round", strokeStyle: colours.ground });
  ctx.fillStyle = colours.text;
  let written = 0;
  for (const spot of spots.slice(0, 1500)) {
    if (written >= most) break;
    if (!few && spot.r > 5) taken.push(around(spot, spot.r * 0.75));
    const box = boxOf(ctx, spot.thing, spot.r);
    const place = placeLabel(spot, box, taken, canvas, must.includes(spot.thing));
    if (!place) continue;
    taken.push(rectangle(place.x, place.y, box.width, box.height));
    writeLabel(ctx, place, box);
    written += 1;
  }
  ctx.restore();
};
const spotOf = (thing, scale) => {
  const { x, y } = network.canvasToDOM({ x: things.x[thing], y: things.y[thing] });
  return { thing, x, y, r: sizeOf(thing) * scale };
};
const zoomButtons = () => {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = document.querySelector(".zoom");
  return rectangle(offsetLeft, offsetTop, offsetWidth, offsetHeight);
};
const around = ({ x, y }, r) => rectangle(x - r, y - r, 2 * r, 2 * r);
const alongTie = (tie) => Array.from({ length: 41 }, (_, step) =>
  around(network.canvasToDOM(pointOn(tie, step / 40)), 4));
const onCanvas = ({ x, y }, canvas) =>
  x > 0 && y > 0 && x < canvas.clientWidth && y < canvas.clientHeight;

// == What is under the pointer ==

// The number of whatever is shown and least away, but less than `reach`; else -1.
const nearest = (shown, reach, away) => {
  let [best, least] = [-1, reach];
  shown.forEach((isShown, one) => {
    const distance = isShown ? away(one) : Infinity;
    if (distance < least) [best, least] = [one, distance];
  });
  return best;
};

const awayFromThing = (point, thing) => Math.max(0,
  Math.hypot(things.x[thing] - point.x, things.y[thing] - point.y) - sizeOf(thing));

const toSegment = (p, a, b) => {
  const [across, down] = [b.x - a.x, b.y - a.y];
  const along = ((p.x - a.x) * across + (p.y - a.y) * down) / (across ** 2 + down ** 2 || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * across, p.y - a.y - t * down);
};

const awayFromTie = (point, tie) => {
  let [least, last] = [Infinity, pointOn(tie, 0)];
  for (let step = 1; step <= 16; step += 1) {
    const next = pointOn(tie, step / 16);
    least = Math.min(least, toSegment(point, last, next));
    last = next;
  }
  return least;
};

const mayTouch = (point, tie, reach) => {
  const [from, to, middle] = [ties.from[tie], ties.to[tie], middles[tie]];
  const slack = reach + (middle.loop ? 2 * middle.loop + things.size[from] : 0);
  const between = (value, ...ends) =>
    value > Math.min(...ends) - slack && value < Math.max(...ends) + slack;
  return between(point.x, things.x[from], things.x[to], middle.x) &&
    between(point.y, things.y[from], things.y[to], middle.y);
};

// A thing before a tie, and under a selection its own ties before the faded ones.
const under = (point, pixels) => {
  const reach = pixels / network.getScale();
  const thing = nearest(shownThings, reach * 0.6, (one) => awayFromThing(point, one));
  if (thing >= 0) return { thing };
  return { tie: nearest(shownTies, reach, (tie) => {
    if (!mayTouch(point, tie, reach)) return Infinity;
    return awayFromTie(point, tie) + (selected && !chosenTies.has(tie) ? reach * 0.6 : 0);
  }) };
};

const showHint = (event) => {
  if (event.pointerType === "touch") return;
  const frame = at("drawing").getBoundingClientRect();
  const spot = { x: event.clientX - frame.left, y: event.clientY - frame.top };
  const found = under(network.DOMtoCanvas(spot), 5);
  const tie = found.tie >= 0 ? sentence(found.tie) : "";
  const text = things.label[found.thing] ?? tie;
  at("drawing").classList.toggle("over", Boolean(text));
  const hint = at("hint");
  hint.hidden = !text;
  hint.textContent = text;
  hint.style.left = `${Math.max(4, Math.min(spot.x + 14, frame.width - hint.offsetWidth - 4))}px`;
  hint.style.top = `${Math.max(4, spot.y - hint.offsetHeight - 10)}px`;
};

// == Camera ==

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 899px)");

// Show all these things and rings beside the sheet of details; under the table, once it is gone.
let later = null;
const frame = (list, closest, gently = true, rings = []) => {
  later = at("graph").hidden ? () => frame(list, closest, gently, rings) : null;
  if (later || !list.length) return;
  const { width, height, bottom: foot } = at("drawing").getBoundingClientRect();
  const covered = narrow.matches && selected ? Math.max(0, foot - innerHeight * 0.54) : 0;
  const all = [...list.map((thing) => [things.x[thing], things.y[thing], 0]), ...rings];
  const farthest = (reach) => all.reduce((most, one) => Math.max(most, reach(one)), -Infinity);
  const [left, right] = [-farthest(([x, , r]) => r - x), farthest(([x, , r]) => x + r)];
  const [top, bottom] = [-farthest(([, y, r]) => r - y), farthest(([, y, r]) => y + r)];
  const above = narrow.matches ? 44 : 0; // the buttons
  const wide = (width - 48) / (right - left + 1);
  const high = (height - covered - above - 64) / (bottom - top + 1);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.min(closest, wide, high),
    offset: { x: 0, y: (above - covered) / 2 },
    animation: gently && !calm.matches ? { duration: 200 } : false,
  });
};
const fit = (gently) => frame(ranked, 3, gently, circles);

const zoom = (factor) => {
  const scale = Math.min(12, Math.max(0.05, network.getScale() * factor));
  network.moveTo({ scale, animation: false });
  stir();
};

// While something moves less is drawn; the rest comes when it has come to rest.
let rest = 0;
const stir = () => {
  moving = true;
  at("hint").hidden = true;
  clearTimeout(rest);
  rest = setTimeout(() => { moving = false; network.redraw(); }, 200);
};

const onWheel = (event) => {
  const mine = event.ctrlKey || !narrow.matches || document.activeElement === at("drawing");
  if (!mine) event.stopPropagation();
};

const onDrawingKey = (event) => {
  const { x, y } = network.getViewPosition();
  const step = 80 / network.getScale();
  const pan = (across, down) =>
    network.moveTo({ position: { x: x + across, y: y + down }, animation: false });
  const actions = {
    ArrowLeft: () => pan(-step, 0), ArrowRight: () => pan(step, 0),
    ArrowUp: () => pan(0, -step), ArrowDown: () => pan(0, step),
    "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(),
  };
  if (!(event.key in actions) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions[event.key]();
  stir();
};

// == Selecting ==

const light = () => {
  if (selected?.tie >= 0) {
    const tie = selected.tie;
    chosenTies = new Set([tie]);
    chosenThings = new Set([ties.from[tie], ties.to[tie]]);
  } else if (selected) {
    const own = tiesOf[selected.thing].filter((tie) => shownTies[tie]);
    const ends = own.flatMap((tie) => [ties.from[tie], ties.to[tie]]);
    chosenTies = new Set(own);
    chosenThings = new Set([selected.thing, ...ends.sort((one, other) => one - other)]);
  } else {
    [chosenTies, chosenThings] = [new Set(), new Set()];
  }
  network.redraw();
};

// A hidden kind comes back when something of it is asked for.
const reveal = (...list) => {
  if (list.filter((thing) => hiddenKinds.delete(things.kind[thing])).length) refilter();
};

const selectThing = (thing, go = true) => {
  reveal(thing);
  selected = { thing };
  light();
  if (go) frame([...chosenThings], 2.2);
  showThing(thing);
  say(`${things.label[thing]}, ${counted(words.tieCount, tiesOf[thing].length)}`);
};

const selectTie = (tie, go = true) => {
  if (!(tie in ties.from)) return missing();
  reveal(ties.from[tie], ties.to[tie]);
  selected = { tie };
  light();
  if (go) frame([...chosenThings], 2.2);
  say(sentence(tie));
  return showTie(tie);
};

const select = (id) => {
  const thing = things.id.indexOf(id);
  return thing >= 0 ? selectThing(thing) : missing();
};

const missing = () => {
  clear();
  at("details").prepend(make("p", { className: "warning" }, words.gone));
  say(words.gone);
};

const clear = () => {
  selected = null;
  light();
  showInvitation();
};

const onDrawingClick = ({ pointer, event }) => {
  at("drawing").focus({ preventScroll: true });
  const found = under(pointer.canvas, event?.pointerType === "touch" ? 14 : 7);
  if (found.thing >= 0) selectThing(found.thing, false);
  else if (found.tie >= 0) selectTie(found.tie, false);
  else if (selected) clear();
};

// == The panel of details ==

const fillDetails = (...children) => {
  const panel = at("details");
  const close = button("×", clear, { className: "close", "aria-label": words.close });
  panel.replaceChildren(selected ? close : "", ...children);
  panel.classList.toggle("open", Boolean(selected));
  panel.scrollTop = 0;
  markRow();
};

// No button: it would not break over lines.
const thingLink = (thing) => {
  const onclick = () => selectThing(thing);
  const onkeydown = ({ key }) => { if (key === "Enter") onclick(); };
  const link = { className: "link", role: "link", tabIndex: 0 };
  return make("span", { ...link, onclick, onkeydown }, name(thing));
};

const showInvitation = () => {
  const items = ranked.slice(0, 8).map((thing) => make("li", {}, itemButton(
    things.kind[thing], name(thing), number(shownCount[thing]), () => selectThing(thing))));
  fillDetails(
    make("h2", {}, words.invitation),
    quiet(words.invitationMore),
    make("h3", { className: "group" }, words.mostTied),
    make("ul", { className: "items" }, ...items));
};

const itemButton = (kind, label, aside, press) => {
  const item = button(swatch(kind), press, { className: "item" });
  const grow = make("span", { className: "grow", dir: "auto" }, label);
  item.append(grow, make("span", { className: "aside" }, aside));
  return item;
};

const showThing = (thing) => {
  const kind = words.kind[things.kind[thing]] ?? things.kind[thing];
  const facts = [kind, things.country[thing], things.date[thing]].filter(Boolean).join(" · ");
  const aliases = things.aliases[thing].filter((alias) => alias !== things.label[thing]);
  const also = filled(words.alias, { names: aliases.join(", ") });
  fillDetails(
    make("h2", { dir: "auto" }, things.label[thing]),
    make("p", { className: "quiet kind" }, swatch(things.kind[thing]), facts),
    aliases.length ? quiet(also) : "",
    quiet(counted(words.tieCount, tiesOf[thing].length)),
    ...groupsOf(thing).map((group) => groupList(thing, group)));
};

// The ties of a thing by how they read from it: "had exhibitor …" apart from "… had exhibitor".
const groupsOf = (thing) => {
  const groups = new Map();
  for (const tie of tiesOf[thing]) {
    const out = ties.from[tie] === thing;
    const said = ties.words[tie] || ties.relation[tie];
    const back = ties.symmetric[tie] ? said : ties.words_back[tie];
    const head = out ? `${said} …` : back ? `${back} …` : `… ${said}`;
    if (!groups.has(head)) groups.set(head, []);
    groups.get(head).push({ tie, other: out ? ties.to[tie] : ties.from[tie] });
  }
  const named = [...groups].map(([head, list]) => ({ head, list: list.sort(byDate) }));
  return named.sort((one, other) => other.list.length - one.list.length);
};
const byDate = (one, other) =>
  when(other.tie).localeCompare(when(one.tie)) || one.other - other.other;

const groupList = (thing, { head, list }) => {
  const items = list.map(({ tie, other }) => {
    const press = () => selectTie(tie);
    const item = itemButton(things.kind[other], name(other), when(tie), press);
    item.setAttribute("aria-label", [sentence(tie), when(tie)].filter(Boolean).join(", "));
    return make("li", {}, item);
  });
  const box = make("ul", { className: "items" }, ...items.slice(0, FIRST_OF_GROUP));
  const parts = [groupHead(head, list.length), box];
  if (items.length <= FIRST_OF_GROUP) return make("section", {}, ...parts);
  const more = button(filled(words.showAll, { n: number(items.length) }), () => {
    box.replaceChildren(...items);
    more.remove();
    items[FIRST_OF_GROUP].firstChild.focus();
  }, { className: "more" });
  return make("section", {}, ...parts, more);
};

const showTie = async (tie) => {
  const pieces = await evidenceOf(tie);
  if (selected?.tie !== tie) return;
  const heading = make("h2", { className: "sentence" },
    thingLink(ties.from[tie]), " ", make("span", { className: "verb" }, ties.words[tie]), " ",
    thingLink(ties.to[tie]));
  fillDetails(
    heading,
    ties.contested[tie] ? make("p", { className: "warning" }, words.contested) : "",
    factsOf(tie),
    groupHead(words.evidence, pieces.length),
    pieces.length ? make("ol", { className: "evidence" }, ...pieces.map(pieceItem))
      : quiet(words.noEvidence));
};

const factsOf = (tie) => {
  const status = ties.status[tie];
  const facts = [
    [words.through, ties.through[tie]], [words.roles, ties.roles[tie].join(", ")],
    [words.date, ties.date[tie]],
    [words.since, ties.since[tie]], [words.until, ties.until[tie]],
    [words.status, words.statuses[status] ?? status],
    [words.restsOn, counted(words.sourceCount, ties.weight[tie])],
  ];
  const rows = facts.filter(([, value]) => value).flatMap(([term, value]) =>
    [make("dt", {}, term), make("dd", { dir: "auto" }, value)]);
  return make("dl", {}, ...rows);
};

const pieceItem = (piece) => {
  const said = piece.isQuote
    ? make("blockquote", { dir: "auto", lang: piece.language }, piece.text)
    : make("p", { dir: "auto", className: "row" }, piece.text);
  const place = [piece.isQuote ? "" : words.row, piece.where].filter(Boolean).join(", ");
  const origin = [piece.publisher, piece.published, piece.language, place].filter(Boolean);
  return make("li", {}, said, piece.reference ? quiet(piece.reference) : "",
    make("p", { className: "source", dir: "auto" }, sourceLink(piece)),
    quiet(origin.join(" · ")));
};

const sourceLink = ({ title, address }) => {
  const [text, href] = [title || words.unnamed, webAddress(address)];
  const safe = { href, target: "_blank", rel: "noopener noreferrer" };
  return href ? make("a", safe, text) : make("span", {}, text);
};

// == Search ==

let index = [];
const makeIndex = () => {
  index = things.label.map((label, thing) => [label, ...things.aliases[thing]].map(folded));
};

// Lower is better: the name begins with it, a word does, it is somewhere inside.
const rank = (names, wanted) => {
  const ranks = names.map((text, place) => {
    const found = text.indexOf(wanted);
    if (found < 0) return Infinity;
    const inside = found === 0 ? 0 : /[\s(/-]/.test(text[found - 1]) ? 1 : 3;
    return inside + (place ? 0.5 : 0) - (text === wanted ? 1 : 0);
  });
  return Math.min(...ranks);
};

const search = (text) => {
  const wanted = folded(text).trim();
  if (!wanted) return [];
  const found = index.map((names, thing) => [rank(names, wanted), thing])
    .filter(([value]) => value < Infinity);
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map(([, thing]) => thing);
};

let candidates = [], active = -1;
const showFound = () => {
  const text = at("search").value.trim();
  candidates = search(text);
  active = candidates.length ? 0 : -1;
  const options = candidates.map((thing, place) => {
    const kind = words.kind[things.kind[thing]] ?? things.kind[thing];
    const about = [kind, things.country[thing], counted(words.tieCount, tiesOf[thing].length)];
    const option = make("li", { role: "option", id: `found-${place}`, className: "option" },
      swatch(things.kind[thing]),
      make("span", { className: "grow" }, make("span", { className: "main", dir: "auto" }, things.label[thing]),
        make("span", { className: "about" }, about.filter(Boolean).join(" · "))));
    option.onpointerdown = (event) => { event.preventDefault(); take(place); };
    return option;
  });
  const nothing = make("li", { className: "none" }, words.nothingFound);
  at("found").replaceChildren(...(options.length || !text ? options : [nothing]));
  openFound(Boolean(text));
  markActive();
};
const openFound = (open) => {
  at("found").hidden = !open;
  at("search").setAttribute("aria-expanded", open);
};
const markActive = () => {
  [...at("found").children].forEach((option, place) => {
    option.setAttribute("aria-selected", place === active);
    if (place === active) option.scrollIntoView({ block: "nearest" });
  });
  const id = active < 0 ? "" : `found-${active}`;
  at("search").setAttribute("aria-activedescendant", id);
};
const take = (place) => {
  if (!(place in candidates)) return;
  at("search").value = things.label[candidates[place]];
  openFound(false);
  showView("graph");
  selectThing(candidates[place]);
};
const onSearchKey = (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && candidates.length) {
    event.preventDefault();
    openFound(true);
    active = (active + steps[event.key] + candidates.length) % candidates.length;
    markActive();
  } else if (event.key === "Enter") {
    take(active);
  } else if (event.key === "Escape" && !at("found").hidden) {
    event.stopPropagation();
    openFound(false);
  }
};

// == Legend: what each shape is, how many there are, and the filter ==

const makeLegend = () => {
  const count = new Map();
  for (const kind of things.kind) count.set(kind, (count.get(kind) ?? 0) + 1);
  const known = Object.keys(SHAPES).filter((kind) => count.has(kind));
  const others = [...count.keys()].filter((kind) => !(kind in SHAPES)).sort();
  at("kinds").replaceChildren(...[...known, ...others].map((kind) => {
    const item = itemButton(kind, words.kinds[kind] ?? kind, number(count.get(kind)), () => {
      if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
      refilter();
    });
    item.dataset.kind = kind;
    return make("li", {}, item);
  }));
};

const refilter = () => {
  shownThings = things.kind.map((kind) => Number(!hiddenKinds.has(kind)));
  shownTies = ties.from.map((from, tie) => shownThings[from] & shownThings[ties.to[tie]]);
  shownCount = tiesOf.map((own) => own.filter((tie) => shownTies[tie]).length);
  ranked = [...things.id.keys()].filter((thing) => shownThings[thing])
    .sort((one, other) => shownCount[other] - shownCount[one]);
  const lived = new Set(ranked.map((thing) => things.community[thing]));
  circles = communities.filter((_, one) => communities.length > 1 && lived.has(one));
  makeBands();
  showCounts();
  for (const item of at("kinds").querySelectorAll("button")) {
    item.setAttribute("aria-pressed", !hiddenKinds.has(item.dataset.kind));
  }
  if (selected && !stillShown()) clear();
  else if (selected) light();
  else showInvitation();
  showRows(true);
  network.redraw();
};
const stillShown = () =>
  selected.tie >= 0 ? shownTies[selected.tie] : shownThings[selected.thing];

const showCounts = () => {
  at("counts").textContent = filled(words.counts, {
    things: number(ranked.length), allThings: number(things.id.length),
    ties: number(tiesShown()), allTies: number(ties.from.length),
  });
};

// == Table ==

let rowsShown = 0;
const cell = (head, child, properties = {}) =>
  make("td", { "data-head": head, ...properties }, child);

const rowOf = (tie) => {
  const chooser = button(ties.words[tie] || ties.relation[tie], () => selectTie(tie),
    { className: "link", "aria-label": sentence(tie) });
  const row = make("tr", {},
    cell(words.from, name(ties.from[tie])), cell(words.tie, chooser),
    cell(words.to, name(ties.to[tie])), cell(words.when, when(tie)),
    cell(words.sources, number(ties.weight[tie]), { className: "number" }));
  row.dataset.tie = tie;
  return row;
};

const showRows = (afresh = false) => {
  if (at("table").hidden) return;
  const list = [...ties.from.keys()].filter((tie) => shownTies[tie]);
  if (afresh) rowsShown = 0;
  const next = list.slice(rowsShown, rowsShown + ROWS).map(rowOf);
  if (afresh) at("rows").replaceChildren(...next);
  else at("rows").append(...next);
  rowsShown += next.length;
  const left = list.length - rowsShown;
  at("more").hidden = left <= 0;
  at("more").textContent = filled(words.more, { more: Math.min(ROWS, left), all: number(list.length) });
  at("no-rows").hidden = list.length > 0;
  markRow();
  if (!afresh) next[0]?.querySelector("button").focus();
};

const markRow = () => {
  for (const row of at("rows").children) {
    row.setAttribute("aria-current", Number(row.dataset.tie) === selected?.tie);
  }
};

const showView = (view) => {
  at("graph").hidden = view !== "graph";
  at("table").hidden = view !== "table";
  for (const one of ["graph", "table"]) at(`show-${one}`).setAttribute("aria-pressed", one === view);
  if (view === "table") showRows(true);
  else requestAnimationFrame(() => { later?.(); network.redraw(); });
};

// == Light and dark ==

const dark = matchMedia("(prefers-color-scheme: dark)");
const repaint = () => {
  readColours();
  for (const canvas of document.querySelectorAll("canvas.swatch")) paintSwatch(canvas);
  network.redraw();
};
const switchTheme = () => {
  const root = document.documentElement;
  const now = root.dataset.theme ?? (dark.matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  repaint();
};

// == Opening the page ==

const takeIn = (data) => {
  ({ words, things, ties, communities } = data);
  tiesOf = things.id.map(() => []);
  ties.from.forEach((from, tie) => {
    tiesOf[from].push(tie);
    if (ties.to[tie] !== from) tiesOf[ties.to[tie]].push(tie);
  });
  bowApart();
  makeIndex();
};

const makeNetwork = (options) => {
  const nodes = things.id.map((_, id) => (
    { id, x: things.x[id], y: things.y[id], size: things.size[id], ctxRenderer: drawThing }));
  network = new vis.Network(at("drawing"), { nodes, edges: [] }, options);
  network.on("beforeDrawing", drawTies);
  network.on("afterDrawing", drawLabels);
  network.on("click", onDrawingClick);
  for (const change of ["dragging", "zoom"]) network.on(change, stir);
  const inner = at("drawing").querySelector("[tabindex]");
  if (inner) inner.tabIndex = -1; // ours takes the focus
};

const listen = () => {
  let waiting = false;
  at("drawing").onpointermove = (event) => {
    if (waiting || moving) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; showHint(event); });
  };
  at("drawing").onpointerleave = () => { at("hint").hidden = true; };
  at("drawing").addEventListener("wheel", onWheel, { capture: true, passive: true });
  at("drawing").onkeydown = onDrawingKey;
  at("closer").onclick = () => zoom(1.4);
  at("farther").onclick = () => zoom(1 / 1.4);
  at("fit").onclick = () => fit();
  at("search").oninput = at("search").onfocus = showFound;
  at("search").onblur = () => openFound(false);
  at("search").onkeydown = onSearchKey;
  for (const view of ["graph", "table"]) at(`show-${view}`).onclick = () => showView(view);
  at("more").onclick = () => showRows();
  at("theme").onclick = switchTheme;
  dark.onchange = repaint;
  document.onkeydown = ({ key }) => { if (key === "Escape" && selected) clear(); };
};

const open = async () => {
  const [library, data] = await Promise.all([unpack("library"), unpack("data").then(JSON.parse)]);
  runLibrary(library);
  at("app").hidden = false;
  takeIn(data);
  readColours();
  makeNetwork(data.options);
  makeLegend();
  refilter();
  listen();
  fit(false);
};

const apologise = (error) => {
  const trouble = at("trouble");
  trouble.textContent = self.DecompressionStream ? trouble.dataset.broken : trouble.dataset.old;
  trouble.hidden = false;
  throw error;
};

// Where the middle of a tie is in the window, for tests.
const tiePoint = (tie) => {
  const frame = at("drawing").getBoundingClientRect();
  const { x, y } = network.canvasToDOM(pointOn(tie, 0.5));
  return { x: frame.left + x, y: frame.top + y };
};

window.expograph = { select, selectTie, tiePoint, ready: open().catch(apologise) };
