import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import type { Seconds } from "#kit/time.ts";
import { directed } from "#server/calls/decisions.ts";
import { withReceipt } from "#server/calls/receipt.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { Consultant } from "./consultant.ts";

/* Over a real socket: what is heard there, and that nothing waits for longer than it may. */

const secret = `whsec_${Buffer.from("a key of some length").toString("base64")}`;

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function service(t: TestContext, answers: (response: ServerResponse) => void) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      answers(response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/decide` };
}

/** One whose only rule asks there. */
async function consultantOf(url: string, wait: number) {
  const world = nodeWorld("/nowhere", jsonLog("silent"));
  const store = settingsStore(memoryStore().settings, () => 1000);
  assert.ok(store.ok);
  const decide = {
    do: "decide",
    url,
    inside: true,
    secret,
    for: wait,
    otherwise: [{ do: "mailbox" }],
  };
  const changed = await store.value.change(
    () => ({ rules: [{ id: "all", when: { is: "always" }, then: [decide] }] }),
    "test",
  );
  assert.ok(changed.ok);
  const consultant = new Consultant({ world, settings: store.value });
  return { world, consultant, settings: changed.value, version: store.value.version() };
}

async function asked(url: string, wait: number) {
  const { world, consultant, settings, version } = await consultantOf(url, wait);
  const call: CallAbout = {
    id: "c1" as CallId,
    direction: "in",
    from: { number: "+16135550177" },
    to: "",
    began: world.clock.wallTime(),
  };
  const given = { at: call.began, devices: {} };
  const decision = withReceipt(directed(call, given, settings), call, version, world.crypto);
  const [step] = decision.plan;
  assert.ok(step?.do === "decide" && step.for === (wait as Seconds));
  const abandoned = new AbortController().signal;
  return { world, answer: await consultant.ask({ call, decision, step, abandoned }) };
}

test("a service on this machine is asked with a signature that it can verify, and its steps follow", async (t) => {
  const { heard, url } = await service(t, (response) =>
    response.end(JSON.stringify({ then: [{ do: "reject", cause: "busy" }] })),
  );
  const { world, answer } = await asked(url, 5);
  assert.deepEqual(answer.then, [{ do: "reject", cause: "busy" }]);
  const [{ headers, body } = { headers: {}, body: "" }] = heard;
  assert.equal(headers["content-type"], "application/json");
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const mac = world.crypto.hmacKey(utf8("a key of some length")).sign(text);
  assert.equal(headers["webhook-signature"], `v1,${Buffer.from(mac).toString("base64")}`);
  assert.equal(JSON.parse(body).data.from.number, "+16135550177");
});

test("a service that begins an answer and never ends it is left, and the rule's own steps follow", async (t) => {
  const { url } = await service(t, (response) => response.write('{"then": ['));
  const { answer } = await asked(url, 0.5);
  assert.deepEqual(answer.then, [{ do: "mailbox" }]);
  assert.equal(answer.decision.because[0]?.params["why"], "http.timeout");
});

test("an answer that nests too deep to be read is a wrong one", async (t) => {
  const [open, close] = ['{"do":"ask","prompt":"x","keys":[{"key":"1","then":[', "]}]}"];
  const deep = `{"then":[${open.repeat(285)}${close.repeat(285)}]}`;
  const { url } = await service(t, (response) => response.end(deep));
  const { answer } = await asked(url, 5);
  assert.deepEqual(answer.then, [{ do: "mailbox" }]);
  assert.equal(answer.decision.because[0]?.params["why"], "decide.badAnswer");
});

test("nobody there: the rule's own steps follow at once", async () => {
  const { answer } = await asked("http://127.0.0.1:9/", 5);
  assert.deepEqual(answer.then, [{ do: "mailbox" }]);
  assert.equal(answer.decision.because[0]?.params["why"], "network.refused");
});

test("a service is tried as if somebody called now: what it answers is told, and nothing else happens", async (t) => {
  const { heard, url } = await service(t, (response) =>
    response.end(JSON.stringify({ then: [{ do: "mailbox" }] })),
  );
  const { consultant } = await consultantOf(url, 5);
  const answer = await consultant.tryOut({ rule: "all", url, from: "+16135550177" }, {});
  assert.ok(answer.ok);
  assert.deepEqual(answer.value.then, [{ do: "mailbox" }]);
  assert.equal(JSON.parse(heard[0]?.body ?? "").data.from.number, "+16135550177");
  const other = await consultant.tryOut({ rule: "all", url: "http://elsewhere.example/" }, {});
  assert.deepEqual([other.ok, other.ok || other.problem.code], [false, "decide.gone"]);
});
