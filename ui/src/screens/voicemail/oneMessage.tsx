import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { Message } from "../../api/client.ts";
import { blockCaller } from "../../api/people.ts";
import { messageAudio } from "../../kit/messagePlayer.tsx";
import { MoreMenu } from "../../kit/moreMenu.tsx";
import { useConnected, useIsOwner, useNames, usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { useSettingsAct } from "../../kit/settingsAct.ts";
import { upperFirst } from "../../words/say.ts";
import { CallBack } from "../calls/callBack.tsx";
import { MessageSound } from "./messageSound.tsx";
import { Share } from "./share.tsx";
import { useMessage } from "./useMessage.ts";

interface OneProps {
  readonly message: Message;
  /** It is the one that the address names. */
  readonly isMeant: boolean;
  /** It is about to be deleted: its place is kept. */
  readonly throwAway: () => void;
}

/** A message: who, when, why; heard, read, and what may be done with it. */
export function OneMessage({ message, isMeant, throwAway }: OneProps) {
  const { words } = usePage();
  const names = useNames();
  const { mark, discard } = useMessage(message);
  const { number } = message.from;
  const name = names.party(message.from);
  const written = number === undefined ? name : names.written(number);
  const told = [...(written === name ? [] : [written]), words.since(message.received, Date.now())];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isMeant) heading.current?.focus();
  }, [isMeant]);
  const error = mark.error ?? discard.error;
  return (
    <li className="card message">
      <div className="row">
        <div className="grow">
          <h2 dir="auto" ref={heading} tabIndex={-1}>
            {name}
          </h2>
          <p className="muted small">{upperFirst(told.join(", "), words)}</p>
        </div>
        {!message.heard && <span className="chip pine">{words.say("voicemail.new")}</span>}
      </div>
      <MessageSound message={message} onPlayed={() => !message.heard && mark.mutate(true)} />
      <Because message={message} />
      <Acts
        message={message}
        name={name}
        mark={() => mark.mutate(!message.heard)}
        remove={() => {
          throwAway(); // before it is out of the list, and this card with it
          discard.mutate(true);
        }}
      />
      <Trouble error={error} />
    </li>
  );
}

/** The rule that led its caller here, and the whole story. */
function Because({ message: { rule, call } }: { readonly message: Message }) {
  const { words } = usePage();
  const names = useNames();
  if (rule === undefined && call === undefined) return null;
  return (
    <p className="small muted because">
      {rule !== undefined && words.say("voicemail.because", { rule: names.rule(rule) })}
      {call !== undefined && (
        <Link className="link" to={`/calls/${call}`}>
          {words.say("voicemail.wholeCall")}
        </Link>
      )}
    </p>
  );
}

interface ActsProps {
  readonly message: Message;
  readonly name: string;
  readonly mark: () => void;
  readonly remove: () => void;
}

function Acts({ message, name, mark, remove }: ActsProps) {
  const { api, words } = usePage();
  const connected = useConnected();
  const isOwner = useIsOwner();
  const { act, error } = useSettingsAct();
  const [isSharing, setSharing] = useState(false);
  const { number } = message.from;
  const day = new Date(message.received).toISOString().slice(0, 10);
  const block = (pattern: string): void =>
    void act(words.say("voicemail.blocked", { name }), () =>
      blockCaller(api, { pattern, ...(message.call !== undefined && { call: message.call }) }),
    );
  return (
    <>
      <div className="row wrap gap-small bare-row">
        <CallBack number={number} look="bare" label={words.say("voicemail.ringBack", { name })} />
        <Press look="bare" isDisabled={!connected} onPress={mark}>
          {words.say(message.heard ? "voicemail.markNew" : "voicemail.markHeard")}
        </Press>
        <Press
          look="bare red"
          isDisabled={!connected}
          onPress={remove}
          aria-label={words.say("voicemail.deleteThis", { name })}
        >
          {words.say("voicemail.delete")}
        </Press>
        <MoreMenu
          label={words.say("voicemail.more", { name })}
          acts={[
            {
              id: "save",
              text: words.say("voicemail.save"),
              href: messageAudio(message),
              download: `${name} ${day}.wav`,
            },
            ...(isOwner
              ? [
                  {
                    id: "share",
                    text: words.say("voicemail.shareLink"),
                    isDisabled: !connected,
                    act: () => setSharing(true),
                  },
                ]
              : []),
            ...(number === undefined || !isOwner
              ? []
              : [
                  {
                    id: "block",
                    text: words.say("voicemail.block", { name }),
                    look: "red" as const,
                    isDisabled: !connected,
                    act: () => block(number),
                  },
                ]),
          ]}
        />
      </div>
      {isSharing && <Share message={message} close={() => setSharing(false)} />}
      <Trouble error={error} />
    </>
  );
}
