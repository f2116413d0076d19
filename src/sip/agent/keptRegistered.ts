import type { Cancel } from "#kit/listeners.ts";
import { problem } from "#kit/problem.ts";
import { type Millis, millis, type WallTime } from "#kit/time.ts";
import { askedOpen } from "#sip/agent/askedOpen.ts";
import { type MovingContact, movingContact } from "#sip/agent/movingContact.ts";
import { openDoor } from "#sip/agent/openDoor.ts";
import type { Way } from "#sip/agent/transactions.ts";
import type { Answer, UserAgent } from "#sip/agent/userAgent.ts";
import { Warning } from "#sip/headers/warning.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type {
  RegistrationAccount,
  RegistrationEffect,
  RegistrationEvent,
  RegistrationFacts,
  RegistrationState,
  RegistrationStatus,
  RegistrationTimer,
} from "#sip/registration/registration.ts";
import { registrationClient } from "#sip/registration/registrationClient.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import { randomBelow, token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** How a registration stands, and since when. */
export interface Standing {
  readonly state: "trying" | "registered" | "failed";
  readonly since: WallTime;
  /** What it failed with. */
  readonly code?: string;
  /** Why it failed, or what the registrar says beside (Warning). */
  readonly detail?: string;
  /** From the REGISTER to its answer. */
  readonly roundTrip?: Millis;
}

/** An address that is kept registered: the shell of sip/registration. */
export interface KeptRegistered {
  status(): Standing;
  serviceRoute(): readonly string[];
  /** It comes from where we registered, by the very flow of the REGISTER; undefined: none has left yet. */
  isFrom(flow: Flow): boolean | undefined;
  flowLost(flow: Flow): void;
  /** `ownAddress` may have another answer than at the last REGISTER: then it is registered anew. */
  looks(): void;
  /** Takes the registration away; resolves when that is answered or given up. */
  leave(): Promise<void>;
}

export interface Registering extends MovingContact {
  /** In the log: `account/home`. */
  readonly name: string;
  /** With the contact that the way of the next REGISTER asks for. */
  readonly account: (contact: string) => RegistrationAccount;
  /** Where its requests go. */
  readonly nextHop: SipUri;
  /** It stands otherwise than before. */
  readonly told: () => void;
}

export interface RegisteringMeans {
  readonly world: World;
  readonly agent: Pick<UserAgent, "ask" | "keepOpen">;
}

type Own = Extract<RegistrationEffect, { do: "send" | "tell" }>;
type Runner = MachineRunner<
  RegistrationState,
  RegistrationTimer,
  RegistrationEvent,
  Own,
  RegistrationFacts
>;

const longestWarning = 200;

export function keptRegistered(
  of: Registering,
  { world, agent }: RegisteringMeans,
): KeptRegistered {
  const contact = movingContact(of);
  const standing = standingOf(of, world);
  let asking: Cancel = () => undefined;
  const ways = {
    keepOpen: agent.keepOpen ?? (() => () => undefined),
    askOpen: askedOpen({ world, agent, ends: () => of.account(contact.uri()) }),
  };
  const door = openDoor(ways, () => {
    world.log.info(`${of.name}: the way is lost`);
    runner.post({ on: "flowLost" });
    contact.rebound();
  });

  const runner: Runner = new MachineRunner({
    machine: registrationClient,
    start: { name: "stopped" } satisfies RegistrationState as RegistrationState,
    facts: () => factsOf(of.account(contact.uri()), world),
    perform,
    clock: world.clock,
    log: world.log,
    id: of.name,
    history: 50,
  });

  function perform(effect: Own): void {
    if (effect.do === "tell") {
      standing.tell(effect.status);
      return;
    }
    asking();
    const destination = { to: "uri", uri: of.nextHop } as const;
    let left = world.clock.now();
    const make = (way: Way): SipRequest => {
      left = world.clock.now(); // where it goes is known by now, and what the next address is asked begins anew
      return contact.put(effect.request, way);
    };
    asking = agent.ask({ destination, make }, (answer) => {
      if (answer.on === "response") {
        standing.answered(millis(world.clock.now() - left));
        contact.through(door, answer.response);
      }
      standing.warned(answer);
      runner.post(eventOf(answer, of.nextHop));
    });
  }

  runner.post({ on: "start" });
  return {
    status: standing.status,
    serviceRoute: standing.serviceRoute,
    isFrom: contact.isFrom,
    flowLost(flow) {
      if (contact.isOn(flow)) runner.post({ on: "flowLost" });
    },
    looks() {
      if (contact.isElsewhere()) runner.post({ on: "changed" });
    },
    async leave() {
      door.close();
      runner.post({ on: "stop" });
      await standing.stopped;
      runner.stop();
      asking();
    },
  };
}

const factsOf = (account: RegistrationAccount, { random, crypto }: World): RegistrationFacts => ({
  account,
  hops: 1, // the transaction layer tries the next address by itself (RFC 3263 §4.3)
  luck: randomBelow(random, 1000) / 1000,
  newId: token(random, 128),
  cnonce: token(random, 64),
  crypto,
});

/** How the account stands, and since when. */
function standingOf({ name, told }: Registering, { clock, log }: World) {
  let status: RegistrationStatus | undefined;
  let since = clock.wallTime();
  let roundTrip: Millis | undefined;
  let warning: string | undefined;
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  return {
    stopped,
    status: (): Standing => ({
      state: stateOf(status),
      since,
      ...detailOf(status, warning),
      ...(status?.is === "registered" && roundTrip !== undefined && { roundTrip }),
    }),
    /** What the server says beside: an exchange, what its operator refuses for us. */
    warned(answer: Answer): void {
      if (answer.on !== "response") return;
      const [said] = readable(answer.response, Warning) ?? [];
      const isNews = warning !== said?.text;
      warning = said?.text.slice(0, longestWarning);
      if (isNews) told();
    },
    serviceRoute: () => (status?.is === "registered" ? status.serviceRoute : []),
    answered(after: Millis): void {
      roundTrip = after;
    },
    tell(now: RegistrationStatus): void {
      const isNews = status?.is !== now.is;
      status = now;
      if (now.is === "stopped") resolve();
      if (!isNews) return;
      since = clock.wallTime();
      if (now.is === "failed") log.warn(`${name} is not registered`, { ...now.problem });
      else log.info(`${name} ${now.is}`);
      told();
    },
  };
}

function eventOf(answer: Answer, { host }: SipUri): RegistrationEvent {
  if (answer.on === "response") return { on: "response", response: answer.response };
  const { why, code } = answer;
  return {
    on: "unanswered",
    problem: code === "sip.notLocated" ? noName(host) : whyUnanswered[why],
  };
}

const noName = (host: string) =>
  problem("sip.notLocated", `the DNS does not answer, or knows no address of ${host}`);

const whyUnanswered = {
  timeout: problem("sip.unanswered", "no answer from the server"),
  unreachable: problem("sip.unreachable", "the server cannot be reached"),
} as const;

function stateOf(status: RegistrationStatus | undefined): Standing["state"] {
  if (status === undefined || status.is === "stopped") return "trying";
  return status.is;
}

function detailOf(
  status: RegistrationStatus | undefined,
  warning: string | undefined,
): Pick<Standing, "code" | "detail"> {
  if (status?.is === "failed") return { code: status.problem.code, detail: status.problem.detail };
  return warning === undefined ? {} : { detail: warning };
}
