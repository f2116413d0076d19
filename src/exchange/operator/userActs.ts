import { type Inviter, type InviterMeans, inviter } from "#exchange/operator/inviter.ts";
import type { Edit, Written, WrittenUser } from "#exchange/operator/settingsDesk.ts";
import type { User } from "#exchange/settings/settings.ts";
import { type Invitation, invitationHash } from "#exchange/users/invitation.ts";
import type { Joined } from "#exchange/users/joined.ts";
import { momentOf } from "#kit/calendar.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { PolicyRule } from "#telephony/policy/policy.ts";

/** What an operator may say of a user; `null` takes away. */
export interface UserChange {
  readonly numbers?: readonly string[] | undefined;
  readonly extension?: string | null | undefined;
  readonly tier?: string | undefined;
  readonly followsRedirections?: boolean | undefined;
  readonly relay?: User["relay"] | null;
}

export type Done = Result<{ readonly etag: string }>;

export interface Narrowing {
  readonly rules: readonly PolicyRule[];
  readonly reason: string;
}

export interface UserMeans extends InviterMeans {
  readonly joined: Joined;
}

type EditUser = (user: WrittenUser) => WrittenUser | undefined;

/**
 * The operator's acts on users; each is noted, and in force when it resolves. Of one who is not
 * there: `exchange.noUser`.
 */
export class UserActs {
  readonly #means: UserMeans;
  readonly #inviter: Inviter;

  constructor(means: UserMeans) {
    this.#means = means;
    this.#inviter = inviter(means);
  }

  add(who: string, name: string, more: UserChange): Promise<Result<Invitation>> {
    return this.#inviter.invited(who, name, (login) => (written) => {
      const users = written.users ?? [];
      const isThere = users.some((one) => one.name.toLowerCase() === name.toLowerCase());
      if (isThere) return fail("exchange.sameName", `there is a user ${name} already`);
      const user = withChange({ name, ...login }, more);
      const act = { act: "userAdded", of: name, params: paramsOf(more) };
      return ok([{ ...written, users: [...users, user] }, act]);
    });
  }

  /** A new password; the one before is void. */
  invite(who: string, name: string): Promise<Result<Invitation>> {
    return this.#inviter.invited(who, name, (login) =>
      ofUser(name, (user) => ({ ...user, ...login }), { act: "userInvited" }),
    );
  }

  change(who: string, name: string, change: UserChange): Promise<Done> {
    const act = { act: "userChanged", params: paramsOf(change) };
    return this.#edited(
      who,
      ofUser(name, (user) => withChange(user, change), act),
    );
  }

  remove(who: string, name: string): Promise<Done> {
    return this.#edited(
      who,
      ofUser(name, () => undefined, { act: "userRemoved" }),
    );
  }

  suspend(who: string, name: string, reason: string): Promise<Done> {
    const act = { act: "userSuspended", params: { reason } };
    return this.#edited(
      who,
      ofUser(name, (user) => ({ ...user, suspended: { reason } }), act),
    );
  }

  resume(who: string, name: string): Promise<Done> {
    return this.#edited(who, ofUser(name, without("suspended"), { act: "userResumed" }));
  }

  narrow(who: string, name: string, { rules, reason }: Narrowing): Promise<Done> {
    const act = { act: "userNarrowed", params: { reason, rules: String(rules.length) } };
    const narrowed = { rules, reason };
    return this.#edited(
      who,
      ofUser(name, (user) => ({ ...user, narrowed }), act),
    );
  }

  widen(who: string, name: string): Promise<Done> {
    return this.#edited(who, ofUser(name, without("narrowed"), { act: "userWidened" }));
  }

  /** Whom a link is for, while it is good: `exchange.noInvitation`. */
  look(key: string): Result<Invitation> {
    const { settings, crypto, joined, now } = this.#means;
    const hash = invitationHash(crypto, key);
    const user = settings().users.find(({ invited }) => invited?.key === hash);
    const until = user?.invited?.until ?? "";
    const isGood = user && !joined.has(user) && now() <= (momentOf(until) ?? 0);
    return isGood
      ? ok(this.#inviter.made(user, key, until))
      : fail("exchange.noInvitation", "This invitation was used, or is too old.");
  }

  #edited(who: string, edit: Edit): Promise<Done> {
    return this.#means.desk.edit(who, edit);
  }
}

/** A change of one user; `undefined` takes the user away. */
export const ofUser =
  (
    name: string,
    change: EditUser,
    act: { readonly act: string; readonly params?: Readonly<Record<string, string>> },
  ): Edit =>
  (written: Written) => {
    const users = written.users ?? [];
    if (!users.some((one) => one.name === name))
      return fail("exchange.noUser", `there is no user ${name}`);
    const changed = users.flatMap((user) => (user.name === name ? (change(user) ?? []) : [user]));
    return ok([
      { ...written, users: changed },
      { ...act, of: name },
    ]);
  };

function withChange(user: WrittenUser, change: UserChange): WrittenUser {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  const next = Object.fromEntries([...Object.entries(user), ...said]);
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== null),
  ) as WrittenUser;
}

const without =
  (key: string) =>
  (user: WrittenUser): WrittenUser =>
    Object.fromEntries(Object.entries(user).filter(([one]) => one !== key)) as WrittenUser;

const paramsOf = (change: UserChange): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(change).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value === null ? "" : String(value)]],
    ),
  );
