import type { Result } from "#kit/result.ts";
import type { MessageLink, MessageView, Page } from "#server/control/messageView.ts";

/** Voicemail, as pages and programs see and change it. */
export interface MessageControl {
  /** Newest first; `cursor` is what the page before gave as `next`. */
  page(cursor: string | undefined, limit: number): Page<MessageView>;
  /** Also one that was thrown away and may be taken back. */
  find(id: string): MessageView | undefined;
  audio(id: string): Promise<Result<Uint8Array>>;
  mark(id: string, heard: boolean): Promise<Result<void>>;
  /** True: it is deleted in a minute, and already out of sight. False: it is taken back. */
  discard(id: string, discarded: boolean): Promise<Result<void>>;
  /** At once, for good. */
  delete(id: string): Promise<Result<void>>;
  /** Heard for so many hours by whoever has its key. */
  share(id: string, hours: number): Promise<Result<MessageLink>>;
  unshare(id: string): Promise<Result<void>>;
  /** What the holder of that key hears: `messages.noLink`. */
  sharedAudio(key: string): Promise<Result<Uint8Array>>;
}

/** As `mailbox/voicemail.ts` has them. */
export interface KeptVoicemail {
  readonly messages: Pick<MessageControl, "page" | "find" | "audio" | "mark" | "delete">;
  readonly basket: {
    put(id: string): Promise<Result<void>>;
    takeBack(id: string): Promise<Result<void>>;
  };
  readonly links: {
    make(id: string, hours: number): Promise<Result<MessageLink>>;
    end(id: string): Promise<Result<void>>;
    audio(key: string): Promise<Result<Uint8Array>>;
  };
  readonly errands: { isWriting(message: string): boolean };
}

export function messageControl(voicemail: KeptVoicemail): MessageControl {
  const { messages, links, basket, errands } = voicemail;
  const isPending = ({ id, transcript, transcriptFailed }: MessageView): boolean =>
    transcript === undefined && transcriptFailed === undefined && errands.isWriting(id);
  const told = (view: MessageView): MessageView =>
    isPending(view) ? { ...view, transcriptPending: true } : view;
  return {
    page(cursor, limit) {
      const { items, ...rest } = messages.page(cursor, limit);
      return { items: items.map(told), ...rest };
    },
    find: (id) => messages.find(id),
    audio: (id) => messages.audio(id),
    mark: (id, heard) => messages.mark(id, heard),
    discard: (id, discarded) => (discarded ? basket.put(id) : basket.takeBack(id)),
    delete: (id) => messages.delete(id),
    share: (id, hours) => links.make(id, hours),
    unshare: (id) => links.end(id),
    sharedAudio: (key) => links.audio(key),
  };
}
