// Watches the drawing of a page from outside, in the same way for every page: runs ahead of it.
(() => {
  const prototype = CanvasRenderingContext2D.prototype;
  const inks = ["fill", "stroke", "fillText", "fillRect", "drawImage", "putImageData"];
  const real = {};
  const isDrawing = (canvas) => canvas.isConnected && canvas.clientWidth >= 200;
  const seen = (window.watched = { first: 0, frames: [], last: 0, resting: false });

  // Let `see` know whenever something is drawn that a reader sees.
  const watch = (names, see) => {
    for (const name of names) {
      real[name] ??= prototype[name];
      prototype[name] = function watching(...given) {
        if (isDrawing(this.canvas)) see();
        return real[name].apply(this, given);
      };
    }
  };
  const unwatch = (names) => { for (const name of names) prototype[name] = real[name]; };

  // The end of the frame in which something was drawn: the next one begins.
  const atEnd = (take) => requestAnimationFrame(() => take(performance.now()));

  watch(inks, () => {
    unwatch(inks);
    atEnd((time) => { seen.first = time; });
  });

  // A redraw clears the drawing; what is cleared twice in a frame is seen once.
  let note = () => {};
  watch(["clearRect"], () => {
    const frame = document.timeline.currentTime;
    if (seen.frames.at(-1) !== frame) seen.frames.push(frame);
    note();
  });

  seen.begin = () => { seen.frames.length = 0; };

  // From the last event on, every frame counts in which anything is drawn.
  seen.rest = () => {
    const since = performance.now();
    let waiting = false;
    seen.last = since;
    note = () => {
      if (waiting) return;
      waiting = true;
      atEnd((time) => { waiting = false; seen.last = time; });
    };
    watch(inks, () => note());
    return new Promise((done) => {
      const look = setInterval(() => {
        if (performance.now() - Math.max(seen.last, since) < 1000 || waiting) return;
        clearInterval(look);
        note = () => {};
        unwatch(inks);
        done(seen.last - since);
      }, 50);
    });
  };

  seen.frame = () => new Promise((done) => { requestAnimationFrame(() => atEnd(done)); });

  // Milliseconds of each key of these words in the search, with what it changes laid out.
  seen.search = async (words) => {
    const field = document.getElementById("search");
    const times = [];
    for (const word of words) {
      for (let length = 1; length <= word.length; length += 1) {
        field.value = word.slice(0, length);
        const begun = performance.now();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.offsetHeight;
        times.push(performance.now() - begun);
        await seen.frame();
      }
    }
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return times;
  };

  // Milliseconds of each click on these switches and back: until it is handled, until it is drawn.
  seen.press = async (selector) => {
    const times = [];
    const count = document.querySelectorAll(selector).length;
    for (let place = 0; place < 2 * Math.min(count, 8); place += 1) {
      const one = document.querySelectorAll(selector)[place >> 1];
      const begun = performance.now();
      one.click();
      document.body.offsetHeight;
      const handled = performance.now() - begun;
      await new Promise((done) => atEnd(done));
      times.push([handled, performance.now() - begun]);
      await new Promise((done) => setTimeout(done, 400));
    }
    return times;
  };
})();
