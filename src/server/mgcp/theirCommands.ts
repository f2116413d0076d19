/** What the gateway commands: carried out at most once (RFC 3435 §3.5.1), however often it comes. */
import { between, type Instant, seconds } from "#kit/time.ts";
import { confirmed } from "./confirmation.ts";
import type { Command, Response } from "./message.ts";
import {
  doubled,
  firstWait,
  type Heard,
  mostHeard,
  type Next,
  patience,
  type TransactionEffect,
  type TransactionEvent,
  type TransactionFacts,
  type Transactions,
  type TransactionTimer,
  varied,
} from "./transaction.ts";

export function theirs(before: Transactions, message: Command, { now }: TransactionFacts): Next {
  const [state, known] = confirmedBy(before, message);
  const text = textOf(message);
  const { id } = message;
  const heard = state.heard.find((one) => one.id === id);
  if (heard && !beginsAnew(message, heard, now)) {
    if (heard.text === text) return again(state, { ...heard, last: now }, known);
    return [state, [...known, { do: "ignored", why: "number used twice", id }]];
  }
  const wait = firstWait(state);
  const fresh: Heard = { id, at: now, last: now, text, stage: "inHand", wait };
  const others = state.heard.filter((one) => one.id !== id);
  return [
    { ...state, heard: [...others, fresh].slice(-mostHeard) },
    [...known, { do: "deliver", command: message }],
  ];
}

/**
 * Simple gateways count from 1 whenever they are switched on. Copies of one RSIP come no further apart
 * than the longest wait; one that comes later, or says something else, is another beginning.
 */
const beginsAnew = (message: Command, { text, last }: Heard, now: Instant): boolean =>
  message.verb === "RSIP" && (text !== textOf(message) || between(last, now) > copiesWithin);
const copiesWithin = seconds(5);

/** Whatever says the same is the same; only what it confirms may have changed. */
const textOf = ({ verb, endpoint, parameters, descriptions }: Command): string =>
  JSON.stringify([verb, endpoint, parameters.filter(({ name }) => name !== "K"), descriptions]);

/** RFC 3435 §3.5.2: what they confirm needs not be said again. */
function confirmedBy(state: Transactions, message: Command): Next {
  const isConfirmed = confirmed(message);
  const now = state.heard.filter(({ id, stage }) => stage === "answered" && isConfirmed(id));
  if (now.length === 0) return [state, []];
  return [
    now.reduce((one, heard) => reheard(one, silent(heard)), state),
    now.map(({ id }) => ({ do: "stopTimer", timer: `confirm/${id}` })),
  ];
}

const silent = ({ response: _, ...heard }: Heard): Heard => ({ ...heard, stage: "confirmed" });

const reheard = (state: Transactions, now: Heard): Transactions => ({
  ...state,
  heard: state.heard.map((one) => (one.id === now.id ? now : one)),
});

function again(state: Transactions, heard: Heard, known: readonly TransactionEffect[]): Next {
  const { id, stage, response } = heard;
  const ignored: TransactionEffect = { do: "ignored", why: "repeated", id };
  if (stage === "confirmed") return [reheard(state, heard), [...known, ignored]];
  if (response)
    return [reheard(state, heard), [...known, ignored, { do: "send", message: response }]];
  const message: Response = { is: "response", code: 100, id, parameters: [], descriptions: [] };
  return [
    reheard(state, { ...heard, stage: "told" }),
    [...known, ignored, { do: "send", message }],
  ];
}

/** After a 100 the answer itself must arrive: it asks to be acknowledged, and is sent until it is. */
export function answered(
  state: Transactions,
  { id, answer: said }: TransactionEvent & { readonly on: "answer" },
  facts: TransactionFacts,
): Next {
  const heard = state.heard.find((one) => one.id === id);
  if (!heard || heard.response || heard.stage === "confirmed") return [state, []];
  const mustArrive = heard.stage === "told";
  const { code, comment, parameters = [] } = said;
  const message: Response = {
    is: "response",
    code,
    id,
    ...(comment !== undefined && { comment }),
    parameters: [...(mustArrive ? [{ name: "K", value: "" }] : []), ...parameters],
    descriptions: [],
  };
  const wait = varied(heard.wait, facts);
  return [
    reheard(state, { ...heard, stage: "answered", response: message }),
    [
      { do: "send", message },
      ...(mustArrive ? [{ do: "startTimer" as const, timer: confirmTimer(id), after: wait }] : []),
    ],
  ];
}
const confirmTimer = (id: number): TransactionTimer => `confirm/${id}`;

export function repeatAnswer(state: Transactions, id: number, facts: TransactionFacts): Next {
  const heard = state.heard.find((one) => one.id === id);
  if (!heard?.response || between(heard.at, facts.now) >= patience) return [state, []];
  const wait = doubled(heard.wait);
  return [
    reheard(state, { ...heard, wait }),
    [
      { do: "send", message: heard.response },
      { do: "startTimer", timer: confirmTimer(id), after: varied(wait, facts) },
    ],
  ];
}

/** 000: our answer has arrived. */
export function theyHave(state: Transactions, id: number): Next {
  const heard = state.heard.find((one) => one.id === id && one.stage === "answered");
  if (!heard) return [state, [{ do: "ignored", why: "stray answer", id }]];
  return [reheard(state, silent(heard)), [{ do: "stopTimer", timer: confirmTimer(id) }]];
}
