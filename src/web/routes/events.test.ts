import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { WebSocket } from "ws";
import { listeners } from "#kit/listeners.ts";
import type { Control, ServerEvent } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashSecret } from "#web/auth/secret.ts";
import type { FeedEvent } from "#web/eventFeed.ts";
import { webApp } from "#web/webApp.ts";

const events: readonly ServerEvent[] = [
  { seq: 1, type: "call.started", data: {} },
  { seq: 2, type: "call.ended", data: {} },
];

async function site() {
  const told = listeners<ServerEvent>();
  const control = {
    settings: { schema: {} },
    inHand: {},
    lastEvent: 2,
    eventsSince: (since: number) => (since > 2 ? undefined : events.slice(since)),
    events: told.listen,
  } as unknown as Control;
  const vault = memoryVault();
  const app = await webApp({ control, vault, token: "t0ken", now: Date.now, version: "0" });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, vault, told, address: `127.0.0.1:${port}/api/v1/events` };
}

/** What is read of the stream, block by block, until the story is over. */
async function listening(
  headers: Record<string, string>,
  story: (next: () => Promise<string>, tell: (event: ServerEvent) => void) => Promise<void>,
): Promise<void> {
  const { app, told, address } = await site();
  const stop = new AbortController();
  const answer = await fetch(`http://${address}`, {
    headers: { authorization: "Bearer t0ken", ...headers },
    signal: stop.signal,
  });
  assert.equal(answer.headers.get("content-type"), "text/event-stream");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<string> => {
    while (!text.includes("\n\n")) text += (await reader?.read())?.value ?? assert.fail("it ended");
    const [block = "", ...rest] = text.split("\n\n");
    text = rest.join("\n\n");
    return block;
  };
  try {
    await story(next, told.tell);
    stop.abort();
    await app.close();
    assert.equal(told.count, 0, "nobody listens any more");
  } finally {
    await app.close();
  }
}

const block = (event: FeedEvent): string => `id: ${event.seq}\ndata: ${JSON.stringify(event)}`;

test("who comes anew is told to ask for everything, and then what happens", () =>
  listening({}, async (next, tell) => {
    assert.equal(await next(), block({ type: "sync", seq: 2, data: {} }));
    tell({ seq: 3, type: "call.started", data: {} });
    assert.equal(await next(), block({ seq: 3, type: "call.started", data: {} }));
  }));

test("who comes back is told what was missed", () =>
  listening({ "last-event-id": "1" }, async (next) => {
    assert.equal(await next(), block({ seq: 2, type: "call.ended", data: {} }));
  }));

test("who was signed out hears nothing more, by the stream nor by the socket", async () => {
  const { app, vault, told, address } = await site();
  const session = { id: hashSecret("c00kie"), began: 0, expires: Number.MAX_SAFE_INTEGER };
  await vault.saveSession({ ...session, agent: "" });
  const headers = { cookie: "ringwise=c00kie" };
  try {
    const heard: string[] = [];
    const socket = new WebSocket(`ws://${address}`, { headers });
    socket.on("message", (data) => heard.push(JSON.parse(String(data)).type));
    const stream = await fetch(`http://${address}`, { headers });
    if (heard.length === 0) await once(socket, "message");
    await vault.removeSession(session.id);
    const closed = once(socket, "close");
    told.tell({ seq: 3, type: "call.started", data: {} });
    await closed;
    assert.deepEqual(heard, ["sync"]);
    assert.equal(await stream.text(), `${block({ type: "sync", seq: 2, data: {} })}\n\n`);
    assert.equal(told.count, 0, "nobody listens any more");
  } finally {
    await app.close();
  }
});
