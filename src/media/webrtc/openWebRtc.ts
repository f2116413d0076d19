import type { Audio, PeerConnection, Track } from "node-datachannel";
import { problem } from "#kit/problem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Instant } from "#kit/time.ts";
import type {
  OpenWebRtc,
  PacketPath,
  WebRtcListener,
  WebRtcRequest,
} from "#media/engine/packetPath.ts";
import type { Description, MediaSection } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { type Answered, answer } from "#media/sdp/negotiate.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import { library } from "#media/webrtc/library.ts";

/**
 * media/webrtc: a browser's session. ICE and DTLS-SRTP are libdatachannel's; what is agreed about
 * the sound is decided and written by media/sdp, as for every telephone. Its packets come and go
 * as plain RTP and RTCP, like those of any other path.
 */
export interface WebRtcOptions {
  readonly now: () => Instant;
  /** Use this address of the machine only; all of them when absent. */
  readonly address?: string;
  /** UDP ports, both included. */
  readonly ports?: { readonly first: number; readonly last: number };
}

export const webRtc =
  (options: WebRtcOptions): OpenWebRtc =>
  (request, listener) => {
    const terms = termsFor(request);
    if (!terms.ok) return terms;
    try {
      return ok(new BrowserPath(options, request, terms.value, listener));
    } catch (error) {
      return fail("media.webrtc", String(error)); // the library throws on SDP that it cannot use
    }
  };

/** What will be said of the sound; where and how it flows is filled in when the library knows. */
function termsFor({ offer, codecs, sends }: WebRtcRequest): Result<Answered> {
  const read = parseDescription(offer);
  if (!read.ok) return read;
  const nowhere = { host: "0.0.0.0", port: 9 };
  return answer(read.value, {
    origin: { username: "-", sessionId: "1", version: 1, host: "127.0.0.1" },
    address: nowhere,
    rtcp: nowhere,
    codecs,
    direction: sends ? "sendrecv" : "recvonly",
    connectivity: { candidates: [] },
  });
}

class BrowserPath implements PacketPath {
  readonly #peer: PeerConnection;
  readonly #track: Track;
  readonly #sends: boolean;
  readonly #listener: WebRtcListener;
  #each: (packet: Uint8Array, at: Instant) => void = () => undefined;
  #stage: "answering" | "connecting" | "open" | "over" = "answering";

  constructor(
    { now, address, ports }: WebRtcOptions,
    request: WebRtcRequest,
    terms: Answered,
    listener: WebRtcListener,
  ) {
    this.#sends = request.sends;
    this.#listener = listener;
    this.#peer = new (library().PeerConnection)("ringwise", {
      iceServers: [], // whoever serves is reached at an address of its own
      disableAutoNegotiation: true,
      ...(address !== undefined && { bindAddress: address }),
      ...(ports && { portRangeBegin: ports.first, portRangeEnd: ports.last }),
    });
    try {
      this.#peer.onGatheringStateChange((state) => {
        if (state === "complete") this.#answer(terms, request.offer);
      });
      this.#peer.onStateChange((state) => {
        if (state === "failed" || state === "closed" || state === "disconnected") this.#lose(state);
      });
      this.#track = this.#peer.addTrack(trackFor(terms.answer));
      this.#track.onOpen(() => this.#opened());
      this.#track.onMessage((packet) => this.#each(packet, now()));
      this.#peer.setRemoteDescription(request.offer, "offer");
      this.#peer.setLocalDescription("answer");
    } catch (error) {
      this.#peer.close();
      throw error;
    }
  }

  sendRtp(packet: Uint8Array): void {
    if (this.#sends) this.sendRtcp(packet);
  }

  sendRtcp(packet: Uint8Array): void {
    if (this.#stage !== "open") return;
    const { buffer, byteOffset, length } = packet;
    try {
      this.#track.sendMessageBinary(Buffer.from(buffer, byteOffset, length)); // copied there
    } catch {
      // closed by the other side a moment ago: told as `lost` in a moment
    }
  }

  receive(each: (packet: Uint8Array, at: Instant) => void): void {
    this.#each = each;
  }

  close(): void {
    this.#stage = "over";
    this.#each = () => undefined;
    this.#peer.close();
  }

  #answer({ answer: terms, agreed }: Answered, offer: string): void {
    if (this.#stage !== "answering") return;
    const own = parseDescription(this.#peer.localDescription()?.sdp ?? "");
    if (own.ok) {
      this.#stage = "connecting";
      this.#listener.answered(formatDescription(connected(terms, own.value, offer)), agreed);
    } else this.#lose(own.problem.detail);
  }

  #opened(): void {
    if (this.#stage !== "connecting") return;
    this.#stage = "open";
    this.#listener.ready();
  }

  #lose(why: string): void {
    if (this.#stage === "over") return;
    this.close();
    this.#listener.lost(problem("media.webrtc", `the path to the browser is ${why}`));
  }
}

/** The library only has to know which stream is meant; it passes every payload type. */
function trackFor({ media }: Description): Audio {
  const section = media.find(({ port }) => port !== 0);
  const audio = new (library().Audio)(section?.mid ?? "0", "SendRecv");
  for (const { payloadType, name } of section?.payloads ?? [])
    if (/^(opus|pcmu|pcma|g722)$/i.test(name)) audio.addAudioCodec(payloadType, libraryName(name));
  return audio;
}

const libraryName = (name: string): string => (/^opus$/i.test(name) ? "opus" : name.toUpperCase());

/** Our answer with the library's ICE, DTLS and candidates in the stream that was taken. */
function connected(terms: Description, own: Description, offer: string): Description {
  const there = own.media.find(({ kind }) => kind === "audio");
  const candidates = withLoopback(there?.candidates ?? [], offer);
  const connect = (section: MediaSection): MediaSection => ({
    ...section,
    iceUfrag: there?.iceUfrag ?? own.iceUfrag ?? "",
    icePwd: there?.icePwd ?? own.icePwd ?? "",
    setup: there?.setup ?? own.setup ?? "active",
    ...((there?.fingerprint ?? own.fingerprint) && {
      fingerprint: there?.fingerprint ?? own.fingerprint,
    }),
    candidates,
  });
  return { ...terms, media: terms.media.map((each) => (each.port === 0 ? each : connect(each))) };
}

/** A browser on this machine may offer only the loopback address; the library never lists ours, though its socket is bound to it. */
function withLoopback(candidates: readonly string[], offer: string): readonly string[] {
  const [first] = candidates;
  const asked = /^a=candidate:.* 127\.0\.0\.1 \d+ typ host/m.test(offer);
  const listed = candidates.some((each) => each.includes(" 127.0.0.1 "));
  const port = /^\S+ \d+ \S+ \d+ \S+ (\d+) /.exec(first ?? "")?.[1];
  return asked && !listed && port !== undefined
    ? [...candidates, `9 1 UDP 2113929215 127.0.0.1 ${port} typ host`]
    : candidates;
}
