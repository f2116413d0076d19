import {
  confirmation,
  flashAnywhere,
  howler,
  ourDialTones,
  ourRinging,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "425@-13";

export const brazil: CountryFile = {
  codes: ["BR"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    ringback: { is: "425@-18/1 -/4", from: "Ai Sp; level ours" },
    busy: { is: "425@-18/.25 -/.25", from: "Ai Sp; level ours" },
    reorder: {
      is: "425@-18/.25 -/.25 425@-18/.75 -/.25",
      from: "Ai; level ours",
      conflict: "Sp calls this number unobtainable",
    },
    howler,
    waiting: { is: "425@-18/.05 -/1", from: "Ai Sp; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/4", from: "Ai" },
  ringHz: ourRinging,
  callerId: {
    is: "AC nothing",
    from: "Io Sa",
    conflict: "AudioCodes can put a digit for the kind of caller before the number",
  },
  flash: flashAnywhere,
};
