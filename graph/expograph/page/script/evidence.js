// Shows what a tie rests on: the words or the table's row first, then who has them, in a small line.

import { button, make, quiet, webLink } from "./elements.js";
import { filled, language, languageName, number, words } from "./text.js";

const FIRST_SOURCES = 3;

// == What belongs together ==

// The cells of a row, [[column, value], …], or nothing for a text that is none.
export const columnsOf = (text) => {
  const cells = [];
  for (const part of text.split(" · ")) {
    const [, column, value] = /^([^:·]{1,40}): (.*)$/s.exec(part) ?? [];
    if (column) cells.push([column, value]);
    else if (cells.length) cells.at(-1)[1] += ` · ${part}`;
    else return [];
  }
  return cells.length > 1 ? cells : [];
};

const gathered = (list, keyOf) => {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
};

// The same words in several sources are one piece with the sources of all, and several pieces of
// the same sources one block: [{ pieces, sources }].
export const blocksOf = (pieces) => {
  const said = gathered(pieces, (piece) => JSON.stringify([piece.text, piece.isQuote, piece.reference]));
  const merged = said.map((alike) => {
    const sources = gathered(alike.flatMap((piece) => piece.sources), JSON.stringify);
    return {
      ...alike[0], where: alike.length > 1 ? "" : alike[0].where,
      sources: sources.map(([source]) => source),
      oneOrMore: alike.length === 1 && sources.length > 1,
    };
  });
  const blocks = gathered(merged, (piece) => JSON.stringify([piece.sources, piece.oneOrMore]));
  return blocks.map((alike) => ({ pieces: alike, sources: alike[0].sources, oneOrMore: alike[0].oneOrMore }));
};

// == How it looks ==

export const evidenceList = (pieces) => make("ol", { className: "evidence" },
  ...blocksOf(pieces).map((block) => make("li", {}, ...blockParts(block))));

export const blockParts = ({ pieces, sources, oneOrMore }, first = FIRST_SOURCES) =>
  [...pieces.flatMap(pieceParts), oneOrMore ? quiet(words.oneOrMoreOf) : "", ...sourceParts(sources, first)];

const pieceParts = ({ text, isQuote, reference, where, sources }) => {
  const said = isQuote
    ? make("blockquote", { dir: "auto", lang: sources[0]?.language || language }, text) : rowOfTable(text);
  const place = [isQuote ? "" : words.row, where].filter(Boolean).join(", ");
  return [said, reference ? quiet(reference) : "",
    place ? make("p", { className: "quiet where" }, place) : ""];
};

const rowOfTable = (text) => {
  const cells = columnsOf(text).flatMap(([column, value]) =>
    [make("dt", { dir: "auto" }, column), make("dd", { dir: "auto" }, value)]);
  return cells.length ? make("dl", { className: "row" }, ...cells)
    : make("p", { dir: "auto", className: "row" }, text);
};

const sourceParts = (sources, first) => {
  const lines = sources.map(sourceLine);
  if (lines.length <= first) return lines;
  const rest = lines.slice(first);
  const all = button(filled(words.moreSources, { n: number(rest.length) }), () => {
    all.replaceWith(...rest);
  }, { className: "link quiet" });
  return [...lines.slice(0, first), all];
};

const sourceLine = ({ title, publisher, published, address, language: said }) => {
  const origin = [publisher, published, said && said !== language ? languageName(said) : ""];
  return make("p", { className: "source", dir: "auto" }, webLink(title || words.unnamed, address),
    ...origin.filter(Boolean).map((text) => ` · ${text}`));
};
