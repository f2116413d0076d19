/** Joining an exchange by its invitation, and leaving it, at the settings in force. */
import { fail, ok, type Result } from "#kit/result.ts";
import { type Editing, editSettings } from "#server/control/editSettings.ts";
import { readInvitation } from "#telephony/membership/invitation.ts";
import { joined, left, withoutPolicy } from "#telephony/membership/membership.ts";

/** `membership.noInvitation`, `membership.noMember`, or what the settings say against it. */
export interface MembershipControl {
  /** The account that it made, or took up again; whether the exchange lets it in shows its state. */
  join(invitation: string, who: string): Promise<Result<{ readonly account: string }>>;
  leave(account: string, who: string): Promise<Result<void>>;
}

export const membershipControl = (means: Editing): MembershipControl => ({
  async join(text, who) {
    const invitation = readInvitation(text);
    if (!invitation.ok) return invitation;
    let account = "";
    const edited = await editSettings(
      means,
      (now) => {
        const made = joined(now, invitation.value);
        account = made.account;
        return made.document;
      },
      who,
    );
    return edited.ok ? ok({ account }) : edited;
  },
  async leave(account, who) {
    const isMember = means.settings
      .current()
      .accounts.some(({ id, kind }) => id === account && kind === "exchange");
    if (!isMember) return fail("membership.noMember", `${account} is no exchange of this house`);
    const told = await editSettings(means, (now) => withoutPolicy(now, account), who);
    const gone = told.ok ? await editSettings(means, (now) => left(now, account), who) : told;
    return gone.ok ? ok(undefined) : gone;
  },
});
