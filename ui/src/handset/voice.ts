/** The sound of one lifting: microphone and ear through WebRTC, from the lift to the hanging up. */
import { here } from "../kit/base.ts";
import { type SoundPath, soundPathOf } from "./soundPath.ts";
import type { MicTrouble } from "./state.ts";

export interface Voice {
  /** The whole offer, every candidate gathered. */
  readonly offer: string;
  readonly trouble: MicTrouble | undefined;
  answer(sdp: string): Promise<void>;
  /** One that only listened has its microphone from now on; undefined: it has one. */
  speak(): Promise<MicTrouble | undefined>;
  mute(muted: boolean): void;
  /** How loud each side is just now, 0 to 1. */
  levels(): { readonly mine: number; readonly theirs: number };
  /** What is heard; undefined: nothing has come yet. */
  theirs(): MediaStreamTrack | undefined;
  /** Undefined: nothing is counted yet. */
  path(): Promise<SoundPath | undefined>;
  close(): void;
}

/** Candidates of one's own machine come at once; nobody waits longer for stragglers. */
const gatherWithin = 1500;

/** `listens`: nobody is asked for the microphone until `speak`, and nothing is sent. */
export async function openVoice(onFailed: () => void, listens = false): Promise<Voice> {
  const relays = askRelays();
  let { stream, trouble } = listens ? noMicrophone : await microphone();
  const peer = new RTCPeerConnection({ iceServers: await relays, bundlePolicy: "max-bundle" });
  const ear = new Audio();
  const meters = loudness();
  ear.autoplay = true;
  peer.ontrack = ({ track, streams: [theirs = new MediaStream([track])] }) => {
    ear.srcObject = theirs;
    void ear.play().catch(() => undefined);
    meters.hear("theirs", theirs);
  };
  peer.onconnectionstatechange = () => {
    if (peer.connectionState === "failed") onFailed();
  };
  if (stream) for (const track of stream.getAudioTracks()) peer.addTrack(track, stream);
  else if (listens) peer.addTransceiver(meters.nothing(), { sendEncodings: [{ active: false }] });
  else peer.addTransceiver("audio", { direction: "recvonly" });
  if (stream) meters.hear("mine", stream);
  await peer.setLocalDescription();
  await gathered(peer);
  return {
    offer: peer.localDescription?.sdp ?? "",
    trouble,
    answer: (sdp) => peer.setRemoteDescription({ type: "answer", sdp }),
    async speak() {
      if (stream || !listens) return trouble;
      ({ stream, trouble } = await microphone());
      if (stream) {
        await begins(peer.getSenders()[0], stream);
        meters.hear("mine", stream);
      }
      return trouble;
    },
    mute(muted) {
      for (const track of stream?.getAudioTracks() ?? []) track.enabled = !muted;
    },
    levels: meters.levels,
    theirs: () => peer.getReceivers()[0]?.track,
    path: async () => soundPathOf((await peer.getStats()).values()),
    close() {
      for (const track of stream?.getTracks() ?? []) track.stop();
      meters.close();
      ear.srcObject = null;
      peer.close();
    },
  };
}

/** Nobody who lifts waits longer for it: most sound needs no relay. */
const relaysWithin = 1000;

/** Who passes sound on, where the owner has named somebody. */
export async function askRelays(): Promise<RTCIceServer[]> {
  try {
    const answer = await fetch(here("/api/v1/ice-servers"), {
      signal: AbortSignal.timeout(relaysWithin),
    });
    return answer.ok ? ((await answer.json()) as { iceServers: RTCIceServer[] }).iceServers : [];
  } catch {
    return [];
  }
}

interface Microphone {
  readonly stream?: MediaStream;
  readonly trouble: MicTrouble | undefined;
}

/** From now on that is sent; the other side knows its SSRC from the offer. */
async function begins(sender: RTCRtpSender | undefined, stream: MediaStream): Promise<void> {
  const [track] = stream.getAudioTracks();
  if (!sender || !track) return;
  await sender.replaceTrack(track);
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.active = true;
  await sender.setParameters(parameters);
}

const noMicrophone: Microphone = { trouble: undefined };

/** Without one the telephone still hears; why there is none is told. */
export async function microphone(): Promise<Microphone> {
  if (!isSecureContext || !navigator.mediaDevices) return { trouble: "insecure" };
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    return { stream, trouble: undefined };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    return { trouble: name === "NotAllowedError" ? "refused" : "missing" };
  }
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, gatherWithin);
    peer.addEventListener("icegatheringstatechange", () => {
      if (peer.iceGatheringState !== "complete") return;
      clearTimeout(late);
      resolve();
    });
  });
}

type Side = "mine" | "theirs";

/** Two meters. They listen beside the sound and change nothing of it. */
export function loudness() {
  const context = new AudioContext();
  const meters = new Map<Side, AnalyserNode>();
  const samples = new Float32Array(512);

  function level(side: Side): number {
    const meter = meters.get(side);
    if (!meter) return 0;
    meter.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    return Math.min(1, Math.sqrt(sum / samples.length) * 4);
  }
  return {
    hear(side: Side, stream: MediaStream): void {
      const meter = context.createAnalyser();
      meter.fftSize = 512;
      context.createMediaStreamSource(stream).connect(meter);
      meters.set(side, meter);
    },
    /** A track without a sound, for an offer that may be spoken into later. */
    nothing: (): MediaStreamTrack => {
      const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
      if (!track) throw new Error("no track");
      return track;
    },
    levels: () => ({ mine: level("mine"), theirs: level("theirs") }),
    close: () => void context.close(),
  };
}
