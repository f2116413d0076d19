import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Control } from "#server/control.ts";
import type { Gate } from "#web/auth/gate.ts";
import type { Passkeys } from "#web/auth/passkeys.ts";
import { longestPassword, shortestPassword } from "#web/auth/password.ts";
import { controlAs } from "#web/auth/theirControl.ts";
import type { Vault } from "#web/auth/vault.ts";
import { Problem } from "#web/problems.ts";

/** web/routes: one file a noun. Each adds its routes to the app; what they need comes in `Web`. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a site stands on, whatever it is about: who may come in. */
export interface Site {
  readonly gate: Gate;
  readonly vault: Vault;
  readonly passkeys: Passkeys;
  readonly now: () => number;
  /** Where all is kept. */
  readonly folder?: string | undefined;
  /** Where a browser gives a microphone, and the authority it must trust for that. */
  readonly secure: { readonly port?: number | undefined; readonly authority: boolean };
  /** What a person types to manage it from the machine: `ringwise`. */
  readonly command: string;
  /** The number of the last event. */
  readonly lastEvent: () => number;
}

/** The site of one feature server. */
export interface Web extends Site {
  readonly control: Control;
}

export const Party = z.object({ number: z.string().optional(), name: z.string().optional() });
export const Id = z.object({ id: z.string().max(100) });
/** A cursor may name what has no id: an address, with what it is an address of. */
export const Cursor = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** The server as it is for whoever asks: a member of the family sees what is theirs. */
export function controlFor({ control, gate }: Web, request: FastifyRequest): Control {
  return controlAs(gate.who(request) ?? {}, control);
}

/** Who asks, as it stands beside what they change. */
export const nameOf = ({ gate }: Site, request: FastifyRequest): string =>
  gate.who(request)?.name ?? "somebody";

/** Of lists that are short: all of it at once, unless pages are asked for. */
export const LongCursor = Cursor.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});

/** A page of a list that is at hand; `cursor` is the key of the last item that was seen. */
export function pageOf<T>(
  all: readonly T[],
  { cursor, limit }: z.infer<typeof Cursor>,
  keyOf: (item: T, index: number) => string,
): { items: T[]; next?: string } {
  const seen = cursor === undefined ? -1 : all.findIndex((one, i) => keyOf(one, i) === cursor);
  if (cursor !== undefined && seen < 0) return { items: [] };
  const items = all.slice(seen + 1, seen + 1 + limit);
  const last = items.at(-1);
  const more = last !== undefined && seen + 1 + items.length < all.length;
  return { items, ...(more && { next: keyOf(last, seen + items.length) }) };
}
/** What a list answers. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** What an act that changes the settings answers: the version that it has made. */
export const Edited = z.object({ etag: z.string() });

/** A sound, as a file. */
export const wavFile = {
  content: {
    "audio/wav": {
      schema: z.custom<Uint8Array>().meta({ type: "string", format: "binary" }),
    },
  },
};

export const Password = z.string().min(shortestPassword).max(longestPassword);
/** A document of another standard (WebAuthn), passed on to the library that knows it. */
export const Foreign = z.record(z.string(), z.unknown());

/** The problems that any route behind the gate may answer. */
export const problems = { 401: Problem, 403: Problem, 404: Problem, 422: Problem } as const;

/** How it is refused. */
export const notTheirs = { "access.notTheirs": 403 } as const;

export const longestBody = 8 << 20;

/**
 * Of routes whose body may hold a whole household: settings with thousands of people, or an address
 * book. Who asks is known before it is read.
 */
export const largeBody = ({ gate }: Site) => ({ onRequest: gate.check, bodyLimit: longestBody });
