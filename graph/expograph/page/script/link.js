// Keeps what is shown in the address of the page, and shows what an address tells.

import { NO_STATE, decode, encode } from "./address.js";
import { fit, frameChosen, framing, moving, network } from "./camera.js";
import { about, story, wordsOf } from "./data.js";
import { at, say } from "./elements.js";
import { on } from "./events.js";
import { setTheme, showView, theme, view } from "./look.js";
import { NO_FILTER } from "./sift.js";
import { inNames, meant } from "./state.js";
import { showStep, step } from "./story.js";
import { language, speak, words } from "./text.js";
import { filter, filters, ranked, select, selected } from "./view.js";

const QUIET = 300, SAID = 2000; // milliseconds

let restoring = false; // then what changes is what the address said
let opening; // the state in which the page opens

// == What is shown ==

// What is seen: its middle, and how much of the drawing fits across, which means the same in
// windows of all sizes. Nothing, where it is what the page looks at by itself.
const shorterSide = () => {
  const { width, height } = at("drawing").getBoundingClientRect();
  return Math.min(width, height);
};
const seenFrom = (x, y, scale) => [
  Math.round(x * 10) / 10 + 0, Math.round(y * 10) / 10 + 0,
  Math.max(0.01, Number((shorterSide() / scale).toPrecision(3))),
];
const usuallySeen = () => {
  const { position: { x, y }, offset, scale } = framing();
  return seenFrom(x, y - offset.y / scale, scale);
};
const isNear = (one, other) => { // by a hundredth of what is seen
  const least = other[2] / 100;
  return one.every((value, which) => Math.abs(value - other[which]) < least);
};
let lastSeen = null; // it stays the same behind the table
const camera = () => {
  if (!shorterSide()) return lastSeen;
  const { x, y } = network.getViewPosition();
  const now = seenFrom(x, y, network.getScale());
  lastSeen = ranked.length && !isNear(now, usuallySeen()) ? now : null;
  return lastSeen;
};

const stateNow = () => ({
  step, ...inNames(filters, selected), at: camera(), view, look: theme(), lang: language,
});

// == What a state does ==

// What goes without saying at a step of the story, or without one.
const baseOf = (wanted = opening.step) => {
  const told = story[wanted - 1];
  if (!told) return { ...opening, step: wanted };
  const { changes, choice } = meant({ ...NO_STATE, ...told.state });
  return { ...opening, ...inNames({ ...NO_FILTER(), ...changes }, choice), step: wanted };
};

const restore = (state, isBroken, gently) => {
  const { changes, choice, missing } = meant(state);
  const [isStep, isSpoken] = [state.step <= story.length, state.lang in wordsOf];
  const spoken = isSpoken ? state.lang : about.language;
  restoring = true;
  if (spoken !== language) speak(spoken);
  if (state.look !== theme()) setTheme(state.look);
  if (view !== "graph") showView("graph");
  showStep(isStep ? state.step : 0);
  network.setSize(); // the story may leave less room
  filter({ ...NO_FILTER(), ...changes });
  select(choice, false);
  if (choice) frameChosen(gently);
  else fit(gently);
  if (state.at) lookAt(state.at);
  lastSeen = state.at;
  if (state.view !== view) showView(state.view);
  restoring = false;
  const isGone = isBroken || missing || !isStep || !isSpoken;
  at("gone").hidden = !isGone;
  if (isGone) say(words.gone);
};

const lookAt = ([x, y, across]) => network.moveTo(
  { position: { x, y }, scale: shorterSide() / across, animation: false });

const goToStep = (wanted) => {
  const kept = { view, look: theme(), lang: language };
  if (wanted) restore({ ...baseOf(wanted), ...kept }, false, view === "graph");
  else showStep(0);
  atRest();
};

// == The address ==

const linkNow = () => {
  const usual = { ...baseOf(step), step: opening.step };
  const [[page], text] = [location.href.split("#"), encode(stateNow(), usual)];
  return text ? `${page}#${text}` : page;
};

const writeAddress = () => {
  const link = linkNow();
  try {
    if (link !== location.href) history.replaceState(null, "", link);
  } catch {
    // in some places a page may not change its address; the button copies it all the same
  }
};

const readAddress = () => {
  const { state, missing } = decode(location.hash, baseOf);
  restore(state, missing, false);
};

let resting = 0;
const atRest = () => {
  if (!restoring) at("gone").hidden = true;
  clearTimeout(resting);
  resting = setTimeout(writeAddress, QUIET);
};

// Where the button was, a field with the link.
const showField = (isShown) => {
  at("link").hidden = !isShown;
  at("copy-link").hidden = isShown;
};

const copyLink = async () => {
  const [link, copier] = [linkNow(), at("copy-link")];
  try {
    await navigator.clipboard.writeText(link);
    copier.textContent = words.linkCopied;
    say(words.linkCopied);
    setTimeout(() => { copier.textContent = words.copyLink; }, SAID);
  } catch { // refused: the reader copies it from here
    showField(true);
    at("link").value = link;
    at("link").select();
  }
};

// The languages in which the page speaks, each by its own name.
const makeLanguages = () => {
  const options = Object.keys(wordsOf).map((code) => {
    const called = new Intl.DisplayNames(code, { type: "language" }).of(code);
    const option = new Option(called[0].toLocaleUpperCase(code) + called.slice(1), code);
    option.lang = code;
    return option;
  });
  at("language").append(...options.sort((one, other) => one.text.localeCompare(other.text)));
  at("language").value = language;
};

// Begins once all is drawn as the page opens; then it is shown as the address says.
export const listenToAddress = () => {
  makeLanguages();
  opening = { ...stateNow(), step: Number(story.length > 0), at: null };
  for (const change of ["shown", "selected", "looked", "language", "resting"]) on(change, atRest);
  on("step", goToStep);
  on("language", () => { at("language").value = language; });
  on("selected", () => { lastSeen = null; }); // it is looked at, or will be after the table
  on("looked", () => { if (moving) camera(); });
  on("resting", camera);
  if (story.length || location.hash.length > 1) readAddress();
  else showStep(0);
  at("language").onchange = () => speak(at("language").value);
  at("copy-link").onclick = copyLink;
  at("link").onblur = () => showField(false);
  at("link").onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    showField(false);
    at("copy-link").focus();
  };
  self.onhashchange = readAddress;
};
