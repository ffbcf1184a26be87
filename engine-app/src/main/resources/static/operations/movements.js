/* The movements of money, in words. */

import { t, words } from './dom.js';

/** The kind of a movement, as the questions and the documentation name it. */
export function kindOf(movement) {
  return movement.kind === 'VOID' ? t('release') : words(movement.kind);
}

/** The consignment or the return that a movement pays. */
export function purposeOf(movement) {
  return movement.part === null || movement.part === undefined ? ''
    : movement.kind !== 'REFUND' ? t('Consignment {0}', movement.part)
      : movement.part === 'whole' ? t('whole order') : movement.part;
}
