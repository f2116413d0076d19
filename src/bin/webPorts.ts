/** The two web ports of a site: one for HTTP, one for HTTPS. */
import { fail, ok, type Result } from "#kit/result.ts";
import type { App } from "#web/routes/kit.ts";
import type { Address } from "#world/network.ts";
import { bindTrouble } from "#world/node/networkTrouble.ts";

export interface Sites {
  readonly port: number;
  readonly securePort: number;
  close(): Promise<void>;
}

/** With the number of a socket that is bound there already, where somebody holds it for us. */
export interface WebPlace extends Address {
  readonly fd?: number | undefined;
}

/** Both listen, or neither. */
export async function webPorts(
  [plain, web]: readonly [App, WebPlace],
  [secure, webs]: readonly [App, WebPlace],
): Promise<Result<Sites>> {
  const close = async (): Promise<void> => {
    await Promise.all([plain.close(), secure.close()]);
  };
  for (const [app, at] of [
    [plain, web],
    [secure, webs],
  ] as const)
    try {
      await app.listen({ host: at.host, port: at.port, ...(at.fd !== undefined && { fd: at.fd }) });
    } catch (error) {
      await close();
      const trouble = bindTrouble(error as NodeJS.ErrnoException, at, "tcp");
      return trouble.ok ? fail("network.cannotBind", String(error)) : trouble;
    }
  return ok({ port: portOf(plain), securePort: portOf(secure), close });
}

function portOf(app: App): number {
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
