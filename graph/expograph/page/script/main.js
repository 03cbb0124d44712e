// Opens the page: unpacks what it carries, draws it, and lets every part hear of changes.

import { fit, frameChosen, makeNetwork, network, stirMany } from "./camera.js";
import { about, focus, takeIn, things, ties } from "./data.js";
import { sayMissing, showDetails } from "./details.js";
import { arrange, draw } from "./drawing.js";
import { at, sayStanding } from "./elements.js";
import { on } from "./events.js";
import { listenToFacets, makeFacets, openFilters, updateFacets } from "./facets.js";
import { leavePanel, listenToFocus } from "./focus.js";
import { drawLabels, forgetSizes } from "./labels.js";
import { announceLeft, keepLeftToOneself, listenToLeft, showLeft } from "./left.js";
import { listenToAddress } from "./link.js";
import { listenToLook } from "./look.js";
import { updateNear } from "./near.js";
import { bowApart, pointOn } from "./paths.js";
import { listenToPointer } from "./pointer.js";
import { listenToSearch, makeIndex } from "./search.js";
import { readColours } from "./shapes.js";
import { listenToStory, sayStep } from "./story.js";
import { listenToTable, makeTable, markRow, showRows } from "./table.js";
import { listenToTaking, makeMenu } from "./take.js";
import { speak } from "./text.js";
import { updateTies } from "./thing.js";
import { unpacked } from "./unpack.js";
import { prepareView, select, selected } from "./view.js";
import { listenToWalk, tellKeys } from "./walk.js";
import { listenToYears, makeYears, updateYears } from "./years.js";

// == Who hears of what ==

const whenShown = () => {
  updateFacets();
  updateYears();
  showLeft();
  announceLeft();
  if (!selected || selected.to >= 0) showDetails();
  updateTies();
  updateNear();
  showRows(true);
  stirMany(); // at first as many ties as there is time for
  redrawSoon();
};

// Once before the next frame, however often filters change until then.
let frameAsked = 0;
const redrawSoon = () => {
  cancelAnimationFrame(frameAsked);
  frameAsked = requestAnimationFrame(() => {
    arrange();
    network.redraw();
  });
};

const whenSelected = (goes) => {
  if (selected) keepLeftToOneself();
  showDetails();
  markRow();
  if (selected) openFilters(false);
  if (selected && goes) frameChosen();
  network.redraw();
};

const whenLanguage = () => {
  sayStanding();
  tellKeys();
  sayStep();
  makeIndex();
  forgetSizes();
  makeFacets();
  makeYears();
  showLeft();
  makeMenu();
  showDetails();
  makeTable();
  network.redraw();
};

// == Opening ==

const open = async () => {
  const data = await unpacked("data").json();
  takeIn(data);
  at("app").hidden = false;
  bowApart();
  prepareView();
  readColours();
  arrange();
  makeNetwork(data.options);
  network.on("beforeDrawing", draw);
  network.on("afterDrawing", drawLabels);
  on("shown", whenShown);
  on("selected", whenSelected);
  on("language", whenLanguage);
  speak(about.language);
  listen();
  fit(false);
  if (focus >= 0) {
    select({ thing: focus }, false); // what the page is about, in sight of everything
    fit(false);
  }
  listenToAddress();
};

const listen = () => {
  listenToPointer();
  listenToSearch();
  listenToLook();
  listenToFacets();
  listenToYears();
  listenToLeft();
  listenToStory();
  listenToTable();
  listenToWalk();
  listenToFocus();
  listenToTaking();
  document.onkeydown = ({ key }) => {
    if (key === "Escape" && selected && !at("help").open && !leavePanel()) select(null);
  };
};

// == For tests, and for whoever embeds the page ==

// Selects a thing by its identifier, or the ways between two, or says that they are not here.
const selectIds = (...ids) => {
  const [thing, to] = ids.map((id) => things.id.indexOf(id));
  if (thing < 0 || to < 0) sayMissing();
  else select({ thing, to });
};
const selectTie = (tie) => (tie in ties.from ? select({ tie }) : sayMissing());

// Where the middle of a tie is in the window.
const tiePoint = (tie) => {
  const box = at("drawing").getBoundingClientRect();
  const { x, y } = network.canvasToDOM(pointOn(tie, 0.5));
  return { x: box.left + x, y: box.top + y };
};

Object.assign(self.expograph, { open, select: selectIds, selectBoth: selectIds, selectTie, tiePoint });
