import { type Cadence, strokes } from "./cadence.ts";

/** One bell for the page. Browsers keep it silent until the page was touched once. */
export interface Ringer {
  ring(pattern: Cadence): void;
  stop(): void;
  /** A key's two tones, briefly, as feedback for the finger. */
  key(digit: string): void;
  /** A contact that opens and closes. */
  click(): void;
  /** False while the browser holds the sound back. */
  readonly audible: () => boolean;
}

const longest = 180;
const keyTones: Readonly<Record<string, readonly [number, number]>> = {
  "1": [697, 1209],
  "2": [697, 1336],
  "3": [697, 1477],
  "4": [770, 1209],
  "5": [770, 1336],
  "6": [770, 1477],
  "7": [852, 1209],
  "8": [852, 1336],
  "9": [852, 1477],
  "*": [941, 1209],
  "0": [941, 1336],
  "#": [941, 1477],
};

export function ringer(): Ringer {
  let context: AudioContext | undefined;
  let bell: { readonly gain: GainNode; readonly parts: readonly OscillatorNode[] } | undefined;

  function sound(): AudioContext {
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
    return context;
  }

  function stop(): void {
    for (const part of bell?.parts ?? []) part.stop();
    bell?.gain.disconnect();
    bell = undefined;
  }

  return {
    ring(pattern) {
      stop();
      const at = sound();
      const gain = at.createGain();
      gain.gain.value = 0;
      const start = at.currentTime + 0.05;
      for (const [from, to] of strokes(pattern, longest)) {
        gain.gain.setTargetAtTime(0.16, start + from, 0.012);
        gain.gain.setTargetAtTime(0, start + to, 0.06);
      }
      bell = { gain, parts: bellParts(at, gain, start) };
      gain.connect(at.destination);
    },
    stop,
    key(digit) {
      const tones = keyTones[digit];
      if (tones) beep(sound(), tones);
    },
    click: () => beep(sound(), [110, 1900], 0.008),
    audible: () => context?.state === "running",
  };
}

/** Two gongs and a clapper that beats twenty times a second. */
function bellParts(at: AudioContext, out: GainNode, start: number): readonly OscillatorNode[] {
  const clapper = at.createOscillator();
  clapper.frequency.value = 20;
  const swing = at.createGain();
  swing.gain.value = 0.5;
  const struck = at.createGain();
  struck.gain.value = 0.5;
  clapper.connect(swing).connect(struck.gain);
  const gongs = [784, 988, 2349].map((frequency, i) => {
    const gong = at.createOscillator();
    gong.type = i < 2 ? "triangle" : "sine";
    gong.frequency.value = frequency;
    const level = at.createGain();
    level.gain.value = i < 2 ? 0.5 : 0.12;
    gong.connect(level).connect(struck);
    return gong;
  });
  struck.connect(out);
  for (const part of [clapper, ...gongs]) part.start(start);
  return [clapper, ...gongs];
}

function beep(at: AudioContext, tones: readonly [number, number], lasts = 0.09): void {
  const gain = at.createGain();
  gain.gain.setValueAtTime(0.05, at.currentTime);
  gain.gain.setTargetAtTime(0, at.currentTime + lasts, 0.01);
  gain.connect(at.destination);
  for (const frequency of tones) {
    const tone = at.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start();
    tone.stop(at.currentTime + 0.2);
  }
}
