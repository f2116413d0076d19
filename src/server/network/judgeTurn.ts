/** What the relay for sound means for calls, and what to do about it. Pure. */
import type { NetworkFinding } from "#server/control/networkControl.ts";
import type { TurnSeen } from "./facts.ts";
import { mind, unknown, well } from "./finding.ts";

/** An address each. Calls inside the house and by accounts do without: nothing here is worse than `mind`. */
export function judgeTurn(seen: readonly TurnSeen[]): NetworkFinding {
  if (seen.length === 0)
    return well("turn.none", "No relay is set. Browsers outside mostly reach us without one.");
  const bad = seen.find(({ is }) => is !== "works" && is !== "untried");
  const works = seen.find(({ is }) => is === "works");
  if (bad) return works ? besides(bad) : trouble(bad);
  if (!works)
    return unknown("turn.untried", "The relay is reached by DTLS alone, which is not tried here.");
  const roundTrip = Math.round(works.roundTrip ?? 0);
  return well("turn.works", `The relay passes sound on, both ways; it took ${roundTrip} ms.`, {
    roundTrip,
  });
}

const besides = ({ url }: TurnSeen): NetworkFinding =>
  mind("turn.some", `The relay passes sound on, but not at ${url}.`, { url });

function trouble({ url, is, code = 0, reason = "" }: TurnSeen): NetworkFinding {
  const params = { url, code, reason };
  const said = `${code}${reason && ` ${reason}`}`;
  switch (is) {
    case "lost":
      return mind(
        "turn.lost",
        `The DNS knows no way to ${url}. See whether the name is right.`,
        params,
      );
    case "denied":
      return mind(
        "turn.denied",
        "The relay answers and does not let us in: look at the name and the password or secret, and at the clock.",
        params,
      );
    case "refused":
      return mind("turn.refused", `The relay lets nobody in now: ${said}.`, params);
    case "shut":
      return mind(
        "turn.shut",
        `The relay lets us in, and lets us write to nobody: ${said}. It may refuse addresses like ours.`,
        params,
      );
    case "deaf":
      return mind(
        "turn.deaf",
        "The relay lets us in, but what it should pass on does not come: its ports may be shut by a firewall.",
        params,
      );
    default:
      return mind(
        "turn.silent",
        `Nobody answers at ${url}: the address or port is wrong, or a firewall is before it.`,
        params,
      );
  }
}
