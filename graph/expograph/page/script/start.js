// Begins the page: unpacks the library and the page's own script, and lets both run.

import { unpacked } from "./unpack.js";

// They run only because their digests stand in the page's policy.
const runAll = (texts) => {
  const trusted = self.trustedTypes?.createPolicy("lib", { createScript: (text) => text });
  for (const text of texts) {
    const script = document.createElement("script");
    script.text = trusted ? trusted.createScript(text) : text;
    document.head.append(script);
  }
};

const begin = async () => {
  runAll(await Promise.all(["library", "script"].map((id) => unpacked(id).text())));
  await self.expograph.open();
};

const apologise = (error) => {
  const trouble = document.getElementById("trouble");
  trouble.textContent = self.DecompressionStream ? trouble.dataset.broken : trouble.dataset.old;
  trouble.hidden = false;
  throw error;
};

self.expograph = {};
self.expograph.ready = begin().catch(apologise);
