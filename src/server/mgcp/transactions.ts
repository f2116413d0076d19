/**
 * The transactions between us and one gateway: ours are sent until they are answered or given up,
 * theirs are carried out once however often they come (RFC 3435 §3.5). Text and sockets are the
 * shell's; what a command means is the endpoint's.
 */
import type { Machine } from "#kit/machine.ts";
import { between, type Instant } from "#kit/time.ts";
import { type Message, mostId } from "./message.ts";
import { final, provisional, resend, unexpected, wished } from "./ownCommands.ts";
import { answered, repeatAnswer, theirs, theyHave } from "./theirCommands.ts";
import {
  type Ended,
  history,
  type Next,
  type TransactionEffect,
  type TransactionEvent,
  type TransactionFacts,
  type Transactions,
  type TransactionTimer,
} from "./transaction.ts";

/** `first`: by luck, so that a server that starts again does not repeat itself (RFC 3435 §3.2.1.2). */
export const newTransactions = (first: number): Transactions => ({
  name: "open",
  nextId: 1 + (first % mostId),
  sent: [],
  ended: [],
  heard: [],
  unconfirmed: [],
  delay: { average: 40, deviation: 40 },
});

export const transactionMachine: Machine<
  Transactions,
  TransactionEvent,
  TransactionEffect,
  TransactionFacts
> = {
  name: "transactions",
  step(before, event, facts) {
    const state = forgetOld(before, facts.now);
    switch (event.on) {
      case "wish":
        return wished(state, event, facts);
      case "received":
        return received(state, event.message, facts);
      case "answer":
        return answered(state, event, facts);
      case "restarted":
        return restarted(state);
      case "timer":
        return timer(state, event.timer, facts);
      case "shellFailed":
        return [state, []];
    }
  },
};

function forgetOld(state: Transactions, now: Instant): Transactions {
  const isYoung = ({ at }: Ended): boolean => between(at, now) < history;
  if (state.ended.every(isYoung) && state.heard.every(isYoung)) return state;
  return { ...state, ended: state.ended.filter(isYoung), heard: state.heard.filter(isYoung) };
}

function received(state: Transactions, message: Message, facts: TransactionFacts): Next {
  if (message.is === "command") return theirs(state, message, facts);
  if (message.code === 0) return theyHave(state, message.id);
  const sent = state.sent.find(({ command: { id } }) => id === message.id);
  if (!sent) return unexpected(state, message);
  return message.code < 200
    ? provisional(state, sent, facts)
    : final(state, { sent, response: message }, facts);
}

function timer(state: Transactions, which: TransactionTimer, facts: TransactionFacts): Next {
  const id = Number(which.slice(which.indexOf("/") + 1));
  return which.startsWith("resend") ? resend(state, id, facts) : repeatAnswer(state, id, facts);
}

const restarted = (state: Transactions): Next => [
  { ...state, sent: [], unconfirmed: [], heard: state.heard.slice(-1) },
  state.sent.map(({ command: { id } }) => ({ do: "stopTimer", timer: `resend/${id}` })),
];
