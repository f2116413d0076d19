/** Rules to begin with: what owners ask for most. Each is offered where the settings have what it names. */
import type { Seconds } from "#kit/time.ts";
import type { RuleSettings, SettingsDocument } from "../../../words/decision.ts";

type Example = Pick<RuleSettings, "when" | "then">;

const seconds = (n: number): Seconds => n as Seconds;
const every = [{ everyDevice: true }] as const;
const ring = { do: "ring", targets: every, order: "together", whenBusy: "wait" } as const;
const mailbox = { do: "mailbox" } as const;
const caller = (group: string) => ({ is: "caller", in: group }) as const;

const examples = {
  close: {
    when: { is: "any", of: [caller("family"), caller("favourites")] },
    then: [{ ...ring, for: seconds(30) }, mailbox],
  },
  asked: {
    when: { is: "any", of: [caller("unknown"), caller("hidden")] },
    then: [{ do: "screen", targets: every, for: seconds(25), by: "name", cadence: "r4" }, mailbox],
  },
  again: {
    when: { is: "all", of: [caller("contacts"), { is: "again", within: 3 }] },
    then: [{ ...ring, for: seconds(30), cadence: "r2" }, mailbox],
  },
  blocked: { when: caller("blocked"), then: [{ do: "reject", cause: "unknown" }] },
  away: { when: { is: "mode", mode: "away" }, then: [{ do: "mailbox", greeting: "away" }] },
  key: {
    when: caller("unknown"),
    then: [
      {
        do: "ask",
        prompt: "away",
        for: seconds(10),
        keys: [{ key: "1", then: [{ ...ring, for: seconds(25) }] }],
      },
      mailbox,
    ],
  },
} as const satisfies Readonly<Record<string, Example>>;

export type ExampleId = keyof typeof examples | "night";

/** During the first of the times, for a night is mostly what is named first. */
const night = (time: string): Example => ({
  when: {
    is: "all",
    of: [
      { is: "not", that: caller("family") },
      { is: "during", time },
    ],
  },
  then: [{ do: "mailbox", greeting: "asleep" }],
});

export function examplesFor({
  times = [],
  groups = [],
}: SettingsDocument): readonly (readonly [id: ExampleId, rule: Example])[] {
  const family = groups.some(({ id }) => id === "family");
  const time = times.find(({ id }) => id === "night") ?? times[0];
  const { close, asked, again, blocked, away, key } = examples;
  return [
    ...(family ? ([["close", close]] as const) : []),
    ...(family && time ? ([["night", night(time.id)]] as const) : []),
    ["asked", asked],
    ["again", again],
    ["away", away],
    ["blocked", blocked],
    ["key", key],
  ];
}

/** Where nothing else is known: it does what the last rule does, until its owner says more. */
export const blank: Example = {
  when: caller("unknown"),
  then: [{ ...ring, for: seconds(25) }, mailbox],
};
