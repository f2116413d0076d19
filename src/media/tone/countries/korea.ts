import { confirmation, flashAnywhere, howler, ourDialTones } from "#media/tone/countries/common.ts";
import type { CountryFile } from "#media/tone/country.ts";

const dial = "350@-13+440@-13";
const busy = "480@-24+620@-24";

export const korea: CountryFile = {
  codes: ["KR"],
  tones: {
    ...ourDialTones(dial),
    dial: { is: dial, from: "Sp; levels as North America" },
    ringback: { is: "440@-19+480@-19/1 -/2", from: "Sp; levels as North America" },
    busy: { is: `${busy}/.5 -/.5`, from: "Sp; levels as North America" },
    reorder: { is: `${busy}/.3 -/.2`, from: "Sp; levels as North America" },
    howler,
    waiting: { is: `${dial}/.25 -/.25 ${dial}/.25 -/3.25`, from: "Sp; levels as North America" },
    confirm: confirmation(dial),
  },
  ring: { is: "1/2", from: "ours: as the ringback" },
  ringHz: { is: "20", from: "ours: as North America" },
  callerId: { is: "bell202 after ring", from: "ours: as North America" },
  flash: flashAnywhere,
};
