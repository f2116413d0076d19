/** Who may sign in, kept in the server's own store. */
import type { Store } from "#server/store/store.ts";
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

type Table = Store["vault"];
interface Row<T> {
  readonly kind: string;
  readonly value: T;
}

export function keptVault(table: Table): Vault {
  const shelf = <T extends { readonly id: string }>(kind: string): Shelf<T> => ({
    all: () =>
      (table.all() as readonly Partial<Row<T>>[]).flatMap((row) =>
        row.kind === kind && row.value !== undefined ? [row.value] : [],
      ),
    get: (id) => (table.get(`${kind} ${id}`) as Row<T> | undefined)?.value,
    save: (one) => table.put(`${kind} ${one.id}`, { kind, value: one }),
    remove: (id) => table.remove(`${kind} ${id}`),
  });
  const [sessions, tokens] = [shelf<Session>("session"), shelf<ApiToken>("token")];
  return {
    owner: () => (table.get("owner 1") as Row<Owner> | undefined)?.value,
    saveOwner: (owner) => table.put("owner 1", { kind: "owner", value: owner }),
    members: shelf<Member>("member"),
    invitations: shelf<Invitation>("invitation"),
    guests: shelf<GuestLink>("guest"),
    browsers: shelf<KnownBrowser>("browser"),
    session: sessions.get,
    sessions: sessions.all,
    saveSession: sessions.save,
    removeSession: sessions.remove,
    tokens: tokens.all,
    saveToken: tokens.save,
    removeToken: tokens.remove,
    setupKey: () => (table.reread("setup 1") as Row<SetupKey> | undefined)?.value,
    saveSetupKey: (key) =>
      key === undefined
        ? table.remove("setup 1")
        : table.put("setup 1", { kind: "setup", value: key }),
  };
}
