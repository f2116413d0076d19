import type { CountryFile } from "#media/tone/country.ts";

const special = "425@-16+400@-16";

export const germany: CountryFile = {
  codes: ["DE"],
  tones: {
    dial: { is: "425@-13", from: "Ai Sp Zy; level ours" },
    stutter: { is: special, from: "ours: the Sonderwählton, which says that something is set" },
    special: { is: special, from: "ours: the Sonderwählton" },
    recall: { is: "!425@-13/.1 !-/.1 !425@-13/.1 !-/.1 !425@-13/.1 !-/.1 425@-13", from: "Ai" },
    ringback: { is: "425@-18/1 -/4", from: "Ai Sp Zy; level ours" },
    busy: { is: "425@-18/.48 -/.48", from: "Ai Sp Zy; level ours" },
    reorder: { is: "425@-18/.24 -/.24", from: "Ai Sp Zy; level ours" },
    howler: { is: "1400@-9+2060@-9+2450@-9+2600@-9/.1 -/.1", from: "ours: as elsewhere" },
    waiting: { is: "425@-18/.2 -/.2 425@-18/.2 -/5", from: "Ai Dz Sp" },
    confirm: { is: "!425@-18/.1 !-/.1 !425@-18/.3", from: "ours" },
  },
  ring: { is: "1/4", from: "Ai" },
};
