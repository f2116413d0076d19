/** What HTTPS and SIP over TLS show: the owner's certificate, or one of an authority made at the first start. */
import { readFileSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { TlsIdentity } from "#world/network.ts";
import { certificateEnd } from "#world/node/certificateEnd.ts";
import type { LocalAuthority } from "#world/node/localAuthority.ts";
import type { World } from "#world/world.ts";
import type { Environment } from "./environment.ts";

export interface Certificates {
  readonly identity: TlsIdentity;
  /** PEM, for browsers to install; absent with the owner's own certificate. */
  readonly authority?: string;
}

const renewBefore = 30 * 24 * 3600_000;
/** Its library is loaded when there is something to make, not at each start. */
const maker = () => import("#world/node/localAuthority.ts");

export async function certificates(
  world: World,
  env: Pick<Environment, "certificate" | "key" | "advertise"> & {
    readonly names?: readonly string[];
  },
): Promise<Certificates> {
  const { certificate, key } = env;
  if (certificate !== undefined && key !== undefined)
    return {
      identity: { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") },
    };
  const now = world.clock.wallTime();
  const authority = await kept(
    world,
    "keys/authority.json",
    async () => (await maker()).makeAuthority(now),
    () => true,
  );
  const hosts = [...new Set([...ourNames(env.advertise), ...(env.names ?? [])])];
  const { identity } = await kept(
    world,
    "keys/certificate.json",
    async () => ({ hosts, identity: await (await maker()).issue(authority, hosts, now) }),
    (old) =>
      certificateEnd(old.identity.certificate) - now > renewBefore &&
      hosts.every((host) => old.hosts.includes(host)),
  );
  return { identity, authority: authority.certificate };
}

/** What the file has while it is good; else made anew and kept. */
async function kept<T extends LocalAuthority | { readonly identity: TlsIdentity }>(
  { files }: World,
  name: string,
  make: () => Promise<T>,
  isGood: (old: T) => boolean,
): Promise<T> {
  const read = await files.read(name);
  if (read.ok) {
    const old = JSON.parse(fromUtf8(read.value)) as T;
    if (isGood(old)) return old;
  }
  const made = await make();
  await files.write(name, utf8(JSON.stringify(made)));
  return made;
}

/** By all of these names a browser may reach us. */
export function ourNames(advertise: string | undefined): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ address }) => !address.startsWith("fe80"))
    .map(({ address }) => address);
  const names = ["localhost", hostname(), `${hostname()}.local`, "127.0.0.1", ...addresses];
  return [...new Set(advertise === undefined ? names : [...names, advertise])];
}
