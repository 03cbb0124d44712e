// Tells a story in steps: a bar with the words of a step, and the way on and back.

import { story } from "./data.js";
import { at } from "./elements.js";
import { tell } from "./events.js";
import { filled, inLanguage, number, words } from "./text.js";

export let step = 0; // which of the steps is told; 0: none, the bar is closed

// Shows the words of a step, without what it selects.
export const showStep = (wanted) => {
  step = wanted;
  at("story").hidden = !step;
  at("tell").hidden = !story.length;
  at("tell").setAttribute("aria-expanded", step > 0);
  sayStep();
};

export const sayStep = () => {
  if (!step) return;
  at("step").textContent = filled(words.step, { n: number(step), of: number(story.length) });
  at("told").textContent = inLanguage(story[step - 1].text);
  for (const [id, end] of [["step-back", 1], ["step-on", story.length]]) {
    at(id).setAttribute("aria-disabled", step === end);
  }
};

const goToTold = (wanted) => {
  if (wanted < 0 || wanted > story.length || wanted === step) return;
  const wasInside = at("story").contains(document.activeElement);
  tell("step", wanted);
  if (!step && wasInside) at("tell").focus();
};
const stepBack = () => { if (step > 1) goToTold(step - 1); };
const stepOn = () => goToTold(step + 1);

const STORY_KEYS = { ArrowRight: stepOn, ArrowLeft: stepBack, Escape: () => goToTold(0) };

export const listenToStory = () => {
  at("step-back").onclick = stepBack;
  at("step-on").onclick = stepOn;
  at("story-close").onclick = () => goToTold(0);
  at("tell").onclick = () => goToTold(step ? 0 : 1);
  at("story").onkeydown = (event) => {
    if (!(event.key in STORY_KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    STORY_KEYS[event.key]();
  };
};
