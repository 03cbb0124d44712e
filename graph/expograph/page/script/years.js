// The years: how many ties each has, two handles to choose some of them, and a play button.

import { calm } from "./camera.js";
import { at } from "./elements.js";
import { counted, words } from "./text.js";
import { filter, filters, shown, whole } from "./view.js";

const MOST_YEARS = 25, LITTLE = 0.01; // the first years are drawn as one if they are many and empty
const A_SECOND = 1000;

let firstYear = 0, lastYear = 0, earliestYear = 0; // the first stands for all before it
let playing = 0;

const spanOf = ([low, high]) => (low === high ? `${low}` : `${low}–${high}`);
export const yearsSaid = (years = filters.years) => (years ? spanOf(years) : words.allYears);

// == Making it ==

const findRange = () => {
  const counts = [...whole.years];
  [earliestYear, lastYear] = [counts[0]?.[0] ?? 0, counts.at(-1)?.[0] ?? 0];
  firstYear = earliestYear;
  const all = counts.reduce((so, [, count]) => so + count, 0);
  let sum = 0;
  for (const [year, count] of counts) {
    sum += count;
    if (lastYear - firstYear < MOST_YEARS || sum > all * LITTLE) break;
    firstYear = year;
  }
};

export const makeYears = () => {
  findRange();
  const dated = [...whole.years.values()].filter(Boolean).length;
  at("years").hidden = dated < 2;
  const bounds = { min: firstYear, max: lastYear + 1, step: 1 };
  for (const id of ["year-from", "year-to"]) Object.assign(at(id), bounds);
  at("year-first").textContent = firstYear > earliestYear ? `≤ ${firstYear}` : firstYear;
  at("year-last").textContent = lastYear;
  at("undated-choice").hidden = !whole.undated;
  showPlay();
  updateYears();
};

// == Following the filters ==

// The bars of some years as one shape, cut out of the ground that they stand on.
const cutBars = (id, isMeant) => {
  const counts = [...shown.counts.years].filter(([year]) => year >= firstYear);
  const most = Math.max(1, ...counts.map(([, count]) => count));
  const wide = 100 / (lastYear + 1 - firstYear);
  const corners = counts.filter(([year, count]) => count && isMeant(year)).map(([year, count]) => {
    const left = (year - firstYear + 0.08) * wide, right = left + 0.84 * wide;
    const top = 100 * (1 - Math.max(count / most, 0.04));
    return `${left}% 100%, ${left}% ${top}%, ${right}% ${top}%, ${right}% 100%`;
  });
  at(id).style.clipPath = `polygon(${corners.join() || "0 0"})`;
};

// Handles stand at the edges of years: before the first one, and behind the last.
export const updateYears = () => {
  const [low, high] = filters.years ?? [firstYear, lastYear];
  const isChosen = (year) => year >= low && year <= high;
  at("bars").classList.toggle("whole", !filters.years);
  cutBars("bars-in", isChosen);
  cutBars("bars-out", (year) => !isChosen(year));
  placeHandle("year-from", Math.max(low, firstYear), low);
  placeHandle("year-to", Math.min(high, lastYear) + 1, high);
  const middle = (firstYear + lastYear) / 2;
  at("year-from").classList.toggle("above", low > middle); // else it could not be pulled back
  at("years-said").textContent = yearsSaid();
  at("undated").checked = filters.undated;
  at("undated-sign").hidden = !filters.years || !filters.undated;
  at("undated-said").textContent = counted(words.undatedTies, shown.counts.undated);
};

const placeHandle = (id, value, year) => {
  at(id).value = value;
  at(id).setAttribute("aria-valuetext", year);
};

// == Choosing ==

const chooseYears = (low, high) => {
  const isAll = low <= firstYear && high >= lastYear;
  filter({ years: isAll ? null : [low <= firstYear ? earliestYear : low, high] });
};

const onHandle = ({ target }) => {
  stopPlaying();
  let [low, high] = [Number(at("year-from").value), Number(at("year-to").value) - 1];
  if (low > high) [low, high] = target.id === "year-from" ? [high, high] : [low, low];
  chooseYears(low, high);
  updateYears();
};

// == Playing: the years that are chosen, or one, move on by one ==

const playOn = () => {
  const [low, high] = filters.years ?? [firstYear - 1, firstYear - 1];
  const from = Math.max(low, firstYear - 1);
  const next = high < lastYear ? [from + 1, high + 1] : [firstYear, firstYear + high - from];
  filter({ years: next });
};

const onPlay = () => {
  if (playing) return stopPlaying();
  playOn();
  if (calm.matches) return;
  playing = setInterval(() => {
    if (filters.years && filters.years[1] < lastYear) playOn();
    else stopPlaying();
  }, A_SECOND);
  showPlay();
};

const stopPlaying = () => {
  clearInterval(playing);
  playing = 0;
  showPlay();
};

// Whoever likes it calm goes on step by step.
const showPlay = () => {
  const [sign, called] = playing ? ["❚❚", words.stop]
    : calm.matches ? ["+1", words.nextYear] : ["▶\uFE0E", words.play];
  at("play").firstElementChild.textContent = sign;
  at("play").setAttribute("aria-label", called);
};

export const listenToYears = () => {
  for (const id of ["year-from", "year-to"]) at(id).oninput = onHandle;
  at("play").onclick = onPlay;
  at("undated").onchange = () => filter({ undated: at("undated").checked });
  calm.addEventListener("change", stopPlaying);
};
