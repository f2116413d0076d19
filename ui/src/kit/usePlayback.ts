import { useEffect, useEffectEvent, useState } from "react";

export interface Playback {
  readonly state: "still" | "playing" | "broken";
  /** Seconds from its beginning. */
  readonly at: number;
  /** Seconds; undefined until it is loaded. */
  readonly length: number | undefined;
  toggle(): void;
  seek(seconds: number): void;
}

/** The browser's own player of one sound, which is loaded when it is first played. */
export function usePlayback(src: string, onEnded: () => void): Playback {
  const [audio] = useState(() => new Audio());
  const [state, setState] = useState<Playback["state"]>("still");
  const [at, setAt] = useState(0);
  const [length, setLength] = useState<number>();
  const ended = useEffectEvent(onEnded);
  useEffect(() => {
    const over = new AbortController();
    const on = (type: keyof HTMLMediaElementEventMap, then: () => void): void =>
      audio.addEventListener(type, then, { signal: over.signal });
    on("play", () => setState("playing"));
    on("pause", () => setState("still"));
    on("error", () => setState("broken"));
    on("ended", () => ended());
    on("timeupdate", () => setAt(audio.currentTime));
    on("durationchange", () => setLength(audio.duration));
    audio.preload = "none";
    audio.src = src;
    return () => {
      over.abort();
      audio.pause();
      audio.removeAttribute("src");
      audio.load(); // lets go of what it has loaded
    };
  }, [audio, src]);
  return {
    state,
    at,
    length,
    toggle() {
      if (state === "playing") audio.pause();
      else void audio.play().catch(() => setState("broken"));
    },
    seek(seconds) {
      audio.currentTime = seconds;
      setAt(seconds);
    },
  };
}
