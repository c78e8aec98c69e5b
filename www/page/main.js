/** Starts the page: the state, and each module that reads or changes it. */
import { startAnnotating } from './annotating.js';
import { showArticle } from './article.js';
import { drawConnectors } from './connector.js';
import { startCorrecting } from './correcting/correcting.js';
import { listCorrections } from './correcting/corrections-list.js';
import { historyOf } from './correcting/history.js';
import { offerMarking } from './correcting/selecting.js';
import { listDates } from './dates-list.js';
import { keepDraft } from './draft.js';
import { startEditing } from './editing.js';
import { listEntities } from './entities-list.js';
import { showHeading } from './heading.js';
import { startIntake } from './intake.js';
import { followKeys } from './keys.js';
import { lightUp } from './lighting.js';
import { openMenus } from './menus.js';
import { keepNotesApart } from './note-places.js';
import { showNotices } from './notices.js';
import { keepForOffline } from './offline.js';
import { showPanel } from './panel.js';
import { followPlaces } from './places.js';
import { followPointing } from './pointing.js';
import { listQuotes } from './quotes-list.js';
import { applySettings, rememberedSettings } from './settings.js';
import { tabulateSources } from './sources-table.js';
import { createStore, initialState } from './state.js';
import { offerTakingAway } from './taking-away.js';

const store = createStore({ ...initialState, settings: { ...initialState.settings, ...rememberedSettings() } });

applySettings(store);
const article = showArticle(store);
lightUp(store);
keepNotesApart();
drawConnectors(store);
const editing = startEditing(store);
const annotating = startAnnotating(store);
followPlaces(store, article, editing);
const pointing = followPointing(store);
const correcting = startCorrecting(store, article, pointing);
const selecting = offerMarking(store, article, pointing, correcting);
const panel = showPanel(store);
listEntities(store, panel);
listQuotes(store, panel);
tabulateSources(store, panel);
listDates(store, panel);
listCorrections(store, panel);
showHeading(store, annotating);
showNotices(store);
openMenus(store);
offerTakingAway(store, annotating);
followKeys(store, pointing, correcting, selecting);
startIntake(store, editing);

const draft = await keepDraft(store);
// What was typed while the draft was being read is newer.
if (draft?.text && store.state.text === '') {
  store.edit(draft.text);
  store.correct({ date: draft.date, ...historyOf(draft.made ?? []) });
  store.look({ face: draft.face });
}
document.documentElement.dataset.ready = 'true';
keepForOffline();
