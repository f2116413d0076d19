/** The system gives the server no more memory, in the midst of a call: real processes and sockets. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { Supervised } from "../survive/supervised.ts";
import { RealTelephone, type TestCall } from "../survive/telephone.ts";
import { hearing, host, secret, settingsOf, talking } from "./smallHouse.ts";

/** No page more than it has; what it then needs next ends it. */
function mayHaveNoMore(pid: number): void {
  const { status, stderr } = spawnSync("prlimit", ["--pid", String(pid), "--as=1:"]);
  if (status !== 0) throw new Error(String(stderr));
}

async function holds(one: TestCall, other: TestCall): Promise<void> {
  await hearing(one, other);
  assert.ok(await one.offers("sendonly"), "hold");
  assert.ok(await one.offers("sendrecv"), "and its end");
  await hearing(one, other);
}

/** The thread that writes calls down begins with the first of them; on a busy machine that is late. */
const isWrittenDown = (printed: string): boolean =>
  printed.lastIndexOf("would survive a crash again") >= printed.lastIndexOf("would not survive");

test("a server that gets no more memory ends, and its call goes on through the next one", async () => {
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const server = await Supervised.open(settingsOf(carrier.port), { host });
  const at = { host, port: server.sipPort, transport: "udp" } as const;
  carrier.server = at;
  const kitchen = await RealTelephone.open("kitchen", at);
  try {
    await kitchen.registers(secret);
    const { caller, callee } = await talking(carrier, kitchen);
    await holds(callee, caller);
    await server.until(() => isWrittenDown(server.printed));
    let isBack = false;
    const another = server.begins().finally(() => {
      isBack = true;
    });
    mayHaveNoMore(server.processes.at(-1) ?? Number.NaN);
    while (!isBack) await server.get("/api/v1/calls").catch(() => undefined);
    await another;
    assert.match(server.printed, /it has ended \(SIG[A-Z]+\)|it hangs/);
    await holds(callee, caller);
    assert.ok(await caller.hangsUp(callee));
    const { items } = (await server.get("/api/v1/calls")) as { readonly items: readonly unknown[] };
    assert.equal(items.length, 1, "one record");
  } finally {
    await Promise.all([carrier.close(), kitchen.close()]);
    await server.close();
  }
});
