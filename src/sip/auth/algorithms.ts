import type { Algorithm } from "#sip/auth/digest.ts";

/**
 * RFC 8760 §2.3 wants one challenge an algorithm, the strongest first, and each telephone to take
 * what it knows. Some stop instead at the first that they do not know, and then never register.
 * They get MD5 alone: SIPp and others who do not name themselves, and these.
 */
const needMd5 =
  /^(baresip v?[01]\.|sipp|pjsua v?[01]\.|asterisk pbx 1[0-7]|ekiga|x-lite|zoiper rv?2)/i;

export const algorithmsFor = (userAgent: string | undefined): readonly Algorithm[] =>
  userAgent === undefined || needMd5.test(userAgent.trim()) ? ["MD5"] : ["SHA-256", "MD5"];
