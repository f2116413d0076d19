import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { App } from "#web/routes/kit.ts";

/** A site below this one, at `/u/NAME/`; what it is asked for is told without that beginning. */
export interface Mounted {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Who is at that name now, if anybody; asked anew for each request. */
export type Mounts = (name: string) => Mounted | undefined;

/** A site that does not listen by itself. */
export async function mounted(app: App): Promise<Mounted> {
  await app.ready();
  return {
    request: (request, response) => app.routing(request, response),
    upgrade: (request, socket, head) => void app.server.emit("upgrade", request, socket, head),
  };
}

/** `/u/ada/calls?x` → `ada`, `/calls?x`; undefined for what is not below a name. */
export function below(url: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest] = /^\/u\/([A-Za-z0-9][A-Za-z0-9._-]{0,63})(\/[^#]*)$/.exec(url) ?? [];
  return name === undefined || rest === undefined ? undefined : { name, rest };
}

/** Gives what is below a name to the site there, before anything of it is read. */
export function mount(app: App, mounts: Mounts): void {
  app.all("/u/*", {
    schema: { hide: true },
    config: { rateLimit: false },
    onRequest(request, reply, done) {
      const to = below(request.url);
      const site = to && mounts(to.name);
      if (!to || !site) {
        if (/^\/u\/[^/?]+$/.test(request.url) && mounts(request.url.slice(3)))
          reply.redirect(`${request.url}/`, 308);
        else reply.callNotFound();
        return;
      }
      reply.hijack();
      request.raw.url = to.rest;
      site.request(request.raw, reply.raw);
      done();
    },
    handler: (_request, reply) => reply.callNotFound(),
  });
}

/** The same for an upgrade; true when a site took it. */
export const mountUpgrade =
  (mounts: Mounts) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer): boolean => {
    const to = below(request.url ?? "");
    const site = to && mounts(to.name);
    if (!to || !site) return false;
    request.url = to.rest;
    site.upgrade(request, socket, head);
    return true;
  };
