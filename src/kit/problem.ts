/** The one shape of expected trouble: what a peer, a user or a disk can cause. */
export interface Problem {
  /** Stable and unique, folder first: `sip.badCSeq`. Listed in docs/problems.md. */
  readonly code: string;
  /** For a person; never holds a secret. */
  readonly detail: string;
}

export const problem = (code: string, detail: string): Problem => ({ code, detail });
