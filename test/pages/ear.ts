import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { patience } from "../phones/patience.ts";

/** What a browser's microphone says: a WAV of that tone, for --use-file-for-fake-audio-capture. */
export function toneFile(file: string, hertz: number): string {
  const [rate, seconds] = [48_000, 2];
  const bytes = Buffer.alloc(44 + 2 * rate * seconds);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(2 * rate * seconds, 40);
  for (let i = 0; i < rate * seconds; i++)
    bytes.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hertz * i) / rate)), 44 + 2 * i);
  writeFileSync(file, bytes);
  return file;
}

/** To be called before the page is opened: its peer connections can then be listened to. */
export const wireTap = (page: Page): Promise<unknown> => page.addInitScript({ content: tapped });

/** Waits until there is a connection that may be listened to. */
export const untilConnected = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const frame = (${frames})("a connection");
    while (!globalThis.tapped?.getReceivers()[0]) await frame();
  })()`);

/** Waits until the page has another connection than `tappedBefore`. */
export const untilTappedAnew = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const frame = (${frames})("another connection");
    while (globalThis.tapped === globalThis.tappedBefore) await frame();
  })()`);

/** Waits until the loudest tone in what the page is sent is one of those, within 5 %. */
export const untilHeard = (page: Page, ...hertz: readonly number[]): Promise<unknown> =>
  page.evaluate(`(${heard})(${JSON.stringify(hertz)})`);

/** Waits until each of those tones is in what the page is sent, within 25 dB of the loudest. */
export const untilAllHeard = (page: Page, ...hertz: readonly number[]): Promise<unknown> =>
  page.evaluate(`(${heard})(${JSON.stringify(hertz)}, true)`);

/** RTP packets that went each way, by the browser's own statistics. */
export const packets = (
  page: Page,
): Promise<{ readonly sent: number; readonly received: number }> => page.evaluate(`(${counted})()`);

/** Waits until more than that many packets went each way. */
export const untilFlowing = (page: Page, most: number): Promise<unknown> =>
  page.evaluate(`(async () => {
    const counted = ${counted};
    const flows = ({ sent, received }) => sent > ${most} && received > ${most};
    const frame = (${frames})("packets both ways");
    while (!flows(await counted())) await frame();
  })()`);

/* Run in the page. */

/** The next frame; an error where somebody has waited too long for that. */
const frames = `(awaited) => {
  const over = performance.now() + ${patience};
  return () =>
    new Promise((resolve, reject) =>
      performance.now() > over
        ? reject(new Error("waited in vain for " + awaited))
        : requestAnimationFrame(resolve),
    );
}`;

const tapped = `{
  const Plain = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Plain {
    constructor(options) {
      super(options);
      globalThis.tapped = this;
    }
  };
}`;

const heard = `async (wanted, all) => {
  const { track } = globalThis.tapped.getReceivers()[0];
  const context = new AudioContext({ sampleRate: 48000 });
  const ear = context.createAnalyser();
  ear.fftSize = 8192;
  context.createMediaStreamSource(new MediaStream([track])).connect(ear);
  const bins = new Float32Array(ear.frequencyBinCount);
  const loudest = () => {
    ear.getFloatFrequencyData(bins);
    const most = Math.max(...bins);
    return most < -70 ? 0 : (bins.indexOf(most) * context.sampleRate) / ear.fftSize;
  };
  const near = (hertz, one) => Math.abs(hertz - one) <= one / 20;
  const level = (one) => Math.max(...bins.filter((_, i) => near((i * context.sampleRate) / ear.fftSize, one)));
  const found = () => {
    const most = loudest();
    if (!all) return wanted.some((one) => near(most, one));
    return most > 0 && wanted.every((one) => level(one) > Math.max(...bins) - 25);
  };
  const frame = (${frames})(wanted.join(" and ") + " Hz");
  while (!found()) await frame();
  await context.close();
}`;

const counted = `async () => {
  const count = { sent: 0, received: 0 };
  for (const one of (await globalThis.tapped.getStats()).values()) {
    if (one.type === "outbound-rtp") count.sent += one.packetsSent;
    if (one.type === "inbound-rtp") count.received += one.packetsReceived;
  }
  return count;
}`;
