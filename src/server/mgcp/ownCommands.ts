/** What we command: sent until it is answered, or nobody is there. */
import { between, type Instant, type Millis } from "#kit/time.ts";
import { confirming, hasConfirmation } from "./confirmation.ts";
import { type Command, mostId, type Response } from "./message.ts";
import {
  doubled,
  firstWait,
  type Ignored,
  mostHeard,
  type Next,
  patience,
  type Sent,
  slowWait,
  type TransactionEffect,
  type TransactionEvent,
  type TransactionFacts,
  type Transactions,
  varied,
} from "./transaction.ts";

/** Any command may confirm answers, but some gateways refuse connections with a K in them. */
const confirmsIn = ["RQNT"];

export function wished(
  state: Transactions,
  { key, wish }: TransactionEvent & { readonly on: "wish" },
  facts: TransactionFacts,
): Next {
  const id = state.nextId;
  const confirms = confirmsIn.includes(wish.verb) ? state.unconfirmed : [];
  const parameters = [...confirming(confirms), ...wish.parameters];
  const message: Command = { is: "command", id, ...wish, parameters };
  const wait = firstWait(state);
  const sent = { key, command: message, since: facts.now, tries: 1, wait, slow: false };
  return [
    {
      ...state,
      nextId: (id % mostId) + 1,
      unconfirmed: confirms.length > 0 ? [] : state.unconfirmed,
      sent: [...state.sent, sent],
    },
    [
      { do: "send", message },
      { do: "startTimer", timer: `resend/${id}`, after: varied(wait, facts) },
    ],
  ];
}

export function resend(state: Transactions, id: number, facts: TransactionFacts): Next {
  const sent = state.sent.find((one) => one.command.id === id);
  if (!sent) return [state, []];
  if (between(sent.since, facts.now) >= patience)
    return [without(state, sent, facts.now), [{ do: "lost", key: sent.key }]];
  const wait = sent.slow ? slowWait : doubled(sent.wait);
  return [
    replaced(state, { ...sent, wait, tries: sent.tries + 1 }),
    [
      { do: "send", message: sent.command },
      { do: "startTimer", timer: `resend/${id}`, after: varied(wait, facts) },
    ],
  ];
}

const replaced = (state: Transactions, now: Sent): Transactions => ({
  ...state,
  sent: state.sent.map((one) => (one.command.id === now.command.id ? now : one)),
});

const without = (state: Transactions, gone: Sent, now: Instant): Transactions => ({
  ...state,
  sent: state.sent.filter((one) => one !== gone),
  ended: [...state.ended, { id: gone.command.id, at: now }].slice(-mostHeard),
});

/** An answer that came before: they have not heard that we have it (RFC 3435 §3.5.6). */
export function unexpected(state: Transactions, response: Response): Next {
  const { id } = response;
  const known = state.ended.some((one) => one.id === id);
  const why: Ignored = known ? "repeated" : "stray answer";
  return [
    state,
    [...(known ? acknowledgement(response) : []), { do: "ignored" as const, why, id }],
  ];
}

/** RFC 3435 §3.5.6: it is at work; ask again seldom. */
export function provisional(state: Transactions, sent: Sent, facts: TransactionFacts): Next {
  const { id } = sent.command;
  return [
    replaced(state, { ...sent, slow: true, since: facts.now }),
    [{ do: "startTimer", timer: `resend/${id}`, after: varied(slowWait, facts) }],
  ];
}

export function final(
  state: Transactions,
  { sent, response }: { readonly sent: Sent; readonly response: Response },
  { now }: TransactionFacts,
): Next {
  const { id } = response;
  // An answer to one of several copies says nothing about the delay (Karn).
  const delay =
    sent.tries === 1 && !sent.slow ? measured(state, between(sent.since, now)) : state.delay;
  return [
    { ...without(state, sent, now), delay, unconfirmed: [...state.unconfirmed, id].slice(-20) },
    [
      { do: "stopTimer", timer: `resend/${id}` },
      ...acknowledgement(response),
      { do: "over", key: sent.key, response },
    ],
  ];
}

function measured({ delay }: Transactions, sample: Millis): Transactions["delay"] {
  const error = sample - delay.average;
  return {
    average: delay.average + error / 8,
    deviation: delay.deviation + (Math.abs(error) - delay.deviation) / 4,
  };
}

/** An empty K in an answer asks for it. */
function acknowledgement(response: Response): readonly TransactionEffect[] {
  if (!hasConfirmation(response)) return [];
  const { id } = response;
  const message: Response = { is: "response", code: 0, id, parameters: [], descriptions: [] };
  return [{ do: "send", message }];
}
