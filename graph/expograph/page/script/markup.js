// Writes what is shown as GEXF and GraphML, for programs that analyse and draw networks.

import { chosen, extent, state } from "./account.js";
import { about, piecesOf, relations, things, ties } from "./data.js";
import { evidenceLine, listTies, portable, thingCells, tieCells } from "./files.js";
import { ranked } from "./view.js";

// Adds an element; whatever comes out of the data becomes text, never markup.
export const put = (parent, tag, attributes = {}, text = "") => {
  const element = document.createElementNS(parent.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, portable(String(value)));
  }
  element.textContent = portable(text);
  return parent.appendChild(element);
};

const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const xmlText = (root) => `${DECLARED}${new XMLSerializer().serializeToString(root)}\n`;

// Ties are numbered through: for some programs two of one name would be one.
const parts = () => ({
  node: ranked.map((thing) => ({ id: things.id[thing], cells: thingCells(thing) })),
  edge: listTies().map((tie, place) => ({
    id: place + 1, source: things.id[ties.from[tie]], target: things.id[ties.to[tie]],
    cells: {
      ...tieCells(tie), symmetric: relations[ties.relation[tie]].symmetric,
      weight: ties.weight[tie], evidence: piecesOf(tie).map(evidenceLine).join("\n"),
    },
  })),
});
const cellsOf = (list) => [...new Set(list.flatMap(({ cells }) => Object.keys(cells)))];
const TYPES = { symmetric: "boolean", weight: "long" };

export const graphml = () => {
  const root = document.implementation.createDocument(
    "http://graphml.graphdrawing.org/xmlns", "graphml").documentElement;
  const said = { title: about.title, chosen: chosen(), state: state() };
  const all = parts();
  const key = (name, part) => put(root, "key", {
    id: `${part}_${name}`, for: part, "attr.name": name, "attr.type": TYPES[name] ?? "string" });
  for (const name of Object.keys(said)) key(name, "graph");
  for (const part of ["node", "edge"]) for (const name of cellsOf(all[part])) key(name, part);
  const graph = put(root, "graph", { edgedefault: "directed" });
  const data = (parent, part, cells) => {
    for (const [name, value] of Object.entries(cells)) {
      put(parent, "data", { key: `${part}_${name}` }, String(value));
    }
  };
  data(graph, "graph", said);
  for (const part of ["node", "edge"]) {
    for (const { cells, ...ends } of all[part]) data(put(graph, part, ends), part, cells);
  }
  return xmlText(root);
};

export const gexf = () => {
  const root = document.implementation.createDocument("http://gexf.net/1.3", "gexf").documentElement;
  root.setAttribute("version", "1.3");
  const meta = put(root, "meta");
  put(meta, "creator", {}, "expograph");
  put(meta, "description", {}, [about.title, extent(), state()].filter(Boolean).join(". "));
  put(meta, "keywords", {}, chosen());
  const graph = put(root, "graph", { defaultedgetype: "directed", mode: "static" });
  const all = parts();
  for (const part of ["node", "edge"]) {
    const attributes = put(graph, "attributes", { class: part, mode: "static" });
    for (const name of cellsOf(all[part])) {
      if (name === "label" || name === "weight") continue; // these have places of their own
      put(attributes, "attribute", { id: name, title: name, type: TYPES[name] ?? "string" });
    }
  }
  for (const part of ["node", "edge"]) {
    const list = put(graph, `${part}s`);
    for (const { cells: { label: name, weight, ...cells }, ...ends } of all[part]) {
      const one = put(list, part, { ...ends, label: name, ...(weight && { weight }) });
      const values = put(one, "attvalues");
      for (const [cell, value] of Object.entries(cells)) put(values, "attvalue", { for: cell, value });
    }
  }
  return xmlText(root);
};
