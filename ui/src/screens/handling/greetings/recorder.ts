/** What is said into the browser's microphone, as a WAV file. */
import { wavOf } from "./wav.ts";

export interface Recording {
  /** Ends it: the file. Rejects where nothing came from the microphone yet. */
  stop(): Promise<Blob>;
  /** Ends it for nothing. */
  drop(): void;
}

/** As telephones carry it at best. */
const rate = 16_000;

export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;

/** Begun when the microphone is heard. Rejects where it is not allowed. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const over = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  const begun = new Promise<void>((resolve) => {
    recorder.onstart = () => resolve();
  });
  recorder.start();
  await begun;
  const end = (): void => {
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  return {
    drop: end,
    async stop() {
      end();
      await over;
      const sound = await new Blob(parts).arrayBuffer();
      return new Blob([wavOf(await samplesOf(sound), rate)], { type: "audio/wav" });
    },
  };
}

async function samplesOf(sound: ArrayBuffer): Promise<Float32Array> {
  const context = new AudioContext();
  const heard = await context.decodeAudioData(sound);
  await context.close();
  const room = new OfflineAudioContext(1, Math.max(1, Math.ceil(heard.duration * rate)), rate);
  const source = room.createBufferSource();
  source.buffer = heard;
  source.connect(room.destination);
  source.start();
  return (await room.startRendering()).getChannelData(0);
}
