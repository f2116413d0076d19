/** Who may sign in, kept in the server's own store. */
import type { Store } from "#server/store/store.ts";
import type { ApiToken, Owner, Session, SetupKey, Vault } from "#web/auth/vault.ts";

type Table = Store["vault"];
interface Row<T> {
  readonly kind: string;
  readonly value: T;
}

export function keptVault(table: Table): Vault {
  const one = <T>(key: string): T | undefined => table.get(key) as T | undefined;
  const all = <T>(kind: string): readonly T[] =>
    (table.all() as readonly { readonly kind?: string; readonly value?: T }[]).flatMap((row) =>
      row.kind === kind && row.value !== undefined ? [row.value] : [],
    );
  const put = (kind: string, key: string, value: unknown) =>
    table.put(`${kind} ${key}`, { kind, value });
  const get = <T>(kind: string, key: string): T | undefined => one<Row<T>>(`${kind} ${key}`)?.value;
  const remove = (kind: string, key: string) => table.remove(`${kind} ${key}`);
  return {
    owner: () => get<Owner>("owner", "1"),
    saveOwner: (owner) => put("owner", "1", owner),
    session: (id) => get<Session>("session", id),
    sessions: () => all<Session>("session"),
    saveSession: (session) => put("session", session.id, session),
    removeSession: (id) => remove("session", id),
    tokens: () => all<ApiToken>("token"),
    saveToken: (token) => put("token", token.id, token),
    removeToken: (id) => remove("token", id),
    setupKey: () => (table.reread("setup 1") as Row<SetupKey> | undefined)?.value,
    saveSetupKey: (key) => (key === undefined ? remove("setup", "1") : put("setup", "1", key)),
  };
}
