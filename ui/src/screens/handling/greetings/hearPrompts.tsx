import { Play, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { here } from "../../../kit/base.ts";
import { useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";

interface HearProps {
  /** Keys of what the server says, or `greeting:NAME`; heard one after another. */
  readonly prompts: readonly string[];
  readonly label: string;
  readonly children?: string;
}

/** What a caller would hear, from the server's own sounds. */
export function HearPrompts({ prompts, label, children }: HearProps) {
  const { say } = useWords();
  const [audio] = useState(() => new Audio());
  const [at, setAt] = useState<number>();
  const prompt = at === undefined ? undefined : prompts[at];
  useEffect(() => {
    if (prompt === undefined) return undefined;
    const next = (): void => setAt((now) => (now === undefined ? now : now + 1));
    audio.onended = next;
    audio.onerror = next; // what nobody recorded is silence in a call, too
    audio.src = here(`/api/v1/prompts/${encodeURIComponent(prompt)}/audio`);
    void audio.play().catch(() => undefined);
    return () => {
      audio.onended = null;
      audio.onerror = null;
      audio.pause();
    };
  }, [audio, prompt]);
  const isPlaying = prompt !== undefined;
  return (
    <Press
      look={children === undefined ? "bare icon" : "bare"}
      aria-label={isPlaying ? say("greetings.silence") : label}
      onPress={() => setAt(isPlaying ? undefined : 0)}
    >
      {isPlaying ? (
        <Square size={15} fill="currentColor" aria-hidden="true" />
      ) : (
        <Play size={15} fill="currentColor" aria-hidden="true" />
      )}
      {children}
    </Press>
  );
}
