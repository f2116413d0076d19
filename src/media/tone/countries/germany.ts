import { europeanRinging, flashByKey, howler } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const special = "425@-16+400@-16";

export const germany: CountryFile = {
  codes: ["DE"],
  tones: {
    dial: { is: "425@-13", from: "Ai Sp Zy; level ours" },
    stutter: { is: special, from: "ours: the Sonderwählton, which says that something is set" },
    special: { is: special, from: "ours: the Sonderwählton" },
    recall: { is: "!425@-13/.1 !-/.1 !425@-13/.1 !-/.1 !425@-13/.1 !-/.1 425@-13", from: "Ai" },
    ringback: {
      is: "425@-18/1 -/4",
      from: "Ai Sp Zy; level ours",
      conflict: "Sp also 1/5 and 1/9",
    },
    busy: { is: "425@-18/.48 -/.48", from: "Ai Sp Zy; level ours" },
    reorder: { is: "425@-18/.24 -/.24", from: "Ai Sp Zy; level ours" },
    howler,
    waiting: { is: "425@-18/.2 -/.2 425@-18/.2 -/5", from: "Ai Dz Sp" },
    confirm: { is: "!425@-18/.1 !-/.1 !425@-18/.3", from: "ours" },
  },
  ring: { is: "1/4", from: "Ai" },
  ringHz: europeanRinging,
  callerId: { is: "v23 after ring", from: "Io (ETSI) Zo" },
  flash: flashByKey,
};
