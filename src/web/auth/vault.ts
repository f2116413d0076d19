import type { Result } from "#kit/result.ts";

/**
 * web/auth: who may do what. Passwords and keys are kept only as hashes; what is handed out once
 * (set-up key, session, token, invitation) is never stored as it was handed out. Times are wall
 * times in ms.
 */

/** A passkey as WebAuthn registered it; texts are base64url. */
export interface Passkey {
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly made?: number;
}

/** How somebody shows who they are. */
export interface Credentials {
  /** argon2id in PHC form. */
  readonly passwordHash?: string;
  readonly passkeys: readonly Passkey[];
  /** SHA-256 of each unused recovery code. */
  readonly recoveryHashes: readonly string[];
}

/** The one person this server belongs to. */
export interface Owner extends Credentials {
  readonly name: string;
}

/** What is theirs in the house: telephones by id, and numbers as callers dial them. */
export interface Belongings {
  readonly devices: readonly string[];
  readonly numbers: readonly string[];
}

/** Somebody of the family. */
export interface Member extends Credentials, Belongings {
  readonly id: string;
  readonly name: string;
  readonly joined: number;
}

/** `id` is the SHA-256 of the cookie. */
export interface Session {
  readonly id: string;
  readonly began: number;
  readonly expires: number;
  readonly agent: string;
  /** Whose it is; absent: the owner's. */
  readonly member?: string;
}

/** `id` is the SHA-256 of the token. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly made: number;
}

export interface SetupKey {
  readonly hash: string;
  readonly expires: number;
}

/** A link by which somebody joins the family, once. `id` is the SHA-256 of its key. */
export interface Invitation extends Belongings {
  readonly id: string;
  readonly name: string;
  readonly made: number;
  readonly expires: number;
}

/** A link that does one thing, for whoever has it. `id` is the SHA-256 of its key. */
export interface GuestLink {
  readonly id: string;
  readonly name: string;
  readonly act: GuestAct;
  readonly made: number;
  readonly expires: number;
  readonly used?: number;
}

/** The house goes into a mode, for so long (minutes) or until it is set again. */
export interface GuestAct {
  readonly mode: string;
  readonly minutes?: number;
}

/** A browser in which somebody signed in once: the guesses of others do not slow it. `id` is the SHA-256 of its cookie. */
export interface KnownBrowser {
  readonly id: string;
  readonly seen: number;
}

/** Things of one kind, by their id. */
export interface Shelf<T extends { readonly id: string }> {
  all(): readonly T[];
  get(id: string): T | undefined;
  save(one: T): Promise<Result<void>>;
  remove(id: string): Promise<Result<void>>;
}

/** Where all of this is kept. Reads are from memory; writes resolve when they would survive a power cut. */
export interface Vault {
  owner(): Owner | undefined;
  saveOwner(owner: Owner): Promise<Result<void>>;
  readonly members: Shelf<Member>;
  readonly invitations: Shelf<Invitation>;
  readonly guests: Shelf<GuestLink>;
  readonly browsers: Shelf<KnownBrowser>;
  session(id: string): Session | undefined;
  sessions(): readonly Session[];
  saveSession(session: Session): Promise<Result<void>>;
  removeSession(id: string): Promise<Result<void>>;
  tokens(): readonly ApiToken[];
  saveToken(token: ApiToken): Promise<Result<void>>;
  removeToken(id: string): Promise<Result<void>>;
  /** Looked up anew each time: the command that makes one is another process. */
  setupKey(): SetupKey | undefined;
  saveSetupKey(key: SetupKey | undefined): Promise<Result<void>>;
}
