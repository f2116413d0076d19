import { bursts, confirmation, flashByKey, howler } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "425@-13";
const special = "425@-16+340@-16/1.1 -/1.1";

export const switzerland: CountryFile = {
  codes: ["CH"],
  tones: {
    dial: { is: dial, from: "Ai Sp Mx; level ours", conflict: "Mx: −8 dBm" },
    stutter: { is: special, from: "Ai; level ours", conflict: "Mx: ten bursts" },
    special: { is: special, from: "Ai (stutter); level ours" },
    recall: { is: bursts(3, dial), from: "Ai; level ours" },
    ringback: { is: "425@-18/1 -/4", from: "Ai Sp Mx; level ours" },
    busy: { is: "425@-18/.5 -/.5", from: "Ai Sp Mx; level ours" },
    reorder: { is: "425@-18/.2 -/.2", from: "Ai Sp Mx; level ours" },
    howler,
    waiting: { is: "425@-18/.2 -/.2 425@-18/.2 -/4", from: "Ai; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/4", from: "Ai Mx" },
  ringHz: { is: "25", from: "Mx" },
  callerId: { is: "v23 after ring", from: "ours: as Germany", conflict: "Zo keys" },
  flash: flashByKey,
};
