import {
  confirmation,
  flashAnywhere,
  howler,
  ourDialTones,
  ourRinging,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "367@-16+433@-16"; // 400 Hz, modulated by 33 Hz
const ringback = "367@-19+433@-19";
const exchanges = "Ai: 383+417 from Alcatel's exchanges, this from Siemens'";

export const southAfrica: CountryFile = {
  codes: ["ZA"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours", conflict: exchanges },
    ringback: {
      is: `${ringback}/.4 -/.2 ${ringback}/.4 -/2`,
      from: "Ai Sp; level ours",
      conflict: exchanges,
    },
    busy: { is: "400@-18/.5 -/.5", from: "Ai Sp; level ours" },
    reorder: { is: "400@-18/.25 -/.25", from: "Ai Sp; level ours" },
    howler,
    waiting: {
      is: `${ringback}/.25 -/.25 ${ringback}/.25 -/.25 ${ringback}/.25 -/.25 ${ringback}/.25 -/7.25`,
      from: "Sp; level ours",
      conflict: "Ai: the same without a pause",
    },
    confirm: confirmation("400@-18"),
  },
  ring: { is: ".4/.2 .4/2", from: "Ai" },
  ringHz: ourRinging,
  callerId: { is: "v23 after ring", from: "Io (ETSI); when: ours" },
  flash: flashAnywhere,
};
