/** The part of the library that parse.ts and format.ts use; what comes out of a parser is checked there. */
declare module "sdp-transform" {
  interface ReadSection {
    [key: string]: unknown;
  }
  interface ReadSession extends ReadSection {
    media: ReadSection[];
  }
  const library: {
    parse(text: string): ReadSession;
    write(session: ReadSession): string;
  };
  export default library;
}
