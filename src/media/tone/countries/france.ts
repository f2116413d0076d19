import { europeanRinging, flashByKey, howler } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const special = "330@-16+440@-16";

export const france: CountryFile = {
  codes: ["FR"],
  tones: {
    dial: { is: "440@-13", from: "Ai Sp Zy; level ours" },
    stutter: { is: special, from: "Ai Sp (the other dial tone); level ours" },
    special: { is: special, from: "Ai Sp (the other dial tone); level ours" },
    recall: { is: "!440@-13/.1 !-/.1 !440@-13/.1 !-/.1 !440@-13/.1 !-/.1 440@-13", from: "ours" },
    ringback: { is: "440@-18/1.5 -/3.5", from: "Ai Sp Zy; level ours" },
    busy: { is: "440@-18/.5 -/.5", from: "Ai Sp Zy; level ours" },
    reorder: { is: "440@-18/.25 -/.25", from: "Ai; level ours" },
    howler,
    waiting: {
      is: "440@-18/.3 -/10",
      from: "Ai Dz; level ours",
      conflict: "Ai spells the key so that it is never loaded",
    },
    confirm: { is: "!440@-18/.1 !-/.1 !440@-18/.3", from: "ours" },
  },
  ring: { is: "1.5/3.5", from: "Ai" },
  ringHz: europeanRinging,
  callerId: { is: "v23 after ring", from: "Io (ETSI) Zo" },
  flash: flashByKey,
};
