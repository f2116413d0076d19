import { failWith, ok, type Result } from "#kit/result.ts";
import type { MediaChanges } from "#server/legs/mediaChanges.ts";
import type { Invite, Ring } from "#server/legs/sipLegMeans.ts";
import { refusedCause, ringingOf } from "#server/legs/sipWords.ts";
import type { SipAudio } from "#server/mediaBroker.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import { because, type Cause, type LegEvent } from "#telephony/call/leg.ts";

type Told<On> = SessionEvent & { readonly on: On };

export interface InvitingMeans {
  readonly invite: Invite;
  readonly audio: SipAudio;
  readonly media: MediaChanges;
  tell(event: LegEvent): void;
}

/** A party that we call, until our INVITE has a final answer. */
export class Inviting {
  readonly #of: InvitingMeans;

  constructor(of: InvitingMeans) {
    this.#of = of;
  }

  /** `ready`: there is a port to offer. */
  ring(command: Ring, ready: boolean): Result<Session, Cause> {
    if (!ready) return failWith(because("limit"));
    const session = this.#of.invite(command, this.#of.audio.offer());
    if (session.ok) return ok(session.value);
    return failWith({ kind: "unreachable", text: session.problem.code });
  }

  progress({ status, body, response }: Told<"progress">): void {
    if (body && this.#of.media.early(body)) return;
    this.#of.tell(ringingOf(status, response));
  }

  /** False: nothing is agreed, and there is no call. */
  accepted({ body, offers }: Told<"accepted">): boolean {
    const { audio, media } = this.#of;
    if (offers && body) media.offered(body, false);
    else if (body) audio.answered(body);
    return audio.isAgreed;
  }

  refused({ status, response, contacts }: Told<"refused">): Cause {
    if (status >= 300 && status < 400 && contacts.length > 0)
      this.#of.tell({ on: "redirected", addresses: contacts });
    return refusedCause(status, response);
  }
}
