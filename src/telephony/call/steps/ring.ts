/** Rings telephones: the usual step, and what a step of another kind comes to when it rings. */
import { type Seconds, seconds } from "#kit/time.ts";
import type { Attempt, CallFacts, Seat } from "../call.ts";
import { because, type Cause } from "../leg.ts";
import type { Endpoint, LegTarget, Route } from "../legTarget.ts";
import type { RingStep, Target } from "../plan.ts";
import type { Fresh, Prepared } from "./step.ts";

/** How long a telephone in use is spoken into by a step that rings the others. */
const intoCallFor = 30 as Seconds;

/** Those targets together, for so long. */
export function rings(targets: readonly Target[], wait: Seconds): RingStep {
  return { do: "ring", targets, order: "together", for: wait, whenBusy: "wait" };
}

export function prepareRing(step: RingStep, facts: CallFacts): Prepared {
  const fresh: Fresh[] = [];
  const never: Omit<Seat, "leg">[] = [];
  for (const target of step.targets)
    for (const endpoint of facts.reach(target)) {
      const gone = missing(endpoint, step);
      const way = wayTo(endpoint);
      if (gone) never.push(gone);
      else if (way)
        fresh.push({
          ...way,
          step,
          ...manner(target, step, fresh.length),
          ...spokenInto(endpoint, step),
        });
    }
  return { fresh, never };
}

/** It is not rung: for the record, with why. */
function missing(endpoint: Endpoint, step: RingStep): Omit<Seat, "leg"> | undefined {
  if (endpoint.to === "nobody") return nobody(endpoint);
  const cause = whyNot(endpoint, step);
  const way = wayTo(endpoint);
  return way && cause && { target: way.target, phase: "over", cause };
}

type Somebody = Exclude<Endpoint, { readonly to: "nobody" }>;

const nobody = ({
  address,
  cause,
}: Endpoint & { readonly to: "nobody" }): Prepared["never"][number] => ({
  target: { to: "outside", account: "", address },
  phase: "over",
  cause,
});

/** Who is in a call hears it there. */
const spokenInto = (endpoint: Endpoint, { whenBusy }: RingStep): Pick<Attempt, "oneWay"> =>
  whenBusy === "speak" && endpoint.to === "device" && endpoint.state === "busy"
    ? { oneWay: intoCallFor }
    : {};

function whyNot(endpoint: Somebody, { whenBusy }: RingStep): Cause | undefined {
  if (endpoint.to === "outside") return undefined;
  if (endpoint.state === "offline") return because("unreachable");
  return endpoint.state === "busy" && whenBusy === "skip" ? because("busy") : undefined;
}

function wayTo(
  endpoint: Endpoint,
): { readonly target: LegTarget; readonly routes: readonly Route[] } | undefined {
  if (endpoint.to === "nobody") return undefined;
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
