import { spokenPrompts } from "./spokenPrompts.ts";
import type { Talk } from "./talk.ts";

/** What a menu of extensions may say. */
const prompts = [
  "dial-extension-operator",
  "reached-unknown",
  "reached-busy",
  "reached-nobody",
  "goodbye",
];

/** Somebody who has called a menu. */
export const menuCaller = (town: { runs(ms: number): Promise<void> }, { voice }: Talk) => ({
  /** Keys, one behind the other. */
  async dials(digits: string): Promise<void> {
    for (const digit of digits) {
      voice.press("0123456789*#".indexOf(digit));
      await town.runs(400);
    }
  },
  /** What is said to the caller from now on, for so long. */
  async hears(ms: number): Promise<readonly string[]> {
    voice.forget();
    await town.runs(ms);
    return spokenPrompts(voice, prompts);
  },
});
