import { PEAK_0_DBM0 } from "#media/tone/toneGenerator.ts";

/**
 * Music for those who wait: eight bars that we wrote, made of sines, so that nobody is owed for it.
 * Quiet, slow, within the telephone's band; its end runs into its beginning.
 */
const BAR_SECONDS = 4;
const LEVEL_DBM0 = -22;

/** Semitones from the A of 220 Hz: the chord that lies under a bar, and the notes plucked over it. */
const bars: readonly { readonly chord: readonly number[]; readonly plucked: readonly number[] }[] =
  [
    { chord: [3, 10, 19], plucked: [15, 22, 26, 22, 27, 26, 22, 19] }, // C
    { chord: [0, 7, 15], plucked: [15, 19, 24, 19, 27, 24, 19, 15] }, // A minor
    { chord: [8, 15, 20], plucked: [12, 20, 24, 20, 27, 24, 20, 15] }, // F
    { chord: [10, 14, 22], plucked: [14, 17, 22, 17, 26, 22, 17, 14] }, // G
    { chord: [7, 14, 19], plucked: [15, 19, 22, 19, 26, 22, 19, 14] }, // E minor
    { chord: [8, 15, 24], plucked: [12, 15, 20, 24, 27, 24, 20, 15] }, // F
    { chord: [5, 12, 20], plucked: [12, 17, 20, 17, 24, 20, 17, 12] }, // D minor
    { chord: [10, 14, 22], plucked: [14, 17, 22, 26, 29, 26, 22, 17] }, // G
  ];

export const MUSIC_SECONDS = bars.length * BAR_SECONDS;

/** The whole loop. */
export function holdMusic(rate: 8000 | 16_000): Int16Array {
  const sound = new Float64Array(MUSIC_SECONDS * rate);
  for (const [bar, { chord, plucked }] of bars.entries()) {
    for (const note of chord) addPad(sound, rate, { note, at: bar * BAR_SECONDS });
    for (const [i, note] of plucked.entries())
      addPluck(sound, rate, { note, at: bar * BAR_SECONDS + (i * BAR_SECONDS) / plucked.length });
  }
  return levelled(sound);
}

/** `at` in seconds from the beginning of the loop. */
interface Note {
  readonly note: number;
  readonly at: number;
}

const hertz = ({ note }: Note): number => 220 * 2 ** (note / 12);

/** Swells and fades over a bar and a half, so that chords melt into one another. */
function addPad(sound: Float64Array, rate: number, note: Note): void {
  const length = 1.5 * BAR_SECONDS;
  addSound(sound, { from: note.at * rate, count: length * rate }, (i) => {
    const swell = Math.sin((Math.PI * i) / (length * rate)) ** 2;
    return 0.22 * swell * Math.sin((2 * Math.PI * hertz(note) * i) / rate);
  });
}

/** A soft string: begins within 8 ms, dies away, its overtone sooner. */
function addPluck(sound: Float64Array, rate: number, note: Note): void {
  addSound(sound, { from: note.at * rate, count: 2 * rate }, (i) => {
    const [t, angle] = [i / rate, (2 * Math.PI * hertz(note) * i) / rate];
    const loudness = Math.min(1, t / 0.008) * Math.exp(-2.4 * t) * Math.min(1, (2 - t) / 0.1);
    return 0.3 * loudness * (Math.sin(angle) + 0.25 * Math.exp(-3 * t) * Math.sin(2 * angle));
  });
}

/** Adds so many samples from there on; what reaches over the end comes in at the beginning. */
function addSound(
  sound: Float64Array,
  where: { readonly from: number; readonly count: number },
  value: (i: number) => number,
): void {
  for (let i = 0; i < where.count; i++) {
    const at = (where.from + i) % sound.length;
    sound[at] = (sound[at] ?? 0) + value(i);
  }
}

function levelled(sound: Float64Array): Int16Array {
  const square = sound.reduce((sum, value) => sum + value * value, 0) / sound.length;
  const gain = (PEAK_0_DBM0 * 10 ** (LEVEL_DBM0 / 20)) / Math.sqrt(2 * square);
  return Int16Array.from(sound, (value) => Math.round(value * gain));
}
