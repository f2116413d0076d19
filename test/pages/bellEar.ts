import type { Page } from "playwright-core";

/** To be called before the page is opened: its bell can then be listened to. */
export const bellTap = (page: Page): Promise<unknown> => page.addInitScript({ content: tapped });

/** When the bell began and ended, in ms by the clock of its sound, as soon as it has so many strokes. */
export const bellStrokes = (page: Page, count: number): Promise<readonly (readonly number[])[]> =>
  page.evaluate(`(${listened})(${count})`);

/* Run in the page. Whatever goes to the loudspeaker goes past an ear that notes how loud it is. */

const tapped = `{
  const plain = AudioNode.prototype.connect;
  const ears = new WeakMap();
  globalThis.loudness = [];
  const earOf = (context) => {
    const known = ears.get(context);
    if (known) return known;
    const ear = context.createScriptProcessor(1024, 1, 1);
    ear.onaudioprocess = ({ inputBuffer, playbackTime }) => {
      const samples = inputBuffer.getChannelData(0);
      const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
      globalThis.loudness.push([Math.round(playbackTime * 1000), Math.sqrt(power)]);
    };
    plain.call(ear, context.destination);
    ears.set(context, ear);
    return ear;
  };
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to === this.context.destination) plain.call(this, earOf(this.context));
    return plain.call(this, to, ...rest);
  };
}`;

const listened = `async (count) => {
  const strokes = () => {
    const found = [];
    let rang = false;
    for (const [at, loud] of globalThis.loudness) {
      const rings = loud > 0.01;
      if (rings && !rang) found.push([at]);
      if (!rings && rang) found.at(-1).push(at);
      rang = rings;
    }
    return found.filter((one) => one.length === 2);
  };
  while (strokes().length < count)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return strokes().slice(0, count);
}`;
