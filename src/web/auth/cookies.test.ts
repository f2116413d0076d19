import assert from "node:assert/strict";
import { test } from "node:test";
import type { FastifyReply, FastifyRequest } from "fastify";
import { cookies, type SiteName } from "./cookies.ts";

/** A feature server, the operator's site, and hosted users of names that look like parts of a cookie's. */
const sites: readonly SiteName[] = [
  ...["", "-exchange"],
  ...["~ada", "~ada-browser", "~exchange", "~browser", "~browser-exchange", "~browser-ada"],
] as SiteName[];

function namesOf(site: SiteName, protocol: "http" | "https"): string[] {
  const names: string[] = [];
  const reply = { setCookie: (name: string) => names.push(name) } as unknown as FastifyReply;
  const request = { protocol } as FastifyRequest;
  for (const name of ["session", "browser"] as const)
    cookies(site).set(request, reply, { name, value: "x", lifetime: 1 });
  return names;
}

for (const protocol of ["http", "https"] as const)
  test(`no site's cookie has the name of another's at the same host, by ${protocol}`, () => {
    const names = sites.flatMap((site) => namesOf(site, protocol));
    assert.deepEqual(names, [...new Set(names)]);
    for (const name of names)
      assert.match(name, /^[\w!#$%&'*+.^`|~-]+$/, "a token (RFC 6265 §4.1.1)");
  });
