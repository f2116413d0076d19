import {
  bursts,
  confirmation,
  europeanRinging,
  flashByKey,
  howler,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "425@-13";
const special = "425@-13/1 -/.25";

export const belgium: CountryFile = {
  codes: ["BE"],
  tones: {
    dial: { is: dial, from: "Ai Sp; level ours" },
    stutter: { is: special, from: "Ai; level ours" },
    special: { is: special, from: "Ai (stutter); level ours" },
    recall: {
      is: bursts(3, dial),
      from: "ours: as North America",
      conflict: "Ai, which calls it not specified: North America's frequencies",
    },
    ringback: { is: "425@-18/1 -/3", from: "Ai Sp; level ours" },
    busy: { is: "425@-18/.5 -/.5", from: "Ai Sp; level ours" },
    reorder: { is: "425@-18/.167 -/.167", from: "Ai Sp; level ours" },
    howler,
    waiting: { is: "1400@-18/.175 -/.175 1400@-18/.175 -/3.5", from: "Ai; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1/3", from: "Ai" },
  ringHz: europeanRinging,
  callerId: { is: "AC reversal", from: "Io Sa; reversal ours", conflict: "Sa: no reversal" },
  flash: flashByKey,
};
