import type { Page } from "playwright-core";

/**
 * To be called before the page is opened: its bell rings into a recording then, not into a loudspeaker,
 * so that no busy machine makes it late.
 */
export const bellTap = (page: Page): Promise<unknown> => page.addInitScript({ content: tapped });

/** When each stroke of the bell begins and ends, in ms, in the first 12 s. */
export const bellStrokes = (page: Page): Promise<readonly (readonly [number, number])[]> =>
  page.evaluate(`(${listened})()`);

/* Run in the page. */

const tapped = `globalThis.AudioContext = class extends OfflineAudioContext {
  constructor() {
    super({ numberOfChannels: 1, sampleRate: 8000, length: 8000 * 12 });
    globalThis.bell = this;
  }
  resume() {
    return Promise.resolve();
  }
}`;

/* The clapper beats twenty times a second: what rings in 50 ms is one stroke. */
const listened = `async () => {
  const samples = (await globalThis.bell.startRendering()).getChannelData(0);
  const step = 80;
  const loud = Array.from({ length: samples.length / step - 5 }, (_, i) => {
    const part = samples.subarray(i * step, i * step + 400);
    return Math.sqrt(part.reduce((sum, one) => sum + one * one, 0) / part.length);
  });
  const most = Math.max(...loud);
  const found = [];
  loud.forEach((one, i) => {
    const rings = one > most / 2;
    const last = found.at(-1);
    if (rings && last?.[1] === i * 10) last[1] = (i + 1) * 10;
    else if (rings) found.push([i * 10, (i + 1) * 10]);
  });
  return found;
}`;
