import { confirmation, flashAnywhere, howler, ourDialTones } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "413@-16+438@-16";
const ringback = "413@-19+438@-19";
const modulated = "Dz 415+440, Sp 400+450: each stands for a modulated 425";

/** No two sources agree: nothing here should be relied on. */
export const australia: CountryFile = {
  codes: ["AU"],
  provisional: true,
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai; level ours", conflict: modulated },
    stutter: { is: `${dial}/.1 -/.04`, from: "Ai; level ours" },
    ringback: {
      is: `${ringback}/.4 -/.2 ${ringback}/.4 -/2`,
      from: "Ai; cadence Ai Sp; level ours",
      conflict: "Sp 383+417",
    },
    busy: { is: "425@-18/.375 -/.375", from: "Ai; cadence Ai Sp; level ours", conflict: "Sp 400" },
    reorder: {
      is: "425@-15/.375 -/.375 425@-25/.375 -/.375",
      from: "Ai (every other burst 10 dB softer); level ours",
      conflict: "Sp 400",
    },
    howler,
    waiting: {
      is: "425@-18/.2 -/.2 425@-18/.2 -/4.4",
      from: "Ai; level ours",
      conflict: "Dz .1/.2 .2/4.4, Sp 425 .1/.1 525 .1/4.7",
    },
    confirm: confirmation("425@-18"),
  },
  ring: { is: ".4/.2 .4/2", from: "Ai Wb" },
  ringHz: { is: "25", from: "Wb" },
  callerId: { is: "bell202 after ring", from: "Io Wb" },
  flash: flashAnywhere,
};
