import { confirmation, europeanRinging, flashByKey, howler } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const special = "470@-13/.4 425@-13/.4";

export const italy: CountryFile = {
  codes: ["IT"],
  tones: {
    dial: { is: "425@-13/.2 -/.2 425@-13/.6 -/1", from: "Ai Sp; level ours" },
    stutter: { is: special, from: "Ai; level ours" },
    special: { is: special, from: "Ai (stutter); level ours" },
    recall: { is: special, from: "Ai; level ours" },
    ringback: { is: "425@-18/1 -/4", from: "Ai; level ours" },
    busy: { is: "425@-18/.5 -/.5", from: "Ai; level ours", conflict: "Sp .2/.2" },
    reorder: { is: "425@-18/.2 -/.2", from: "Ai; level ours" },
    howler,
    waiting: { is: "425@-18/.4 -/.1 425@-18/.25 -/.1 425@-18/.15 -/14", from: "Ai; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/4", from: "Ai" },
  ringHz: europeanRinging,
  callerId: { is: "v23 after ring", from: "Io (ETSI); when: ours", conflict: "Zo keys" },
  flash: flashByKey,
};
