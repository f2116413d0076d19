/**
 * A recording without its silence: none before the first word or behind the last, and an end when
 * it lasts. Silence is held back until somebody speaks again, so that a kill loses nothing but
 * silence; a short noise behind a pause, as a handset makes that is put down, is no word.
 */
import type { Millis } from "#kit/time.ts";
import { RECORDED_RATE, type Recording } from "#media/engine/recorder.ts";

/** Root mean square of a frame that somebody speaks in: -50 dB below full scale. */
const LOUD = 104;
/** As much sound in a row makes a word. */
const WORD_FRAMES = 6;
/** What is kept of silence before and behind words. */
const MARGIN = 0.4 * RECORDED_RATE;

export function spokenOnly(recorder: Recording, silence: Millis): Recording {
  const most = (silence * RECORDED_RATE) / 1000;
  /** Since the last word. */
  let held: Int16Array[] = [];
  let heldSamples = 0;
  let loudInRow = 0;
  let quietSamples = 0;
  let begun = false;

  const hold = (frame: Int16Array): void => {
    held.push(frame.slice());
    heldSamples += frame.length;
    // Before the first word the margin alone is of use.
    while (!begun && heldSamples - (held[0]?.length ?? 0) >= MARGIN + WORD_FRAMES * frame.length)
      heldSamples -= held.shift()?.length ?? 0;
  };
  const release = (samples: number): boolean => {
    let goesOn = true;
    let left = samples;
    for (const frame of held) {
      if (left <= 0) break;
      goesOn = recorder.hears(frame);
      left -= frame.length;
    }
    [held, heldSamples] = [[], 0];
    return goesOn;
  };

  return {
    hears(frame) {
      loudInRow = loudness(frame) >= LOUD ? loudInRow + 1 : 0;
      hold(frame);
      if (loudInRow < WORD_FRAMES) {
        quietSamples += frame.length;
        return quietSamples < most;
      }
      quietSamples = 0;
      begun = true;
      return release(heldSamples);
    },
    stop() {
      if (begun) release(MARGIN);
      return recorder.stop();
    },
  };
}

function loudness(frame: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < frame.length; i++) sum += (frame[i] as number) ** 2;
  return Math.sqrt(sum / Math.max(1, frame.length));
}
