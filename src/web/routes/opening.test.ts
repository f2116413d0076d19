import assert from "node:assert/strict";
import { test } from "node:test";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { bearer, site } from "#web/quietSite.ts";

const password = "four words make one";

async function house() {
  const { app, vault } = await site();
  const key = await newSetupKey(vault, 1_000_000);
  const begins = async (url: string, payload: object) => {
    const answer = await app.inject({ method: "POST", url, payload });
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    return { cookie, "x-csrf-token": answer.json().csrf as string };
  };
  const owner = await begins("/api/v1/setup", { key, name: "Ada", password });
  const invited = await app.inject({
    method: "POST",
    url: "/api/v1/invitations",
    headers: owner,
    payload: { name: "Bob", devices: ["attic"], numbers: [] },
  });
  const member = await begins("/api/v1/join", { key: invited.json().key, password });
  const opening = (headers: Record<string, string>) =>
    app.inject({ url: "/api/v1/opening", headers });
  return { opening, owner, member };
}

test("a page's first answer tells the owner all that its first screen shows, and how far the events were", async () => {
  const { opening, owner } = await house();
  const answer = await opening(owner);
  assert.equal(answer.headers["x-seq"], "0");
  const { session, settings, status, devices, accounts, probes } = answer.json();
  assert.deepEqual(
    [session.state, session.role, session.csrf],
    ["open", "owner", owner["x-csrf-token"]],
  );
  assert.deepEqual(settings, { document: { version: 1 }, etag: '"1"' });
  assert.deepEqual([status.line, devices, accounts], ["free", [], []]);
  const decision = { plan: [{ do: "mailbox" }], because: [] };
  assert.deepEqual(probes, [{ from: "+12025550187", decision }, { decision }]);
});

test("it tells the family nothing of what is decided; strangers and programs only how one comes in", async () => {
  const { opening, member } = await house();
  const theirs = (await opening(member)).json();
  assert.equal(theirs.session.role, "member");
  assert.deepEqual(Object.keys(theirs), ["session", "settings", "status", "devices"]);
  for (const [headers, state] of [
    [{}, "signIn"],
    [{ authorization: "Bearer guessed" }, "signIn"],
    [bearer, "open"],
  ] as const) {
    const told = (await opening(headers)).json();
    assert.deepEqual([Object.keys(told), told.session.state], [["session"], state]);
  }
});
