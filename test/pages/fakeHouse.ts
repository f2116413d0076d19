import { adasHouse } from "#telephony/settings/adasHouse.ts";

/** A household as it might be on an afternoon: what the pages are shown with. Names and numbers are made up. */
export const houseSettings = {
  ...adasHouse,
  devices: [
    ...adasHouse.devices.filter(({ id }) => id === "kitchen" || id === "desk"),
    { id: "study", name: "Study", kind: "sip", secret: "inkwell" },
  ],
  accounts: adasHouse.accounts.filter(({ id }) => id === "carrier"),
  exchanges: [],
  people: [
    {
      id: "margaret",
      name: "Margaret Oyelaran",
      numbers: ["+442079460123"],
      groups: ["family"],
    },
    { id: "anna", name: "Anna", numbers: ["+16135550199"], groups: ["family"] },
    { id: "haddad", name: "Dr. Haddad, dentist", numbers: ["+16135550171"] },
    { id: "school", name: "Ridgemont School", numbers: ["+16135550160"] },
    { id: "luis", name: "Luis Ferreira", numbers: ["+16135550133"] },
  ],
  times: [
    ...adasHouse.times.filter(({ id }) => id === "night"),
    {
      id: "working",
      name: "Working",
      weekly: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:30" }],
    },
    {
      id: "evening",
      name: "Family evening",
      weekly: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "17:30", to: "22:00" }],
    },
  ],
  emergency: { ...adasHouse.emergency, notify: [] },
  rules: [
    {
      id: "family",
      name: "Family always gets through",
      when: { is: "caller", in: "family" },
      then: [
        { do: "ring", targets: [{ device: "kitchen" }, { device: "desk" }], for: 25 },
        { do: "mailbox" },
      ],
    },
    {
      id: "night",
      name: "Night",
      when: {
        is: "all",
        of: [
          { is: "during", time: "night" },
          { is: "not", that: { is: "caller", in: "family" } },
        ],
      },
      then: [{ do: "mailbox" }],
    },
    {
      id: "quiet",
      name: "Quiet: to the mailbox",
      when: { is: "mode", mode: "quiet" },
      then: [{ do: "mailbox" }],
    },
    {
      id: "everyone-else",
      name: "Everyone else",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 20 }, { do: "mailbox" }],
    },
  ],
};

const long =
  "The one with the longest Name that anybody ever gave to a Thing (Donaudampfschifffahrtsgesellschaft)";
const lengthened = <T extends object>(all: readonly T[]): readonly T[] =>
  all.map((one, i) => ({ ...one, name: `${i + 1}. ${long}`.slice(0, 100) }));

/** The same, but whatever has a name has a long one. */
export const crowdedSettings = {
  ...houseSettings,
  devices: lengthened(houseSettings.devices),
  accounts: lengthened(houseSettings.accounts),
  people: lengthened(houseSettings.people),
  times: lengthened(houseSettings.times),
  rules: lengthened(houseSettings.rules),
};

/** Tuesday 24 November 2026, 14:28 in Toronto. */
export const afternoon = Date.UTC(2026, 10, 24, 19, 28);
export const margaret = "+442079460123";

type Row = readonly [
  minutesAgo: number,
  direction: "in" | "out",
  number: string,
  outcome: "answered" | "missed" | "message" | "rejected",
  seconds: number,
];

/** The calls of the house, newest first. */
export const callRows: readonly Row[] = [
  [70, "in", "+16135550160", "answered", 190],
  [171, "out", "+16135550133", "answered", 340],
  [214, "in", "+18335550190", "missed", 0],
  [292, "in", "+16135550171", "missed", 0],
  [403, "in", margaret, "answered", 724],
  [736, "in", "+16135550110", "message", 34],
  [1128, "in", "+16135550133", "message", 12],
  [1190, "out", margaret, "answered", 260],
  [1500, "in", "", "rejected", 0],
  [2890, "in", "+16135550199", "answered", 65],
];
