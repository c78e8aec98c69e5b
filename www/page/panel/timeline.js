/** The dates of the article in the order of time, from its earliest to its latest. */
import { dateWords, mondayOf } from './date-words.js';
import { byId, element } from '../dom.js';
import { drawWhenSeen } from './panel.js';
import { isSure } from '../state/derived.js';

/** The month in which each season begins. @type {Record<string, string>} */
const SEASONS = { SP: '03', SU: '06', FA: '09', WI: '12' };

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listTimeline(store, panel) {
  const list = byId('dates');

  /** @param {number} index of a mention */
  function go(index) {
    const { annotations, subjects } = store.state;
    const mention = annotations?.mentions[index];
    if (!mention) return;
    const { key } = subjects.ofMention[index];
    store.look({ chosen: key, place: { start: mention.start, end: mention.end } });
    panel.makeRoom();
  }

  /** A date that the text has in these very words is not said twice. @param {string} value @param {{ mention: { text: string }, index: number }[]} entries */
  function dateOf(value, entries) {
    const same = entries.find(({ mention }) => mention.text === dateWords(value));
    return same
      ? element('button', { type: 'button', class: 'when', onclick: () => go(same.index) }, dateWords(value))
      : element('span', { class: 'when' }, dateWords(value));
  }

  function draw() {
    const { annotations, settings } = store.state;
    const dated = (annotations?.mentions ?? []).flatMap((mention, index) => {
      const time = mention.label === 'DATE' && mention.start < mention.end && isSure(settings, mention) ? beginningOf(mention.value) : null;
      return time === null ? [] : [{ mention, index, time }];
    });
    /** @type {Map<string, typeof dated>} */
    const days = new Map();
    for (const entry of dated.sort((one, other) => one.time.localeCompare(other.time))) {
      const value = entry.mention.value ?? '';
      days.set(value, [...(days.get(value) ?? []), entry]);
    }
    list.replaceChildren(
      ...[...days].map(([value, entries]) =>
        element(
          'li',
          { class: value === annotations?.date ? 'today' : null },
          dateOf(value, entries),
          value === annotations?.date ? element('span', { class: 'badge' }, 'day of the article') : null,
          element(
            'span',
            { class: 'words' },
            ...distinct(entries)
              .filter(({ mention }) => mention.text !== dateWords(value))
              .map(({ mention, index }) => element('button', { type: 'button', onclick: () => go(index) }, mention.text.replace(/\s+/g, ' '))),
          ),
        ),
      ),
    );
    byId('dates-nothing').hidden = days.size > 0;
  }

  drawWhenSeen(store, 'timeline', (state, previous) => state.settled !== previous.settled || state.settings !== previous.settings, draw);
}

/** Each wording once. @template {{ mention: { text: string } }} T @param {T[]} entries */
function distinct(entries) {
  return [...new Map(entries.map((entry) => [entry.mention.text.toLowerCase(), entry])).values()];
}

/**
 * The first day of a TIMEX3 value, as text that sorts in the order of time; null for lengths of time and the like.
 * @param {string | null} value
 */
function beginningOf(value) {
  if (!value || /^[PT]/.test(value)) return null;
  const [, year, rest] = value.match(/^(\d{4})(?:-(.*))?$/) ?? [];
  if (!year) return /^\d{2,3}$/.test(value) ? value.padEnd(4, '0') : null;
  if (!rest) return year;
  const week = rest.match(/^W(\d\d)/);
  if (week) return mondayOf(Number(year), Number(week[1])).toISOString().slice(0, 10);
  const part = rest.match(/^([QH])(\d)/);
  if (part) return `${year}-${String((Number(part[2]) - 1) * (part[1] === 'Q' ? 3 : 6) + 1).padStart(2, '0')}`;
  return `${year}-${SEASONS[rest.slice(0, 2)] ?? rest.split('/')[0]}`;
}
