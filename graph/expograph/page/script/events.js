// Lets one part of the page hear of what another has changed, without knowing it.

const listeners = new Map();

export const on = (change, act) => {
  listeners.set(change, [...(listeners.get(change) ?? []), act]);
};

export const tell = (change, ...what) => {
  for (const act of listeners.get(change) ?? []) act(...what);
};
