import { X509Certificate } from "node:crypto";
import { type WallTime, wallTime } from "#kit/time.ts";

/** When a certificate is no longer good; of a chain in PEM the first one counts, which is ours. */
export const certificateEnd = (certificate: string): WallTime =>
  wallTime(Date.parse(new X509Certificate(certificate).validTo));

/** The first name that it is good for; undefined: it names addresses alone. */
export const certificateName = (certificate: string): string | undefined =>
  /DNS:(?!\*)([^,\s]+)/.exec(new X509Certificate(certificate).subjectAltName ?? "")?.[1];
