/** The kinds of mention, and the families that share a colour. */

/** @typedef {{ key: string, name: string }} Family */

/** @type {Family[]} In the order in which they are shown. */
export const FAMILIES = [
  { key: 'people', name: 'People' },
  { key: 'organisations', name: 'Organisations' },
  { key: 'places', name: 'Places' },
  { key: 'groups', name: 'Groups' },
  { key: 'things', name: 'Works & things' },
  { key: 'times', name: 'Times' },
  { key: 'numbers', name: 'Numbers' },
];

/**
 * By label of the contract: the word beside a highlight, the heading of its list, what it is in a sentence, its family.
 * @type {Record<string, { word: string, heading: string, meaning: string, family: string }>}
 */
export const KINDS = {
  PERSON: { word: 'person', heading: 'People', meaning: 'person', family: 'people' },
  TITLE: { word: 'title', heading: 'Titles and roles', meaning: 'title or role', family: 'people' },
  ORG: { word: 'org', heading: 'Organisations', meaning: 'organisation', family: 'organisations' },
  GPE: { word: 'place', heading: 'Countries and cities', meaning: 'country, state or city', family: 'places' },
  LOC: { word: 'region', heading: 'Regions and landscapes', meaning: 'region or landscape', family: 'places' },
  FAC: { word: 'site', heading: 'Buildings and sites', meaning: 'building or site', family: 'places' },
  NORP: { word: 'group', heading: 'Nations, faiths, parties', meaning: 'nationality, faith or party', family: 'groups' },
  LANGUAGE: { word: 'language', heading: 'Languages', meaning: 'language', family: 'groups' },
  PRODUCT: { word: 'product', heading: 'Products', meaning: 'product', family: 'things' },
  EVENT: { word: 'event', heading: 'Events', meaning: 'event', family: 'things' },
  WORK_OF_ART: { word: 'work', heading: 'Works', meaning: 'title of a work', family: 'things' },
  LAW: { word: 'law', heading: 'Laws and treaties', meaning: 'law or treaty', family: 'things' },
  DATE: { word: 'date', heading: 'Dates', meaning: 'date or period', family: 'times' },
  TIME: { word: 'time', heading: 'Times of day', meaning: 'time of day', family: 'times' },
  MONEY: { word: 'money', heading: 'Money', meaning: 'amount of money', family: 'numbers' },
  PERCENT: { word: 'percent', heading: 'Percentages', meaning: 'percentage', family: 'numbers' },
  QUANTITY: { word: 'measure', heading: 'Measures', meaning: 'measure', family: 'numbers' },
  CARDINAL: { word: 'num', heading: 'Numbers', meaning: 'number', family: 'numbers' },
  ORDINAL: { word: 'rank', heading: 'Ranks', meaning: 'rank', family: 'numbers' },
};

/** @param {string} label */
export function kindOf(label) {
  return KINDS[label] ?? { word: label.toLowerCase(), heading: label, meaning: label.toLowerCase(), family: 'things' };
}

/** By kind of quote: what its note says of it. @type {Record<string, string>} */
export const QUOTE_KINDS = {
  direct: 'direct quote',
  mixed: 'partial quote',
  indirect: 'reported speech',
  scare: 'nobody’s speech here',
};
