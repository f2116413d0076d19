/** A whole network check in one sentence. Pure. */
import type {
  NetworkCheckView,
  NetworkFinding,
  PortKeptOpen,
} from "#server/control/networkControl.ts";
import { mind, unknown, well, wrong } from "./finding.ts";

type Steps = NetworkCheckView["steps"];

/** `accounts`: how many are in use, and how many are registered or need not be. */
export function resultOf(
  steps: Steps,
  accounts: { readonly used: number; readonly up: number },
  ports: readonly PortKeptOpen[],
): NetworkFinding {
  const count = (verdict: NetworkFinding["verdict"]): number =>
    steps.filter(({ finding }) => finding?.verdict === verdict).length;
  const first = (verdict: NetworkFinding["verdict"]) =>
    steps.find(({ finding }) => finding?.verdict === verdict);
  const bad = first("wrong");
  if (bad)
    return wrong("result.wrong", `Calls will not all work: ${bad.finding?.detail ?? ""}`, {
      step: bad.id,
      n: count("wrong"),
    });
  if (accounts.used > 0 && accounts.up === 0)
    return wrong(
      "result.accounts",
      "No calls come by the accounts now: none of them is registered.",
    );
  const minded = count("mind");
  if (minded > 0)
    return mind(
      "result.mind",
      `Calls will work. ${minded === 1 ? "One thing is" : `${minded} things are`} worth a look.`,
      { n: minded },
    );
  const open = ports.find(({ state, outer }) => state === "open" && outer);
  if (open?.outer)
    return well(
      "result.kept",
      `Calls will work. Your router keeps ${open.outer.port} open for us.`,
      {
        port: String(open.outer.port),
      },
    );
  if (accounts.used === 0 && count("unknown") > 3)
    return unknown(
      "result.unknown",
      "Nothing is wrong here. There is no account yet that calls could come by.",
    );
  return well("result.well", "Calls will work.");
}
