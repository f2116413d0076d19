import type { Message } from "../api/client.ts";
import { here } from "./base.ts";
import { useNames, usePage } from "./page.tsx";
import { Player } from "./player.tsx";

interface MessagePlayerProps {
  readonly message: Message;
  readonly onPlayed: () => void;
}

/** Plays a message, on Home as on its own page. */
export function MessagePlayer({ message, onPlayed }: MessagePlayerProps) {
  const { words } = usePage();
  const name = useNames().party(message.from);
  const length = words.lasting(message.lengthMs);
  return (
    <Player
      src={messageAudio(message)}
      lengthMs={message.lengthMs}
      wave={{ peaks: message.peaks, bars: 48 }}
      labels={{
        play: words.say("message.play", { name, length }),
        position: words.say("message.position", { name }),
      }}
      onPlayed={onPlayed}
    />
  );
}

/** Where it is heard, and downloaded. */
export const messageAudio = ({ id }: Message): string =>
  here(`/api/v1/messages/${encodeURIComponent(id)}/audio`);
