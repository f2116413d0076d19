import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { minutes, seconds } from "#kit/time.ts";
import { CallAgent } from "#server/mgcp/callAgent.ts";
import type { EndpointNews } from "#server/mgcp/endpoint/endpoint.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import { type SimHost, type SimWorld, simWorld } from "#world/sim/simWorld.ts";

const ours = { host: "192.0.2.1", port: 2727 };

/** A socket where a gateway should be, that answers every command. */
class Answering {
  readonly heard: string[] = [];
  readonly socket: UdpSocket;
  readonly from: Address[] = [];
  /** What it says to whoever asks for all of its ports. */
  ports: readonly string[] = [];

  constructor(socket: UdpSocket) {
    this.socket = socket;
    socket.receive((data, from) => this.#hears(fromUtf8(data), from));
  }

  static async open(host: SimHost, local: Address): Promise<Answering> {
    const opened = await host.network.udp(local);
    assert.ok(opened.ok);
    return new Answering(opened.value);
  }

  says(text: string): void {
    this.socket.send(utf8(text), ours);
  }

  /** First lines since it was last asked. */
  news(): string[] {
    return this.heard.splice(0).map((text) => text.replaceAll(/\r\n.*?(\.\r\n|$)/gs, "|"));
  }

  #hears(text: string, from: Address): void {
    this.heard.push(text);
    const ports = this.ports.map((one) => `Z: ${one}\r\n`).join("");
    for (const [, id, name] of text.matchAll(/^[A-Z]{4} (\d+) (\S+)/gm))
      this.socket.send(utf8(`200 ${id} OK\r\n${name?.startsWith("*") ? ports : ""}`), from);
  }
}

let sim: SimWorld;
let house: SimHost;
let agent: CallAgent;
let told: EndpointNews[];
const hears = (news: EndpointNews): void => void told.push(news);

beforeEach(() => {
  sim = simWorld();
  house = sim.host(ours.host);
  agent = new CallAgent({ world: house, local: ours });
  told = [];
});

async function closes(...gateways: readonly Answering[]): Promise<void> {
  agent.close();
  await sim.runs(seconds(1)); // what is under way arrives
  for (const { socket } of gateways) socket.close();
  assert.deepEqual(sim.leftovers(), []);
}
const verbs = (gateway: Answering): string =>
  gateway
    .news()
    .map((text) => text.replaceAll(/ [^|]*/g, ""))
    .join(" ");

test("a gateway with a name is looked up, and asked whether it is there", async () => {
  sim.network.record("gw.lan", "A", ["192.0.2.40"]);
  const gateway = await Answering.open(sim.host("192.0.2.40"), { host: "192.0.2.40", port: 2427 });
  agent.open("gw.lan", "aaln/1@gw.lan", hears);
  await sim.runs(seconds(2));
  assert.deepEqual(told, [{ on: "presence", there: true }]);
  assert.equal(verbs(gateway), "AUEP| RQNT|");
  await closes(gateway);
});

test("a gateway that has moved is looked up again", async () => {
  sim.network.record("gw.lan", "A", ["192.0.2.40"]);
  agent.open("gw.lan:2428", "aaln/1@gw.lan", hears);
  await sim.runs(seconds(5));
  sim.network.record("gw.lan", "A", ["192.0.2.41"]);
  const gateway = await Answering.open(sim.host("192.0.2.41"), { host: "192.0.2.41", port: 2428 });
  await sim.runs(seconds(60));
  assert.deepEqual(told, [{ on: "presence", there: true }]);
  await closes(gateway);
});

test("two gateways at one address are told apart by their ports", async () => {
  const host = sim.host("192.0.2.40");
  const [a, b] = [
    await Answering.open(host, { host: "192.0.2.40", port: 2427 }),
    await Answering.open(host, { host: "192.0.2.40", port: 2428 }),
  ];
  agent.open("192.0.2.40", "aaln/1@a", hears);
  const heardOfB: EndpointNews[] = [];
  agent.open("192.0.2.40:2428", "aaln/1@b", (news) => heardOfB.push(news));
  await sim.runs(seconds(1));
  b.says("NTFY 7 aaln/1@b MGCP 1.0\r\nX: 0\r\nO: L/hd\r\n");
  await sim.runs(seconds(1));
  assert.deepEqual(told, [{ on: "presence", there: true }]);
  assert.deepEqual(heardOfB.at(-1), { on: "offHook" });
  await closes(a, b);
});

test("one that speaks from another port than it listens on is answered there, and asked at the other", async () => {
  const host = sim.host("192.0.2.40");
  const gateway = await Answering.open(host, { host: "192.0.2.40", port: 2427 });
  const mouth = await Answering.open(host, { host: "192.0.2.40", port: 5000 });
  agent.open("192.0.2.40", "aaln/1@a", hears);
  await sim.runs(seconds(1));
  gateway.news();
  mouth.says("NTFY 7 aaln/1@b MGCP 1.0\r\nX: 0\r\nO: L/hd\r\n");
  await sim.runs(seconds(1));
  assert.equal(verbs(gateway), "RQNT|");
  assert.equal(verbs(mouth), "200|");
  await closes(gateway, mouth);
});

test("the answer to a notification and the next request travel together", async () => {
  const gateway = await Answering.open(sim.host("192.0.2.40"), { host: "192.0.2.40", port: 2427 });
  const port = agent.open("192.0.2.40", "aaln/1@a", (news) => {
    if (news.on === "offHook") port.want({ tone: "dial" });
  });
  await sim.runs(seconds(1));
  gateway.news();
  gateway.says("NTFY 7 aaln/1@a MGCP 1.0\r\nX: 0\r\nO: L/hd\r\n");
  await sim.runs(seconds(1));
  assert.equal(verbs(gateway), "200|RQNT|");
  await closes(gateway);
});

test("a port that nobody wants any more is quiet, and asked nothing", async () => {
  const gateway = await Answering.open(sim.host("192.0.2.40"), { host: "192.0.2.40", port: 2427 });
  const port = agent.open("192.0.2.40", "aaln/1@a", hears);
  await sim.runs(seconds(1));
  gateway.news();
  port.close();
  await sim.runs(seconds(1));
  assert.match(gateway.heard.join(""), /^RQNT .*\r\nK: .*\r\nN: .*\r\nX: .*\r\nR:\r\nS:\r\n$/);
  await closes(gateway);
});

test("a port that is taken is tried again", async () => {
  const other = await house.network.udp(ours);
  assert.ok(other.ok);
  const gateway = await Answering.open(sim.host("192.0.2.40"), { host: "192.0.2.40", port: 2427 });
  agent.open("192.0.2.40", "aaln/1@a", hears);
  await sim.runs(seconds(10));
  assert.equal(house.log.find(/mgcp cannot listen/).length, 1);
  other.value.close();
  await sim.runs(seconds(60));
  assert.deepEqual(told, [{ on: "presence", there: true }]);
  await closes(gateway);
});

test("strangers are named once each, and many are counted together", async () => {
  const gateway = await Answering.open(sim.host("192.0.2.40"), { host: "192.0.2.40", port: 2427 });
  agent.open("192.0.2.40", "aaln/1@a", hears);
  await sim.runs(seconds(1));
  for (let i = 1; i <= 120; i++) {
    const host = `198.51.100.${i}`;
    const stranger = await Answering.open(sim.host(host), { host, port: 2427 });
    stranger.says("RSIP 1 *@a MGCP 1.0\r\n");
    stranger.says("RSIP 2 *@a MGCP 1.0\r\n");
    await sim.runs(seconds(1));
    assert.deepEqual(stranger.heard, []);
    stranger.socket.close();
  }
  assert.deepEqual(agent.ignored(), [{ what: "mgcp from a stranger", count: 240 }]);
  assert.equal(house.log.find(/stranger/).length, 101);
  await closes(gateway);
});

test("who listens on this machine alone for a gateway that is elsewhere is told so", async () => {
  agent = new CallAgent({ world: house, local: { host: "127.0.0.1", port: 2727 } });
  agent.open("192.0.2.40", "aaln/1@a", hears);
  assert.equal(house.log.find(/on this machine alone/).length, 1);
  agent.close();
  await sim.settles();
});

test("while the owner searches, a gateway that begins names its ports, known or not", async () => {
  const host = sim.host("192.0.2.40");
  const known = await Answering.open(host, { host: "192.0.2.40", port: 2427 });
  const stranger = await Answering.open(sim.host("192.0.2.41"), { host: "192.0.2.41", port: 2428 });
  agent.open("192.0.2.40", "aaln/1@a", hears);
  await sim.runs(seconds(1));
  stranger.says("RSIP 1 aaln/9@b MGCP 1.0\r\nRM: restart\r\n");
  await sim.runs(seconds(1));
  assert.deepEqual(agent.found(), [], "nobody asked");
  known.news();
  known.ports = ["aaln/1@a", "aaln/2@a"];
  assert.deepEqual(agent.search(), ours);
  await sim.runs(seconds(1));
  assert.equal(known.news()[0]?.split(" ")[2], "*@a");
  stranger.says("RSIP 2 aaln/1@b MGCP 1.0\r\nRM: restart\r\n");
  stranger.says("RSIP 3 *@b MGCP 1.0\r\nRM: restart\r\n");
  stranger.says("rubbish");
  known.says("RSIP 4 aaln/3@a MGCP 1.0\r\nRM: restart\r\n");
  await sim.runs(seconds(1));
  const expected = [
    { gateway: "192.0.2.40", ports: ["aaln/1@a", "aaln/2@a", "aaln/3@a"] },
    { gateway: "192.0.2.41:2428", ports: ["aaln/1@b"] },
  ];
  assert.deepEqual(agent.found(), expected);
  assert.deepEqual(stranger.news(), [], "it is told nothing");
  await sim.runs(minutes(11));
  stranger.says("RSIP 9 aaln/2@b MGCP 1.0\r\nRM: restart\r\n");
  await sim.runs(seconds(1));
  assert.deepEqual(agent.found(), expected, "the search is over");
  await closes(known, stranger);
});
