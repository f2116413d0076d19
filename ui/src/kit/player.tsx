import { Pause, Play } from "lucide-react";
import type { CSSProperties } from "react";
import { Button } from "react-aria-components/Button";
import { usePage } from "./page.tsx";
import { usePlayback } from "./usePlayback.ts";
import "./player.css";

interface PlayerProps {
  readonly src: string;
  /** Undefined: nobody knows until it is played. */
  readonly lengthMs?: number;
  /** What the button does, and what the slider is the position in. */
  readonly labels: { readonly play: string; readonly position: string };
  readonly onPlayed?: () => void;
}

/** Plays a message, a greeting or a recording: a button and a slider. */
export function Player({ src, lengthMs, labels, onPlayed = () => undefined }: PlayerProps) {
  const { words } = usePage();
  const { state, at, length: loaded, toggle, seek } = usePlayback(src, onPlayed);
  const length = lengthMs === undefined ? loaded : lengthMs / 1000;
  const isPlaying = state === "playing";
  const shown = isPlaying || at > 0 ? at : length;
  const seconds = Math.max(1, Math.round(length ?? 0));
  const reached = Math.min(at, seconds);
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
        onChange={({ target }) => seek(Number(target.value))}
      />
      {shown !== undefined && <span className="muted small num">{words.timer(shown * 1000)}</span>}
      {state === "broken" && <p className="wrong">{words.say("player.broken")}</p>}
    </div>
  );
}
