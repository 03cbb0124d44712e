// What is shown, to take along: files of it in a menu, and a list of ties when the page is printed.

import { chosen, extent, state } from "./account.js";
import { about, piecesOf, unpackEvidence } from "./data.js";
import { at, button, groupHead, make, quiet, say } from "./elements.js";
import { on } from "./events.js";
import { blockParts, blocksOf } from "./evidence.js";
import { csv, listTies } from "./files.js";
import { theme } from "./look.js";
import { gexf, graphml } from "./markup.js";
import { bitmap, svg, vector } from "./picture.js";
import { filled, folded, number, sentence, when, words } from "./text.js";
import { jsonld, turtle } from "./triples.js";

const MOST_PRINTED = 200, PAPER = { width: 690, height: 760 }; // pixels of an A4 page

// == Files ==

const chosenTheme = () => (theme() === "dark" ? "dark" : "light");

const png = async (ratio) => {
  const canvas = bitmap(ratio, chosenTheme());
  return new Promise((give) => { canvas.toBlob(give); });
};

// By its menu's group: what is written, as which type, in a file with which ending.
const FORMATS = {
  picture: [
    ...[1, 2, 3, 4].map((ratio) =>
      [`PNG ${ratio}×`, "png", "image/png", () => png(ratio), ratio > 1 ? `@${ratio}x` : ""]),
    ["SVG", "svg", "image/svg+xml", () => svg(chosenTheme())]],
  evidence: [["CSV", "csv", "text/csv", csv]],
  programs: [["GEXF", "gexf", "application/gexf+xml", gexf], ["GraphML", "graphml", "application/xml", graphml]],
  triples: [["Turtle", "ttl", "text/turtle", turtle], ["JSON-LD", "jsonld", "application/ld+json", jsonld]],
};

const fileStem = () =>
  folded(about.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "network";

// A link to what is held in memory: nobody is asked for it.
const saveFile = (content, type, download) => {
  const href = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
};

const takeAlong = async ([, ending, type, write, suffix = ""]) => {
  const name = `${fileStem()}${suffix}.${ending}`;
  await unpackEvidence();
  const content = await write();
  if (content) saveFile(content, type, name);
  say(filled(content ? words.saved : words.tooLarge, { name }));
};

// == The menu ==

const closeMenu = (event) => {
  const menu = at("take");
  if (event.type === "keydown" && event.key !== "Escape") return;
  if (event.type === "pointerdown" && menu.contains(event.target)) return;
  if (event.type === "focusout" && (!event.relatedTarget || menu.contains(event.relatedTarget))) return;
  if (event.type === "keydown") {
    event.stopPropagation();
    menu.querySelector("summary").focus();
  }
  menu.open = false;
};

export const makeMenu = () => {
  const groups = Object.entries(FORMATS).flatMap(([group, formats]) => {
    const buttons = formats.map((format) => button(format[0], () => takeAlong(format)));
    const box = make("div", { className: "formats", role: "group", "aria-label": words.formats[group] }, ...buttons);
    return [groupHead(words.formats[group]), box];
  });
  const printing = button(words.print, async () => {
    at("take").open = false;
    await unpackEvidence();
    print();
  });
  at("takes").replaceChildren(make("p", { className: "quiet", id: "taken" }), ...groups,
    groupHead(words.onPaper), make("div", { className: "formats" }, printing));
  tellTaken();
};

const tellTaken = () => {
  at("taken").textContent = [extent(), chosen(" · ")].filter(Boolean).join(" · ");
};

// == Print ==

const printedTie = (tie) => {
  const [piece] = piecesOf(tie);
  const dates = when(tie);
  return make("li", {}, make("p", { className: "sentence", dir: "auto" },
    sentence(tie), dates ? ` (${dates})` : ""),
    ...blocksOf(piece ? [piece] : []).flatMap((block) => blockParts(block, Infinity)));
};

const layOutPaper = () => {
  const list = listTies();
  const left = list.length - MOST_PRINTED;
  document.body.append(make("section", { id: "paper" },
    vector("light", PAPER.width, PAPER.height),
    about.note && about.note !== state() ? quiet(about.note) : "",
    make("h2", {}, words.printedTies),
    make("ol", { className: "evidence" }, ...list.slice(0, MOST_PRINTED).map(printedTie)),
    left > 0 ? quiet(filled(words.andMore, { n: number(left) })) : ""));
};

export const listenToTaking = () => {
  at("take").onkeydown = closeMenu;
  at("take").addEventListener("focusout", closeMenu);
  document.addEventListener("pointerdown", closeMenu);
  on("shown", tellTaken);
  addEventListener("beforeprint", layOutPaper);
  addEventListener("afterprint", () => at("paper")?.remove());
  setTimeout(unpackEvidence, 300); // when the page has been drawn
};
