import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { Message } from "../../api/client.ts";
import { messagesQuery } from "../../api/queries.ts";
import { MessagePlayer, messageAudio } from "../../kit/messagePlayer.tsx";
import {
  useConnected,
  useNames,
  usePage,
  useSettings,
  useTitle,
  useTroubleText,
} from "../../kit/page.tsx";
import { Loaded, Notice, Press } from "../../kit/parts.tsx";
import { upperFirst } from "../../words/say.ts";
import { Greetings } from "./greetings.tsx";
import { useMessage } from "./useMessage.ts";
import "./voicemail.css";

/** What callers left. */
export default function Voicemail() {
  useTitle("voicemail.title");
  const { api, words } = usePage();
  const asked = useQuery(messagesQuery(api));
  const fresh = asked.data?.filter(({ heard }) => !heard).length ?? 0;
  return (
    <div className="stack">
      <div>
        <p className="eyebrow">{words.say("voicemail.title")}</p>
        <h1>{words.say("voicemail.headline", { n: fresh })}</h1>
      </div>
      <Loaded asked={asked} lines={5}>
        {(messages) =>
          messages.length === 0 ? (
            <div className="card empty">
              <p>{words.say("voicemail.none")}</p>
            </div>
          ) : (
            <ul className="messages">
              {messages.map((message) => (
                <OneMessage key={message.id} message={message} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <NotWritten />
      <Greetings />
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

function OneMessage({ message }: { readonly message: Message }) {
  const { words } = usePage();
  const names = useNames();
  const connected = useConnected();
  const trouble = useTroubleText();
  const [asking, setAsking] = useState(false);
  const { mark, remove } = useMessage(message);
  const name = names.party(message.from);
  const error = mark.error ?? remove.error;
  const number = message.from.number === undefined ? name : names.written(message.from.number);
  const told = [...(number === name ? [] : [number]), words.since(message.received, Date.now())];
  return (
    <li className="card message">
      <div className="row">
        <div className="grow">
          <h2 dir="auto">{name}</h2>
          <p className="muted small">{upperFirst(told.join(", "), words)}</p>
        </div>
        {!message.heard && <span className="chip pine">{words.say("voicemail.new")}</span>}
      </div>
      <MessagePlayer message={message} onPlayed={() => !message.heard && mark.mutate(true)} />
      <Transcript message={message} />
      <div className="row wrap gap-small bare-row">
        <Press look="bare" isDisabled={!connected} onPress={() => mark.mutate(!message.heard)}>
          {words.say(message.heard ? "voicemail.markNew" : "voicemail.markHeard")}
        </Press>
        <a className="button bare" href={messageAudio(message)} download={`${message.id}.wav`}>
          {words.say("voicemail.save")}
        </a>
        <Press look="bare red" isDisabled={!connected} onPress={() => setAsking(true)}>
          {words.say("voicemail.delete")}
        </Press>
      </div>
      {error && <Notice look="clay">{trouble(error)}</Notice>}
      {asking && (
        <AskDelete
          name={name}
          length={words.lasting(message.lengthMs)}
          close={() => setAsking(false)}
          remove={() => remove.mutate()}
        />
      )}
    </li>
  );
}

/** As a machine heard it, or that it could not; nothing where nobody was asked. */
function Transcript({ message: { transcript, transcriptFailed } }: { readonly message: Message }) {
  const { words } = usePage();
  if (transcript !== undefined)
    return (
      <figure className="transcript">
        <figcaption className="muted small">{words.say("voicemail.transcript")}</figcaption>
        <blockquote dir="auto">{transcript}</blockquote>
      </figure>
    );
  return transcriptFailed === undefined ? null : (
    <p className="muted small">
      {words.say("voicemail.transcriptFailed", { why: transcriptFailed.split(".").at(-1) })}
    </p>
  );
}

interface AskProps {
  readonly name: string;
  readonly length: string;
  readonly close: () => void;
  readonly remove: () => void;
}

/** Names what would be lost. */
function AskDelete({ name, length, close, remove }: AskProps) {
  const { words } = usePage();
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={close}>
      <Modal className="modal card">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{words.say("voicemail.deleteAsk", { name })}</Heading>
          <p>{words.say("voicemail.deleteText", { length })}</p>
          <div className="row wrap">
            <Button className="button" autoFocus onPress={close}>
              {words.say("voicemail.keep")}
            </Button>
            <Button
              className="button red"
              onPress={() => {
                remove();
                close();
              }}
            >
              {words.say("voicemail.delete")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
