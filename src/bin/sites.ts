/** The web ports: the same pages and API by HTTP and by HTTPS. */
import { resolve } from "node:path";
import type { Result } from "#kit/result.ts";
import type { Control, Status } from "#server/control.ts";
import type { Vault } from "#web/auth/vault.ts";
import { mayBeTold } from "#web/routes/push.ts";
import { webApp } from "#web/webApp.ts";
import { certificateName } from "#world/node/certificateEnd.ts";
import type { Certificates } from "./certificates.ts";
import type { Environment } from "./environment.ts";
import type { HeldPlace } from "./held.ts";
import { builtPages, version } from "./package.ts";
import { type Sites, webPorts } from "./webPorts.ts";

export interface SiteParts {
  readonly env: Environment;
  readonly tls: Certificates;
  /** What a supervisor holds for us. */
  readonly given: readonly HeldPlace[];
}

export async function openSites(
  control: Control,
  vault: Vault,
  { env, tls, given }: SiteParts,
): Promise<Result<Sites>> {
  const common = {
    control,
    vault,
    token: env.token,
    pages: builtPages,
    authority: tls.authority,
    folder: resolve(env.data),
    now: () => Date.now(),
    version,
  };
  control.push.judgedBy(mayBeTold(common));
  const secure = await webApp({ ...common, tls: tls.identity });
  const plain = await webApp({ ...common, securePort: env.webs.port });
  const at = (name: "web" | "webs") => ({
    ...env[name],
    fd: given.find((one) => one.name === name)?.fd,
  });
  return webPorts([plain, at("web")], [secure, at("webs")]);
}

/** Where telephones fetch their settings: by name where the owner's certificate has one. */
export function servedAt({ port, securePort }: Sites, { authority, identity }: Certificates) {
  const name = authority === undefined ? certificateName(identity.certificate) : undefined;
  return { port, securePort, ...(name !== undefined && { name }) };
}

/** The same places, with the ports that were free when it first opened: pages and telephones come back to them. */
export function samePlaces(
  env: Environment,
  { sip }: Status,
  { port, securePort }: Sites,
): Environment {
  return {
    ...env,
    web: { ...env.web, port },
    webs: { ...env.webs, port: securePort },
    sip: { ...env.sip, port: sip?.port ?? env.sip.port },
    sips: { ...env.sips, port: sip?.tlsPort ?? env.sips.port },
  };
}
