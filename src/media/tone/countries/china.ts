import {
  confirmation,
  flashAnywhere,
  howler,
  ourDialTones,
  ourRinging,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "450@-13";

export const china: CountryFile = {
  codes: ["CN"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    ringback: { is: "450@-18/1 -/4", from: "Ai Sp; level ours" },
    busy: { is: "450@-18/.35 -/.35", from: "Ai Sp; level ours" },
    reorder: { is: "450@-18/.7 -/.7", from: "Ai Sp; level ours" },
    howler,
    waiting: { is: "450@-18/.4 -/4", from: "Ai Sp; level ours" },
    confirm: confirmation("450@-18"),
  },
  ring: { is: "1/4", from: "Ai" },
  ringHz: ourRinging,
  callerId: { is: "bell202 after ring", from: "Ci Io" },
  flash: flashAnywhere,
};
