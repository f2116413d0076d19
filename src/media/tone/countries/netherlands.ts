import { confirmation, europeanRinging, flashByKey, howler } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const special = "425@-13/.5 -/.05";

export const netherlands: CountryFile = {
  codes: ["NL"],
  tones: {
    dial: { is: "425@-13", from: "Ai Sp; level ours", conflict: "Ai: 450 in places" },
    stutter: { is: special, from: "Ai Sp; level ours" },
    special: { is: special, from: "Ai Sp; level ours" },
    recall: { is: special, from: "Ai; level ours" },
    ringback: { is: "425@-18/1 -/4", from: "Ai Sp; level ours" },
    busy: { is: "425@-18/.5 -/.5", from: "Ai Sp; level ours" },
    reorder: { is: "425@-18/.25 -/.25", from: "Ai Sp; level ours" },
    howler,
    waiting: { is: "425@-18/.5 -/9.5", from: "Ai Sp; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/4", from: "Ai" },
  ringHz: europeanRinging,
  callerId: {
    is: "DC reversal",
    from: "Te (KPN begins with D); reversal ours",
    conflict: "Sa A…C, or digits and # alone, without reversal",
  },
  flash: flashByKey,
};
