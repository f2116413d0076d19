import { type DialogId, dialogIdOf, dialogKey, fromTag } from "#sip/dialog/dialogId.ts";
import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import type { ReplacedDialog } from "#sip/headers/replaces.ts";
import { readable, type SipMessage, type SipRequest } from "#sip/message/message.ts";

/** Which session has a dialog, a Call-ID of ours, or an INVITE that came by several ways. */
export class DialogTable<Holder> {
  readonly #dialogs = new Map<string, Holder>();
  readonly #threads = new Map<string, Holder>();
  readonly #firsts = new Map<string, Holder>();

  /** The dialog that the message belongs to, early and forked ones too. */
  of(message: SipMessage): Holder | undefined {
    return this.#dialogs.get(dialogKey(dialogIdOf(message)));
  }

  /** The session whose INVITE a response answers, whatever its fork. */
  ofCall(response: SipMessage): Holder | undefined {
    return this.#threads.get(threadKey(dialogIdOf(response)));
  }

  /** RFC 3891 §3: its tags are ours and theirs, as our peer's peer would write them. */
  replaced({ callId, toTag, fromTag: remote }: ReplacedDialog): Holder | undefined {
    return this.#dialogs.get(dialogKey({ callId, localTag: toTag, remoteTag: remote }));
  }

  /** §8.2.2.2: the same INVITE, come another way. */
  merged(invite: SipRequest): Holder | undefined {
    return this.#firsts.get(firstKey(invite));
  }

  join(id: DialogId, holder: Holder): void {
    this.#dialogs.set(dialogKey(id), holder);
  }
  called(invite: SipRequest, holder: Holder): void {
    this.#firsts.set(firstKey(invite), holder);
  }
  calling(id: Pick<DialogId, "callId" | "localTag">, holder: Holder): void {
    this.#threads.set(threadKey(id), holder);
  }

  /** Forgets all of a session's names. */
  leave(ids: readonly DialogId[], invite: SipRequest | undefined): void {
    for (const id of ids) {
      this.#dialogs.delete(dialogKey(id));
      this.#threads.delete(threadKey(id));
    }
    if (invite !== undefined) this.#firsts.delete(firstKey(invite));
  }

  get size(): number {
    return this.#dialogs.size + this.#threads.size + this.#firsts.size;
  }
}

const threadKey = ({ callId, localTag }: Pick<DialogId, "callId" | "localTag">): string =>
  `${callId}\n${localTag}`;

const firstKey = (invite: SipRequest): string =>
  `${readable(invite, CallId)}\n${fromTag(invite)}\n${readable(invite, CSeq)?.number}`;
