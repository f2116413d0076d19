/** The machines of a gateway, running: one for its transactions, one for each of its ports. */
import type {
  Endpoint,
  EndpointEffect,
  EndpointEvent,
  EndpointTimer,
} from "#server/mgcp/endpoint/endpoint.ts";
import { newEndpoint } from "#server/mgcp/endpoint/endpoint.ts";
import { endpointMachine } from "#server/mgcp/endpoint/machine.ts";
import type {
  TransactionEffect,
  TransactionEvent,
  TransactionFacts,
  Transactions,
  TransactionTimer,
} from "#server/mgcp/transaction.ts";
import { newTransactions, transactionMachine } from "#server/mgcp/transactions.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import { randomBelow, token } from "#world/random.ts";
import type { World } from "#world/world.ts";

type Running = Pick<World, "clock" | "log" | "random">;

export const endpointRunner = (
  name: string,
  { clock, log, random }: Running,
  perform: (effect: EndpointEffect) => void,
) =>
  new MachineRunner<Endpoint, EndpointTimer, EndpointEvent, EndpointEffect>({
    machine: endpointMachine,
    start: newEndpoint(token(random, 24)),
    facts: () => undefined,
    perform,
    clock,
    log,
    id: `mgcp/${name}`,
    history: 100,
  });

export type EndpointRunner = ReturnType<typeof endpointRunner>;

export const transactionRunner = (
  gateway: string,
  { clock, log, random }: Running,
  perform: (effect: TransactionEffect) => void,
) =>
  new MachineRunner<
    Transactions,
    TransactionTimer,
    TransactionEvent,
    TransactionEffect,
    TransactionFacts
  >({
    machine: transactionMachine,
    start: newTransactions(randomBelow(random, 900_000_000)),
    facts: () => ({ now: clock.now(), luck: randomBelow(random, 1000) / 1000 }),
    perform,
    clock,
    log,
    id: `mgcp/${gateway}`,
  });
export type TransactionRunner = ReturnType<typeof transactionRunner>;
