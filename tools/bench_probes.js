/*
 * What the measurements do inside a page of the extension. Times are the page's own, in ms.
 */

globalThis.probes = (() => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const find = (testid) => document.querySelector(`[data-testid="${testid}"]`);

  async function found(testid) {
    for (;;) {
      const element = find(testid);
      if (element !== null) return element;
      await frame();
    }
  }

  /** Ask the core over a port of this page's own; the answer's text and how long it took to come. */
  async function ask(command) {
    const port = chrome.runtime.connect({ name: "gumsmith-client" });
    const id = crypto.randomUUID();
    const started = performance.now();
    const text = await new Promise((done, fail) => {
      port.onMessage.addListener(({ reply, lost }) => {
        if (reply?.id === id) done(reply.text);
        if (lost?.id === id) fail(new Error(lost.detail));
      });
      port.postMessage({ request: { id, text: JSON.stringify({ v: 1, id, command }) } });
    });
    const ms = performance.now() - started;
    port.disconnect();
    return { text, ms };
  }

  /** The result of a command. */
  async function result(command) {
    const answer = JSON.parse((await ask(command)).text);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.result;
  }

  /** How long a command takes from request to reply, in ms. */
  async function timed(command) {
    const { text, ms } = await ask(command);
    const answer = JSON.parse(text);
    if (!answer.ok) throw new Error(answer.error.message);
    return ms;
  }

  /** Plans of every product, one after the other: ms from request to reply, and the reply's length. */
  async function planTimes(form, times, op = "plan.price") {
    const { products } = await result({ op: "catalog.get" });
    const product_ids = products.map((product) => product.id);
    const all = [];
    for (let n = 0; n < times; n += 1) {
      const { text, ms } = await ask({ op, form, product_ids });
      const answer = JSON.parse(text);
      if (!answer.ok) throw new Error(answer.error.message);
      all.push({ ms, letters: text.length, writes: answer.result.writes });
    }
    return all;
  }

  /** From a click on Preview until the frame after the one that drew the first rows. */
  async function previewPaint() {
    const button = await found("preview");
    const started = performance.now();
    button.click();
    while (find("plan-rows")?.querySelector("[data-key]") == null) await frame();
    await frame();
    return performance.now() - started;
  }

  /** Back from the preview to the form. */
  async function leavePreview() {
    (await found("preview-back")).click();
    await found("preview");
  }

  /** From going to the listings until the frame after the one that drew the first rows. */
  async function listingsPaint() {
    const started = performance.now();
    location.hash = "#listings";
    while (find("listings")?.querySelector("[data-key]") == null) await frame();
    await frame();
    return performance.now() - started;
  }

  /** Let what was typed before be checked: the core answers in turn. */
  async function rest() {
    for (let n = 0; n < 30; n += 1) await frame();
    await result({ op: "engine.status" });
    await frame();
    return null;
  }

  /**
   * Scroll a table from top to bottom, `share` of the visible height in every frame, and read all frames' lengths.
   * `blank` counts the frames in which the middle of the view showed no row of the table.
   */
  async function scrollFrames(testid, share) {
    const table = await found(testid);
    const scroller = table.closest(".view-body");
    scroller.scrollTop = 0;
    await frame();
    await frame();
    const lengths = [];
    let blank = 0;
    let before = await frame();
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
      scroller.scrollTop += scroller.clientHeight * share;
      const now = await frame();
      lengths.push(now - before);
      before = now;
      const view = scroller.getBoundingClientRect();
      const middle = document.elementFromPoint(view.left + view.width / 2, view.top + view.height / 2);
      if (middle?.closest("[data-key]") == null && table.contains(middle)) blank += 1;
    }
    lengths.sort((one, other) => one - other);
    return { longest: lengths.at(-1), median: lengths[lengths.length >> 1], frames: lengths.length, blank };
  }

  return { result, timed, planTimes, previewPaint, leavePreview, listingsPaint, rest, scrollFrames };
})();
