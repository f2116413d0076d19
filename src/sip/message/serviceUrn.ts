/** Who calls for help may say just that, and not by which number: `urn:service:sos.fire` (RFC 5031 §4.2). */
export const isHelpUrn = (uri: string): boolean =>
  /^urn:service:sos(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,4}$/i.test(uri);
