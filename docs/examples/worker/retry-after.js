// The pause for which a busy server asks by Retry-After (RFC 9110), and an interceptor with which the worker's requests keep it.

const LONGEST_PAUSE = 600_000;
const BUSY = [429, 503];

/** Returns the milliseconds of Retry-After, a number of seconds or a date, up to ten minutes; 0 for another status, or without it. */
export function retryAfter(status, value) {
  if (!BUSY.includes(status) || !value) {
    return 0;
  }
  const pause = /^[0-9]+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Math.min(Math.max(pause || 0, 0), LONGEST_PAUSE);
}

/** Has a request that the engine refuses for now sent again after the pause for which it asks; any other failure is reported at once. */
export function patient(config) {
  const calculateDelay = ({error: {response}}) => (response ? retryAfter(response.statusCode, response.headers['retry-after']) : 0);
  return {...config, retry: {calculateDelay}};
}
