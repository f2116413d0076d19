/** Loaded by the first password: its compiled part, as large as a tenth of the server. */
const argon2 = () => import("@node-rs/argon2");

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash that no password fits: checked when there is none, so that both answers take as long. */
const nobody =
  "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";

export const shortestPassword = 10;
export const longestPassword = 256;

/** argon2id in PHC form (RFC 9106). */
export const hashPassword = async (password: string): Promise<string> =>
  (await argon2()).hash(password, cost);

/** False for a wrong password, and as slowly for no password at all. */
export async function passwordFits(password: string, kept: string | undefined): Promise<boolean> {
  const { verify } = await argon2();
  const fits = await verify(kept ?? nobody, password).catch(() => false);
  return fits && kept !== undefined;
}
