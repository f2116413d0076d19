import { Fragment } from "react";
import type { Message } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";

interface TranscriptProps {
  readonly message: Message;
  /** Where the sound is, in seconds. */
  readonly at: number;
  readonly seek: (seconds: number) => void;
}

/** As a machine heard it, or why it is not there; nothing where nobody was asked. */
export function Transcript({ message, at, seek }: TranscriptProps) {
  const { words } = usePage();
  const { transcript, transcriptFailed, transcriptPending, language } = message;
  if (transcript !== undefined)
    return (
      <figure className="transcript">
        <figcaption className="muted small">{words.say("voicemail.transcript")}</figcaption>
        <blockquote dir="auto" {...(language !== undefined && { lang: language })}>
          {message.words ? <Spoken told={message.words} at={at} seek={seek} /> : transcript}
        </blockquote>
      </figure>
    );
  if (transcriptPending)
    return <p className="muted small">{words.say("voicemail.transcriptPending")}</p>;
  return transcriptFailed === undefined ? null : (
    <p className="muted small">
      {words.say("voicemail.transcriptFailed", { why: transcriptFailed.split(".").at(-1) })}
    </p>
  );
}

interface SpokenProps extends Pick<TranscriptProps, "at" | "seek"> {
  readonly told: NonNullable<Message["words"]>;
}

/** The word that is spoken now is marked, and each of them leads to its moment. Keys have the slider for that. */
function Spoken({ told, at, seek }: SpokenProps) {
  const now = at === 0 ? -1 : told.findLastIndex((word) => word.at <= at * 1000);
  return told.map(({ text, at: moment }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the order is what names them
    <Fragment key={i}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the slider does the same by keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider does the same by keys */}
      <span className={i === now ? "word now" : "word"} onClick={() => seek(moment / 1000)}>
        {text}
      </span>{" "}
    </Fragment>
  ));
}
