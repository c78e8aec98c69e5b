/** Everything in one file, for CDNs: the module, the element, and the worker's script as text. */
import script from 'newsmark-worker-script';
import { startScript } from './assets.js';
import { startWorkersBy } from './threads.js';

startWorkersBy(() => startScript(script));

export * from './newsmark.js';
export { NewsMarkElement } from './newsmark-element.js';
