import assert from "node:assert/strict";
import { test } from "node:test";
import { ok } from "#kit/result.ts";
import type { BackupControl } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashSecret } from "#web/auth/secret.ts";
import { webApp } from "#web/webApp.ts";
import { fakeControl } from "../pages/fakeControl.ts";

const fetched: string[] = [];
const backups = {
  list: () => [
    { name: "open.backup", made: 2, size: 4, sealed: false },
    { name: "sealed.backup", made: 1, size: 4, sealed: true },
  ],
  read(name: string) {
    fetched.push(name);
    const bytes = (async function* () {
      yield new Uint8Array(4);
    })();
    return ok({ size: 4, bytes });
  },
} as Partial<BackupControl> as BackupControl;

async function site() {
  const vault = memoryVault();
  const control = { ...fakeControl({ now: () => 1_000_000, house: "ada" }), backups };
  const app = await webApp({ control, vault, token: "of-the-owner", now: () => 1, version: "0" });
  const token = async (...scopes: string[]): Promise<string> => {
    const secret = `token-for-${scopes.join()}`;
    const id = hashSecret(secret);
    await vault.saveToken({ id, name: "program", made: 1, scopes });
    return secret;
  };
  const fetch = async (name: string, bearer: string) =>
    app.inject({
      url: `/api/v1/backups/${name}/file`,
      headers: { authorization: `Bearer ${bearer}` },
    });
  return { fetch, token };
}

for (const scopes of [["*"], ["backups:read"], ["backups:write", "access:write"]])
  test(`a token for ${scopes} fetches sealed backups only`, async () => {
    fetched.length = 0;
    const { fetch, token } = await site();
    const bearer = await token(...scopes);
    const open = await fetch("open.backup", bearer);
    assert.deepEqual([open.statusCode, open.json().code], [403, "web.ownerOnly"]);
    assert.equal((await fetch("sealed.backup", bearer)).rawPayload.length, 4);
    assert.deepEqual(fetched, ["sealed.backup"]);
  });

test("the owner fetches each", async () => {
  const { fetch } = await site();
  for (const name of ["open.backup", "sealed.backup"])
    assert.equal((await fetch(name, "of-the-owner")).statusCode, 200);
});
