import { fail, type Result } from "#kit/result.ts";
import type { Address } from "#world/network.ts";
import { portHolder } from "#world/node/portHolder.ts";

const codes: Readonly<Record<string, string>> = {
  EADDRINUSE: "network.inUse",
  EADDRNOTAVAIL: "network.notOurAddress",
  EACCES: "network.denied",
  EPERM: "network.denied",
  ECONNREFUSED: "network.refused",
  ECONNRESET: "network.reset",
  EPIPE: "network.reset",
  EHOSTUNREACH: "network.unreachable",
  ENETUNREACH: "network.unreachable",
  EHOSTDOWN: "network.unreachable",
  ETIMEDOUT: "network.timeout",
  EMFILE: "network.tooMany",
  ENFILE: "network.tooMany",
};

/** What the operating system calls a failure, in our words. */
export function networkTrouble(error: unknown, at: Address): Result<never> {
  const { code = "", message = String(error) } = error as NodeJS.ErrnoException;
  const known = codes[code] ?? (isTls(code) ? "network.badCertificate" : "network.failed");
  return fail(known, `${at.host}:${at.port}: ${message}`);
}

/** Node's and OpenSSL's many words for a certificate that will not do. */
const isTls = (code: string): boolean => /CERT|TLS|SSL|ISSUER|SIGNATURE|CRL/.test(code);

/** Binding failed: a port that is taken is named with its holder. */
export function bindTrouble(error: unknown, at: Address, protocol: "udp" | "tcp"): Result<never> {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return networkTrouble(error, at);
  const holder = portHolder(protocol, at.port) ?? "another process";
  const where = `${protocol.toUpperCase()} ${at.host}:${at.port}`;
  return fail("network.inUse", `${where} is in use by ${holder}`);
}

export const udpTrouble = (error: unknown, at: Address): Result<never> =>
  bindTrouble(error, at, "udp");
