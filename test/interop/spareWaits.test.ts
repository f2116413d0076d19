/** A backup takes the place of a household while a spare waits: it registers nowhere until it serves. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setImmediate as immediately } from "node:timers/promises";
import { respond } from "#sip/message/response.ts";
import { token } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";
import { Supervised } from "../survive/supervised.ts";
import { realAgent } from "./realAgent.ts";
import { host, settingsOf } from "./smallHouse.ts";

async function posted(server: Supervised, path: string): Promise<Response> {
  const web = /http:\/\/localhost:(\d+)/.exec(server.printed)?.[1];
  return fetch(`http://127.0.0.1:${web}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": path,
    },
    body: "{}",
  });
}

/** The server beside that one: the supervisor has a process of its sound, and a spare of that, too. */
function spareOf(pid: number): string | undefined {
  const supervisor = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, "utf8");
  return children
    .trim()
    .split(" ")
    .find((child) => child !== String(pid) && isServer(child));
}

const isServer = (pid: string): boolean =>
  readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes("serve");

test("a household is restored while a spare waits: only who serves ever registers, and the backup is in force", async () => {
  const registrar = await realAgent();
  /** By Call-ID, which each process has of its own; without those that take the registration away. */
  const asked = new Set<string>();
  registrar.agent.serve("REGISTER", (transaction) => {
    const { request } = transaction;
    const [contact = "", callId = ""] = ["Contact", "Call-ID"].map(
      (name) => request.lines(name)[0],
    );
    if (!/expires=0/.test(contact)) asked.add(callId);
    transaction.answer(
      respond(request, 200, { toTag: "r", headers: [{ name: "Contact", text: contact }] }),
    );
  });
  const settings = settingsOf(registrar.port) as { readonly accounts: readonly object[] };
  const accounts = settings.accounts.map((one) => ({
    ...one,
    ...{ register: true, username: "ada", secret: "a-secret" },
  }));
  const server = await Supervised.open({ ...settings, accounts }, { host });
  const registers = (count: number): Promise<true> =>
    untilThere(`${count} processes that registered`, async () => {
      await immediately();
      return asked.size >= count ? true : undefined;
    });
  const waits = (): Promise<string> =>
    untilThere("a spare", async () => {
      await immediately();
      return spareOf(server.processes.at(-1) ?? 0);
    });
  try {
    await registers(1);
    const spare = await waits();
    const made = await posted(server, "/api/v1/backups");
    const { name } = (await made.json()) as { readonly name: string };
    const again = server.begins();
    assert.equal((await posted(server, `/api/v1/backups/${name}/restore`)).status, 202);
    await again;
    assert.match(server.printed, /a backup was restored/);
    assert.equal(String(server.processes.at(-1)), spare, "the spare serves now");
    await registers(2);
    await waits();
    await server.get("/api/v1/status");
    assert.deepEqual([asked.size, server.processes.length], [2, 2]);
  } finally {
    await server.close();
    registrar.close();
  }
});
