/** A message as a letter to its owner, or to somebody whom it is sent on to. */
import { plainText } from "#kit/plainText.ts";
import type { Message } from "#server/store/store.ts";
import { personOf } from "#telephony/directing/directory.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Letter } from "#world/mail.ts";

export interface Post {
  readonly to: string;
  readonly from: string;
  readonly audio: Uint8Array;
  /** The owner's own, or one sent on. */
  readonly isOwn: boolean;
}

const words = {
  en: {
    unknown: "a caller who is not shown",
    subject: (who: string, length: string) => `Voicemail from ${who} (${length})`,
    left: (who: string, when: string) => `${who} left a message on ${when}.`,
    sentOn: (owner: string) => `${owner} has sent you this message.`,
    somebody: "Somebody",
    transcript: "What was said, as a machine heard it:",
  },
  de: {
    unknown: "einem Anrufer ohne Kennung",
    subject: (who: string, length: string) => `Nachricht von ${who} (${length})`,
    left: (who: string, when: string) => `Nachricht von ${who}, ${when}.`,
    sentOn: (owner: string) => `${owner} hat Ihnen diese Nachricht weitergeleitet.`,
    somebody: "Jemand",
    transcript: "Was gesagt wurde, wie eine Maschine es verstand:",
  },
} as const;

export function letterOf(message: Message, post: Post, settings: Settings): Letter {
  const { owner } = settings;
  const say = words[owner.language];
  const who = callerIn(message, settings) ?? say.unknown;
  const when = new Date(message.received).toLocaleString(owner.language, {
    timeZone: owner.timeZone,
    dateStyle: "full",
    timeStyle: "short",
  });
  const { transcript } = message;
  const lines = [
    ...(post.isOwn ? [] : [say.sentOn(plainText(owner.name, 80) || say.somebody), ""]),
    say.left(who, when),
    ...(transcript === undefined ? [] : ["", say.transcript, "", transcript]),
  ];
  return {
    from: post.from,
    to: post.to,
    subject: say.subject(who, lasting(message.lengthMs)),
    text: `${lines.join("\n")}\n`,
    messageId: `<message-${message.id}.${post.isOwn ? "own" : "on"}@${domainOf(post.from)}>`,
    enclosed: { name: `message-${message.id}.wav`, type: "audio/wav", bytes: post.audio },
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** As the owner knows them; what a caller sends is one line, without controls. */
function callerIn({ from }: Message, settings: Settings): string | undefined {
  const { number, name } = from;
  const known =
    number === undefined ? undefined : personOf({ number, private: false }, settings)?.name;
  const shown = plainText(known ?? name ?? "", 80);
  const at = plainText(number ?? "", 40);
  return [shown, at].filter(Boolean).join(", ") || undefined;
}

const lasting = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
