import { confirmation, flashAnywhere, howler, ourDialTones } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "375@-16+425@-16"; // 400 Hz, modulated by 25 Hz
const ringback = "375@-19+425@-19";

export const india: CountryFile = {
  codes: ["IN"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    ringback: { is: `${ringback}/.4 -/.2 ${ringback}/.4 -/2`, from: "Ai Sp; level ours" },
    busy: { is: "400@-18/.75 -/.75", from: "Ai Sp; level ours" },
    reorder: { is: "400@-18/.25 -/.25", from: "Ai; level ours" },
    howler,
    waiting: { is: "400@-18/.2 -/.1 400@-18/.2 -/7.5", from: "Ai; level ours" },
    confirm: confirmation("400@-18"),
  },
  ring: { is: ".4/.2 .4/2", from: "Ai Wb" },
  ringHz: { is: "25", from: "Wb" },
  callerId: { is: "AC reversal", from: "Wb; keys Sa Zo" },
  flash: flashAnywhere,
};
