import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** What the build writes wherever a nonce belongs, or the base (ui/vite.config.ts). */
const [noncePlace, basePlace] = [/__NONCE__/g, /__BASE__/g];

/** The page asks what its first screen shows, unless that is there already (ui/src/api/opening.ts). */
const openingPlace = /<link [^>]*href="[^"]*\/api\/v1\/opening"[^>]*>/;

/** Nothing inline but what carries this answer's nonce, nothing from elsewhere. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

export interface Pages {
  /** Where they were built. */
  readonly folder: string;
  /** The page itself. */
  readonly page: string;
  /** Where the site is below its host's name: nothing, or `/u/ada`. The assets are the host's. */
  readonly base: string;
  /** What its first screen shows, for whoever asks for the page; undefined: the page asks itself. */
  readonly opening?: ((request: FastifyRequest) => object | undefined) | undefined;
}

/** The built pages: assets are files; the page itself is written anew each time, with a fresh nonce. */
export async function servePages(
  app: FastifyInstance,
  { folder, page, base, opening }: Pages,
): Promise<void> {
  const file = join(folder, page);
  if (!existsSync(file)) return;
  const index = readFileSync(file, "utf8").replace(basePlace, base);
  if (base === "") await serveAssets(app, folder);
  serveOwn(app, folder);
  app.get("/*", { schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith("/api/")) return reply.callNotFound();
    const nonce = randomBytes(16).toString("base64");
    return reply
      .header("content-security-policy", contentSecurityPolicy(nonce))
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(withOpening(index.replace(noncePlace, nonce), opening?.(request)));
  });
}

/** As data, which no browser runs; what could end it is written as JSON may have it, too. */
function withOpening(page: string, opening: object | undefined): string {
  if (opening === undefined) return page;
  const data = JSON.stringify(opening).replaceAll("<", "\\u003c");
  return page
    .replace(openingPlace, "")
    .replace(
      "</body>",
      () => `<script type="application/json" id="opening">${data}</script></body>`,
    );
}

const serveAssets = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: "365d",
  });
};

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** What has its address by name, not by what is in it: the worker, the manifest and its icons. Asked anew each time. */
function serveOwn(app: FastifyInstance, folder: string): void {
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const content = readFileSync(join(folder, name));
    app.get(`/${name}`, { schema: { hide: true } }, (_request, reply) =>
      reply
        .header("content-security-policy", "default-src 'none'; connect-src 'self'")
        .header("cache-control", "no-cache")
        .type(type)
        .send(content),
    );
  }
}

/** Goes with every answer, page or not. */
export const commonHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "microphone=(self), camera=(), geolocation=()",
} as const;
