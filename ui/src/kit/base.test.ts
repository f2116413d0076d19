import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { here, linkTo, within } from "./base.ts";

const paths: readonly (readonly [pathname: string, base: string, is: string | undefined])[] = [
  ["/", "", "/"],
  ["/calls/7", "", "/calls/7"],
  ["/u/ada", "/u/ada", "/"],
  ["/u/ada/", "/u/ada", "/"],
  ["/u/ada/people/contacts/1", "/u/ada", "/people/contacts/1"],
  ["/u/adam/calls", "/u/ada", undefined],
  ["/calls", "/u/ada", undefined],
];
for (const [pathname, base, is] of paths)
  test(`within ${base || "the host itself"}: ${pathname} is ${is ?? "not of this site"}`, () =>
    assert.equal(within(pathname, base), is));

test("where nothing is above the site, its addresses are as they are", () =>
  assert.deepEqual([here("/api/v1/status"), linkTo("/join#k=1")], ["/api/v1/status", "/join#k=1"]));

const source = join(import.meta.dirname, "..");
/** The operator's own pages are the host's, and a worker lies where its site does. */
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.(test|d)\.ts$|^operator\/|^kit\/base\.ts$/.test(name),
);

/** An address of the API is the typed client's, which knows the base, or goes through the helper. */
const throughWhom = /(\b(GET|POST|PUT|PATCH|DELETE|here|startsWith)\(|\bpaths\[)\s*$/;

/** What takes an address past the router. */
const pastRouter: readonly RegExp[] = [
  /\b(fetch|assign|register|openWindow|Audio|EventSource|WebSocket)\(\s*["'`]\//,
  /\breplaceState\([^)]*,\s*["'`]\//,
  /\b(src|href|action|poster)\s*=\s*\{?\s*["'`]\//,
  /\blocation\.origin\s*[}+]/,
  /(?<!within\()\blocation\.pathname\s*[=!]==/,
];

test("no page writes an address of the site but through the router, the client or the helper", () => {
  assert.ok(files.length > 200, "all are read");
  const wrong = files.flatMap((name) => {
    const text = readFileSync(join(source, name), "utf8");
    const bare = [...text.matchAll(/["'`]\/(api\/v1|sip\b|sw\.js|authority\.crt|p\/)/g)]
      .filter(({ index }) => !throughWhom.test(text.slice(0, index)))
      .map(({ index }) => text.slice(index, index + 40));
    return [...bare, ...pastRouter.flatMap((one) => one.exec(text)?.[0] ?? [])].map(
      (what) => `${name}: ${what}`,
    );
  });
  assert.deepEqual(wrong, []);
});
