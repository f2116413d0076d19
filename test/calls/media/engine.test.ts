import assert from "node:assert/strict";
import { test } from "node:test";
import { seconds } from "#kit/time.ts";
import { newRtpView, readRtp } from "#media/rtp/packet.ts";
import { parseRtcp, type RtcpPart } from "#media/rtp/rtcp.ts";
import { town } from "./town.ts";

for (const codec of ["PCMU", "PCMA"] as const)
  test(`what one says in PCMU the other hears in ${codec}, and a third hears nothing`, async () => {
    const { engine, people, ids, speaks, ends } = await town({ codec });
    const [a, b] = ids;
    engine.perform({
      do: "patch",
      hears: [
        [b, [a]],
        [a, [b]],
      ],
    });
    await speaks();
    const { tone, all } = people[1].hears();
    assert.ok(tone > 2000 && tone > 0.9 * all, `tone ${tone} of ${all}`);
    assert.ok(people[2].hears().all < 20, "silence");
    await ends();
  });

test("a hold is a patch: from then on nothing of the other is heard", async () => {
  const { engine, people, ids, speaks, ends } = await town();
  const [a, b] = ids;
  engine.perform({ do: "patch", hears: [[b, [a]]] });
  await speaks();
  engine.perform({ do: "patch", hears: [[b, []]] });
  await speaks();
  assert.ok(people[1].hears().all < 20, "silence");
  await ends();
});

test("a port that only receives never sends sound, whatever it is patched to", async () => {
  const { engine, people, ids, speaks, ends } = await town();
  const [a, b] = ids;
  engine.perform({ do: "receiveOnly", port: b });
  const before = people[1].packets;
  engine.perform({ do: "patch", hears: [[b, [a]]] });
  await speaks();
  assert.equal(people[1].packets, before);
  await ends();
});

test("what is said is recorded as a file with its length", async () => {
  const { engine, events, ids, speaks, ends } = await town();
  engine.perform({ do: "record", port: ids[0], file: "messages/a.wav" });
  await speaks();
  engine.perform({ do: "stop", port: ids[0] });
  await ends();
  const recorded = events.find(({ on }) => on === "recorded");
  assert.ok(recorded?.on === "recorded" && recorded.problem === undefined);
  assert.ok(Math.abs(recorded.length - 2000) < 200, `${recorded.length} ms`);
});

test("keys pressed to a party go out as events", async () => {
  const { world, engine, people, ids, ends } = await town();
  let events = 0;
  people[0].socket.receive((data) => {
    const view = newRtpView();
    if (readRtp(data, view) && view.payloadType === 101) events++;
  });
  engine.perform({ do: "sendDigit", port: ids[0], digits: "5" });
  await world.runs(seconds(1));
  assert.equal(events, 7); // 100 ms, and its end twice more
  await ends();
});

for (const [speaks, says] of [
  [false, "no goodbye"],
  [true, "a goodbye"],
] as const)
  test(`a party that was ${speaks ? "" : "never "}sent anything is told ${says} at the end`, async () => {
    const { world, engine, people, ids, speaks: speak, ends } = await town();
    const { host } = people[1];
    if (!speaks) engine.perform({ do: "receiveOnly", port: ids[1] });
    engine.perform({ do: "patch", hears: [[ids[1], [ids[0]]]] });
    if (speaks) await speak();
    const opened = await world.host(host).network.udp({ host, port: 4001 });
    assert.ok(opened.ok);
    const heard: RtcpPart[] = [];
    opened.value.receive((data) => {
      const read = parseRtcp(data);
      if (read.ok) heard.push(...read.value);
    });
    engine.perform({ do: "release", port: ids[1] });
    await world.runs(seconds(1));
    assert.equal(
      heard.some(({ type }) => type === "goodbye"),
      speaks,
    );
    opened.value.close();
    await ends();
  });
