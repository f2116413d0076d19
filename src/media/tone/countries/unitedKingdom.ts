import { flashByKey } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "350@-22+440@-18";
const stutter = `${dial}/.75 440@-18/.75`;

export const unitedKingdom: CountryFile = {
  codes: ["GB"],
  tones: {
    dial: { is: dial, from: "Ai Sp Zy; levels Zy" },
    stutter: { is: stutter, from: "Ai (specialdial)" },
    special: { is: stutter, from: "Ai (specialdial)" },
    recall: { is: dial, from: "Ai (dialrecall)" },
    ringback: {
      is: "400@-19+450@-19/.4 -/.2 400@-19+450@-19/.4 -/2",
      from: "Ai Sp Zy; levels ours",
    },
    busy: { is: "400@-19/.375 -/.375", from: "Ai Sp Zy; level ours" },
    reorder: { is: "400@-19/.4 -/.35 400@-19/.225 -/.525", from: "Ai Sp Zy; level ours" },
    howler: {
      is: "1400@-9+2060@-9+2450@-9+2600@-9/.1 -/.1",
      from: "Zy",
      conflict: "BT sends a rising warble",
    },
    waiting: { is: "400@-19/.1 -/4", from: "Ai Dz", conflict: "Zy .1/3" },
    confirm: { is: "!400@-19/.1 !-/.1 !400@-19/.3", from: "ours" },
  },
  ring: { is: ".4/.2 .4/2", from: "Ai Zy" },
  ringHz: { is: "25", from: "Wb" },
  callerId: { is: "v23 reversal+tones", from: "Ci Io Wb Zy" },
  flash: flashByKey,
};
