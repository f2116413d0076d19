import type { Nodes } from "#exchange/nodes/nodes.ts";
import { type Reached, reached } from "#exchange/nodes/through.ts";
import type { BranchTold, Forwarder, Outcome, Passing } from "#exchange/passing.ts";
import { breadthOf } from "#exchange/proxy/admission.ts";
import type { TokenFacts } from "#exchange/proxy/flowToken.ts";
import type { Fork, ForkAct, ForkEvent, ForkFacts, ForkTimer } from "#exchange/proxy/fork.ts";
import { forking, newFork } from "#exchange/proxy/forking.ts";
import { recordRoutes, type Side } from "#exchange/proxy/recordRoute.ts";
import { forwarded } from "#exchange/proxy/surgery.ts";
import type { Taken, TakenBranch, Target } from "#exchange/proxy/target.ts";
import { withinBreadth } from "#exchange/proxy/targets.ts";
import type { ClientEvent, TransactionLayer, Way } from "#sip/agent/transactions.ts";
import { CallId } from "#sip/headers/callId.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { edited } from "#sip/message/edit.ts";
import {
  type HeaderLine,
  header,
  readable,
  type SipRequest,
  type SipResponse,
} from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";
import { respond } from "#sip/message/response.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** What every request on its way stands on. */
export interface ForwarderParts {
  readonly world: Pick<World, "clock" | "random" | "log">;
  readonly layer: TransactionLayer;
  readonly tokens: TokenFacts;
  /** Of several: what goes through another one. */
  readonly nodes?: Nodes | undefined;
}

/** Runs the response context of one request: the shell of forking.ts. */
export class Forwarding implements Forwarder {
  readonly #passing: Passing;
  readonly #parts: ForwarderParts;
  readonly #clients = new Map<number, Taken>();
  readonly #breadth: number;
  readonly #runner: MachineRunner<Fork, ForkTimer, ForkEvent, ForkAct, ForkFacts>;
  #hasEnded = false;

  constructor(passing: Passing, parts: ForwarderParts) {
    this.#passing = passing;
    this.#parts = parts;
    this.#breadth = breadthOf(passing.request);
    const { clock, log } = parts.world;
    this.#runner = new MachineRunner({
      machine: forking,
      start: newFork(passing.request.method === "INVITE", this.#narrowed(passing.groups), passing),
      facts: () => passing.facts,
      perform: (effect) => this.#perform(effect),
      clock,
      log,
      id: "fork",
    });
  }

  begin(): void {
    const { transaction, request } = this.#passing;
    if (request.method === "INVITE")
      transaction.cancelled((cancel) => {
        const reason = cancel.lines("Reason").map((text) => ({ name: "Reason", text }));
        this.#runner.post({ on: "cancelled", reason });
      });
    this.#runner.post({ on: "start" });
  }

  more(groups: Groups): void {
    this.#runner.post({ on: "more", groups: this.#narrowed(groups) });
  }

  giveUp(): void {
    this.#runner.post({ on: "giveUp" });
  }

  refuse(status: number): void {
    this.#runner.post({ on: "giveUp", status });
  }

  isOpen(): boolean {
    return this.#runner.state.name === "idle";
  }

  #narrowed = (groups: Groups): Groups => withinBreadth(groups, this.#breadth);

  #perform(effect: ForkAct): void {
    const { transaction, exhausted, redirected } = this.#passing;
    switch (effect.do) {
      case "try":
        this.#tries(effect.branch, effect.target);
        break;
      case "cancel":
        this.#clients.get(effect.branch)?.cancel(effect.reason);
        break;
      case "answer":
        transaction.answer(effect.response);
        if (effect.response.status >= 300) this.#refused(effect.response.status);
        break;
      case "refuse":
        this.#refuse(effect.status);
        break;
      case "accepted":
        this.#ended({ is: "accepted", target: effect.target });
        break;
      case "exhausted":
        exhausted(effect.best, this);
        break;
      case "redirected":
        this.more(redirected(effect.response, effect.by));
        break;
    }
  }

  #refuse(status: number): void {
    const { request, answer } = asked(this.#passing);
    const headers = status === 503 ? [header(RetryAfter, 10)] : [];
    answer(respond(request, status, { toTag: token(this.#parts.world.random), headers }));
    this.#refused(status);
  }

  #refused(status: number): void {
    this.#ended({ is: "refused", status });
  }

  #ended(outcome: Outcome): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#passing.ended(outcome);
  }

  #tries(branch: number, target: Target): void {
    if (target.taken !== undefined) {
      this.#clients.set(branch, target.taken(this.#within(branch, target)));
      return;
    }
    this.#passing.branch?.({ on: "tried", target });
    const found = reached(target, this.#callId, this.#parts);
    if (found === undefined) this.#runner.post({ on: "failed", branch, why: "unreachable" });
    else if (this.#passing.carriage.begins(branch, target))
      this.#clients.set(branch, this.#send(branch, found));
    else this.#runner.post({ on: "failed", branch, why: "full" });
  }

  get #callId(): string {
    return readable(this.#passing.request, CallId) ?? "";
  }

  #send(branch: number, { target, by }: Reached): Taken {
    const { layer } = this.#parts;
    const { mark } = this.#passing;
    const seen = (way: Way): Way => (by === undefined ? way : { ...way, flow: by });
    const make = (way: Way): SipRequest => this.#made({ branch, target, way: seen(way) });
    return layer.send({ destination: target.destination, make, mark }, (event) =>
      this.#told(branch, target, by === undefined ? event : asSeen(event, seen)),
    );
  }

  /** What is answered here has its own dialog with the caller: we are not on its way. */
  #within(branch: number, target: Target): TakenBranch {
    const { request, sets, transaction } = this.#passing;
    const surgery = { target, recordRoutes: [], sets: sets(target) };
    return {
      request: forwarded(request, { ...surgery, breadth: this.#branchBreadth }),
      came: transaction,
      answer: (response) => this.#runner.post({ on: "response", branch, response }),
    };
  }

  get #branchBreadth(): number {
    return Math.max(1, Math.floor(this.#breadth / widest(this.#passing.groups)));
  }

  #told(branch: number, target: Target, event: ClientEvent): void {
    const { carriage, branch: tell } = this.#passing;
    if (tell !== undefined) tells(tell, target, event);
    if (event.on === "failed") {
      carriage.failed(branch);
      this.#runner.post({ on: "failed", branch, why: event.why });
    } else if (event.on === "response" && event.response.status === flowFailed) {
      carriage.failed(branch);
      this.#runner.post({ on: "failed", branch, why: "unreachable" });
    } else if (event.on === "response") {
      const response = carriage.heard(branch, withoutVia(event.response), event.way);
      this.#runner.post({ on: "response", branch, response });
    }
  }

  #made({ branch, target, way }: Trying): SipRequest {
    const { request, staysOn, sets, carriage } = this.#passing;
    const records = staysOn && methodFacts(request.method).opensDialog;
    const made = forwarded(request, {
      target,
      breadth: this.#branchBreadth,
      recordRoutes: records ? this.#recordRoutes({ branch, target, way }) : [],
      sets: sets(target),
    });
    return carriage.sent(branch, made, way);
  }

  #recordRoutes({ branch, target, way }: Trying): readonly HeaderLine[] {
    const { transaction, carriage, by } = this.#passing;
    const relay = carriage.relayOf(branch);
    const near = relay === undefined ? {} : { relay: { relay, towards: "near" as const } };
    const far = relay === undefined ? {} : { relay: { relay, towards: "far" as const } };
    const from = { ...this.#side(transaction), ...near, ...(by !== undefined && { of: by }) };
    const to = { ...this.#side(way), ...far, of: target.of };
    return recordRoutes(from, to, this.#callId, this.#parts.tokens);
  }

  #side({ flow, own }: Way): Side {
    return { flow, own: this.#parts.nodes?.shownTo(flow) ?? own };
  }
}

/** What came through another node, as by the flow that it has. */
const asSeen = (event: ClientEvent, seen: (way: Way) => Way): ClientEvent =>
  "way" in event ? { ...event, way: seen(event.way) } : event;

/** RFC 5626 §11.5: an edge proxy, or a node of ours, no longer has the flow. */
const flowFailed = 430;

function tells(tell: (told: BranchTold) => void, target: Target, event: ClientEvent): void {
  if (event.on === "sent") tell({ on: "tried", target, at: event.way.flow.remote });
  else if (event.on === "failed") tell({ on: "heard", target, status: 408 });
  else tell({ on: "heard", target, status: event.response.status });
}

const asked = ({ transaction }: Passing) => ({
  request: transaction.request,
  answer: (response: SipResponse) => transaction.answer(response),
});

interface Trying {
  readonly branch: number;
  readonly target: Target;
  readonly way: Way;
}

type Groups = readonly (readonly Target[])[];

const widest = (groups: Groups): number => Math.max(1, ...groups.map(({ length }) => length));

/** §16.7 step 3: our own Via comes off. */
const withoutVia = (response: SipResponse): SipResponse =>
  edited(response, [{ edit: "removeFirst", name: "Via" }]);
