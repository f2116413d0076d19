import {
  bursts,
  confirmation,
  europeanRinging,
  flashByKey,
  howler,
  ourDialTones,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "425@-13";

export const spain: CountryFile = {
  codes: ["ES"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    recall: { is: bursts(3, dial, ".2"), from: "Ai; level ours" },
    ringback: { is: "425@-18/1.5 -/3", from: "Ai Sp; level ours" },
    busy: { is: "425@-18/.2 -/.2", from: "Ai Sp; level ours" },
    reorder: {
      is: "425@-18/.2 -/.2 425@-18/.2 -/.2 425@-18/.2 -/.6",
      from: "Ai Sp; level ours",
    },
    howler,
    waiting: { is: "425@-18/.175 -/.175 425@-18/.175 -/3.5", from: "Ai Sp; level ours" },
    confirm: confirmation("425@-18"),
  },
  ring: { is: "1.5/3", from: "Ai" },
  ringHz: europeanRinging,
  callerId: { is: "v23 after ring", from: "Io (ETSI); when: ours", conflict: "Zo keys" },
  flash: flashByKey,
};
