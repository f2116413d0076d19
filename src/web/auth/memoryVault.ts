import { ok } from "#kit/result.ts";
import type {
  ApiToken,
  GuestLink,
  Invitation,
  KnownBrowser,
  Member,
  Owner,
  Session,
  SetupKey,
  Shelf,
  Vault,
} from "#web/auth/vault.ts";

const done = Promise.resolve(ok(undefined));

function shelf<T extends { readonly id: string }>(): Shelf<T> {
  const kept = new Map<string, T>();
  return {
    all: () => [...kept.values()],
    get: (id) => kept.get(id),
    save(one) {
      kept.set(one.id, one);
      return done;
    },
    remove(id) {
      kept.delete(id);
      return done;
    },
  };
}

/** A vault that forgets: for tests and demonstrations. */
export function memoryVault(): Vault {
  let owner: Owner | undefined;
  let setupKey: SetupKey | undefined;
  const sessions = shelf<Session>();
  const tokens = shelf<ApiToken>();
  return {
    owner: () => owner,
    saveOwner(one) {
      owner = one;
      return done;
    },
    members: shelf<Member>(),
    invitations: shelf<Invitation>(),
    guests: shelf<GuestLink>(),
    browsers: shelf<KnownBrowser>(),
    session: sessions.get,
    sessions: sessions.all,
    saveSession: sessions.save,
    removeSession: sessions.remove,
    tokens: tokens.all,
    saveToken: tokens.save,
    removeToken: tokens.remove,
    setupKey: () => setupKey,
    saveSetupKey(key) {
      setupKey = key;
      return done;
    },
  };
}
