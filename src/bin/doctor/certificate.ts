/** The certificate that the next start would show. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { type Problem, problem } from "#kit/problem.ts";
import type { CertificateSeen } from "#server/network/facts.ts";
import type { TlsIdentity } from "#world/network.ts";
import { certificateEnd } from "#world/node/certificateEnd.ts";
import { ourNames } from "../certificates.ts";
import type { Environment } from "../environment.ts";

export async function lookAtCertificate(
  env: Environment,
): Promise<CertificateSeen | Problem | undefined> {
  const by = env.certificate === undefined ? "authority" : "owner";
  try {
    const identity = by === "owner" ? ownersOf(env) : keptIn(env.data);
    if (identity === undefined) return undefined;
    const certificate = new X509Certificate(identity.certificate);
    const wanted = by === "owner" ? [env.advertise ?? []].flat() : ourNames(env.advertise);
    return {
      by,
      now: Date.now(),
      end: certificateEnd(identity.certificate),
      fitsKey: certificate.checkPrivateKey(createPrivateKey(identity.key)),
      missing: wanted.filter((name) => !carries(certificate, name)),
    };
  } catch (error) {
    return problem("bin.badCertificate", (error as Error).message);
  }
}

const carries = (certificate: X509Certificate, name: string): boolean =>
  (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;

function ownersOf({ certificate = "", key }: Environment): TlsIdentity {
  if (key === undefined) throw new Error("RINGWISE_TLS_CERT is said without RINGWISE_TLS_KEY");
  return { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") };
}

function keptIn(data: string): TlsIdentity | undefined {
  try {
    return JSON.parse(readFileSync(join(data, "keys", "certificate.json"), "utf8")).identity;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
