import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import type { Instant } from "#kit/time.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import type { PacketPath } from "#media/engine/packetPath.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import { closeWebRtc } from "#media/webrtc/library.ts";
import { webRtc } from "#media/webrtc/openWebRtc.ts";

const browserAt = "/usr/bin/chromium";
after(closeWebRtc);

/** In the page: offers a fake microphone, and waits until every candidate is known. */
const offering = `(async () => {
  const peer = (globalThis.peer = new RTCPeerConnection());
  peer.ontrack = ({ streams }) => {
    globalThis.ear = new Audio();
    globalThis.ear.srcObject = streams[0] ?? null;
    globalThis.ear.play();
  };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of stream.getTracks()) peer.addTrack(track, stream);
  const complete = new Promise((done) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
  });
  await peer.setLocalDescription();
  await complete;
  return peer.localDescription.sdp;
})()`;

/** In the page: how many packets came, asked until some did. */
const heard = `(async () => {
  for (;;) {
    for (const report of (await globalThis.peer.getStats()).values())
      if (report.type === "inbound-rtp" && report.packetsReceived > 20 && report.totalAudioEnergy > 0)
        return report.packetsReceived;
    await new Promise(requestAnimationFrame);
  }
})()`;

/** A tone in packets, one each time something comes from the browser: it speaks every 20 ms. */
function toneSender(path: PacketPath): () => void {
  const plan = { segments: [{ frequencies: [{ hz: 1000, dbm0: -10 }] }] };
  const [tone, encoder, frame] = [
    toneGenerator(plan, 8000),
    pcmu.newEncoder(),
    new Int16Array(160),
  ];
  const packet = new Uint8Array(172);
  const view = new DataView(packet.buffer);
  let count = 0;
  return () => {
    tone.fill(frame);
    packet.set([0x80, 0]);
    view.setUint16(2, ++count);
    view.setUint32(4, count * 160);
    view.setUint32(8, 0x1234);
    packet.set(encoder.encode(frame), 12);
    path.sendRtp(packet);
  };
}

test("Chromium hears us and is heard, and its going is noticed", {
  skip: !existsSync(browserAt),
  timeout: 60_000,
}, async () => {
  const browser = await chromium.launch({
    executablePath: browserAt,
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--allow-loopback-in-peer-connection",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
  try {
    const page = await browser.newPage();
    await page.route("https://telephone.test/", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>telephone</title>" }),
    );
    await page.goto("https://telephone.test/");
    const offer = (await page.evaluate(offering)) as string;
    const [answered, ready, lost] = [
      Promise.withResolvers<string>(),
      Promise.withResolvers<void>(),
      Promise.withResolvers<string>(),
    ];
    const opened = webRtc({ now: () => 0 as Instant })(
      { offer, codecs: ["PCMU", "opus"], sends: true },
      {
        answered: (sdp) => answered.resolve(sdp),
        ready: () => ready.resolve(),
        lost: ({ code }) => lost.resolve(code),
      },
    );
    assert(opened.ok, JSON.stringify(opened));
    const path = opened.value;
    const sdp = await answered.promise;
    await page.evaluate(
      `globalThis.peer.setRemoteDescription(${JSON.stringify({ type: "answer", sdp })})`,
    );
    await ready.promise;
    const send = toneSender(path);
    const types = new Set<number>();
    path.receive((packet) => {
      types.add((packet[1] ?? 0) & 0x7f);
      send();
    });
    assert(((await page.evaluate(heard)) as number) > 20);
    assert(types.has(0), `payload types ${[...types]}`); // PCMU, as our answer prefers
    await page.evaluate("globalThis.peer.close()");
    assert.equal(await lost.promise, "media.webrtc");
  } finally {
    await browser.close();
  }
});
