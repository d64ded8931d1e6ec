/** Which addresses may be read for a script: GET of Gumroad's API, whose token is added where it is sent. */

export const API_ORIGIN = "https://api.gumroad.com";
const PATHS = "/v2/";
const LONGEST_ADDRESS = 4000;
/** Parameters that would say who asks, or ask for another method. */
const REFUSED_PARAMETERS = ["access_token", "_method"];

/** Path and query of an address of Gumroad's API, else null. Looked at as the browser would read it. */
export function targetOf(address: string): string | null {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return null;
  const { origin, username, password, pathname, search, searchParams } = new URL(address);
  if (origin !== API_ORIGIN || username !== "" || password !== "" || !pathname.startsWith(PATHS)) return null;
  return REFUSED_PARAMETERS.some((name) => searchParams.has(name)) ? null : pathname + search;
}
