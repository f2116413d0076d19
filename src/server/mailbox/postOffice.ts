import { bareHost } from "#kit/ipAddress.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { PostOffice } from "#world/mail.ts";

type Smtp = NonNullable<Settings["mailbox"]["smtp"]>;

/** RFC 8314 §3.3 and RFC 6409: what the ports are where none is said. */
const ports = { tls: 465, starttls: 587, none: 25 } as const;

export function officeOf({ server, security, user, secret: password }: Smtp): PostOffice {
  const said = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(server);
  const login = user !== undefined && password !== undefined ? { user, password } : undefined;
  return {
    host: bareHost(said?.[1] ?? server),
    port: said?.[2] === undefined ? ports[security] : Number(said[2]),
    security,
    ...(login && { login }),
  };
}
