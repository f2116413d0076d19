/** What a User-Agent says of itself, as people know it; undefined where it is none of the usual. */
export interface Agent {
  readonly browser: string | undefined;
  readonly system: string | undefined;
}

/** In this order: most call themselves by their forebears' names too. */
const browsers = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bChromium\/|\bCriOS\/|HeadlessChrome/, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const systems = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b|\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
] as const;

export const agentName = (text: string): Agent => ({
  browser: browsers.find(([like]) => like.test(text))?.[1],
  system: systems.find(([like]) => like.test(text))?.[1],
});
