import { fail, type Result } from "#kit/result.ts";

const codes: Readonly<Record<string, string>> = {
  ENOENT: "files.missing",
  ENOSPC: "files.full",
  EDQUOT: "files.full",
  EACCES: "files.denied",
  EPERM: "files.denied",
  EROFS: "files.denied",
};

/** What the operating system calls a failure, in our words. */
export function fileTrouble(error: unknown, name: string): Result<never> {
  const { code = "", message = String(error) } = error as NodeJS.ErrnoException;
  return fail(codes[code] ?? "files.failed", `${name}: ${message}`);
}
