/** Starts the page: the state, and each module that reads or changes it. */
import { startAnnotating } from './state/annotating.js';
import { showArticle } from './article/article.js';
import { drawConnectors } from './article/connector.js';
import { bringColours } from './colours.js';
import { startCorrecting } from './correcting/correcting.js';
import { listCorrections } from './correcting/corrections-list.js';
import { handedOver } from './state/handover.js';
import { historyOf } from './correcting/history.js';
import { offerMarking } from './correcting/selecting.js';
import { keepDraft } from './state/draft.js';
import { startEditing } from './article/editing.js';
import { showHeading } from './article/heading.js';
import { startIntake } from './intake/intake.js';
import { followKeys } from './keys.js';
import { lightUp } from './article/lighting.js';
import { openMenus } from './menus.js';
import { keepNotesApart } from './article/note-places.js';
import { showNotices } from './notices.js';
import { keepForOffline } from './offline.js';
import { listChecks } from './panel/check.js';
import { showPanel } from './panel/panel.js';
import { listSaid } from './panel/said.js';
import { followPlaces } from './article/places.js';
import { followPointing } from './article/pointing.js';
import { applySettings, rememberedSettings } from './state/settings.js';
import { tabulateSources } from './panel/sources-table.js';
import { listTimeline } from './panel/timeline.js';
import { listWho } from './panel/who.js';
import { createStore, initialState } from './state/state.js';
import { offerTakingAway } from './taking-away.js';

const store = createStore({ ...initialState, settings: { ...initialState.settings, ...rememberedSettings() } });

bringColours();
applySettings(store);
const article = showArticle(store);
lightUp(store);
keepNotesApart();
drawConnectors(store);
const editing = startEditing(store);
const annotating = startAnnotating(store);
followPlaces(store, article, editing);
const pointing = followPointing(store, article, editing);
const correcting = startCorrecting(store, article, pointing);
const selecting = offerMarking(store, article, pointing, correcting);
const panel = showPanel(store);
listWho(store, panel);
listSaid(store, panel);
tabulateSources(store, panel);
listTimeline(store, panel);
listChecks(store, panel, correcting);
listCorrections(store, panel);
showHeading(store, annotating);
showNotices(store);
offerTakingAway(store, annotating);
openMenus(store);
followKeys(store, pointing, correcting, selecting);
startIntake(store, editing);

const kept = await keepDraft(store);
const draft = handedOver() ?? kept;
// What was typed while the draft was being read is newer.
if (draft?.text && store.state.text === '') {
  store.edit(draft.text);
  store.correct({ date: draft.date, ...historyOf(draft.made ?? []) });
  store.look({ face: draft.face });
}
document.documentElement.dataset.ready = 'true';
keepForOffline(store);
