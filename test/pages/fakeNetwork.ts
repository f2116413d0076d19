import {
  type NetworkCheckView,
  type NetworkControl,
  type NetworkFinding,
  networkSteps,
} from "#server/control/networkControl.ts";

const finding = (
  verdict: NetworkFinding["verdict"],
  code: string,
  params: NetworkFinding["params"] = {},
): NetworkFinding => ({ verdict, code, params, detail: code });

const findings: Readonly<Record<string, NetworkFinding>> = {
  clock: finding("well", "clock.right"),
  dns: finding("well", "dns.found", { n: 1 }),
  outside: finding("well", "outside.stun", { address: "198.51.100.1" }),
  nat: finding("well", "nat.friendly"),
  portMapping: { ...finding("well", "portMapping.can", { by: "PCP" }), fix: "keepPortsOpen" },
  doubleNat: finding("well", "doubleNat.single", { address: "198.51.100.1" }),
  reach: finding("well", "reach.accounts", { n: 1 }),
  alg: finding("mind", "alg.suspected", { account: "carrier" }),
  sound: finding("well", "sound.both", { sent: 20, came: 20, roundTrip: 28 }),
  turn: finding("well", "turn.none"),
  ipv6: finding("well", "ipv6.none"),
  certificate: finding("well", "certificate.own", { until: "2027-12-01", names: "" }),
};

/** A network whose router meddles; each look at it sees one step more. */
export function fakeNetwork(now: () => number, tell: () => void): NetworkControl {
  let began: number | undefined;
  let done = 0;
  const view = (): NetworkCheckView | undefined => {
    if (began === undefined) return undefined;
    const steps = networkSteps.map((id, i) => {
      const found = findings[id];
      if (i < done && found) return { id, state: "done" as const, finding: found };
      return { id, state: i === done ? ("running" as const) : ("waiting" as const) };
    });
    if (done < networkSteps.length) return { began, steps };
    return { began, steps, ended: began + 9000, result: finding("mind", "result.mind", { n: 1 }) };
  };
  return {
    changes: () => () => undefined,
    ports: () => [],
    check() {
      if (began !== undefined && done < networkSteps.length) {
        done += 1;
        queueMicrotask(tell);
      }
      return view();
    },
    start() {
      began = now();
      done = 0;
      tell();
      return view() ?? { began, steps: [] };
    },
  };
}
