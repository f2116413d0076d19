import type { AuditBook } from "#exchange/operator/auditBook.ts";
import type { InviterMeans } from "#exchange/operator/inviter.ts";
import { inviter } from "#exchange/operator/inviter.ts";
import { ofUser } from "#exchange/operator/userActs.ts";
import type { ExchangeSettings, Hosted, User } from "#exchange/settings/settings.ts";
import type { Invitation } from "#exchange/users/invitation.ts";
import { fail, ok, type Result } from "#kit/result.ts";

/** What the process can do for users whose own server runs in it. */
export interface Hosts {
  /** A folder and a port that are nobody else's. */
  place(settings: ExchangeSettings, name: string, port: number | undefined): Hosted;
  /** Makes the folder: a server that is a member already, by that invitation's text. */
  furnish(at: Hosted, text: string, settings: ExchangeSettings): Promise<Result<void>>;
  /** The one-time key that makes whoever has it the owner there. */
  setupKey(at: Hosted): Promise<Result<string>>;
  /** Where its data is on this machine. */
  folder(at: Hosted): string;
  /** From now on these. */
  use(settings: ExchangeSettings): void;
}

/** How the owner of a hosted server comes in the first time, within the hour; told this once. */
export interface HostedKey {
  readonly name: string;
  readonly key: string;
  /** Where the user's telephones register. */
  readonly port: number;
}

/** Users whose own server runs here. Of one who is not there: `exchange.noUser`. */
export interface HostingActs {
  /** Makes the user's server; of one that is here already, a new key. */
  begin(who: string, name: string, port?: number): Promise<Result<HostedKey>>;
  /** Ends the stay: the folder stays, and the owner is invited with a server elsewhere. */
  end(who: string, name: string): Promise<Result<Invitation & { readonly folder: string }>>;
}

export interface HostingParts extends InviterMeans {
  /** None: this process has no room for others' servers. */
  readonly hosts: Hosts | undefined;
  readonly audit: AuditBook;
}

export function hostingActs(parts: HostingParts): HostingActs {
  const { hosts, settings, desk, audit } = parts;
  const inviting = inviter(parts);
  const userOf = (name: string): User | undefined =>
    settings().users.find((one) => one.name === name);

  async function keyOf(name: string, at: Hosted, of: Hosts): Promise<Result<HostedKey>> {
    const key = await of.setupKey(at);
    return key.ok ? ok({ name, key: key.value, port: at.port }) : key;
  }

  async function moveIn(
    of: Hosts,
    { who, user, port }: { who: string; user: User; port: number | undefined },
  ): Promise<Result<Hosted>> {
    const { users } = settings();
    if (port !== undefined && users.some(({ hosted }) => hosted?.port === port))
      return fail("exchange.portTaken", `port ${port} is another hosted user's`);
    const hosted = of.place(settings(), user.name, port);
    const { secrets, invitation } = inviting.fresh(user);
    // first: what the settings name is opened at once
    const furnished = await of.furnish(hosted, invitation.text, settings());
    if (!furnished.ok) return furnished;
    const act = { act: "userHosted", params: { port: String(hosted.port) } };
    const done = await desk.edit(
      who,
      // the invitation is used here and now
      ofUser(
        user.name,
        ({ invited: _, ...rest }) => ({ ...rest, login: secrets.login, hosted }),
        act,
      ),
    );
    return done.ok ? ok(hosted) : done;
  }

  return {
    async begin(who, name, port) {
      const user = userOf(name);
      if (user === undefined) return fail("exchange.noUser", `there is no user ${name}`);
      if (hosts === undefined) return nowhere;
      if (user.hosted !== undefined) {
        audit.note(who, { act: "hostedKeyMade", of: name });
        return keyOf(name, user.hosted, hosts);
      }
      const moved = await moveIn(hosts, { who, user, port });
      return moved.ok ? keyOf(name, moved.value, hosts) : moved;
    },
    async end(who, name) {
      const user = userOf(name);
      if (user === undefined) return fail("exchange.noUser", `there is no user ${name}`);
      const { hosted } = user;
      if (hosted === undefined)
        return fail("exchange.notHosted", `the server of ${name} does not run here`);
      if (hosts === undefined) return nowhere;
      const made = await inviting.invited(who, name, (secrets) =>
        ofUser(name, ({ hosted: _, ...rest }) => ({ ...rest, ...secrets }), {
          act: "userUnhosted",
        }),
      );
      return made.ok ? ok({ ...made.value, folder: hosts.folder(hosted) }) : made;
    },
  };
}

const nowhere = fail("exchange.noHosting", "this process runs no servers of users");
