import { ok } from "#kit/result.ts";
import type { ApiToken, Owner, Session, SetupKey, Vault } from "#web/auth/vault.ts";

/** A vault that forgets: for tests and demonstrations. */
export function memoryVault(): Vault {
  let owner: Owner | undefined;
  let setupKey: SetupKey | undefined;
  const sessions = new Map<string, Session>();
  const tokens = new Map<string, ApiToken>();
  const done = Promise.resolve(ok(undefined));
  return {
    owner: () => owner,
    saveOwner(one) {
      owner = one;
      return done;
    },
    session: (id) => sessions.get(id),
    sessions: () => [...sessions.values()],
    saveSession(session) {
      sessions.set(session.id, session);
      return done;
    },
    removeSession(id) {
      sessions.delete(id);
      return done;
    },
    tokens: () => [...tokens.values()],
    saveToken(token) {
      tokens.set(token.id, token);
      return done;
    },
    removeToken(id) {
      tokens.delete(id);
      return done;
    },
    setupKey: () => setupKey,
    saveSetupKey(key) {
      setupKey = key;
      return done;
    },
  };
}
