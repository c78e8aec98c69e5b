/** On which sites articles are always marked: each is one that the reader has allowed the extension to see. */

const { chrome } = /** @type {any} */ (globalThis);
const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

/** The pattern for all pages of a site, of which an address or its host is given. @param {string} site */
function patternOf(site) {
  const { hostname } = new URL(site.includes('://') ? site : `https://${site}`);
  return `*://${hostname}/*`;
}

async function list() {
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  byId('sites').replaceChildren(...scripts.map((/** @type {{ id: string }} */ { id }) => {
    const item = document.createElement('li');
    const remove = Object.assign(document.createElement('button'), { type: 'button', textContent: `Remove ${id}` });
    remove.addEventListener('click', () => leave(id));
    item.append(remove);
    return item;
  }));
}

/** @param {string} pattern */
async function leave(pattern) {
  await chrome.scripting.unregisterContentScripts({ ids: [pattern] });
  await chrome.permissions.remove({ origins: [pattern] }).catch(() => undefined);
  await list();
}

byId('add').addEventListener('submit', async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  try {
    const pattern = patternOf(byId('site').value.trim());
    if (!(await chrome.permissions.request({ origins: [pattern] }))) return;
    await chrome.scripting.registerContentScripts([{ id: pattern, matches: [pattern], js: ['content.js'], persistAcrossSessions: true }]);
    byId('status').textContent = '';
    byId('add').reset();
    await list();
  } catch (/** @type {any} */ { message }) {
    byId('status').textContent = message;
  }
});
list();
