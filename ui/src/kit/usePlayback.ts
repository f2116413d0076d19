import { useEffect, useEffectEvent, useState } from "react";

export interface Playback {
  readonly state: "still" | "playing" | "broken";
  /** Seconds from its beginning. */
  readonly at: number;
  /** Seconds; undefined until it is loaded. */
  readonly length: number | undefined;
  /** How fast; 1 as it was spoken. */
  readonly rate: number;
  setRate(rate: number): void;
  toggle(): void;
  seek(seconds: number): void;
}

/** The browser's own player of one sound, which is loaded when it is first played. */
export function usePlayback(src: string, onEnded: () => void): Playback {
  const [audio] = useState(() => new Audio());
  const [state, setState] = useState<Playback["state"]>("still");
  const [at, setAt] = useState(0);
  const [length, setLength] = useState<number>();
  const [rate, setRate] = useState(1);
  const ended = useEffectEvent(onEnded);
  /** Paused before it had begun is no trouble. */
  const noSound = (error: unknown): void => {
    if (!(error instanceof DOMException && error.name === "AbortError")) setState("broken");
  };
  useEffect(() => {
    const over = new AbortController();
    const on = (type: keyof HTMLMediaElementEventMap, then: () => void): void =>
      audio.addEventListener(type, then, { signal: over.signal });
    on("play", () => setState("playing"));
    on("pause", () => setState("still"));
    on("error", () => setState("broken"));
    on("ended", () => {
      setAt(0); // the next time from its beginning
      ended();
    });
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
    rate,
    setRate(rate) {
      audio.defaultPlaybackRate = rate;
      audio.playbackRate = rate;
      setRate(rate);
    },
    toggle() {
      if (state === "playing") audio.pause();
      else void audio.play().catch(noSound);
    },
    seek(seconds) {
      audio.currentTime = seconds;
      setAt(seconds);
    },
  };
}
