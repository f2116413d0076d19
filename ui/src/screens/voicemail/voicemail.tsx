import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { Message } from "../../api/client.ts";
import { greetingsQuery, messagesQuery } from "../../api/queries.ts";
import { here } from "../../kit/base.ts";
import { useIsOwner, usePage, useSettings, useTitle } from "../../kit/page.tsx";
import { Loaded } from "../../kit/parts.tsx";
import { Player } from "../../kit/player.tsx";
import { HouseTime } from "../../kit/twoClocks.tsx";
import { Greetings } from "./greetings.tsx";
import { OneMessage } from "./oneMessage.tsx";
import { Thrown } from "./thrown.tsx";
import "./voicemail.css";

/** What callers left. */
export default function Voicemail() {
  useTitle("voicemail.title");
  const { api, words } = usePage();
  const asked = useQuery(messagesQuery(api));
  const isOwner = useIsOwner();
  const fresh = asked.data?.filter(({ heard }) => !heard).length ?? 0;
  return (
    <div className="stack">
      <div>
        <p className="eyebrow">{words.say("voicemail.title")}</p>
        <h1>{words.say("voicemail.headline", { n: fresh })}</h1>
        <HouseTime />
      </div>
      <Loaded asked={asked} lines={5}>
        {(messages) => <All messages={messages} />}
      </Loaded>
      <NotWritten />
      {isOwner && <Greetings />}
    </div>
  );
}

/** The messages, and in their places those that were just deleted. */
function All({ messages }: { readonly messages: readonly Message[] }) {
  const { id: meant } = useParams();
  const [thrown, setThrown] = useState<readonly Message[]>([]);
  const gone = thrown.filter(({ id }) => !messages.some((one) => one.id === id));
  const shown = [...messages, ...gone].sort((a, b) => b.received - a.received);
  if (shown.length === 0) return <NoMessages />;
  return (
    <ul className="messages">
      {shown.map((message) =>
        gone.includes(message) ? (
          <Thrown
            key={message.id}
            message={message}
            over={() => setThrown((now) => now.filter(({ id }) => id !== message.id))}
          />
        ) : (
          <OneMessage
            key={message.id}
            message={message}
            isMeant={message.id === meant}
            throwAway={() => setThrown((now) => [...now, message])}
          />
        ),
      )}
    </ul>
  );
}

/** What callers hear meanwhile, to be heard by their owner too. */
function NoMessages() {
  const { api, words } = usePage();
  const greetings = useQuery({ ...greetingsQuery(api), enabled: useIsOwner() }).data;
  const usual = greetings?.find(({ name }) => name === "usual");
  return (
    <div className="card empty">
      <p>{words.say("voicemail.none")}</p>
      {usual && (
        <>
          <p>{words.say("voicemail.yourGreeting", { length: words.lasting(usual.lengthMs) })}</p>
          <Player
            src={here("/api/v1/greetings/usual/audio")}
            lengthMs={usual.lengthMs}
            labels={{
              play: words.say("voicemail.greetingHear", { name: usual.name }),
              position: words.say("voicemail.greetingPosition", { name: usual.name }),
            }}
          />
        </>
      )}
    </div>
  );
}

/** Said once, not of each message. */
function NotWritten() {
  const { words } = usePage();
  const mailbox = useSettings()?.["mailbox"] as { readonly transcription?: unknown } | undefined;
  return mailbox?.transcription !== null ? null : (
    <p className="muted small">{words.say("voicemail.notWritten")}</p>
  );
}
