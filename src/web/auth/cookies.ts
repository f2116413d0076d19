import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The cookies of a browser. Over HTTPS they carry the `__Host-` prefix (RFC 6265bis §4.1.3.2): only
 * this host, only encrypted, for the whole of it. HTTP has names of its own, since a browser lets
 * nobody write a secure cookie from there.
 */
export type CookieName = "session" | "browser";

/** What of a request tells the cookies; an upgrade to a WebSocket knows no more. */
export type Asked = Pick<FastifyRequest, "cookies" | "headers"> & { readonly protocol: string };

const plain = { session: "ringwise", browser: "ringwise-browser" } as const;

const nameOf = (name: CookieName, { protocol }: Pick<Asked, "protocol">): string =>
  protocol === "https" ? `__Host-${plain[name]}` : plain[name];

export const cookieOf = (request: Asked, name: CookieName): string | undefined =>
  request.cookies[nameOf(name, request)];

interface Set {
  readonly name: CookieName;
  readonly value: string;
  /** ms */
  readonly lifetime: number;
}

export function setCookie(request: FastifyRequest, reply: FastifyReply, cookie: Set): void {
  reply.setCookie(nameOf(cookie.name, request), cookie.value, {
    httpOnly: true,
    sameSite: "strict",
    path: "/",
    maxAge: cookie.lifetime / 1000,
    secure: request.protocol === "https",
  });
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply, name: CookieName): void {
  const secure = request.protocol === "https";
  reply.clearCookie(nameOf(name, request), { path: "/", secure, httpOnly: true });
}
