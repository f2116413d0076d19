/** The sound of the telephone, one voice for each lifting, and how it goes over the net. */
import type { SoundPath } from "./soundPath.ts";
import type { Handset } from "./state.ts";
import type { Voice } from "./voice.ts";

const countEvery = 1000;

export class Sound {
  #voice: Voice | undefined;
  #path: SoundPath | undefined;
  #counting: ReturnType<typeof setInterval> | undefined;

  /** That of this lifting, if there is sound. */
  get voice(): Voice | undefined {
    return this.#voice;
  }

  /** How it goes, or went when it was there last; undefined: nothing was counted yet. */
  get path(): SoundPath | undefined {
    return this.#path;
  }

  /** From now on that is heard, and nothing else. */
  take(voice: Voice): void {
    this.close();
    this.#voice = voice;
    this.#path = undefined;
    this.#counting = setInterval(() => {
      voice.path().then(
        (path) => {
          if (this.#voice === voice) this.#path = path;
        },
        () => undefined, // it was closed meanwhile
      );
    }, countEvery);
  }

  close(): void {
    clearInterval(this.#counting);
    this.#voice?.close();
    this.#voice = undefined;
  }
}

interface Opened {
  readonly voice?: Voice;
  readonly trouble?: Handset["mic"];
}

/** WebRTC is only loaded when the handset is lifted for the first time. */
export async function openSound(onFailed: () => void, listens: boolean): Promise<Opened> {
  if (typeof RTCPeerConnection === "undefined") return { trouble: "noWebRtc" };
  try {
    const { openVoice } = await import("./voice.ts");
    const voice = await openVoice(onFailed, listens);
    return { voice, trouble: voice.trouble };
  } catch {
    return { trouble: "failed" };
  }
}
