import { Pause, Play } from "lucide-react";
import { type CSSProperties, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import type { Message } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";
import "./player.css";

interface PlayerProps {
  readonly message: Message;
  readonly name: string;
  readonly onPlayed: () => void;
}

/** The browser's own audio does the work; a button and a slider move it. */
export function Player({ message: { id, lengthMs }, name, onPlayed }: PlayerProps) {
  const { words } = usePage();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [broken, setBroken] = useState(false);
  const seconds = Math.max(1, Math.round(lengthMs / 1000));

  function toggle(): void {
    if (!audio.current) return;
    if (playing) audio.current.pause();
    else void audio.current.play().catch(() => setBroken(true));
  }
  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useMediaCaption: what was said stands below it, where it was written down */}
      <audio
        ref={audio}
        src={`/api/v1/messages/${encodeURIComponent(id)}/audio`}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={onPlayed}
        onError={() => setBroken(true)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
      />
      <Button
        className="play"
        onPress={toggle}
        aria-label={
          playing
            ? words.say("voicemail.pause")
            : words.say("voicemail.play", { name, length: words.lasting(lengthMs) })
        }
      >
        {playing ? <Pause size={16} fill="currentColor" /> : <Play size={16} fill="currentColor" />}
      </Button>
      <input
        type="range"
        className="slider"
        style={{ "--played": `${(Math.min(at, seconds) / seconds) * 100}%` } as CSSProperties}
        min={0}
        max={seconds}
        step={0.1}
        value={Math.min(at, seconds)}
        aria-label={words.say("voicemail.position", { name })}
        aria-valuetext={words.say("voicemail.positionText", {
          at: Math.round(at),
          length: seconds,
        })}
        onChange={(event) => {
          if (audio.current) audio.current.currentTime = Number(event.target.value);
          setAt(Number(event.target.value));
        }}
      />
      <span className="muted small num">
        {words.timer(playing || at > 0 ? at * 1000 : lengthMs)}
      </span>
      {broken && <p className="wrong">{words.say("voicemail.audioMissing")}</p>}
    </div>
  );
}
