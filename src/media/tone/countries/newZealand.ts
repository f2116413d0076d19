import {
  bursts,
  confirmation,
  flashAnywhere,
  howler,
  ourDialTones,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "400@-13";
const ringback = "400@-19+450@-19";

export const newZealand: CountryFile = {
  codes: ["NZ"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    stutter: { is: bursts(6, dial), from: "Ai; level ours" },
    recall: { is: bursts(3, dial), from: "Ai; level ours" },
    ringback: { is: `${ringback}/.4 -/.2 ${ringback}/.4 -/2`, from: "Ai Sp; level ours" },
    busy: { is: "400@-18/.5 -/.5", from: "Ai Sp; level ours" },
    reorder: { is: "400@-18/.25 -/.25", from: "Ai Sp; level ours" },
    howler,
    waiting: {
      is: "400@-18/.2 -/3",
      from: "Ai (four times, then no more); level ours",
      conflict: "Sp: three other forms",
    },
    confirm: confirmation("400@-18"),
  },
  ring: { is: ".4/.2 .4/2", from: "Ai" },
  ringHz: { is: "25", from: "Wb" },
  callerId: { is: "bell202 after ring", from: "Wb" },
  flash: flashAnywhere,
};
