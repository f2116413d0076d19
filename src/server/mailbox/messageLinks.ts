/**
 * A message for somebody without an account here: whoever has its link hears it until the link's
 * time is over or it is taken back. Only a hash of its key is kept, so that no copy of the database
 * opens anything. A message has one link; a new one ends the old one.
 */
import { fail, ok, type Result } from "#kit/result.ts";
import { hours } from "#kit/time.ts";
import type { MessageLink } from "#server/control/messageView.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface MessageLinks {
  make(message: string, lasting: number): Promise<Result<MessageLink>>;
  end(message: string): Promise<Result<void>>;
  /** What the holder of that key hears: `messages.noLink` when there is none, or its time is over. */
  audio(key: string): Promise<Result<Uint8Array>>;
}

type Means = Pick<World, "clock" | "random" | "crypto">;

export function messageLinks(messages: Messages, { clock, random, crypto }: Means): MessageLinks {
  const hashOf = (key: string): string => crypto.sha256Hex(`message link ${key}`);
  return {
    async make(message, lasting) {
      const key = token(random, 192);
      const until = clock.wallTime() + hours(lasting);
      const kept = await messages.link(message, { hash: hashOf(key), until });
      return kept.ok ? ok({ key, until }) : kept;
    },
    end: (message) => messages.link(message, undefined),
    audio(key) {
      const hash = hashOf(key);
      const now = clock.wallTime();
      const meant = messages.all().find(({ link }) => link?.hash === hash && link.until > now);
      return meant
        ? messages.audio(meant.id)
        : Promise.resolve(fail("messages.noLink", "no message has that link"));
    },
  };
}
