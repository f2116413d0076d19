/**
 * Draws the machines of telephones as they are: walks each from its first state through every event
 * it may hear, and writes what it finds as Mermaid to docs/generated/.
 *   node scripts/diagrams.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Machine } from "#kit/machine.ts";
import { millis, seconds } from "#kit/time.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import type { LineEvent, LineFacts, LineState, LineTimer } from "#telephony/line/line.ts";
import { lineMachine } from "#telephony/line/lineMachine.ts";
import type { MailboxEvent, MailboxFacts, MailboxState } from "#telephony/mailbox/mailbox.ts";
import { beginMailbox, mailboxMachine } from "#telephony/mailbox/mailboxMachine.ts";
import type { PhoneEvent, PhoneFacts, PhoneState } from "#telephony/phone/phone.ts";
import { phoneMachine } from "#telephony/phone/phoneMachine.ts";
import { codesTable } from "./codesTable.ts";

interface Walk<State extends { readonly name: string }, Event> {
  readonly title: string;
  readonly starts: readonly State[];
  /** What may be heard, by the words on the arrows. */
  readonly events: Readonly<Record<string, Event>>;
  step(state: State, event: Event): State;
}

/** Arrows between states, with all the events that lead along them. */
function arrows<State extends { readonly name: string }, Event>(
  walk: Walk<State, Event>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const waiting = [...walk.starts];
  for (let state = waiting.shift(); state; state = waiting.shift()) {
    const text = JSON.stringify(state);
    if (seen.has(text)) continue;
    seen.add(text);
    for (const [words, event] of Object.entries(walk.events)) {
      const next = walk.step(state, event);
      if (next.name !== state.name) add(found, `${state.name} --> ${next.name}`, words);
      waiting.push(next);
    }
  }
  return found;
}

function add(to: Map<string, Set<string>>, key: string, value: string): void {
  to.set(key, (to.get(key) ?? new Set()).add(value));
}

function draw<State extends { readonly name: string }, Event>(walk: Walk<State, Event>): string {
  const lines = [...arrows(walk)].map(
    ([arrow, words]) => `    ${arrow} : ${[...words].join(", ")}`,
  );
  const first = [...new Set(walk.starts.map(({ name }) => `    [*] --> ${name}`))];
  const text = ["stateDiagram-v2", ...first, ...lines].join("\n");
  return `# ${walk.title}\n\nDrawn by \`scripts/diagrams.ts\` from the machine itself.\n\n\`\`\`mermaid\n${text}\n\`\`\`\n`;
}

const walked =
  <State, Event, Facts>(machine: Machine<State, Event, unknown, Facts>, facts: Facts) =>
  (state: State, event: Event): State =>
    machine.step(state, event, facts)[0];

/* The line. */

const lineFacts: LineFacts = {
  messagesWaiting: false,
  forwarding: false,
  callWaiting: true,
  flash: "plain",
  transferOnHook: false,
  flashAdds: false,
  nextLeg: "b.a" as LegId,
  /** So short a plan that the walk ends: one digit more, two are a number, a star is none. */
  dialPlan: (digits) => {
    if (digits.includes("*")) return { is: "invalid" };
    return digits.length >= 2 ? { is: "complete" } : { is: "more", enough: true };
  },
};
const [called, placed] = ["a.b1" as LegId, "b.a" as LegId];
const digit = (key: string): LineEvent => ({ on: "digit", digit: key, by: "signal" });
const timer = (name: LineTimer): LineEvent => ({ on: "timer", timer: name });
const ended = { do: "end", cause: because("normal") } as const;
const line: Walk<LineState, LineEvent> = {
  title: "A telephone line",
  starts: [{ name: "idle" }],
  events: {
    "off-hook": { on: "offHook" },
    "on-hook": { on: "onHook" },
    flash: { on: "flash" },
    "a digit": digit("5"),
    "a wrong digit": digit("*"),
    "no first digit": timer("firstDigit"),
    "no further digit": timer("interDigit"),
    "after 5 s": timer("parted"),
    "after 30 s": timer("reorder"),
    "after 60 s": timer("howler"),
    "a call comes": {
      on: "leg",
      leg: called,
      command: { do: "ring", caller: {}, whenBusy: "wait" },
    },
    "another call comes": {
      on: "leg",
      leg: "c.b1" as LegId,
      command: { do: "ring", caller: {}, whenBusy: "wait" },
    },
    "somebody speaks into it": {
      on: "leg",
      leg: "d.b1" as LegId,
      command: { do: "ring", caller: {}, whenBusy: "speak", oneWay: true },
    },
    "somebody breaks in": {
      on: "leg",
      leg: "d.b1" as LegId,
      command: { do: "ring", caller: {}, whenBusy: "interrupt" },
    },
    "after the warning": timer("interrupt"),
    "who came in ends": { on: "leg", leg: "d.b1" as LegId, command: ended },
    "nobody lifts for the held one": timer("ringBack"),
    "the far end answers": { on: "leg", leg: placed, command: { do: "answer", mode: "normal" } },
    "the call ends": { on: "leg", leg: called, command: ended },
    "the call out ends": { on: "leg", leg: placed, command: ended },
    "the other call ends": { on: "leg", leg: "c.b1" as LegId, command: ended },
  },
  step: walked(lineMachine, lineFacts),
};

/* The phone: one call is enough to see all of it. */

const phoneFacts: PhoneFacts = {
  ...lineFacts,
  reachable: true,
  sendsFlash: false,
};
const phone: Walk<PhoneState, PhoneEvent> = {
  title: "A SIP phone",
  starts: [{ name: "idle" }],
  events: {
    "a call comes": {
      on: "leg",
      leg: called,
      command: { do: "ring", caller: {}, whenBusy: "wait" },
    },
    "it answers": { on: "session", leg: called, event: { on: "answered" } },
    "it flashes": { on: "session", leg: called, event: { on: "flash" } },
    "it flashes again": { on: "line", event: { on: "flash" } },
    "it hangs up as a line": { on: "line", event: { on: "ended", cause: because("normal") } },
    "it dials": { on: "dialled", leg: placed, dialled: "5550142" },
    "the call's session is over": {
      on: "session",
      leg: called,
      event: { on: "ended", cause: because("normal") },
    },
    "the session of the call out is over": {
      on: "session",
      leg: placed,
      event: { on: "ended", cause: because("normal") },
    },
  },
  step: walked(phoneMachine, phoneFacts),
};

/* The mailbox. */

const mailboxFacts: MailboxFacts = {
  longest: seconds(180),
  messages: [{ id: "m1", heard: false, callable: true }],
  hasPin: true,
  atHome: true,
  envelope: () => [],
};
const key = (digit: string): MailboxEvent => ({ on: "digit", digit });
const mailbox: Walk<MailboxState, MailboxEvent> = {
  title: "The mailbox",
  starts: [
    beginMailbox({ is: "caller" }, mailboxFacts)[0],
    beginMailbox({ is: "owner" }, mailboxFacts)[0],
  ],
  events: {
    "played to its end": { on: "played" },
    "1": key("1"),
    "2": key("2"),
    "3": key("3"),
    "7": key("7"),
    "8": key("8"),
    "9": key("9"),
    "a number": { on: "number", digits: "12" },
    "PIN right": { on: "pin", right: true },
    "PIN wrong": { on: "pin", right: false },
    "cannot be": { on: "notPossible" },
    "picked up": { on: "pickedUp" },
    "*": key("*"),
    "#": key("#"),
    "too long": { on: "timer", timer: "longest" },
    "no choice": { on: "timer", timer: "choice" },
    recorded: { on: "recorded", length: millis(2000) },
    "hung up": { on: "hungUp" },
  },
  step: walked(mailboxMachine, mailboxFacts),
};

/** Every generated file beneath docs/generated, and its text. */
export const diagrams: Readonly<Record<string, string>> = {
  "line.md": draw(line),
  "phone.md": draw(phone),
  "mailbox.md": draw(mailbox),
  "star-codes.md": codesTable(),
};

export const folder = fileURLToPath(new URL("../docs/generated/", import.meta.url));

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(diagrams)) writeFileSync(`${folder}${name}`, text);
}
