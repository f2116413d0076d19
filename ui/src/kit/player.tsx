import { Pause, Play } from "lucide-react";
import type { CSSProperties, KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { usePage } from "./page.tsx";
import { type Playback, usePlayback } from "./usePlayback.ts";
import { Waveform } from "./waveform.tsx";
import "./player.css";

interface FaceProps {
  /** Undefined: nobody knows until it is played. */
  readonly lengthMs?: number | undefined;
  /** What the button does, and what the slider is the position in. */
  readonly labels: { readonly play: string; readonly position: string };
  /** How loud it is: then the slider is a waveform of so many bars. */
  readonly wave?: { readonly peaks: string | undefined; readonly bars: number } | undefined;
}

interface PlayerProps extends FaceProps {
  readonly src: string;
  readonly onPlayed?: () => void;
}

/** Plays a message, a greeting or a recording: a button and a slider. */
export function Player({ src, onPlayed = () => undefined, ...face }: PlayerProps) {
  return <PlayerFace playback={usePlayback(src, onPlayed)} {...face} />;
}

/** Arrows, and J and L as video pages have them, go so many seconds; the space bar plays and pauses. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  j: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  l: 5,
};

interface WholeProps extends FaceProps {
  readonly playback: Playback;
}

/** The same, driven by whoever also shows where it is. */
export function PlayerFace({ playback, lengthMs, labels, wave }: WholeProps) {
  const { words } = usePage();
  const { state, at, length: loaded, toggle, seek } = playback;
  const length = lengthMs === undefined ? loaded : lengthMs / 1000;
  const isPlaying = state === "playing";
  const shown = isPlaying || at > 0 ? at : length;
  const seconds = Math.max(1, Math.round(length ?? 0));
  const reached = Math.min(at, seconds);
  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step === undefined && event.key !== " ") return;
    event.preventDefault();
    if (step === undefined) toggle();
    else seek(Math.min(seconds, Math.max(0, at + step)));
  }
  return (
    <div className="player">
      <Button
        className="play"
        onPress={toggle}
        aria-label={isPlaying ? words.say("player.pause") : labels.play}
      >
        {isPlaying ? (
          <Pause size={16} fill="currentColor" />
        ) : (
          <Play size={16} fill="currentColor" />
        )}
      </Button>
      <div className={wave ? "track wave" : "track"}>
        {wave && <Waveform {...wave} played={reached / (length ?? seconds)} />}
        <input
          type="range"
          className="slider"
          style={{ "--played": `${(reached / seconds) * 100}%` } as CSSProperties}
          min={0}
          max={seconds}
          step={0.1}
          value={reached}
          disabled={length === undefined}
          aria-label={labels.position}
          aria-valuetext={words.say("player.position", { at: Math.round(at), length: seconds })}
          onKeyDown={onKeyDown}
          onChange={({ target }) => seek(Number(target.value))}
        />
      </div>
      {shown !== undefined && <span className="muted small num">{words.timer(shown * 1000)}</span>}
      {state === "broken" && <p className="wrong">{words.say("player.broken")}</p>}
    </div>
  );
}
