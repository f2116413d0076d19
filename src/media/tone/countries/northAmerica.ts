import { bursts } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "350@-13+440@-13";

/** The United States and Canada: the precise tone plan. */
export const northAmerica: CountryFile = {
  codes: ["US", "CA"],
  tones: {
    dial: { is: dial, from: "Ai Dz Sp Ci Zy; levels Sp Zy" },
    stutter: { is: bursts(10, dial), from: "Ci (2 s of .1/.1)", conflict: "Ai: six bursts" },
    special: { is: bursts(5, dial, ".2"), from: "Ci (2 s of .2/.2)" },
    recall: { is: bursts(3, dial), from: "Ai Sp" },
    ringback: { is: "440@-19+480@-19/2 -/4", from: "Ai Dz Sp Ci Zy" },
    busy: { is: "480@-24+620@-24/.5 -/.5", from: "Ai Dz Sp Ci Zy" },
    reorder: { is: "480@-24+620@-24/.25 -/.25", from: "Ai Dz Sp Ci Zy" },
    howler: {
      is: "1400@-9+2060@-9+2450@-9+2600@-9/.1 -/.1",
      from: "GR-506 §17.2.8; as loud as the four can be together",
    },
    waiting: { is: "440@-13/.3 -/9.7", from: "Ai Dz Ci", conflict: "Sp 480+620" },
    confirm: { is: `!${dial}/.1 !-/.1 !${dial}/.3`, from: "Sp" },
  },
  ring: { is: "2/4", from: "Ai Ci" },
  ringHz: { is: "20", from: "Ci Zy Wb" },
  callerId: { is: "bell202 after ring", from: "GR-30; Ci Io Wb" },
  flash: { is: "300-1000", from: "ours: the practice; a hand at the hook", conflict: "Ci 100-900" },
};
