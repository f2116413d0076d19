import { useEffect, useRef } from "react";
import type { Message } from "../../api/client.ts";
import { useConnected, useNames, usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { useMessage } from "./useMessage.ts";

/** So long it is offered to take a message back; a little longer while a hand is on the button. */
const offered = 10_000;
const atMost = 50_000;

interface ThrownProps {
  readonly message: Message;
  /** Taken back, or gone. */
  readonly over: () => void;
}

/** In the place of a message that was just deleted. */
export function Thrown({ message, over }: ThrownProps) {
  const { words } = usePage();
  const name = useNames().party(message.from);
  const connected = useConnected();
  const { discard } = useMessage(message);
  const line = useRef<HTMLLIElement>(null);
  const end = useRef(over);
  end.current = over;
  useEffect(() => {
    const isHeld = (): boolean => line.current?.contains(document.activeElement) ?? false;
    const letGo = new AbortController();
    const soon = setTimeout(() => {
      if (!isHeld()) return end.current();
      line.current?.addEventListener("focusout", () => end.current(), { signal: letGo.signal });
    }, offered);
    const late = setTimeout(() => end.current(), atMost);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
      letGo.abort();
    };
  }, []);
  return (
    <li ref={line} className="thrown row wrap">
      <span className="grow" role="status">
        {words.say("voicemail.deleted", { name })}
      </span>
      <Press
        autoFocus
        isDisabled={!connected}
        isPending={discard.isPending}
        onPress={() => void discard.mutateAsync(false).then(over, () => undefined)}
      >
        {words.say("settings.undo")}
      </Press>
      <Trouble error={discard.error} />
    </li>
  );
}
