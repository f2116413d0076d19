import { bursts, confirmation, flashByKey, howler } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "420@-13";
const special = "380@-16+420@-16";

export const austria: CountryFile = {
  codes: ["AT"],
  tones: {
    dial: { is: dial, from: "Ai Sp; level ours", conflict: "Mx 450, here and below" },
    stutter: { is: special, from: "Ai Sp; level ours" },
    special: { is: special, from: "Ai Sp; level ours" },
    recall: { is: bursts(3, dial), from: "Mx (stutter); level ours", conflict: "Ai: plain" },
    ringback: { is: "420@-18/1 -/5", from: "Ai Sp Mx; level ours" },
    busy: { is: "420@-18/.4 -/.4", from: "Ai Sp; level ours", conflict: "Mx .3/.3" },
    reorder: { is: "420@-18/.2 -/.2", from: "Ai Sp; level ours", conflict: "Mx .3/.3" },
    howler,
    waiting: { is: "420@-18/.04 -/1.96", from: "Ai Sp; level ours" },
    confirm: confirmation("420@-18"),
  },
  ring: { is: "1/5", from: "Ai Mx" },
  ringHz: { is: "50", from: "Mx", conflict: "Ci Zy 25, for Europe" },
  callerId: { is: "v23 after ring", from: "ours: as Germany" },
  flash: flashByKey,
};
