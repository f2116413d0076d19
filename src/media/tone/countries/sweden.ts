import {
  bursts,
  confirmation,
  europeanRinging,
  flashByKey,
  howler,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "425@-13";
const special = "425@-13/.32 -/.02";

export const sweden: CountryFile = {
  codes: ["SE"],
  tones: {
    dial: { is: dial, from: "Ai Sp; level ours" },
    stutter: {
      is: special,
      from: "Ai (named there the Swedish standard); level ours",
      conflict: "Ai itself uses six bursts",
    },
    special: { is: special, from: "Ai (named there the Swedish standard); level ours" },
    recall: { is: bursts(3, dial), from: "Ai; level ours" },
    ringback: { is: "425@-18/1 -/5", from: "Ai Sp; level ours" },
    busy: { is: "425@-18/.25 -/.25", from: "Ai Sp; level ours" },
    reorder: { is: "425@-18/.25 -/.75", from: "Ai Sp; level ours" },
    howler,
    waiting: { is: "425@-18/.2 -/.5 425@-18/.2 -/9.1", from: "Ai Sp; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/5", from: "Ai" },
  ringHz: europeanRinging,
  callerId: { is: "AC reversal", from: "Ci Io Sa Zo", conflict: "Sa: no reversal" },
  flash: flashByKey,
};
