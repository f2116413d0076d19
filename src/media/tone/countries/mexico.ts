import {
  confirmation,
  flashAnywhere,
  howler,
  ourDialTones,
  ourRinging,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "425@-13";

export const mexico: CountryFile = {
  codes: ["MX"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    ringback: { is: "425@-18/1 -/4", from: "Ai Sp; level ours" },
    busy: { is: "425@-18/.25 -/.25", from: "Ai Sp; level ours" },
    reorder: { is: "425@-18/.25 -/.25", from: "Ai Sp; level ours" },
    howler,
    waiting: { is: "425@-18/.2 -/.6 425@-18/.2 -/10", from: "Ai; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/4", from: "ours: as the ringback", conflict: "Ai 2/4" },
  ringHz: ourRinging,
  callerId: { is: "bell202 after ring", from: "ours: as North America" },
  flash: flashAnywhere,
};
