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

export const ladderRows = [
  { ms: 0, from: "carrier", to: "ringwise", text: "INVITE" },
  { ms: 3, from: "ringwise", to: "carrier", text: "100 Trying" },
  { ms: 9, from: "ringwise", to: "kitchen", text: "INVITE" },
  { ms: 11, from: "ringwise", to: "desk", text: "ring" },
  { ms: 58, from: "kitchen", to: "ringwise", text: "180 Ringing" },
  { ms: 59, from: "ringwise", to: "carrier", text: "180 Ringing" },
  { ms: 6240, from: "kitchen", to: "ringwise", text: "200 OK" },
  { ms: 6241, from: "ringwise", to: "kitchen", text: "ACK" },
  { ms: 6243, from: "ringwise", to: "desk", text: "stop ringing" },
  { ms: 6244, from: "ringwise", to: "carrier", text: "200 OK" },
  { ms: 6290, from: "carrier", to: "ringwise", text: "ACK" },
  { ms: 196240, from: "carrier", to: "ringwise", text: "BYE" },
  { ms: 196243, from: "ringwise", to: "carrier", text: "200 OK" },
  { ms: 196244, from: "ringwise", to: "kitchen", text: "BYE" },
  { ms: 196260, from: "kitchen", to: "ringwise", text: "200 OK" },
];
