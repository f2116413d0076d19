/** Joining an exchange by its invitation, and leaving it, at the settings in force. */
import { fail, ok, type Result } from "#kit/result.ts";
import { locked } from "#server/control/settingsControl.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import { readInvitation } from "#telephony/membership/invitation.ts";
import { joined, left, withoutPolicy } from "#telephony/membership/membership.ts";
import type { SettingsProblem } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** `membership.noInvitation`, `membership.noMember`, or what the settings say against it. */
export interface MembershipControl {
  /** The account that it made, or took up again; whether the exchange lets it in shows its state. */
  join(invitation: string, who: string): Promise<Result<{ readonly account: string }>>;
  leave(account: string, who: string): Promise<Result<void>>;
}

interface Means {
  readonly settings: SettingsStore;
  readonly lockedBy?: string | undefined;
}

export function membershipControl({ settings, lockedBy }: Means): MembershipControl {
  async function change(make: (now: Settings) => unknown, who: string): Promise<Result<void>> {
    if (lockedBy !== undefined) return { ok: false, problem: locked(lockedBy) };
    const changed = await settings.change(make, who);
    return changed.ok ? ok(undefined) : refusedBy(changed.problem);
  }

  return {
    async join(text, who) {
      const invitation = readInvitation(text);
      if (!invitation.ok) return invitation;
      let account = "";
      const changed = await change((now) => {
        const made = joined(now, invitation.value);
        account = made.account;
        return made.document;
      }, who);
      return changed.ok ? ok({ account }) : changed;
    },
    async leave(account, who) {
      const isMember = settings
        .current()
        .accounts.some(({ id, kind }) => id === account && kind === "exchange");
      if (!isMember) return fail("membership.noMember", `${account} is no exchange of this house`);
      const told = await change((now) => withoutPolicy(now, account), who);
      return told.ok ? change((now) => left(now, account), who) : told;
    },
  };
}

function refusedBy(problems: readonly SettingsProblem[]): Result<never> {
  const [first] = problems;
  return fail(first?.code ?? "settings.refused", first?.detail ?? "the settings do not take it");
}
