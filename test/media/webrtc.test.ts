import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { after, test } from "node:test";
import library from "node-datachannel";
import type { Instant } from "#kit/time.ts";
import type { PacketPath, WebRtcRequest } from "#media/engine/packetPath.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import { closeWebRtc } from "#media/webrtc/library.ts";
import { webRtc } from "#media/webrtc/openWebRtc.ts";

after(closeWebRtc);

/** Something like a browser: offers Opus and PCMU with events, then takes the answer. */
class Browser {
  readonly peer = new library.PeerConnection("browser", {
    iceServers: [],
    disableAutoNegotiation: true,
    bindAddress: "127.0.0.1",
  });
  readonly heard: Buffer[] = [];
  readonly #audio = new library.Audio("a0", "SendRecv");
  readonly track;
  constructor() {
    this.#audio.addOpusCodec(111);
    this.#audio.addAudioCodec(0, "PCMU");
    this.#audio.addSSRC(4321, "browser");
    this.track = this.peer.addTrack(this.#audio);
    this.track.onMessage((packet) => this.heard.push(packet));
  }
  /** Without its candidates: were it reached before it has the answer, this library would give up. */
  offer(): Promise<string> {
    return new Promise((done) => {
      this.peer.onGatheringStateChange((state) => {
        const { sdp = "" } = this.peer.localDescription() ?? {};
        if (state === "complete")
          done(sdp.replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, ""));
      });
      this.peer.setLocalDescription("offer");
    });
  }
  next(): Promise<Buffer> {
    return new Promise((done) => this.track.onMessage(done));
  }
}

const open = webRtc({ now: () => 7 as Instant, address: "127.0.0.1" });
const rtp = (payloadType: number, seq: number) =>
  Uint8Array.of(0x80, payloadType, 0, seq, 0, 0, 0, 160, 0, 0, 0x10, 0xe1, 1, 2, 3, 4);
const report = Uint8Array.of(0x80, 201, 0, 1, 0, 0, 0x10, 0xe1); // an empty RR

interface Joined {
  readonly path: PacketPath;
  readonly sdp: string;
  readonly agreed: AgreedMedia;
}

/** Answers, and waits until packets can flow. */
async function join(
  browser: Browser,
  wish: Partial<WebRtcRequest> = {},
  by = open,
): Promise<Joined> {
  const offer = await browser.offer();
  const ready = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<{ sdp: string; agreed: AgreedMedia }>();
  const opened = by(
    { offer, codecs: ["PCMU", "opus"], sends: true, ...wish },
    {
      answered: (sdp, agreed) => answered.resolve({ sdp, agreed }),
      ready: () => ready.resolve(),
      lost: ({ detail }) => ready.reject(new Error(detail)),
    },
  );
  assert(opened.ok, JSON.stringify(opened));
  const { sdp, agreed } = await answered.promise;
  const open2 = new Promise<void>((done) => browser.track.onOpen(done));
  browser.peer.setRemoteDescription(sdp, "answer");
  await Promise.all([ready.promise, open2]);
  return { path: opened.value, sdp, agreed };
}

test("a browser is answered, and packets go both ways as plain RTP", async () => {
  const browser = new Browser();
  const { path, agreed, sdp } = await join(browser);
  assert.deepEqual(
    agreed.codecs.map(({ name, sends }) => [name, sends]),
    [
      ["PCMU", 0],
      ["opus", 111],
    ],
  );
  assert.deepEqual(
    [agreed.remote, agreed.rtcpMux, agreed.direction],
    [undefined, true, "sendrecv"],
  );
  const answer = parseDescription(sdp);
  assert(answer.ok && (answer.value.media[0]?.candidates.length ?? 0) > 0);
  const fromUs = browser.next();
  path.sendRtp(rtp(0, 1));
  assert.deepEqual(Uint8Array.from(await fromUs), rtp(0, 1));
  const fromThem = new Promise<[Uint8Array, number]>((done) =>
    path.receive((packet, at) => done([Uint8Array.from(packet), at])),
  );
  browser.track.sendMessageBinary(Buffer.from(rtp(111, 2)));
  assert.deepEqual(await fromThem, [rtp(111, 2), 7]);
  path.close();
  browser.peer.close();
});

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", () => resolve(false));
    socket.bind(port, "127.0.0.1", () => socket.close(() => resolve(true)));
  });

/** The first of two, where the system gives none to whoever asks for any. */
async function freePair(from = 10_000 + 2 * randomInt(3000)): Promise<number> {
  return (await isFree(from)) && (await isFree(from + 1)) ? from : freePair(from + 2);
}

test("a browser's ports lie in their own range, and are given back", async () => {
  const first = await freePair();
  const ports = { first, last: first + 1 };
  const narrow = webRtc({ now: () => 7 as Instant, address: "127.0.0.1", ports });
  for (let calls = 0; calls < 6; calls++) {
    const browser = new Browser();
    const { path, sdp } = await join(browser, {}, narrow);
    const answer = parseDescription(sdp);
    const candidates = answer.ok ? (answer.value.media[0]?.candidates ?? []) : [];
    assert.ok(candidates.length > 0);
    for (const candidate of candidates) {
      const port = Number(candidate.split(" ")[5]);
      assert.ok(port >= ports.first && port <= ports.last, candidate);
    }
    path.close();
    browser.peer.close();
  }
});

test("a session that only listens sends no sound, but reports", async () => {
  const browser = new Browser();
  const { path, sdp, agreed } = await join(browser, { sends: false });
  assert.match(sdp, /^a=recvonly\r$/m);
  assert.equal(agreed.direction, "recvonly");
  const first = browser.next();
  path.sendRtp(rtp(0, 1));
  path.sendRtcp(report);
  assert.equal((await first)[1], 201);
  path.close();
  browser.peer.close();
});

test("a path that was closed takes packets and sends none", async () => {
  const browsers = [new Browser(), new Browser()] as const;
  const [{ path }, other] = [await join(browsers[0]), await join(browsers[1])];
  const [first, last] = browsers.map((browser) => browser.next());
  path.sendRtp(rtp(0, 1));
  await first; // the way there works
  const later: Buffer[] = [];
  browsers[0].track.onMessage((packet) => later.push(packet));
  path.close();
  path.sendRtp(rtp(0, 2));
  path.sendRtcp(report);
  path.close();
  other.path.sendRtp(rtp(0, 3));
  await last; // what was sent after it has arrived
  assert.deepEqual(later, []);
  other.path.close();
  for (const { peer } of browsers) peer.close();
});

test("what is no offer, or has nothing in common, is a Problem", async () => {
  const silent = { answered: () => undefined, ready: () => undefined, lost: () => undefined };
  const code = (wish: WebRtcRequest) => {
    const opened = open(wish, silent);
    return opened.ok ? "ok" : opened.problem.code;
  };
  const browser = new Browser();
  const offer = await browser.offer();
  assert.equal(code({ offer: "hello", codecs: ["opus"], sends: true }), "media.badSdp");
  assert.equal(code({ offer, codecs: ["G722"], sends: true }), "media.noCommonCodec");
  const noKeys = offer.replace(/^a=(fingerprint|ice-ufrag|ice-pwd).*\r\n/gm, "");
  assert.equal(code({ offer: noKeys, codecs: ["opus"], sends: true }), "media.webrtc");
  browser.peer.close();
});
