import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The cookies of a browser. Over HTTPS they carry the `__Host-` prefix (RFC 6265bis §4.1.3.2): only
 * this host, only encrypted, for the whole of it. HTTP has names of its own, since a browser lets
 * nobody write a secure cookie from there.
 */
export type CookieName = "session" | "browser";

/** What of a request tells the cookies; an upgrade to a WebSocket knows no more. */
export type Asked = Pick<FastifyRequest, "cookies" | "headers"> & { readonly protocol: string };

interface Set {
  readonly name: CookieName;
  readonly value: string;
  /** ms */
  readonly lifetime: number;
}

/** What the names of a site's cookies end with: nothing at a feature server; at a hosted user's `~` and their name, which holds no `~`. */
export type SiteName = "" | "-exchange" | `~${string}`;

/**
 * Of one site, by a name of its own: browsers know no ports, and sites of one host are not to sign
 * each other's people out.
 */
export function cookies(site: SiteName = "") {
  const plain = { session: `ringwise${site}`, browser: `ringwise-browser${site}` } as const;
  const nameOf = (name: CookieName, { protocol }: Pick<Asked, "protocol">): string =>
    protocol === "https" ? `__Host-${plain[name]}` : plain[name];
  return {
    of: (request: Asked, name: CookieName): string | undefined =>
      request.cookies[nameOf(name, request)],
    set(request: FastifyRequest, reply: FastifyReply, { name, value, lifetime }: Set): void {
      reply.setCookie(nameOf(name, request), value, {
        httpOnly: true,
        sameSite: "strict",
        path: "/",
        maxAge: lifetime / 1000,
        secure: request.protocol === "https",
      });
    },
    clear(request: FastifyRequest, reply: FastifyReply, name: CookieName): void {
      const secure = request.protocol === "https";
      reply.clearCookie(nameOf(name, request), { path: "/", secure, httpOnly: true });
    },
  };
}
export type Cookies = ReturnType<typeof cookies>;
