// Stands where a canvas draws and writes what is drawn as SVG: it knows what our drawing uses.

import { put } from "./markup.js";

const SVG = "http://www.w3.org/2000/svg";
const STATE = ["globalAlpha", "fillStyle", "strokeStyle", "lineWidth", "lineJoin", "font", "textAlign",
  "dash", "scale", "left", "top", "into"];
const ANCHORS = { right: "end", center: "middle" };

const exact = (value) => Math.round(value * 100) / 100;

export class Sketch {
  globalAlpha = 1; lineWidth = 1; lineJoin = "miter"; textAlign = "left"; font = "10px sans-serif";
  fillStyle = "#000000"; strokeStyle = "#000000"; dash = [];
  scale = 1; left = 0; top = 0; // how a point comes onto the paper
  path = ""; drawn = null; halo = {}; saved = [];
  ink = document.createElement("canvas").getContext("2d"); // measures letters

  constructor(width, height, font) {
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    this.root = put({ namespaceURI: SVG, appendChild: (one) => one }, "svg",
      { ...size, role: "img", "font-family": font });
    this.into = this.root;
  }

  save() { this.saved.push(Object.fromEntries(STATE.map((name) => [name, this[name]]))); }
  restore() { Object.assign(this, this.saved.pop()); }
  setTransform(scale, b, c, d, left, top) { Object.assign(this, { scale, left, top }); }

  setLineDash(dash) { this.dash = dash; }

  // == Paths ==

  #point(x, y) {
    return `${exact(x * this.scale + this.left)} ${exact(y * this.scale + this.top)}`;
  }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${this.#point(x, y)}`; }
  lineTo(x, y) { this.path += `${this.path ? "L" : "M"}${this.#point(x, y)}`; }
  quadraticCurveTo(x1, y1, x, y) { this.path += `Q${this.#point(x1, y1)} ${this.#point(x, y)}`; }
  closePath() { this.path += "Z"; }
  rect(x, y, width, height) {
    const [across, down] = [exact(width * this.scale), exact(height * this.scale)];
    this.path += `M${this.#point(x, y)}h${across}v${down}h${-across}Z`;
  }
  arc(x, y, r, from, to, back = false) { // whole circles only
    const reach = exact(r * this.scale);
    const half = `a${reach} ${reach} 0 1 ${back ? 0 : 1} `;
    this.path += `M${this.#point(x + r, y)}${half}${-2 * reach} 0${half}${2 * reach} 0`;
  }

  #add(tag, attributes, text) {
    this.drawn = put(this.into, tag, attributes, text);
    return this.drawn;
  }
  fill() {
    if (!this.path) return;
    const clear = this.globalAlpha < 1 && { "fill-opacity": exact(this.globalAlpha) };
    this.#add("path", { d: this.path, fill: this.fillStyle, ...clear });
  }
  stroke() {
    if (!this.path) return;
    const same = this.drawn?.getAttribute("d") === this.path;
    const element = same ? this.drawn : this.#add("path", { d: this.path, fill: "none" });
    element.setAttribute("stroke", this.strokeStyle);
    element.setAttribute("stroke-width", exact(this.lineWidth * this.scale));
    const dash = this.dash.map((length) => exact(length * this.scale)).join(" ");
    if (dash) element.setAttribute("stroke-dasharray", dash);
    if (this.globalAlpha < 1) element.setAttribute("stroke-opacity", exact(this.globalAlpha));
  }
  fillRect(...box) {
    this.beginPath();
    this.rect(...box);
    this.fill();
  }
  clip() {
    const id = "inside";
    put(put(this.root, "clipPath", { id }), "path", { d: this.path });
    this.into = put(this.into, "g", { "clip-path": `url(#${id})` });
  }

  // == Letters ==

  measureText(text) {
    this.ink.font = this.font;
    return this.ink.measureText(text);
  }
  // Only around the letters that are filled next.
  strokeText() {
    this.halo = { stroke: this.strokeStyle, "stroke-width": exact(this.lineWidth * this.scale),
      "stroke-linejoin": this.lineJoin, "paint-order": "stroke" };
  }
  fillText(text, x, y) {
    const [, weight = "400", size] = /^(\d+ )?([\d.]+)px/.exec(this.font);
    const [left, top] = this.#point(x, y).split(" ");
    const anchor = ANCHORS[this.textAlign] && { "text-anchor": ANCHORS[this.textAlign] };
    this.#add("text", { x: left, y: top, "font-size": exact(size * this.scale),
      "font-weight": weight.trim(), fill: this.fillStyle, ...anchor, ...this.halo }, text);
    this.halo = {};
  }
}
