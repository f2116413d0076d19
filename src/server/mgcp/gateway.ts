/** One gateway: its transactions, its ports, and what goes to it. Whatever is said in one moment goes in one datagram. */
import type {
  EndpointEffect,
  EndpointEvent,
  EndpointNews,
} from "#server/mgcp/endpoint/endpoint.ts";
import { portsIn } from "#server/mgcp/foundPorts.ts";
import {
  type Command,
  type EndpointName,
  type Message,
  parseDatagram,
  type Response,
} from "#server/mgcp/message.ts";
import { Outbox } from "#server/mgcp/outbox.ts";
import { covers, restartIn } from "#server/mgcp/restart.ts";
import {
  type EndpointRunner,
  endpointRunner,
  type TransactionRunner,
  transactionRunner,
} from "#server/mgcp/runners.ts";
import type { TransactionEffect } from "#server/mgcp/transaction.ts";
import type { Address } from "#world/network.ts";
import type { World } from "#world/world.ts";

export interface GatewayMeans {
  /** As the settings name it. */
  readonly name: string;
  readonly world: Pick<World, "clock" | "log" | "random">;
  readonly send: (bytes: Uint8Array, to: Address) => void;
  /** Where it listens, once that is known. */
  readonly address: () => Address | undefined;
  /** It does not answer: perhaps it is somewhere else by now. */
  readonly lost: () => void;
  /** For NotifiedEntity (RFC 3435 §2.1.4): where it shall tell us. */
  readonly ourselves: () => string | undefined;
  /** Told of each, logged once. */
  readonly ignored: (why: string, about?: object) => void;
  /** It says that it has this port, ours or not. */
  readonly named: (port: EndpointName) => void;
}

/** Of the question for all of its ports: no port has a name with a wildcard. */
const allPorts = "*";

interface Port {
  readonly name: EndpointName;
  readonly runner: EndpointRunner;
}

export class Gateway {
  readonly #of: GatewayMeans;
  readonly #transactions: TransactionRunner;
  /** By local name in small letters. */
  readonly #ports = new Map<string, Port>();
  readonly #outbox: Outbox;
  /** Answers go where the command came from. */
  #from: Address | undefined;

  constructor(of: GatewayMeans) {
    this.#of = of;
    this.#outbox = new Outbox(of.world.clock, of.send);
    this.#transactions = transactionRunner(of.name, of.world, (effect) => this.#transact(effect));
  }

  get isEmpty(): boolean {
    return this.#ports.size === 0;
  }

  /** One port of it, from now on; one owner a port. */
  open(name: EndpointName, hears: (news: EndpointNews) => void): EndpointRunner {
    const local = name.local.toLowerCase();
    const runner = endpointRunner(name.local, this.#of.world, (effect) =>
      this.#perform(local, effect, hears),
    );
    this.#ports.set(local, { name, runner });
    return runner;
  }

  shut(name: EndpointName): void {
    const local = name.local.toLowerCase();
    this.#ports.get(local)?.runner.post({ on: "end" });
    this.#ports.get(local)?.runner.stop();
    this.#ports.delete(local);
  }

  /** Asks it for the names of all of its ports (AUEP, RFC 3435 §2.3.10). */
  askPorts(): void {
    const [port] = this.#ports.values();
    if (!port) return;
    const endpoint = { local: allPorts, domain: port.name.domain };
    const wish = { verb: "AUEP", endpoint, parameters: [], descriptions: [] };
    this.#transactions.post({ on: "wish", key: `names ${allPorts}`, wish });
  }

  receive(bytes: Uint8Array, from: Address): void {
    this.#from = from;
    for (const read of parseDatagram(bytes)) {
      if (read.ok) this.#transactions.post({ on: "received", message: read.value });
      else {
        const { code, command, detail } = read.problem;
        this.#of.ignored(code, { detail });
        if (command !== undefined) this.#send(protocolError(command));
      }
    }
  }

  close(): void {
    for (const { name } of this.#ports.values()) this.shut(name);
    this.#outbox.flush();
    this.#transactions.stop();
  }

  #perform(local: string, effect: EndpointEffect, hears: (news: EndpointNews) => void): void {
    switch (effect.do) {
      case "ask":
        return void this.#ask(local, effect);
      case "answer":
        return void this.#transactions.post({ on: "answer", ...idAnd(effect) });
      case "tell":
        return void hears(effect.news);
      case "ignored":
        return void this.#of.ignored(effect.why, { endpoint: local });
      case "trouble":
        return void this.#trouble(local, effect);
      default:
        return; // the runner's own
    }
  }

  #trouble(local: string, { what, response }: EndpointEffect & { readonly do: "trouble" }): void {
    const { code, comment } = response;
    this.#of.ignored(what, { endpoint: local, code, comment });
  }

  #ask(local: string, { key, wish }: EndpointEffect & { readonly do: "ask" }): void {
    const port = this.#ports.get(local);
    if (!port) return;
    const us = wish.verb === "RQNT" ? this.#of.ourselves() : undefined;
    const parameters = [
      ...(us === undefined ? [] : [{ name: "N", value: us }]),
      ...wish.parameters,
    ];
    const whole = { ...wish, parameters, endpoint: port.name };
    this.#transactions.post({ on: "wish", key: `${key} ${local}`, wish: whole });
  }

  #transact(effect: TransactionEffect): void {
    switch (effect.do) {
      case "send":
        return void this.#send(effect.message);
      case "deliver":
        return void this.#deliver(effect.command);
      case "over":
        for (const port of portsIn(effect.response)) this.#of.named(port);
        return void this.#ofKey(effect.key, (key) => ({
          on: "over",
          key,
          response: effect.response,
        }));
      case "lost":
        this.#of.lost();
        return void this.#ofKey(effect.key, (key) => ({ on: "lost", key }));
      case "ignored":
        return void this.#of.ignored(effect.why, { transaction: effect.id });
      default:
        return; // the runner's own
    }
  }

  #ofKey(whole: string, event: (key: string) => EndpointEvent): void {
    const [key = "", local = ""] = whole.split(" ");
    this.#ports.get(local)?.runner.post(event(key));
  }

  /* What the gateway asks. */

  #deliver(command: Command): void {
    if (command.verb === "RSIP") return void this.#restarts(command);
    const port = this.#ports.get(command.endpoint.local.toLowerCase());
    if (port) port.runner.post({ on: "command", command });
    else this.#unknown(command);
  }

  /** RFC 3435 §2.3.12. A whole gateway that begins anew has forgotten what we asked of it. */
  #restarts(command: Command): void {
    const { id, endpoint } = command;
    const began = restartIn(command);
    const ports = [...this.#ports].flatMap(([local, port]) =>
      covers(endpoint, local) ? [port] : [],
    );
    if (!began) return void this.#transactions.post({ on: "answer", id, answer: { code: 536 } });
    this.#of.named(endpoint);
    if (ports.length === 0) return void this.#unknown(command);
    if (began.method === "restart" && endpoint.local === "*")
      this.#transactions.post({ on: "restarted" });
    this.#transactions.post({ on: "answer", id, answer: { code: 200, comment: "OK" } });
    for (const { runner } of ports) runner.post({ on: "restart", ...began });
  }

  #unknown({ id, endpoint: { local } }: Command): void {
    this.#of.ignored("unknown endpoint", { endpoint: local });
    this.#transactions.post({
      on: "answer",
      id,
      answer: { code: 500, comment: "Unknown endpoint" },
    });
  }

  /* What goes to it. */

  #send(message: Message): void {
    const to = (message.is === "response" && this.#from) || this.#of.address();
    if (to) this.#outbox.put(message, to); // without: sent again until we know
  }
}

const idAnd = ({ id, answer }: EndpointEffect & { readonly do: "answer" }) => ({ id, answer });

const protocolError = (id: number): Response => ({
  is: "response",
  code: 510,
  id,
  comment: "Protocol error",
  parameters: [],
  descriptions: [],
});
