import { type Problem, problem } from "#kit/problem.ts";
import { type Millis, seconds } from "#kit/time.ts";
import { ClientSide } from "#sip/agent/clientSide.ts";
import type { Ground } from "#sip/agent/ground.ts";
import type { ClientEvent, ClientTransaction, Sending, Way } from "#sip/agent/transactions.ts";
import { type Prepared, WayFinder } from "#sip/agent/wayFinder.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { type HeaderLine, readable, type SipResponse } from "#sip/message/message.ts";
import type { Failure } from "#sip/transaction/effects.ts";
import { type Sleeper, unset } from "#world/timerWheel.ts";

/**
 * How long a hop may be silent to an INVITE when there is another: four copies on UDP. The whole of
 * timer B would be longer than anybody listens to nothing (RFC 3263 §4.3 leaves it to us; without
 * another hop, RFC 3261's 64·T1 stays).
 */
export const silence = seconds(4);

/**
 * A request and all the transactions it takes until one answers. A hop that was given up for its
 * silence may speak yet: it gets its CANCEL, or, answered already, is told like any other fork.
 */
export class RequestSender implements ClientTransaction, Sleeper {
  due = unset;
  slot = unset;
  readonly #ground: Ground;
  readonly #finder: WayFinder;
  #tell: ((event: ClientEvent) => void) | undefined;
  #current: ClientSide | undefined;
  #cancelExtra: readonly HeaderLine[] | undefined;
  /** Told when `send` has returned: undefined from then on. */
  #early: ClientEvent[] | undefined = [];

  constructor(ground: Ground, sending: Sending, tell: (event: ClientEvent) => void) {
    this.#ground = ground;
    this.#finder = new WayFinder(ground, sending);
    this.#tell = tell;
    ground.live++; // from here to the first transaction
    ground.soon(() => this.#tellEarly());
    this.#finder.first((prepared) => this.#go(prepared));
  }

  cancel(extra: readonly HeaderLine[] = []): void {
    if (this.#cancelExtra !== undefined) return;
    this.#ground.wheel.clear(this);
    this.#cancelExtra = extra;
    this.#current?.cancel(extra);
  }

  forget(): void {
    this.#tell = undefined;
  }

  #go(prepared: Prepared | undefined): void {
    this.#ground.live--;
    if (this.#cancelExtra !== undefined)
      this.#fails("unreachable", problem("sip.cancelled", "before it had left"));
    else if (prepared === undefined) this.#fails("unreachable", this.#finder.problem);
    else this.#begin(prepared);
  }

  #begin({ request, branch, way, hop }: Prepared): void {
    const user = {
      told: (response: SipResponse) => this.#told(side, response, way),
      failed: (why: Failure) => this.#failed(side, why),
    };
    const side = new ClientSide(this.#ground, { request, branch, flow: way.flow, hop }, user);
    this.#current = side;
    this.#tells({ on: "sent", request, way });
    if (request.method === "INVITE" && this.#mayTryNext()) this.#ground.wheel.set(this, silence);
    side.begin();
  }

  /** The hop said nothing in its time. */
  wake(): void {
    const silent = this.#current;
    if (silent === undefined || !this.#mayTryNext()) return;
    this.#ground.quiet.note(silent.asking.hop);
    silent.cancel([]);
    this.#tryNext();
  }

  #told(side: ClientSide, response: SipResponse, way: Way): void {
    const { quiet, wheel } = this.#ground;
    const { hop } = side.asking;
    quiet.spoke(hop);
    if (side !== this.#current) {
      this.#toldLate(response, way);
      return;
    }
    wheel.clear(this);
    if (response.status === 503) quiet.note(hop, noRoomFor(response));
    if (response.status === 503 && this.#mayTryNext()) this.#tryNext();
    else this.#tells({ on: "response", response, way });
  }

  /** Somebody lifted at a hop that was given up: whoever is asked now need not. */
  #toldLate(response: SipResponse, way: Way): void {
    if (response.status < 200 || response.status >= 300) return;
    this.cancel();
    this.#tells({ on: "response", response, way });
  }

  #failed(side: ClientSide, why: Failure): void {
    this.#ground.quiet.note(side.asking.hop);
    if (side !== this.#current) return;
    this.#ground.wheel.clear(this);
    if (this.#mayTryNext()) this.#tryNext();
    else if (why === "timeout") this.#fails("timeout", problem("sip.timeout", "no answer"));
    else this.#fails("unreachable", problem("sip.transportFailed", "it could not be sent"));
  }

  #mayTryNext(): boolean {
    return this.#finder.hasMore && this.#cancelExtra === undefined;
  }

  #tryNext(): void {
    this.#current = undefined;
    this.#ground.live++;
    this.#finder.next((prepared) => this.#go(prepared));
  }

  #fails(why: "timeout" | "unreachable", trouble: Problem): void {
    this.#current = undefined;
    this.#tells({ on: "failed", why, problem: trouble });
  }

  #tells(event: ClientEvent): void {
    if (this.#early === undefined) this.#tell?.(event);
    else this.#early.push(event);
  }

  #tellEarly(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const event of early) this.#tell?.(event);
  }
}

/** RFC 3261 §21.5.4: what it asks for, within what we can believe. */
const noRoomFor = (response: SipResponse): Millis =>
  seconds(Math.min(readable(response, RetryAfter) ?? 0, mostRoomless));
const mostRoomless = 600;
