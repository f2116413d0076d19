import assert from "node:assert/strict";
import type { WallTime } from "#kit/time.ts";
import type { Control } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { webApp } from "#web/webApp.ts";

/** The settings as the owner reads and writes them at the server's own web interface. */
export interface OwnersWeb {
  read(): Promise<{ readonly document: Record<string, unknown>; readonly etag: string }>;
  /** The status of the answer. */
  write(document: object, etag: string): Promise<number>;
}

/** A stranger is turned away; then the owner comes in with the one-time link. */
export async function signedIn(control: Control, now: () => WallTime): Promise<OwnersWeb> {
  const vault = memoryVault();
  const app = await webApp({ control, vault, now, version: "0" });
  const url = "/api/v1/settings";
  assert.equal((await app.inject({ url })).statusCode, 401);
  const key = await newSetupKey(vault, now());
  const payload = { key, name: "Ada", password: "correct horse battery" };
  const made = await app.inject({ method: "POST", url: "/api/v1/setup", payload });
  const cookie = String(made.headers["set-cookie"]).split(";")[0] ?? "";
  return {
    async read() {
      const { headers, body } = await app.inject({ url, headers: { cookie } });
      return { document: JSON.parse(body) as Record<string, unknown>, etag: String(headers.etag) };
    },
    async write(document, etag) {
      const headers = { cookie, "if-match": etag, "x-csrf-token": made.json().csrf };
      return (await app.inject({ method: "PUT", url, payload: document, headers })).statusCode;
    },
  };
}
