import {
  bursts,
  confirmation,
  flashAnywhere,
  howler,
  ourDialTones,
} from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "400@-13";
const modulated = "384@-19+416@-19"; // 400 Hz, modulated by 16 Hz
const wrong = "Ai Dz add a tone of 15 Hz, which nobody hears";

export const japan: CountryFile = {
  codes: ["JP"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Ai Sp; level ours" },
    stutter: { is: bursts(6, dial), from: "Ai; level ours" },
    recall: { is: bursts(3, dial, ".2"), from: "Ai; level ours" },
    ringback: { is: `${modulated}/1 -/2`, from: "Sp; level ours", conflict: wrong },
    busy: { is: "400@-18/.5 -/.5", from: "Ai Sp; level ours" },
    reorder: { is: "400@-18/.5 -/.5", from: "Ai Sp; level ours" },
    howler,
    waiting: { is: `${modulated}/.5 -/8`, from: "Ai's cadence; level ours", conflict: wrong },
    confirm: confirmation("400@-18"),
  },
  ring: { is: "1/2", from: "Ai" },
  ringHz: { is: "16", from: "ours: as the ringback's modulation" },
  callerId: {
    is: "none",
    from: "ours: NTT's method, where the set lifts and is told by a modem, is not made (docs/line.md)",
    conflict: "Io: NTT's",
  },
  flash: flashAnywhere,
};
