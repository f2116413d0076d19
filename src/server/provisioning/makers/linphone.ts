import { type PhoneFile, type PhoneProfile, registersFor, xml, xmlHead } from "./profile.ts";

type Section = Readonly<Record<string, string | number>>;

/**
 * Remote provisioning as Linphone reads it: its settings file in XML (liblinphone's list of
 * provisioning keys). `overwrite`: what it had under these keys gives way.
 */
export function linphone(profile: PhoneProfile, realm: string): PhoneFile {
  const sections = Object.entries(settings(profile, realm)).map(
    ([name, entries]) => `  <section name="${name}">\n${lines(entries)}  </section>\n`,
  );
  const text = `${xmlHead}<config xmlns="http://www.linphone.org/xsds/lpconfig.xsd">\n${sections.join("")}</config>\n`;
  return { type: "application/xml", text };
}

const lines = (section: Section): string =>
  Object.entries(section)
    .map(([key, value]) => `    <entry name="${key}" overwrite="true">${xml(value)}</entry>\n`)
    .join("");

function settings(profile: PhoneProfile, realm: string): Readonly<Record<string, Section>> {
  const { name, username, secret, server, transport } = profile;
  const { host, port } = server;
  const proxy = `<sip:${host}:${port};transport=${transport}>`;
  return {
    proxy_0: {
      reg_identity: `"${name.replaceAll(/["\\]/g, "")}" <sip:${username}@${host}>`,
      reg_proxy: proxy,
      reg_route: proxy,
      reg_expires: registersFor,
      reg_sendregister: 1,
      realm,
    },
    auth_info_0: { username, passwd: secret, realm, domain: host },
    sip: {
      default_proxy: 0,
      media_encryption: transport === "tls" ? "srtp" : "none",
      verify_server_certs: 1,
      verify_server_cn: 1,
      keepalive_period: 30_000,
    },
    /** The address works once: it is not asked again at the next start. */
    misc: { transient_provisioning: 1 },
  };
}
