import { useEffect, useEffectEvent, useState } from "react";
import type { Message } from "../../api/client.ts";
import { Check } from "../../kit/fields.tsx";
import { messageAudio } from "../../kit/messagePlayer.tsx";
import { useNames, usePage } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { nextSound, peaksIn } from "../../kit/peaks.ts";
import { PlayerFace } from "../../kit/player.tsx";
import { Segments } from "../../kit/segments.tsx";
import { type Playback, usePlayback } from "../../kit/usePlayback.ts";
import { Transcript } from "./transcript.tsx";

const rates = [1, 1.25, 1.5, 2] as const;
/** This long it must be before jumping is worth a button. */
const worthJumping = 8000;

interface SoundProps {
  readonly message: Message;
  readonly onPlayed: () => void;
}

/** A message to be heard and read: the player, how it plays, and what was said. */
export function MessageSound({ message, onPlayed }: SoundProps) {
  const { words } = usePage();
  const name = useNames().party(message.from);
  const playback = usePlayback(messageAudio(message), onPlayed);
  const length = words.lasting(message.lengthMs);
  const begun =
    message.lengthMs >= worthJumping && (playback.state === "playing" || playback.at > 0);
  return (
    <>
      <PlayerFace
        playback={playback}
        lengthMs={message.lengthMs}
        wave={{ peaks: message.peaks, bars: matchMedia("(max-width: 760px)").matches ? 52 : 96 }}
        labels={{
          play: words.say("message.play", { name, length }),
          position: words.say("message.position", { name }),
        }}
      />
      {begun && <Manner message={message} playback={playback} />}
      <Transcript message={message} at={playback.at} seek={playback.seek} />
    </>
  );
}

/** Of one that was begun: back and on by five seconds, faster, and over the silences. */
function Manner({ message, playback }: { readonly message: Message; readonly playback: Playback }) {
  const { words } = usePage();
  const { state, at, rate, seek, setRate } = playback;
  const [skips, setSkips] = useState(false);
  const length = message.lengthMs / 1000;
  const goesOn =
    skips && state === "playing" ? nextSound(peaksIn(message.peaks ?? ""), length, at) : undefined;
  const jump = useEffectEvent(seek);
  useEffect(() => {
    if (goesOn !== undefined) jump(goesOn);
  }, [goesOn]);
  const { format } = new Intl.NumberFormat(words.locale);
  const speeds = rates.map((one) => [String(one), `${format(one)}×`] as const);
  return (
    <div className="row wrap gap-small manner">
      <Press onPress={() => seek(Math.max(0, at - 5))} aria-label={words.say("voicemail.back5")}>
        −5 s
      </Press>
      <Press onPress={() => seek(Math.min(length, at + 5))} aria-label={words.say("voicemail.on5")}>
        +5 s
      </Press>
      <Segments
        label={words.say("voicemail.speed")}
        value={String(rate)}
        onChange={(value) => setRate(Number(value))}
        options={speeds}
      />
      {message.peaks !== undefined && (
        <Check label={words.say("voicemail.skip")} checked={skips} onChange={setSkips} />
      )}
    </div>
  );
}
