// Graph or table, light or dark.

import { frameLater, network } from "./camera.js";
import { at } from "./elements.js";
import { tell } from "./events.js";
import { readColours, repaintSwatches } from "./shapes.js";
import { showRows } from "./table.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const forced = matchMedia("(forced-colors: active)");

export let view = "graph";
export const showView = (wanted) => {
  view = wanted;
  for (const one of ["graph", "table"]) {
    at(one).hidden = one !== view;
    at(`show-${one}`).setAttribute("aria-pressed", one === view);
  }
  if (view === "table") showRows(true);
  else requestAnimationFrame(() => { frameLater(); network.redraw(); });
  tell("looked");
};

export const theme = () => document.documentElement.dataset.theme ?? "";
export const setTheme = (wanted) => {
  if (wanted) document.documentElement.dataset.theme = wanted;
  else delete document.documentElement.dataset.theme;
  repaint();
  tell("looked");
};

// Draws something by `act` in light or dark colours, whatever the page's own are.
export const inColours = (wanted, act) => {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  Object.assign(dataset, { theme: wanted, paper: "" });
  readColours();
  try {
    act();
  } finally {
    delete dataset.paper;
    if (before) dataset.theme = before;
    else delete dataset.theme;
    readColours();
  }
};

const repaint = () => {
  readColours();
  repaintSwatches();
  network.redraw();
};

export const listenToLook = () => {
  for (const one of ["graph", "table"]) at(`show-${one}`).onclick = () => showView(one);
  at("theme").onclick = () => {
    const now = theme() || (dark.matches ? "dark" : "light");
    setTheme(now === "dark" ? "light" : "dark");
  };
  dark.onchange = forced.onchange = repaint;
};
