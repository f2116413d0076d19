import { millis } from "#kit/time.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

const note = (hz: number) => ({ frequencies: [{ hz, dbm0: -20 }], length: millis(120) });

/** Up for who comes, down for who goes. */
export const roomTones: Readonly<Record<"came" | "went", TonePlan>> = {
  came: { segments: [note(523), note(784)] },
  went: { segments: [note(784), note(523)] },
};
