/** The one draft that earlier versions of the page kept, in a database of their own. */
import { deleteDB, openDB } from 'idb';
import { checkedDraft } from './checked.js';

const DATABASE = 'newsmark';

/**
 * Hands the draft over to `keep` and, once that is done, deletes it, so that it comes once.
 * @param {(draft: import('./handover.js').Draft) => Promise<unknown>} keep
 */
export async function takeOldDraft(keep) {
  if (!(await indexedDB.databases()).some(({ name }) => name === DATABASE)) return;
  const old = await openDB(DATABASE);
  const stored = old.objectStoreNames.contains('draft') ? await old.get('draft', 'article') : null;
  old.close();
  const draft = checkedDraft(stored);
  if (draft) await keep(draft);
  // An earlier version that is still open in another tab holds it: then it is deleted when that tab goes.
  deleteDB(DATABASE).catch(() => undefined);
}
