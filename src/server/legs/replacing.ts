/** How others are told of a session of ours: in a Refer-To, and as who asks. */

import type { Session } from "#sip/agent/userAgent.ts";
import { From } from "#sip/headers/from.ts";
import { Replaces } from "#sip/headers/replaces.ts";
import { To } from "#sip/headers/to.ts";
import { type HeaderLine, readable } from "#sip/message/message.ts";

/**
 * The far end of that session with a Replaces, as a URI for a Refer-To: whoever calls it so takes our
 * place there (RFC 3891 §3, RFC 5589 §7.3). Its tags are as the far end sees them.
 */
export function replacing(session: Session): string | undefined {
  const [target, toTag] = [session.remoteTarget(), session.remoteTag()];
  if (target === "" || toTag === "") return undefined;
  const { callId, localTag: fromTag } = session;
  const replaces = Replaces.format({ callId, toTag, fromTag, earlyOnly: false });
  const [bare = ""] = target.split("?");
  return `${bare}?Replaces=${encodeURIComponent(replaces)}`;
}

/** Our own address in that session (RFC 3892). */
export function referredBy(session: Session): readonly HeaderLine[] {
  const invite = session.invite();
  if (!invite) return [];
  const from = readable(invite, From);
  const isOurs = from?.params.get("tag") === session.localTag;
  const uri = isOurs ? from?.uri : readable(invite, To)?.uri;
  return uri === undefined ? [] : [{ name: "Referred-By", text: `<${uri}>` }];
}
