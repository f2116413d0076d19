import type { Result } from "#kit/result.ts";

/**
 * web/auth: who may do what. Passwords and keys are kept only as hashes; what is handed out once
 * (set-up key, session, token) is never stored as it was handed out.
 */

/** A passkey as WebAuthn registered it; texts are base64url. */
export interface Passkey {
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
}

/** The one person this server belongs to. */
export interface Owner {
  readonly name: string;
  /** argon2id in PHC form. */
  readonly passwordHash?: string;
  readonly passkeys: readonly Passkey[];
  /** SHA-256 of each unused recovery code. */
  readonly recoveryHashes: readonly string[];
}

/** `id` is the SHA-256 of the cookie. Times are wall times in ms. */
export interface Session {
  readonly id: string;
  readonly began: number;
  readonly expires: number;
  readonly agent: string;
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

/** Where all of this is kept. Reads are from memory; writes resolve when they would survive a power cut. */
export interface Vault {
  owner(): Owner | undefined;
  saveOwner(owner: Owner): Promise<Result<void>>;
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
