/** The steps of a plan as attempts: whom each rings, by which way, and for how long. */
import { type Millis, type Seconds, seconds } from "#kit/time.ts";
import type { Attempt, CallFacts, CallSoFar, Endpoint, LegTarget, Route, Seat } from "./call.ts";
import { because, type Cause } from "./leg.ts";
import type { PlanStep, RingStep, Target } from "./plan.ts";

/** A forward rings as long as a carrier lets it, in seconds; a call out until somebody gives up. */
const forwardFor = 60 as Seconds;
const callOutFor = 180 as Seconds;
/** A telephone that is broken into rings as long as a usual one. */
const interruptFor = 25 as Seconds;
/** Our own parties answer at once; an announcement ends by itself. */
const ownPartyFor = 20 as Seconds;
const announcementFor = 300 as Seconds;

/** Attempts without names yet: the runner gives them their legs. */
export type Fresh = Omit<Attempt, "leg">;

/** What a step comes to now. `never`: telephones that it names and cannot ring, for the record. */
export interface Prepared {
  readonly fresh: readonly Fresh[];
  readonly never: readonly Omit<Seat, "leg">[];
}

/** Steps that ring or connect somebody, as one that rings; undefined for those that do neither. */
export function ringingOf(step: PlanStep, call: CallSoFar): RingStep | undefined {
  switch (step.do) {
    case "ring":
      return step;
    case "forward":
      return rings([step.to], call.about.direction === "out" ? callOutFor : forwardFor);
    // Until their own issues: they ring, and a telephone in use does what it can of it.
    case "interrupt":
      return { ...rings([step.target], interruptFor), whenBusy: "interrupt" };
    case "speak":
      return { ...rings([step.target], step.for), whenBusy: "speak" };
    case "screen":
      return rings(step.targets, step.for);
    default:
      return undefined;
  }
}

function rings(targets: readonly Target[], wait: Seconds): RingStep {
  return { do: "ring", targets, order: "together", for: wait, whenBusy: "wait" };
}

/** How long the step waits for an answer; undefined: as long as the caller does. */
export function patience(step: PlanStep, call: CallSoFar): Millis | undefined {
  if (call.about.emergency) return undefined;
  const ring = ringingOf(step, call);
  if (ring) return seconds(ring.for);
  return seconds(step.do === "announce" ? announcementFor : ownPartyFor);
}

export function prepare(step: PlanStep, call: CallSoFar, facts: CallFacts): Prepared {
  const ring = ringingOf(step, call);
  if (ring) return prepareRing(ring, facts);
  const target = ownParty(step);
  const alone = rings([], ownPartyFor);
  return { fresh: target ? [{ target, routes: [], step: alone }] : [], never: [] };
}

function ownParty(step: PlanStep): LegTarget | undefined {
  switch (step.do) {
    case "announce":
      return { to: "announcement", prompt: step.prompt };
    case "mailbox":
      return { to: "mailbox", ...(step.greeting !== undefined && { greeting: step.greeting }) };
    case "messages":
    case "echo":
      return { to: step.do };
    case "service":
      return { to: "service", service: step.service, input: step.input };
    default:
      return undefined;
  }
}

function prepareRing(step: RingStep, facts: CallFacts): Prepared {
  const fresh: Fresh[] = [];
  const never: Omit<Seat, "leg">[] = [];
  for (const target of step.targets)
    for (const endpoint of facts.reach(target)) {
      const cause = whyNot(endpoint, step);
      const way = wayTo(endpoint);
      if (way && cause) never.push({ target: way.target, phase: "over", cause });
      else if (way) fresh.push({ ...way, step, ...manner(target, step, fresh.length) });
    }
  return { fresh, never };
}

function whyNot(endpoint: Endpoint, { whenBusy }: RingStep): Cause | undefined {
  if (endpoint.to === "outside") return undefined;
  if (endpoint.state === "offline") return because("unreachable");
  return endpoint.state === "busy" && whenBusy === "skip" ? because("busy") : undefined;
}

function wayTo(
  endpoint: Endpoint,
): { readonly target: LegTarget; readonly routes: readonly Route[] } | undefined {
  if (endpoint.to === "device")
    return { target: { to: "device", device: endpoint.device }, routes: [] };
  const [first, ...routes] = endpoint.routes;
  return first && { target: { to: "outside", ...first }, routes };
}

function manner(
  { after, confirm }: Target,
  { order }: RingStep,
  nth: number,
): Pick<Attempt, "wait" | "confirm"> {
  const delayed = after && seconds(after);
  const wait = order === "inTurn" ? nth > 0 && "turn" : delayed;
  return { ...(wait && { wait }), ...(confirm && { confirm }) };
}
