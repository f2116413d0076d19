import type { Settings } from "./settings.ts";
import { validate } from "./validate.ts";

/** A household as the documentation tells of it: what tests, examples and docs/settings.md speak about. */
export const adasHouse = {
  version: 1,
  owner: {
    name: "Ada",
    timeZone: "America/Toronto",
    country: "CA",
    language: "en",
    areaCode: "613",
  },
  numbers: [{ id: "home", number: "+16135550142", address: "sip:ada@maple.example" }],
  devices: [
    { id: "kitchen", name: "Kitchen", kind: "sip", username: "kitchen", secret: "kettle" },
    { id: "desk", name: "This browser", kind: "browser" },
    {
      id: "hall",
      name: "Hall",
      kind: "mgcp",
      endpoint: "aaln/1@gw1.lan",
      gateway: "192.168.1.20:2427",
      gain: { hears: 3, speaks: 0 },
    },
    { id: "study", name: "Study", kind: "analog", driver: "loopback" as const },
  ],
  accounts: [
    {
      id: "carrier",
      kind: "carrier",
      server: "sip.example.net",
      transport: "tls",
      username: "ada",
      secret: "lovelace",
      register: true,
      number: "+16135550142",
    },
    {
      id: "fixed",
      kind: "carrier",
      server: "198.51.100.7",
      transport: "udp",
      register: false,
    },
    {
      id: "maple",
      kind: "exchange",
      server: "maple.example",
      username: "ada",
      secret: "syrup",
    },
  ],
  exchanges: [
    {
      account: "maple",
      policy: [
        {
          when: { is: "caller", in: "hidden" },
          do: "reject",
          cause: "anonymousRefused",
        },
      ],
      unreachable: [
        { do: "wait", for: 8 },
        { do: "forward", to: { number: "+16135550199" } },
      ],
    },
  ],
  people: [{ id: "margaret", name: "Margaret", numbers: ["+442079460123"], groups: ["family"] }],
  groups: [{ id: "family", name: "Family" }],
  times: [
    {
      id: "night",
      name: "Night",
      weekly: [
        {
          days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
          from: "22:00",
          to: "07:00",
        },
      ],
      dates: [{ from: "2026-12-24", to: "2026-12-26" }],
    },
    { id: "holidays", name: "Holidays", calendar: { holidays: "CA-ON" } },
  ],
  mode: { now: "schedule" },
  rules: [
    {
      id: "family",
      name: "Family always gets through",
      enabled: true,
      when: { is: "caller", in: "family" },
      then: [
        {
          do: "ring",
          targets: [
            { device: "kitchen" },
            { device: "desk" },
            { number: "+16135550199", confirm: true },
          ],
          for: 25,
          whenBusy: "wait",
        },
        { do: "mailbox" },
      ],
    },
    {
      id: "doctor-breaks-in",
      when: { is: "caller", like: "+16135550171" },
      then: [{ do: "interrupt", target: { device: "kitchen" }, existing: "hold" as const }],
    },
    {
      id: "door-speaks-into-the-kitchen",
      when: { is: "caller", like: "sip:door@house.lan" },
      then: [{ do: "speak", target: { device: "kitchen" }, for: 30 }],
    },
    {
      id: "night",
      when: {
        is: "all",
        of: [
          { is: "during", time: "night" },
          { is: "not", that: { is: "caller" as const, in: "family" } },
        ],
      },
      then: [{ do: "mailbox", greeting: "asleep" }],
    },
    {
      id: "away",
      when: { is: "mode", mode: "away" },
      then: [{ do: "forward", to: { number: "+16135550199" } }],
    },
    {
      id: "everyone-else",
      when: { is: "always" },
      then: [
        { do: "ring", targets: [{ device: "kitchen" }], for: 20 },
        {
          do: "ring",
          targets: [{ device: "kitchen" }, { number: "+16135550199" }],
          for: 20,
        },
        { do: "mailbox" },
      ],
    },
  ],
  services: {
    callWaiting: true,
    forwardAll: null,
    forwardBusy: null,
    forwardNoAnswer: null,
    anonymousReject: false,
    speedDials: {},
    starCodes: "nanp",
  },
  mailbox: { enabled: true, maxMessageSeconds: 180, pin: "1815", email: null },
  outgoing: {
    route: ["carrier"],
    limits: { abroad: "deny", premium: "deny" as const, minutesPerDay: 600 },
  },
  emergency: { numbers: ["911", "112"], test: "933", notify: ["margaret"] },
};

/** Ada's house with some sections written anew; throws what is wrong with them. */
export function house(sections: object = {}): Settings {
  const outcome = validate({ ...adasHouse, ...sections });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}
