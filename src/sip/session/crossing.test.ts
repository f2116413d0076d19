import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Instant } from "#kit/time.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import { line, words } from "#sip/session/paperMessages.ts";
import { bare, Rehearsal } from "#sip/session/rehearsal.ts";
import type { SessionCommand } from "#sip/session/session.ts";
import type { SessionEffect, SessionTimer } from "#sip/session/sessionState.ts";

/* The crossing matrix: whatever meets whatever in whatever order, nobody throws and all ends. */

type Name = "ada" | "bea";
interface OnTheWay {
  readonly to: Name;
  readonly what: string;
  /** False when it has to wait for something that is still under way. */
  arrives(): boolean;
}

/** Two sessions and the transactions between them, reduced to their promises; messages may overtake and be lost. */
class Pair {
  readonly sides = { ada: new Rehearsal(bare, "ada"), bea: new Rehearsal(bare, "bea") };
  readonly way: OnTheWay[] = [];
  /** Requests by who sent them and their number: what its transactions know. */
  readonly #asked = new Map<string, { served?: number; done?: "2xx" | "refused" }>();
  /** Who asked, and as which number, by who serves and under which number. */
  readonly #serves = new Map<string, number>();
  #isCalled = false;

  constructor(offer: string | null, reliably: boolean) {
    for (const name of ["ada", "bea"] as const)
      this.sides[name].watch = (effect) => this.#carries(name, effect);
    this.sides.ada.calls(offer, reliably ? { extra: [line("Require", "100rel")] } : {});
  }

  get isCalled(): boolean {
    return this.#isCalled;
  }

  does(name: Name, command: SessionCommand): void {
    if (name === "ada" || this.#isCalled) this.sides[name].does(command);
  }

  /** The nth message under way arrives, or is lost if transactions do not see to it. */
  delivers(nth: number, lost: boolean): void {
    const [message] = this.way.splice(nth % this.way.length, 1);
    const mayBeLost = message !== undefined && /^(1\d\d|200 INVITE|ACK)/.test(message.what);
    if (message === undefined || (lost && mayBeLost)) return;
    if (!message.arrives()) this.way.push(message);
  }

  fires(name: Name): boolean {
    const side = this.sides[name];
    let next: readonly [SessionTimer, Instant] | undefined;
    for (const timer of side.timers) if (!next || timer[1] < next[1]) next = timer;
    if (next === undefined) return false;
    side.now = next[1];
    side.fires(next[0]);
    return true;
  }

  /** A request of that side gets no answer. */
  timesOut(name: Name): void {
    for (const [key, asked] of this.#asked) {
      if (!key.startsWith(name) || asked.done !== undefined) continue;
      asked.done = "refused";
      const id = Number(key.split(" ")[1]);
      this.sides[name].takes({ on: "failed", id, why: "timeout" });
      return;
    }
  }

  /** Everything under way arrives and every timer fires. */
  drains(): void {
    for (let turn = 0; turn < 2000; turn++) {
      if (this.way.length > 0) this.delivers(0, false);
      else if (!this.fires("ada") && !this.fires("bea")) return;
    }
    assert.fail("it never ends");
  }

  #carries(from: Name, effect: SessionEffect): void {
    const to = from === "ada" ? "bea" : "ada";
    if (effect.do === "send") this.#sends(from, to, effect.id);
    if (effect.do === "respond") this.#answers(from, to, effect.to);
    if (effect.do === "cancel") this.#puts(to, "CANCEL", () => this.#cancels(from, to, effect.id));
    if (effect.do === "acknowledge") {
      const ack = this.sides[from].acks.at(-1) as SipRequest;
      this.#puts(to, "ACK", () => this.#hears(to, ack));
    }
  }

  #puts(to: Name, what: string, arrives: () => boolean): void {
    this.way.push({ to, what, arrives });
  }

  #sends(from: Name, to: Name, id: number): void {
    const request = this.sides[from].sent.get(id) as SipRequest;
    const asked = { served: 0 };
    this.#asked.set(`${from} ${id}`, asked);
    this.#puts(to, request.method, () => {
      const side = this.sides[to];
      asked.served = side.received.size + 1;
      this.#serves.set(`${to} ${asked.served}`, id);
      if (to === "bea" && !this.#isCalled) {
        this.#isCalled = true;
        side.isCalledBy(request);
      } else {
        side.received.set(asked.served, request);
        side.takes({ on: "request", id: asked.served, request });
      }
      return true;
    });
  }

  #answers(from: Name, to: Name, served: number): void {
    const answer = this.sides[from].answers.at(-1) as { response: SipResponse };
    const { response } = answer;
    const id = this.#serves.get(`${from} ${served}`) as number;
    const { method } = this.sides[from].received.get(served) as SipRequest;
    this.#puts(to, `${response.status} ${method}`, () => {
      const asked = this.#asked.get(`${to} ${id}`);
      const repeats = method === "INVITE" && asked?.done === "2xx" && response.status < 300;
      if (asked === undefined || (asked.done !== undefined && !repeats)) return true;
      if (response.status >= 200) asked.done = response.status < 300 ? "2xx" : "refused";
      this.sides[to].takes({ on: "response", id, response });
      return true;
    });
  }

  #hears(to: Name, ack: SipRequest): boolean {
    this.sides[to].takes({ on: "ack", request: ack });
    return true;
  }

  /** §9.1: not before the other side has the INVITE. */
  #cancels(from: Name, to: Name, id: number): boolean {
    const asked = this.#asked.get(`${from} ${id}`);
    if (asked?.done !== undefined) return true;
    if (!asked?.served) return false;
    const cancel = this.sides[from].sent.get(id) as SipRequest;
    this.sides[to].takes({ on: "cancel", id: asked.served, cancel });
    return true;
  }
}

const commands: readonly [Name, SessionCommand][] = [
  ["bea", { do: "progress", status: 180 }],
  ["bea", { do: "progress", status: 183, body: words("early") }],
  ["bea", { do: "accept", body: words("answer") }],
  ["bea", { do: "accept", body: words("answer") }],
  ["bea", { do: "refuse", status: 486 }],
  ["ada", { do: "end" }],
  ["bea", { do: "end" }],
  ["ada", { do: "offer", body: words("ada's") }],
  ["bea", { do: "offer", body: words("bea's") }],
  ["ada", { do: "answer", body: words("yes") }],
  ["bea", { do: "answer", body: words("yes") }],
  ["ada", { do: "refuseOffer", status: 488 }],
  ["ada", { do: "request", method: "INFO" }],
  ["bea", { do: "request", method: "REFER" }],
  ["bea", { do: "reply", to: 2, status: 200 }],
];

/** One thing that happens: a number says which, and which one of several. */
function happens(pair: Pair, luck: number): void {
  const [kind, which] = [luck % 16, Math.floor(luck / 16)];
  const name = which % 2 === 0 ? "ada" : "bea";
  if (kind < 10 && pair.way.length > 0) pair.delivers(which, kind === 9);
  else if (kind === 10) pair.fires(name);
  else if (kind === 11 && which % 8 === 0) pair.timesOut(name);
  else commanded(pair, which);
}

function commanded(pair: Pair, which: number): void {
  const [name, command] = commands[which % commands.length] ?? ["ada", { do: "end" }];
  pair.does(name, command);
}

/** Told once, and nothing behind it. */
function isOver(pair: Pair, name: Name): void {
  const side = pair.sides[name];
  const told = side.told.map(({ on }) => on);
  assert.equal(side.state.name, "over", side.story.join("\n"));
  assert.equal(told.filter((on) => on === "over").length, 1, side.story.join("\n"));
  assert.equal(told.at(-1), "over");
  assert.equal(side.timers.size, 0, [...side.timers.keys()].join());
}

const happenings = fc.array(fc.nat(16 * 60), { maxLength: 60 });

test("whatever crosses whatever: nobody throws, and after both have ended nothing is left", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), happenings, (offers, reliably, all) => {
      const pair = new Pair(offers ? "offer" : null, reliably);
      for (const luck of all) happens(pair, luck);
      pair.does("ada", { do: "end" });
      pair.does("bea", { do: "end" });
      pair.drains();
      isOver(pair, "ada");
      if (pair.isCalled) pair.does("bea", { do: "end" });
      pair.drains();
      if (pair.isCalled) isOver(pair, "bea");
    }),
    { numRuns: 600 },
  );
});

test("one end ends both, when messages arrive and owners answer", () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      happenings,
      fc.constantFrom<Name>("ada", "bea"),
      (offers, all, who) => {
        const pair = new Pair(offers ? "offer" : null, false);
        for (const luck of all) if (luck % 16 !== 11) happens(pair, luck); // no side is gone
        if (!pair.isCalled) return;
        pair.does(who, { do: "end" });
        pair.drains();
        isOver(pair, "ada");
        isOver(pair, "bea");
      },
    ),
    { numRuns: 600 },
  );
});
