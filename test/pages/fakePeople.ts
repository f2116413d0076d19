import { listeners } from "#kit/listeners.ts";
import { wallTime } from "#kit/time.ts";
import type { CallNews } from "#server/calls/callBook.ts";
import { blockingControl } from "#server/control/blockingControl.ts";
import { peopleControl } from "#server/control/peopleControl.ts";
import type { CallView, Control } from "#server/control.ts";
import type { SettingsInput } from "#telephony/settings/settings.ts";
import { margaret } from "./fakeHouse.ts";
import type { FakeSettings } from "./fakeSettings.ts";

interface Means {
  readonly settings: FakeSettings;
  readonly calls: () => readonly CallView[];
  readonly now: () => number;
  readonly empty: boolean;
}

/** Of an address book that is kept elsewhere. */
const choir = [
  { book: "choir", name: "Beatrix Nakamura", numbers: ["+16135550147"], groups: [] },
  { book: "choir", name: "Émile Tremblay", numbers: ["+18195550126"], groups: [] },
  { book: "choir", name: "Margaret Oyelaran", numbers: [margaret], groups: ["family"] },
];

/** The server's own, over the settings and calls of the stage. */
export function fakePeople({
  settings: { store },
  calls,
  now,
  empty,
}: Means): Pick<Control, "people" | "blocking"> {
  return {
    people: peopleControl({ settings: store, contacts: () => (empty ? [] : choir) }),
    blocking: blockingControl({
      settings: store,
      calls: {
        page: () => ({ items: [...stopped(now()), ...calls()] }),
        news: listeners<CallNews>().listen,
      },
      zone: () => store.current().owner.timeZone,
      now: () => wallTime(now()),
      around: {},
    }),
  };
}

const because = (by: string, what: string) => ({
  plan: [],
  because: [
    { rule: "blocked", matched: true, code: "caller.in", params: { group: "blocked", by, what } },
  ],
});

/** Calls that were kept off, had somebody been. */
const stopped = (now: number): readonly CallView[] =>
  [
    because("person", "duct-cleaners"),
    because("person", "duct-cleaners"),
    because("number", "+1900*"),
  ].map((decision, i) => ({
    id: `stopped${i}`,
    direction: "in" as const,
    from: { number: "+18335550190" },
    to: "home",
    began: now - (i + 1) * 93_000_000,
    ended: now - (i + 1) * 93_000_000,
    outcome: "rejected" as const,
    decision,
    legs: [],
    rtp: [],
  }));

/** With callers who are kept off, for different reasons. */
export const guarded = (settings: SettingsInput): SettingsInput => ({
  ...settings,
  people: [
    ...(settings.people ?? []),
    {
      id: "duct-cleaners",
      name: "Duct cleaners",
      numbers: ["+18335550190"],
      groups: ["blocked"],
      blocked: {
        because: "Every Tuesday, about our ducts. We have none.",
        by: "Ada",
        since: "2026-11-10T15:20:00-05:00",
        call: "c3",
      },
    },
  ],
  callers: {
    allow: ["+1900555012*"],
    block: [
      {
        pattern: "+1900*",
        because: "Calls that cost the caller",
        by: "Ada",
        since: "2026-10-02T09:00:00-04:00",
      },
      { pattern: "+16135550110", by: "Kitchen", since: "2026-11-23T20:05:00-05:00" },
      "sip:*@spam.example",
    ],
    lists: [{ id: "spam", name: "Spam of the town", url: "https://lists.example/spam.txt" }],
  },
  rules: [
    {
      id: "blocked",
      name: "Blocked callers",
      when: { is: "caller", in: "blocked" },
      then: [{ do: "reject" }],
    },
    ...(settings.rules ?? []),
  ],
});
