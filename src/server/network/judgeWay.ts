/** What the way from the house to the world means for calls, and what to do about it. Pure. */
import { addressBytes, block, isWithin } from "#kit/ipAddress.ts";
import { whereabouts } from "#kit/whereabouts.ts";
import type { NetworkFinding } from "#server/control/networkControl.ts";
import type { Address } from "#world/network.ts";
import type { AccountProbe, MappingSeen, StunSeen } from "./facts.ts";
import { mind, unknown, well, wrong } from "./finding.ts";

/** The address that the world sees, by STUN, else by the accounts' servers. */
export function outsideAddress(
  stun: StunSeen,
  probes: readonly AccountProbe[],
): { readonly host: string; readonly by: "stun" | "account" } | undefined {
  const [mapped] = stun.mapped;
  if (mapped) return { host: mapped.host, by: "stun" };
  const seen = seenByAccounts(probes).find(({ host }) => whereabouts(host) === "outside");
  return seen && { host: seen.host, by: "account" };
}

const seenByAccounts = (probes: readonly AccountProbe[]): readonly Address[] =>
  probes.flatMap(({ answer }) => answer?.seen ?? []);

export function judgeOutside(stun: StunSeen, probes: readonly AccountProbe[]): NetworkFinding {
  const hosts = new Set(stun.mapped.map(({ host }) => host));
  const outside = outsideAddress(stun, probes);
  if (hosts.size > 1)
    return mind(
      "outside.several",
      `The world sees us at ${[...hosts].join(" and ")}: calls may lose their sound where it changes.`,
      { addresses: [...hosts].join(", ") },
    );
  if (outside)
    return well(
      outside.by === "stun" ? "outside.stun" : "outside.account",
      `The world sees us at ${outside.host}.`,
      { address: outside.host },
    );
  if (stun.asked > 0)
    return wrong(
      "outside.silent",
      "No STUN server answers: UDP does not get out, or their names are wrong.",
    );
  return unknown(
    "outside.unasked",
    "Nobody could say from where the world sees us. Add an account, or name a STUN server.",
  );
}

/** `own`: our address in the house. */
export function judgeNat(own: string, stun: StunSeen, outside: string | undefined): NetworkFinding {
  if (outside === undefined)
    return unknown("nat.unknown", "What the router does with our packets is not known.");
  if (outside === own)
    return well("nat.none", "There is no NAT: our address is the world's own.", { address: own });
  const { mapping, filtering } = stun.nat;
  if (mapping === "dependent")
    return mind(
      "nat.symmetric",
      "The router gives us another port for each peer: accounts work, direct calls need a port that it keeps open.",
    );
  if (mapping === undefined)
    return well("nat.some", "There is a NAT. Accounts work through it as they are.");
  return filtering === "endpointIndependent"
    ? well("nat.open", "The NAT is friendly: one port for all, and whoever knows it comes in.")
    : well("nat.friendly", "The NAT is friendly: one port of ours is the same for all peers.");
}

const ways = { pcp: "PCP", natPmp: "NAT-PMP", upnp: "UPnP" } as const;

/** `isKept`: the owner has it kept open. */
export function judgeMapping(seen: MappingSeen, isKept: boolean): NetworkFinding {
  switch (seen.is) {
    case "unneeded":
      return well("portMapping.unneeded", "No port has to be opened: there is no NAT.");
    case "noRouter":
      return mind(
        "portMapping.none",
        "The router opens no ports by itself. Accounts do not need it; for direct calls, forward port 5060 at the router.",
      );
    case "refused":
      return mind(
        "portMapping.refused",
        `The router does not open a port: ${seen.detail}. Accounts do not need it; for direct calls, allow it there or forward port 5060.`,
        { detail: seen.detail },
      );
    case "granted": {
      const by = ways[seen.mapped.by];
      if (isKept)
        return well("portMapping.kept", `The router keeps our ports open, by ${by}.`, { by });
      const text = `The router opens ports when it is asked to, by ${by}. For direct calls, have them kept open.`;
      return { ...well("portMapping.can", text, { by }), fix: "keepPortsOpen" };
    }
  }
}

/** RFC 6598: what carriers put between. */
const shared = block("100.64.0.0/10");
const isShared = (host: string): boolean => {
  const bytes = addressBytes(host);
  return bytes !== undefined && isWithin(bytes, shared);
};

export function judgeDoubleNat(seen: MappingSeen, outside: string | undefined): NetworkFinding {
  const wan = seen.is === "granted" ? seen.mapped.outer.host : "";
  if (seen.is === "unneeded") return well("doubleNat.none", "There is no NAT, nor a second.");
  if (wan === "")
    return unknown("doubleNat.unknown", "The router does not say what its own address is.");
  if (isShared(wan))
    return mind(
      "doubleNat.carrier",
      `The carrier puts a NAT of its own before us (${wan}): calls by accounts work, nobody reaches us directly.`,
      { address: wan },
    );
  if (whereabouts(wan) !== "outside")
    return mind(
      "doubleNat.two",
      `The router is behind another one (${wan}): calls by accounts work; for direct calls, make one of them a mere bridge.`,
      { address: wan },
    );
  if (outside !== undefined && outside !== wan)
    return mind(
      "doubleNat.differs",
      `The router says it is ${wan}, and the world sees us at ${outside}: something is between them.`,
      { address: wan, outside },
    );
  return well("doubleNat.single", "The router's address is the world's own.", { address: wan });
}

export interface ReachSeen {
  readonly mapping: MappingSeen;
  readonly nat: StunSeen["nat"];
  /** Accounts by which calls come in now. */
  readonly registered: number;
}

export function judgeReach({ mapping, nat, registered }: ReachSeen): NetworkFinding {
  const cameIn = mapping.is === "granted" ? mapping.cameIn : undefined;
  if (cameIn === true)
    return well("reach.tried", "A server elsewhere came in by a port that the router opened.");
  if (nat.filtering === "endpointIndependent")
    return well("reach.open", "A server that we had not asked came in.");
  if (registered > 0)
    return well(
      "reach.accounts",
      "Calls come in by the accounts' servers. Whether anybody reaches us directly, nobody could try.",
      { n: registered },
    );
  if (cameIn === false)
    return mind(
      "reach.shut",
      "The router opened a port, and yet a server elsewhere did not come in by it.",
    );
  return unknown("reach.unknown", "Nobody outside could be asked to call back.");
}

/** A router that meddles shows in what comes back of our own Via (RFC 3261 §18.2.1). */
export function judgeAlg(
  probes: readonly AccountProbe[],
  outside: string | undefined,
): NetworkFinding {
  const udp = probes.filter(({ isUdp, answer }) => isUdp && answer);
  if (udp.length === 0)
    return unknown(
      "alg.unknown",
      "No account answered by UDP: whether the router changes SIP is not known.",
    );
  const changed = udp.find(({ sent, answer }) => answer && !isSame(answer.via, sent));
  const hidden = udp.find(
    ({ sent, answer, to }) =>
      answer?.seen?.host === sent.host &&
      whereabouts(sent.host) === "inside" &&
      outside !== undefined &&
      outside !== sent.host &&
      whereabouts(to) === "outside",
  );
  const found = changed ?? hidden;
  if (found)
    return mind(
      "alg.suspected",
      `The router changes SIP messages to ${found.account}, which loses calls and sound. Switch off "SIP ALG" there, or use TLS.`,
      { account: found.account },
    );
  return well("alg.none", "SIP messages come back as they left: the router does not meddle.");
}

const isSame = (a: Address, b: Address): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port;

export function judgeSound({ sound, asked }: StunSeen): NetworkFinding {
  if (!sound)
    return unknown(
      "sound.unknown",
      asked > 0
        ? "No STUN server answers, so sound could not be tried."
        : "Nobody could send back what we send. Name a STUN server, or call your own voice.",
    );
  const { sent, came } = sound;
  const roundTrip = Math.round(sound.roundTrip);
  const params = { sent, came, roundTrip };
  if (came === 0)
    return wrong("sound.none", "Nothing comes back to the ports that sound goes by.", params);
  if (came < sent * 0.95)
    return mind(
      "sound.lossy",
      `Of ${sent} packets ${came} came back: calls will crackle. See what fills the line.`,
      params,
    );
  if (roundTrip > 300)
    return mind(
      "sound.slow",
      `Packets take ${roundTrip} ms there and back: people will talk at the same time.`,
      params,
    );
  return well("sound.both", `Packets go out and come back in ${roundTrip} ms.`, params);
}
