/* The files that a person chooses. */

import { t } from './dom.js';

/** Returns the text of a file. One that is not encoded in UTF-8 is refused: its characters would be replaced silently. */
export async function textOf(file) {
  const content = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    const line = new TextDecoder().decode(content).split('\uFFFD')[0].split('\n').length;
    throw new Error(t('Line {0} of {1} has a character that is not encoded in UTF-8. Save the file as UTF-8 and choose it again.', line, file.name));
  }
}
